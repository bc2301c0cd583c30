#include "facts/rollup/rollup.h"

#include "facts/rollup/steps.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <tuple>

namespace assay::facts::rollup {

namespace {

using types::FactKind;

std::vector<Series> roll_up_periods(Context& context, std::vector<Series> all) {
  const types::Fact& fact = context.schema[all.front().key.fact];
  if (fact.once) return roll_up_once(context, std::move(all));
  switch (fact.kind) {
    case FactKind::event: check_event(context, all); return all;
    case FactKind::flow: return roll_up_flow(context, std::move(all));
    default: return roll_up_latest(context, std::move(all));
  }
}

// The series that stand of settled ones.
std::vector<Series> roll_up_settled(Context& context, std::vector<Series> all) {
  const types::Schema& schema = context.schema;
  // Only values of which the newest counts compete with statements of other periods that they are not reported.
  for (Series& each : all) {
    const types::Fact& fact = schema[each.key.fact];
    if (!fact.once && (fact.kind == FactKind::flow || fact.kind == FactKind::event)) drop_missing(each);
  }
  std::erase_if(all, [](const Series& each) { return each.entries.empty(); });
  std::sort(all.begin(), all.end(), [](const Series& a, const Series& b) {
    return std::tie(a.key.fact, a.key.member, a.key.period) < std::tie(b.key.fact, b.key.member, b.key.period);
  });

  std::vector<Series> out;
  for (auto from = all.begin(); from != all.end();) {
    const types::FactId fact = from->key.fact;
    const auto end = std::find_if(from, all.end(), [&](const Series& each) { return each.key.fact != fact; });
    check_magnitudes(context, std::span(from, end));
    std::vector<Series> of_fact;
    while (from != all.end() && from->key.fact == fact) {
      const std::uint32_t member = from->key.member;
      std::vector<Series> of_member;
      for (; from != all.end() && from->key.fact == fact && from->key.member == member; ++from) of_member.push_back(std::move(*from));
      of_member = roll_up_periods(context, std::move(of_member));
      for (Series& each : of_member) drop_missing(each);
      if (schema[fact].kind == FactKind::cumulative) check_cumulative(context, of_member);
      std::move(of_member.begin(), of_member.end(), std::back_inserter(of_fact));
    }
    check_totals(context, fact, of_fact);
    std::move(of_fact.begin(), of_fact.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace

Standing roll_up(const types::Schema& schema, Store& store, diagnostics::Sink& sink) {
  // What both sides are told of alike is told once.
  diagnostics::Sink found;
  found.keep_of_a_kind(sink.most_of_a_kind());
  Context context{schema, store, store.has_reviews ? found : sink};
  std::vector<Series> all, self;
  for (Series& each : store.all_series()) {
    if (each.entries.empty()) continue;
    if (store.has_reviews) {
      Series reviews = take_reviews(store, each);
      settle(context, each);
      settle(context, reviews);
      all.push_back(overridden(context, each, reviews));
      self.push_back(std::move(each));
    } else {
      settle(context, each);
      all.push_back(std::move(each));
    }
  }
  store.all_series().clear();
  if (store.has_reviews) decide_across(context, all);
  Standing out;
  out.all = roll_up_settled(context, std::move(all));
  if (store.has_reviews) {
    out.self = roll_up_settled(context, std::move(self));
    found.sort();
    sink.merge(std::move(found));
  }
  return out;
}

}  // namespace assay::facts::rollup
