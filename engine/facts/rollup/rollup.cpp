#include "facts/rollup/rollup.h"

#include "facts/rollup/steps.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace assay::facts::rollup {

namespace {

using types::FactKind;

std::vector<Series> roll_up_periods(Context& context, std::vector<Series> all) {
  const types::Fact& fact = context.schema[all.front().key.fact];
  if (fact.once) return roll_up_once(context, std::move(all));
  switch (fact.kind) {
    case FactKind::event: return all;
    case FactKind::flow: return roll_up_flow(context, std::move(all));
    default: return roll_up_latest(context, std::move(all));
  }
}

}  // namespace

std::vector<Series> roll_up(const types::Schema& schema, Store& store, diagnostics::Sink& sink) {
  Context context{schema, store, sink};
  std::vector<Series> all;
  for (Series& each : store.all_series()) {
    if (each.entries.empty()) continue;
    settle(context, each);
    all.push_back(std::move(each));
  }
  store.all_series().clear();
  std::sort(all.begin(), all.end(), [](const Series& a, const Series& b) {
    return std::tie(a.key.fact, a.key.member, a.key.period) < std::tie(b.key.fact, b.key.member, b.key.period);
  });

  std::vector<Series> out;
  for (auto from = all.begin(); from != all.end();) {
    const types::FactId fact = from->key.fact;
    std::vector<Series> of_fact;
    while (from != all.end() && from->key.fact == fact) {
      const std::uint32_t member = from->key.member;
      std::vector<Series> of_member;
      for (; from != all.end() && from->key.fact == fact && from->key.member == member; ++from) of_member.push_back(std::move(*from));
      of_member = roll_up_periods(context, std::move(of_member));
      if (schema[fact].kind == FactKind::cumulative) check_cumulative(context, of_member);
      std::move(of_member.begin(), of_member.end(), std::back_inserter(of_fact));
    }
    check_totals(context, fact, of_fact);
    std::move(of_fact.begin(), of_fact.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace assay::facts::rollup
