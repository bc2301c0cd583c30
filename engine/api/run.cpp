#include "api/run.h"

#include "api/ordered_pool.h"
#include "semantics/model.h"

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

namespace assay::api {

namespace {

Delivery evaluate(const plan::Program& program, Evaluated& evaluated, bool trace, const Work& work) {
  evaluated.outcome = exec::evaluate(program, evaluated.batch, trace ? &evaluated.trace : nullptr);
  return work(evaluated);
}

class Runner {
 public:
  Runner(const plan::Program& program, const RunOptions& options, diagnostics::Sink& sink, const Work& work)
      : program_(program), options_(options), sink_(sink), work_(work) {}

  RunResult run() {
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
    OrderedPool pool(wanted, [this](Evaluated& evaluated) { return evaluate(program_, evaluated, options_.trace, work_); });
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

  bool one(Evaluated& evaluated) {
    if (evaluate(program_, evaluated, options_.trace, work_)()) return true;
    result_.stopped = true;
    return false;
  }

  const plan::Program& program_;
  const RunOptions& options_;
  diagnostics::Sink& sink_;
  const Work& work_;
  RunResult result_;
};

}  // namespace

RunResult run(const plan::Program& program, const RunOptions& options, diagnostics::Sink& sink, const Work& work) {
  return Runner(program, options, sink, work).run();
}

}  // namespace assay::api
