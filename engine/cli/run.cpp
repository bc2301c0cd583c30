#include "cli/assessment.h"
#include "cli/command.h"
#include "cli/leave.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "cli/profile.h"
#include "cli/values.h"
#include "diagnostics/kinds.h"

#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace assay::cli {

namespace {

using diagnostics::Kind;
using Words = std::vector<std::string>;

// To begin a thread takes as long as a table of about so many targets.
constexpr std::size_t kTargetsOfAThread = 500;
// So many units at a time where reasons are told: those of one take up to a megabyte.
constexpr std::size_t kExplainedUnits = 64;

std::size_t targets_of(const semantics::Model& model) {
  std::size_t count = 0;
  for (const semantics::Department& department : model.departments) count += department.targets.size();
  return count;
}

class Run {
 public:
  Run(const Arguments& arguments, const Terminal& terminal) : arguments_(arguments), terminal_(terminal) {}

  Exit go() {
    Assessment& a = assessment_;
    read_options();
    if (a.sink.has_errors()) return problems();
    if (arguments_.has(Option::profile)) a.profile = &profile_.emplace();
    if (!prepare(a, arguments_.positional.front(), arguments_, terminal_.language)) return problems();
    if (a.book.model->departments.empty()) a.sink.report(Kind::no_target, Words{});
    head_.department = department_of(arguments_, *a.book.model, a.sink);
    if (a.sink.has_errors()) return problems();
    head_.model = &*a.book.model;
    head_.as_of = a.as_of;
    head_.rules = &a.book.files;
    head_.rules_digest = [&] { return a.rules_digest; };
    Output output(arguments_.text(Option::output));
    if (output.problem() != 0) return worse(cannot_write(output, terminal_), problems());
    return evaluate(output);
  }

 private:
  void read_options() {
    std::vector<std::string> names;
    for (const report::Format& each : report::formats()) names.emplace_back(each.name);
    format_ = format_of(arguments_, "run", names, assessment_.sink);
    fail_on_ = fail_on(arguments_, terminal_.language, assessment_.sink);
    threads_ = thread_count(arguments_, terminal_.language, assessment_.sink).value_or(0);
    assessment_.sink.keep_of_a_kind(most_diagnostics(arguments_, terminal_.language, assessment_.sink));
    head_.language = terminal_.language;
    head_.colour = terminal_.colour_out;
    head_.width = terminal_.width;
    head_.per = per_of(arguments_, terminal_.language, assessment_.sink);
    if (arguments_.has(Option::per) && format_ != "csv") assessment_.sink.report(Kind::per_without_csv, std::vector<std::string>{format_});
    head_.byte_order_mark = arguments_.has(Option::bom);
  }

  Exit evaluate(Output& output) {
    Assessment& a = assessment_;
    const auto new_writer = [&] { return report::find_format(format_)->make(head_); };
    std::unique_ptr<report::Writer> writer = new_writer();
    api::RunOptions options;
    options.facts = arguments_.all(Option::facts);
    options.reading = a.reading;
    options.reading.keep_raw = writer->quotes();
    options.reading.digest = writer->digests();
    options.threads = threads_;
    options.trace = writer->explains();
    if (options.trace) options.reading.batch_rows = kExplainedUnits;
    options.detail = writer->detail();

    bool begun = false;
    const auto work = [&](api::Evaluated& evaluated) -> api::Delivery {
      report::Source source{*a.book.model, *a.program, a.book.files, evaluated.batch, evaluated.outcome,
                            writer->explains() ? &evaluated.trace : nullptr, head_.department, evaluated.self ? &*evaluated.self : nullptr};
      source.side_by_side = evaluated.batch.rows() == 1 && (writer->digests() || targets_of(*a.book.model) > kTargetsOfAThread) && api::has_help(threads_);
      auto chunk = std::make_shared<report::Chunk>(writer->make(source));
      return [&, chunk] {
        count(*chunk);
        if (!std::exchange(begun, true) && !output.write(writer->begin(chunk->reviewed))) return false;
        return output.write(writer->add(std::move(*chunk)));
      };
    };
    if (output.may_take_back()) options.take_back = [&] {
      output.take_back();
      writer = new_writer();
      begun = false;
      targets_.fill(0);
    };
    result_ = judge(a, options, work);
    if (output.problem() != 0) return worse(cannot_write(output, terminal_), problems());
    if (result_.unusable) {
      if (output.wrote() && !output.to_file() && !(output.may_take_back() && output.take_back())) a.sink.report(Kind::output_void, Words{});
      return problems();
    }
    if (result_.units == 0) {  // a run that judged nothing must not pass for one
      a.sink.report(Kind::unit_not_found, Words{});
      return problems();
    }
    const std::size_t faults = a.sink.faults();
    if (!finish(*writer, output, begun, {result_.facts_digest, faults})) return worse(cannot_write(output, terminal_), problems());

    Exit exit = problems();
    if (faults > 0) write_error(say(Word::data_faults, terminal_.language, faults) + "\n");
    for (const exec::Status status : fail_on_)
      if (targets_[static_cast<std::size_t>(status)] > 0) exit = worse(exit, Exit::findings);
    if (profile_) write_error(profile_table(profile_->figures(), terminal_.language));
    return exit;
  }

  bool finish(report::Writer& writer, Output& output, bool begun, const report::Tail& tail) {
    const base::Stretch stretch(assessment_.profile, base::Spent::write);
    if (!begun) output.write(writer.begin(false));
    output.write(writer.end(tail));
    return output.finish();
  }

  void count(const report::Chunk& chunk) {
    for (std::size_t i = 0; i < targets_.size(); ++i) targets_[i] += chunk.targets[i];
  }

  Exit problems() { return show_problems(assessment_.sink, assessment_.book.files, arguments_, terminal_); }

  const Arguments& arguments_;
  const Terminal& terminal_;
  std::optional<base::Profile> profile_;
  Assessment assessment_;
  report::Head head_;
  std::string format_;
  std::vector<exec::Status> fail_on_;
  std::size_t threads_ = 0;
  std::array<std::size_t, report::kStatuses> targets_{};
  api::RunResult result_;
};

}  // namespace

Exit run_command(const Arguments& arguments, const Terminal& terminal) {
  Run run(arguments, terminal);
  return leave(run.go());
}

}  // namespace assay::cli
