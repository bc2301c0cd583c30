#include "api/run.h"

#include "api/in_order.h"
#include "base/profile.h"
#include "diagnostics/kinds.h"
#include "semantics/model.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

namespace assay::api {

namespace {

// What was reported in it, sound or not.
std::size_t cells_of(const facts::Batch& batch) {
  std::size_t sum = 0;
  const auto count = [&](const columns::Column& column) { sum += column.valid.count() + column.odd.size(); };
  for (const auto& each : batch.cells) count(each.second.column);
  for (const facts::ListTable& list : batch.lists)
    for (const columns::Column& field : list.fields) count(field);
  return sum;
}

// Whether a register may have many elements for each unit.
bool may_be_wide(const types::Schema& schema) {
  constexpr std::size_t kFew = 2048;
  std::size_t all = 1;
  for (const types::Dimension& each : schema.dimensions) all = std::min(all, kFew + 1) * std::max<std::size_t>(each.members.size(), 1);
  return all > kFew;
}

// Fewer units at a time where registers have many elements for each: as many as whole words of bits have, at least.
std::size_t batch_rows(const plan::Program& program, const RunOptions& options) {
  constexpr std::size_t kOfOne = 1 << 21, kOfAll = 1 << 23, kWord = 64;
  const types::Schema& schema = program.model->schema;
  if (!may_be_wide(schema)) return options.reading.batch_rows;
  std::size_t widest = 1, all = 1;
  for (const plan::RegisterInfo& each : program.registers) {
    std::size_t width = std::max<std::size_t>(each.grain.periods, 1);
    for (const types::DimensionId dimension : each.grain.dimensions) width *= schema[dimension].members.size();
    widest = std::max(widest, width);
    if (width > 1) all += width;
  }
  const std::size_t rows = std::min(kOfOne / widest, options.trace ? kOfAll / all : kOfOne);
  return std::min(options.reading.batch_rows, std::max(rows / kWord * kWord, kWord));
}

class Runner {
 public:
  Runner(const RunOptions& options, diagnostics::Sink& sink, const Work& work)
      : options_(options), sink_(sink), work_(work), profile_(options.reading.profile) {}

  RunResult run(const Making& making) {
    facts::Options reading = options_.reading;
    if (may_be_wide(making.schema)) {
      program_ = &making.program();
      reading.batch_rows = batch_rows(*program_, options_);
    }
    reading.threads = options_.threads;
    reading.as_of = making.as_of;
    reading.revocable = options_.take_back != nullptr;
    std::shared_ptr<facts::Reader> reader = facts::open(making.schema, options_.facts, reading, sink_);
    if (program_ == nullptr) program_ = &making.program();
    population_ = gather(*program_, options_, sink_);
    if (reader && !sink_.has_errors()) deliver_all(*reader);
    if (reader && reader->revoked()) {
      options_.take_back();
      reading.revocable = result_.stopped = false;
      result_.units = 0;
      reader = facts::open(making.schema, options_.facts, reading, sink_);
      if (reader && !sink_.has_errors()) deliver_all(*reader);
    }
    result_.used.push_back(reader);
    if (reader && !result_.stopped && reading.digest) result_.facts_digest = reader->digest();
    result_.unusable = sink_.has_errors();
    if (profile_ != nullptr) profile_->units = static_cast<std::int64_t>(result_.units);
    return std::move(result_);
  }

 private:
  // Most runs are of one piece, for which no thread is worth its start.
  void deliver_all(facts::Reader& reader) {
    facts::Piece first, second;
    if (!claim(reader, first)) return;
    const bool more = claim(reader, second);
    const std::size_t wanted = options_.threads != 0 ? options_.threads : std::max(1U, std::thread::hardware_concurrency());
    if (profile_ != nullptr && more) profile_->threads = static_cast<std::int64_t>(wanted);
    std::size_t claimed = 0;
    const auto next = [&](facts::Piece& piece) {
      ++claimed;
      if (claimed == 1) piece = std::move(first);
      if (claimed == 2 && more) piece = std::move(second);
      return claimed <= (more ? 2U : 1U) || (more && claim(reader, piece));
    };
    DoneInOrder done = run_in_order({more ? wanted : 1, next, [&](Evaluated& evaluated) { return evaluate(reader, evaluated); }, profile_});
    result_.stopped = done.stopped;
    for (std::unique_ptr<Evaluated>& each : done.spent) result_.used.push_back(std::move(each));
  }

