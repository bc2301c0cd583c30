#include "api/run.h"

#include "api/ordered_pool.h"
#include "diagnostics/kinds.h"
#include "semantics/model.h"

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

namespace assay::api {

namespace {

class Runner {
 public:
  Runner(const plan::Program& program, const RunOptions& options, diagnostics::Sink& sink, const Work& work)
      : program_(program), options_(options), sink_(sink), work_(work) {}

  RunResult run() {
    population_ = gather(program_, options_, sink_);
    const std::unique_ptr<facts::Reader> reader = facts::open(program_.model->schema, options_.facts, options_.reading, sink_);
    if (reader && !sink_.has_errors()) deliver_all(*reader);
    if (reader && !result_.stopped) result_.facts_digest = reader->digest();
    result_.unusable = sink_.has_errors();
    return std::move(result_);
  }

 private:
  // Most runs are of one batch, for which no thread is worth its start.
  void deliver_all(facts::Reader& reader) {
    std::unique_ptr<Evaluated> first = next(reader);
    if (!first) return;
    std::unique_ptr<Evaluated> second = next(reader);
    const std::size_t wanted = options_.threads != 0 ? options_.threads : std::max(1U, std::thread::hardware_concurrency());
    if (!second || wanted == 1) {
      if (!one(*first)) return;
      first.reset();
      for (; second; second = next(reader))
        if (!one(*second)) return;
      return;
    }
    OrderedPool pool(wanted, [this](Evaluated& evaluated) { return evaluate(evaluated); });
    pool.submit(std::move(first));
    for (; second; second = next(reader)) {
      if (!pool.submit(std::move(second))) break;
    }
    result_.stopped = !pool.finish();
  }

  std::unique_ptr<Evaluated> next(facts::Reader& reader) {
    auto evaluated = std::make_unique<Evaluated>();
    if (!reader.next(evaluated->batch) || sink_.has_errors()) return nullptr;
    result_.units += evaluated->batch.rows();
    return evaluated;
  }

  Delivery evaluate(Evaluated& evaluated) const {
    evaluated.outcome = exec::evaluate(program_, evaluated.batch, options_.trace ? &evaluated.trace : nullptr, population_.get());
    if (evaluated.batch.self) evaluated.self = exec::evaluate(program_, *evaluated.batch.self, nullptr, population_.get());
    return work_(evaluated);
  }

  bool one(Evaluated& evaluated) {
    if (evaluate(evaluated)()) return true;
    result_.stopped = true;
    return false;
  }

  const plan::Program& program_;
  const RunOptions& options_;
  diagnostics::Sink& sink_;
  const Work& work_;
  std::unique_ptr<exec::Population> population_;
  RunResult result_;
};

}  // namespace

std::unique_ptr<exec::Population> gather(const plan::Program& program, const RunOptions& options, diagnostics::Sink& sink) {
  if (!exec::looks_among_units(program)) return nullptr;
  auto population = std::make_unique<exec::Population>(program);
  for (const std::string& path : options.facts)
    if (path == "-") sink.report(diagnostics::Kind::facts_read_again);
  if (sink.has_errors()) return population;
  facts::Options reading = options.reading;
  reading.only_unit.reset();
  for (std::size_t round = 0; round < population->rounds(); ++round) {
    diagnostics::Sink again;  // the run itself reports what is wrong with the files
    const std::unique_ptr<facts::Reader> reader = facts::open(program.model->schema, options.facts, reading, again);
    facts::Batch batch;
    while (reader && !again.has_errors() && reader->next(batch)) population->gather(round, batch);
    population->close(round);
  }
  return population;
}

RunResult run(const plan::Program& program, const RunOptions& options, diagnostics::Sink& sink, const Work& work) {
  return Runner(program, options, sink, work).run();
}

}  // namespace assay::api
