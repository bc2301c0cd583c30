#include "facts/cells/report_day.h"

#include "diagnostics/kinds.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace assay::facts::cells {

namespace {

using diagnostics::Kind;

// Nobody knew it then.
bool is_later_day(const types::Fact& fact, const Entry& entry, base::Date reported_on) {
  return fact.kind == types::FactKind::event && entry.held == Held::point && entry.data != kEventYes && entry.data != kEventNo && entry.data > reported_on.days;
}

}  // namespace

bool is_early(base::Date reported_on, const StatedPeriod& period) {
  constexpr std::int64_t kPart = 3;
  const std::int64_t first = period.first.days, last = period.last.days;
  return (last - reported_on.days) * kPart > last - first + 1;
}

bool may_be_early(const types::Fact& fact) {
  using types::FactKind;
  if (fact.once) return false;
  if (fact.kind == FactKind::flow || fact.kind == FactKind::cumulative) return true;
  // A yearly state, the result of June's examinations or a place in July's list, is known before the year ends.
  return (fact.kind == FactKind::level || fact.kind == FactKind::rank) && fact.step != base::Step::year;
}

void doubt_by_day(const types::Fact& fact, const Entry& entry, std::string_view text, base::Date reported_on, const std::optional<StatedPeriod>& period,
                  Context& context) {
  if (entry.held == Held::invalid) return;
  const auto report = [&](Kind kind, std::vector<std::string> more) {
    std::vector<std::string> arguments{std::string(binding::trimmed(text)), types::qualified_name(fact), to_string(reported_on)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    context.sink.report(kind, diagnostics::Cell{context.path, context.row, context.column}, std::move(arguments));
    context.doubt = kind;
  };
  if (is_later_day(fact, entry, reported_on)) report(Kind::cell_after_report, {});
  if (!context.doubt && period && is_early(reported_on, *period)) report(Kind::cell_early_report, {to_string(period->last)});
}

}  // namespace assay::facts::cells