  bool claim(facts::Reader& reader, facts::Piece& piece) const {
    const base::Stretch stretch(profile_, base::Spent::read);
    return reader.claim(piece);
  }

  Delivery evaluate(facts::Reader& reader, Evaluated& evaluated) const {
    {
      const base::Stretch stretch(profile_, base::Spent::read);
      reader.fill(evaluated.piece, evaluated.batch);
    }
    if (profile_ != nullptr) profile_->cells += static_cast<std::int64_t>(cells_of(evaluated.batch));
    // What is evaluated may be kept by the work.
    const auto piece = std::make_shared<facts::Piece>(std::move(evaluated.piece));
    Delivery delivery;
    if (piece->units > 0) {
      judge(evaluated);
      const base::Stretch stretch(profile_, base::Spent::write);
      delivery = work_(evaluated);
    }
    return [this, &reader, piece, delivery = std::move(delivery)] { return deliver(reader, *piece, delivery); };
  }

  void judge(Evaluated& evaluated) const {
    const base::Stretch stretch(profile_, base::Spent::evaluate);
    if (!evaluated.evaluator) evaluated.evaluator = std::make_unique<exec::Evaluator>(*program_, options_.detail, population_.get());
    evaluated.outcome = evaluated.evaluator->evaluate(evaluated.batch, options_.trace ? &evaluated.trace : nullptr);
    evaluated.self.reset();
    if (evaluated.batch.self) evaluated.self = evaluated.evaluator->evaluate(*evaluated.batch.self);
  }

  // An error of the files makes void what was delivered; nothing more is.
  bool deliver(facts::Reader& reader, facts::Piece& piece, const Delivery& delivery) const {
    {
      const base::Stretch stretch(profile_, base::Spent::read);
      reader.settle(piece);
    }
    if (reader.revoked()) return false;
    if (sink_.has_errors()) return true;
    result_.units += piece.units;
    const base::Stretch stretch(profile_, base::Spent::write);
    return !delivery || delivery();
  }

  const plan::Program* program_ = nullptr;
  const RunOptions& options_;
  diagnostics::Sink& sink_;
  const Work& work_;
  base::Profile* profile_;
  std::unique_ptr<exec::Population> population_;
  mutable RunResult result_;  // its units are counted by deliveries, of which there is one at a time
};

}  // namespace

bool has_help(std::size_t threads) { return threads != 1 && std::thread::hardware_concurrency() > 1; }

namespace {

bool is_pipe(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_fifo(path, ignored);
}

}  // namespace

std::unique_ptr<exec::Population> gather(const plan::Program& program, const RunOptions& options, diagnostics::Sink& sink) {
  if (!exec::looks_among_units(program)) return nullptr;
  auto population = std::make_unique<exec::Population>(program);
  for (const std::string& path : options.facts)
    if (path == "-" || is_pipe(path)) sink.report(diagnostics::Kind::facts_read_again, std::vector{path});
  if (sink.has_errors()) return population;
  facts::Options reading = options.reading;
  reading.batch_rows = batch_rows(program, options);
  reading.only_unit.reset();
  reading.digest = false;
  const base::Stretch stretch(std::exchange(reading.profile, nullptr), base::Spent::among);
  reading.threads = options.threads;
  reading.as_of = program.as_of;
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
  return run({program.model->schema, program.as_of, [&]() -> const plan::Program& { return program; }}, options, sink, work);
}

RunResult run(const Making& making, const RunOptions& options, diagnostics::Sink& sink, const Work& work) {
  return Runner(options, sink, work).run(making);
}

}  // namespace assay::api
