// Criteria that ask of nothing but parts of years before the season, as a copy of last year's rules does: they are met or missed for good.
#include "lint/findings/findings.h"

#include "base/calendar.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace assay::lint {

namespace {

using semantics::Expr;
using semantics::ExprId;
using Node = semantics::Kind;

struct AskedSeasons {
  bool own = false;  // something of the season
  ExprId past;       // the first stated period before it
};

void look_at_seasons(const semantics::Model& model, ExprId id, AskedSeasons& out) {
  const Expr& e = model[id];
  // The time that has passed and what others report are of the season, too, and so are the rows of a list.
  const bool reads = e.kind == Node::fact || e.kind == Node::field || e.kind == Node::elapsed || e.kind == Node::unknown || e.kind == Node::rank_among ||
                     e.kind == Node::aggregate_among || std::any_of(e.axes.begin(), e.axes.end(), [](const semantics::Axis& axis) { return axis.kind == semantics::Axis::Kind::list; });
  // A year as a whole is stated on purpose: this one needs no stating.
  if (e.kind == Node::at_period && e.period && e.period->step != base::Step::year && base::last_day(*e.period) < model.schema.season.from) {
    if (!out.past.valid()) out.past = id;
    return;
  }
  if (e.kind == Node::previous) return;
  out.own = out.own || reads;
  for (const ExprId child : e.children) look_at_seasons(model, child, out);
}

// 上年四季度, 2022年四季度: the words mean it.
bool speaks_of_the_past(std::string_view quote, int year) {
  constexpr std::array<std::string_view, 5> kBefore = {"上年", "去年", "往年", "last year", "previous year"};
  return quote.find(std::to_string(year)) != std::string_view::npos || std::ranges::any_of(kBefore, [&](std::string_view word) { return quote.find(word) != std::string_view::npos; });
}

}  // namespace

void find_past_criteria(Lint& lint) {
  for (const AskedTarget& each : lint.targets)
    for (const semantics::Criterion& c : each.target->criteria) {
      if (c.kind == semantics::Criterion::Kind::judge) continue;
      AskedSeasons asked;
      look_at_seasons(lint.model, c.condition, asked);
      if (asked.own || !asked.past.valid()) continue;
      const Expr& past = lint.model[asked.past];
      if (speaks_of_the_past(c.quote, past.period->year)) continue;
      base::Period now = *past.period;
      while (base::first_day(now) < lint.model.schema.season.from) {
        if (now.step == base::Step::day) return;
        ++now.year;
      }
      const std::string own = lint.words(past.children[0]) + "@" + base::to_string(now);
      lint.report(Kind::past_criterion, past.span, {lint.words(asked.past), base::to_string(lint.model.schema.season.from), own});
    }
}

}  // namespace assay::lint
