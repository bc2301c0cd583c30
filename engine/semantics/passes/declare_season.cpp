#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

namespace assay::semantics {

void declare_season(Analysis& a) {
  const syntax::Season* season = nullptr;
  for (const syntax::File& file : a.files) {
    for (const syntax::Statement& statement : file.statements) {
      const auto* each = std::get_if<syntax::Season>(&statement);
      if (each == nullptr) continue;
      if (season != nullptr) {
        a.report(Problem::duplicate_season, each->span).related.push_back({season->span, {}, kFirstDeclared});
      } else {
        season = each;
      }
    }
  }
  if (season == nullptr) {
    if (!a.incomplete && !a.files.empty()) a.report(Problem::no_season, Span{a.files.front().file, 0, 0});
    return;
  }
  types::Season& out = a.model.schema.season;
  out.name = season->name.text;
  if (season->label) out.label = season->label->value;
  out.from = season->from;
  out.to = season->to;
  out.step = season->step.value_or(base::Step::quarter);
  a.model.season_span = season->span;
  if (out.to < out.from) {
    a.report(Problem::season_backwards, season->to_span, {base::to_string(out.from), base::to_string(out.to)});
    return;
  }
  const bool begins = base::first_day(base::period_of(out.from, out.step)) == out.from;
  const bool ends = base::last_day(base::period_of(out.to, out.step)) == out.to;
  if (!begins) a.report(Problem::season_not_whole, season->from_span, {base::to_string(out.from)});
  if (!ends) a.report(Problem::season_not_whole, season->to_span, {base::to_string(out.to)});
  a.season_known = begins && ends;
}

}  // namespace assay::semantics
