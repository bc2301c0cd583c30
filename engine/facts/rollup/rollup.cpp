#include "facts/rollup/rollup.h"

#include "diagnostics/kinds.h"

#include "facts/rollup/steps.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
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

// By fact, member and period. What is sorted are pointers: a series is some words long.
void sort_by_key(std::vector<Series>& all) {
  std::vector<Series*> order;
  order.reserve(all.size());
  for (Series& each : all) order.push_back(&each);
  std::sort(order.begin(), order.end(), [](const Series* a, const Series* b) {
    if (a->key.fact != b->key.fact) return a->key.fact < b->key.fact;
    return std::tie(a->key.member, a->key.period) < std::tie(b->key.member, b->key.period);
  });
  std::vector<Series> sorted;
  sorted.reserve(all.size());
  for (Series* each : order) sorted.push_back(std::move(*each));
  all = std::move(sorted);
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
  sort_by_key(all);

  std::vector<Series> out;
  out.reserve(all.size());
  std::vector<Series> of_fact;
  for (auto from = all.begin(); from != all.end();) {
    const types::FactId fact = from->key.fact;
    const auto end = std::find_if(from, all.end(), [&](const Series& each) { return each.key.fact != fact; });
    check_magnitudes(context, std::span(from, end));
    of_fact.clear();
    while (from != end) {
      const auto next = std::find_if(from, end, [&](const Series& each) { return each.key.member != from->key.member; });
      std::vector<Series> of_member(std::make_move_iterator(from), std::make_move_iterator(next));
      from = next;
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

// The series that stand of those of one side, reviews decided.
std::vector<Series> roll_up_side(Context& context, std::vector<Series> all, bool reviewed) {
  if (reviewed) decide_across(context, all);
  return roll_up_settled(context, std::move(all));
}

// Without what is not visible yet: amounts, and what is said of the days, of later periods. The days themselves stay.
std::vector<Series> so_far(const types::Schema& schema, const std::vector<Series>& all, base::Date as_of) {
  std::vector<Series> out;
  for (const Series& each : all) {
    out.push_back(each);
    if (!is_later(schema, each.key, as_of)) continue;
    std::erase_if(out.back().entries, [&](const Entry& e) {
      return schema[each.key.fact].kind == FactKind::flow || e.held != Held::point || e.data == kEventYes || e.data == kEventNo;
    });
    if (out.back().entries.empty()) out.pop_back();
  }
  return out;
}

// Puts what stands of later periods beside what stands so far.
void add_later(const types::Schema& schema, std::vector<Series>& standing, std::vector<Series> all, base::Date as_of) {
  const auto by_owner = [](const Entry& a, const Entry& b) { return a.owner < b.owner; };
  std::map<std::tuple<types::FactId, std::uint32_t, base::Period>, std::size_t> dated;  // later ones that stand so far: of days
  for (std::size_t i = 0; i < standing.size(); ++i)
    if (is_later(schema, standing[i].key, as_of)) dated.emplace(std::tuple(standing[i].key.fact, standing[i].key.member, standing[i].key.period), i);
  for (Series& each : all) {
    if (!is_later(schema, each.key, as_of)) continue;
    const auto own = dated.find({each.key.fact, each.key.member, each.key.period});
    if (own == dated.end()) {
      standing.push_back(std::move(each));
      continue;
    }
    std::vector<Entry>& days = standing[own->second].entries;
    std::vector<Entry> both = days;
    std::copy_if(each.entries.begin(), each.entries.end(), std::back_inserter(both),
                 [&](const Entry& entry) { return !std::binary_search(days.begin(), days.end(), entry, by_owner); });
    std::sort(both.begin(), both.end(), by_owner);
    days = std::move(both);
  }
}

// A review of a total that its members contradict does not decide, and is not said to.
diagnostics::Sink without_undecided(diagnostics::Sink found) {
  using diagnostics::Kind;
  std::set<std::tuple<std::string, std::uint64_t, std::uint32_t>> contradicted;
  const auto place = [](const diagnostics::Cell& cell) { return std::tuple(cell.path, cell.row, cell.column); };
  for (const diagnostics::Diagnostic& each : found.all())
    if (each.kind == Kind::cell_parts_disagree && each.cell) contradicted.insert(place(*each.cell));
  // Of what was counted alone no place is known.
  if (contradicted.empty() || found.dropped() > 0) return found;
  diagnostics::Sink out;
  out.keep_of_a_kind(found.most_of_a_kind());
  for (const diagnostics::Diagnostic& each : found.all())
    if (each.kind != Kind::cell_overridden || !each.cell || !contradicted.contains(place(*each.cell))) out.add(each);
  return out;
}

}  // namespace

bool is_later(const types::Schema& schema, const CellKey& key, base::Date as_of) {
  const types::Fact& fact = schema[key.fact];
  const bool reaches = fact.kind == FactKind::flow || fact.kind == FactKind::event;
  return reaches && !fact.once && types::days_of(schema.season, key.period).last > as_of;
}

Standing roll_up(const types::Schema& schema, Store& store, std::optional<base::Date> as_of, diagnostics::Sink& sink) {
  const auto any_later = [&] {
    return as_of && std::any_of(store.all_series().begin(), store.all_series().end(), [&](const Series& each) { return is_later(schema, each.key, *as_of); });
  };
  const bool apart = any_later();
  // What both sides, and both dates, are told of alike is told once.
  const bool twice = store.has_reviews || apart;
  diagnostics::Sink found;
  found.keep_of_a_kind(sink.most_of_a_kind());
  Context context{schema, store, twice ? found : sink};
  std::vector<Series> all, self;
  all.reserve(store.all_series().size());
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
  const auto standing = [&](std::vector<Series> side, bool reviewed) {
    if (!apart) return roll_up_side(context, std::move(side), reviewed);
    context.so_far = true;
    std::vector<Series> seen = roll_up_side(context, so_far(schema, side, *as_of), reviewed);
    context.so_far = false;
    add_later(schema, seen, roll_up_side(context, std::move(side), reviewed), *as_of);
    return seen;
  };
  Standing out;
  out.all = standing(std::move(all), store.has_reviews);
  if (store.has_reviews) out.self = standing(std::move(self), false);
  if (twice) {
    found.sort();
    sink.merge(without_undecided(std::move(found)));
  }
  return out;
}

}  // namespace assay::facts::rollup
