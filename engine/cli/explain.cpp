#include "base/nearest.h"
#include "cli/assessment.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "cli/values.h"
#include "diagnostics/kinds.h"

#include <memory>
#include <vector>

namespace assay::cli {

namespace {

using diagnostics::Kind;
using Words = std::vector<std::string>;

std::optional<report::Address> find(Assessment& a, const std::string& id) {
  const auto address = report::find_id(*a.book.model, id);
  if (!address) a.sink.report(Kind::unknown_id, Words{id}).suggestion = base::nearest(id, report::all_ids(*a.book.model));
  return address;
}

}  // namespace

Exit explain_command(const Arguments& arguments, const Terminal& terminal) {
  Assessment a;
  const auto problems = [&] { return show_problems(a.sink, a.book.files, arguments, terminal); };
  const std::vector<std::string> formats{"table", "json"};
  const std::string format = format_of(arguments, "explain", formats, a.sink);
  a.sink.keep_of_a_kind(most_diagnostics(arguments, terminal.language, a.sink));
  prepare(a, arguments.positional[0], arguments, terminal.language);
  if (!a.program) return problems();
  const auto address = find(a, arguments.positional[1]);
  if (!address) return problems();
  const std::unique_ptr<api::Evaluated> evaluated = evaluate_one_unit(a, arguments);
  if (!evaluated) return problems();
  const report::Source source{*a.book.model, *a.program, a.book.files, evaluated->batch, evaluated->outcome, &evaluated->trace, std::nullopt,
                              evaluated->self ? &*evaluated->self : nullptr};
  const report::Explanation explanation = report::build_explanation(source, *address, 0);
  const report::ExplanationStyle style{terminal.language, terminal.colour_out, terminal.width, a.book.model->scoring.places};
  const Exit exit = print(format == "json" ? report::explanation_json(explanation) : report::explanation_text(explanation, style), terminal,
                          arguments.text(Option::output));
  return worse(exit, problems());
}

}  // namespace assay::cli
