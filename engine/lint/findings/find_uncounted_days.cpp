// A score by the days of lateness where none is ever counted: what happens after the due date has not happened by then.
#include "lint/findings/findings.h"

#include "base/calendar.h"

#include <optional>

namespace assay::lint {

namespace {

using base::Number;
using semantics::Compare;
using semantics::Scheme;

// `days(day, event)`, late where it is great, or `days(event, day)`, late where it is small.
struct Lateness {
  base::Date day;
  std::string event;
  bool grows = false;
};

std::optional<Lateness> lateness(const Lint& lint, semantics::ExprId id) {
  const semantics::Expr& e = lint.model[id];
  if (e.kind != semantics::Kind::function || e.function != functions::Function::days) return std::nullopt;
  const semantics::Expr &from = lint.model[e.children[0]], &to = lint.model[e.children[1]];
  const auto is_day = [](const semantics::Expr& each) { return each.kind == semantics::Kind::date; };
  if (is_day(from) == is_day(to)) return std::nullopt;
  return is_day(from) ? Lateness{from.date, lint.words(e.children[1]), true} : Lateness{to.date, lint.words(e.children[0]), false};
}

// The last day on which the event scores in full; nothing where the score does not fall with lateness, or a number is out of reach.
std::optional<base::Date> last_full_day(const Lint& lint, const Scheme& scheme, const Lateness& late) {
  const bool at_most = scheme.compare == Compare::le || scheme.compare == Compare::lt;
  const bool at_least = scheme.compare == Compare::ge || scheme.compare == Compare::gt;
  if (late.grows ? !at_most : !at_least) return std::nullopt;
  Number full;
  if (scheme.kind == Scheme::Kind::deduct) {
    const semantics::Expr& goal = lint.model[scheme.goal];
    if (goal.kind != semantics::Kind::number) return std::nullopt;
    full = goal.number;
  } else if (scheme.kind == Scheme::Kind::linear) {
    if (late.grows != (scheme.numbers[1] < scheme.numbers[0])) return std::nullopt;
    full = scheme.numbers[1];
  } else {
    return std::nullopt;
  }
  const auto days = full.to_scaled(0);
  constexpr std::int64_t kMost = 100'000;
  if (!days || *days > kMost || *days < -kMost) return std::nullopt;
  return base::Date{late.day.days + static_cast<std::int32_t>(late.grows ? *days : -*days)};
}

}  // namespace

void find_uncounted_days(Lint& lint) {
  const base::Date end = lint.model.schema.season.to;
  for (const AskedTarget& each : lint.targets)
    for (const semantics::Criterion& c : each.target->criteria) {
      if (!c.scheme || !c.scheme->value.valid()) continue;
      const auto late = lateness(lint, c.scheme->value);
      const auto last = late ? last_full_day(lint, *c.scheme, *late) : std::nullopt;
      if (!last || *last < c.due) continue;
      const std::string due = base::to_string(c.due);
      const bool stated = c.due != end;
      auto& told = lint.report(Kind::uncounted_days, c.scheme->span, {due, stated ? "leave out `due " + due + "`: what happens up to the season's end then counts, with its days"
                                                                                : "no day after the season's end is known; write `" + late->event + " by " + due + "`, without days"});
      told.arguments_zh = {due, stated ? "请删去`期限 " + due + "`：此后至年度末发生的，便按天数计" : "年度之后的日子无从得知，请写`" + late->event + " 截至 " + due + "`，不按天数计"};
      told.related.push_back({lint.model[c.scheme->value].span, {}, {"days counted here", "在此计天数"}});
    }
}

}  // namespace assay::lint
