#include "facts/rollup/steps.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::facts::rollup {

namespace {

using diagnostics::Kind;

// Two rows of one file in wide form were reported as such already.
bool is_repeated_row(const Store& store, const Entry& a, const Entry& b) {
  const SourceFile& file = store.file_of(a.row);
  return file.by_column && &file == &store.file_of(b.row) && a.row != b.row;
}

}  // namespace

void relate(Context& context, diagnostics::Diagnostic& diagnostic, const Entry& entry, types::FactId fact, diagnostics::Words words) {
  diagnostic.related.push_back({{}, context.store.cell(entry, fact), words});
}

std::string cell_name(const types::Schema& schema, const CellKey& key) {
  const types::Fact& fact = schema[key.fact];
  std::string out = types::qualified_name(fact);
  if (!fact.dimensions.empty() && key.member != kTotal) out += "[" + types::member_name(schema, fact, key.member) + "]";
  return out + "@" + to_string(key.period);
}

std::string value_text(const Context& context, types::FactId id, const Entry& entry, diagnostics::Language language) {
  constexpr diagnostics::Words kYes{"yes", "是"}, kNo{"no", "否"};
  const types::Fact& fact = context.schema[id];
  if (entry.held == Held::invalid || entry.held == Held::missing) {
    const auto raw = context.store.raw(entry.row, context.store.place(entry, id).column);
    return raw ? std::string(*raw) : entry.held == Held::missing ? "" : "?";
  }
  switch (fact.kind) {
    case types::FactKind::grade: return context.schema[fact.scale].grades[static_cast<std::size_t>(entry.data)].name;
    case types::FactKind::text: return context.store.texts[static_cast<std::size_t>(entry.data)];
    case types::FactKind::flag: return std::string((entry.data != 0 ? kYes : kNo).in(language));
    case types::FactKind::event:
      if (entry.data == kEventYes || entry.data == kEventNo) return std::string((entry.data == kEventYes ? kYes : kNo).in(language));
      return to_string(base::Date{static_cast<std::int32_t>(entry.data)});
    case types::FactKind::rank: return to_string(context.store.value(entry));
    default: return to_string(context.store.value(entry)) + fact.unit.name;
  }
}

diagnostics::Diagnostic& report_values(Context& context, Kind kind, const CellKey& key, const Entry& at, std::span<const Entry> values,
                                       std::initializer_list<std::string> others) {
  const auto arguments = [&](diagnostics::Language language) {
    std::vector<std::string> out = {cell_name(context.schema, key)};
    for (const Entry& each : values) out.push_back(value_text(context, key.fact, each, language));
    out.insert(out.end(), others);
    return out;
  };
  diagnostics::Diagnostic& made = context.sink.report(kind, context.store.cell(at, key.fact), arguments(diagnostics::Language::en));
  const types::FactKind says = context.schema[key.fact].kind;
  if (says == types::FactKind::flag || says == types::FactKind::event) made.arguments_zh = arguments(diagnostics::Language::zh);
  return made;
}

bool same_value(const Store& store, const Entry& a, const Entry& b) {
  if (a.held == Held::invalid || b.held == Held::invalid) return false;
  if (a.held == Held::missing || b.held == Held::missing) return a.held == b.held;
  if (a.held == Held::point && b.held == Held::point && a.scale == b.scale) return a.data == b.data;
  return store.value(a) == store.value(b);
}

Entry invalid_like(const Entry& entry) {
  Entry out = entry;
  out.held = Held::invalid;
  return out;
}

void restated(Context& context, const CellKey& key, const Entry& older, const Entry& newer) {
  const bool withdrawn = newer.held == Held::missing;
  const Entry values[] = {older, newer};
  relate(context,
         report_values(context, withdrawn ? Kind::cell_withdrawn : Kind::cell_restated, key, newer, std::span(values).first(withdrawn ? 1 : 2)),
         older, key.fact, {"the older value", "原值"});
}

void drop_missing(Series& series) {
  if (!series.states_missing) return;
  series.states_missing = false;
  series.entries.erase(std::remove_if(series.entries.begin(), series.entries.end(), [](const Entry& e) { return e.held == Held::missing; }),
                       series.entries.end());
}

namespace {

bool is_told(const Store& store, bool of_one_period, const Entry& a, const Entry& b) { return of_one_period && is_repeated_row(store, a, b); }

// Two of them that differ, and of which that was not told yet if there are such; entries.end() where all say the same.
std::pair<std::vector<Entry>::const_iterator, std::vector<Entry>::const_iterator> two_values(const Store& store, const std::vector<Entry>& entries,
                                                                                             bool of_one_period) {
  const auto differing = [&](std::vector<Entry>::const_iterator from, bool untold) {
    return std::find_if(entries.begin(), entries.end(), [&](const Entry& e) {
      return !same_value(store, *from, e) && !(untold && is_told(store, of_one_period, *from, e));
    });
  };
  const auto first = entries.begin();
  const auto any = differing(first, false);
  if (any == entries.end()) return {first, any};
  // What differs from neither untold is of the same file as both.
  for (const auto from : {first, any})
    if (const auto other = differing(from, true); other != entries.end()) return std::minmax(from, other);
  return {first, any};
}

// Of entries that say the same, whatever their order: one with a reason, then the one that is written the most exactly, then one that names its unit.
const Entry& best_said(const Store& store, const std::vector<Entry>& entries) {
  return *std::min_element(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    const bool reason_a = !store.reason(a).empty();
    const bool reason_b = !store.reason(b).empty();
    if (reason_a != reason_b) return reason_a;
    const base::Number place_a = store.written_place(a);
    const base::Number place_b = store.written_place(b);
    return place_a != place_b ? place_a < place_b : a.bare < b.bare;
  });
}

}  // namespace

Entry stand(Context& context, const CellKey& key, std::span<const Entry> entries, bool of_one_period) {
  if (entries.size() == 1) return entries.front();
  Store& store = context.store;
  std::vector<Entry> now(entries.begin(), entries.end());
  const bool dated = std::all_of(now.begin(), now.end(), [&](const Entry& e) { return store.reported_at(e) != kUndated; });
  if (dated) {
    std::stable_sort(now.begin(), now.end(), [&](const Entry& a, const Entry& b) { return store.reported_at(a) < store.reported_at(b); });
    // The last of all and the last by the minute are later than whatever another one is later than.
    const std::int64_t last = store.reported_at(now.back());
    const auto timed = std::find_if(now.rbegin(), now.rend(), [&](const Entry& e) { return store.reported_at(e) % 2 == 0; });
    const std::int64_t last_timed = timed == now.rend() ? last : store.reported_at(*timed);
    const auto first = std::stable_partition(now.begin(), now.end(), [&](const Entry& e) {
      return is_earlier(store.reported_at(e), last) || is_earlier(store.reported_at(e), last_timed);
    });
    for (auto older = now.begin(); older != first; ++older) {
      // That nothing was reported yet is no value that a later one restates.
      if (older->held == Held::missing) continue;
      const auto restates = [&](const Entry& newer) { return !same_value(store, *older, newer); };
      auto newer = std::find_if(first, now.end(), [&](const Entry& e) { return e.held != Held::missing && restates(e); });
      if (newer == now.end()) newer = std::find_if(first, now.end(), restates);
      if (newer != now.end()) restated(context, key, *older, *newer);
    }
    now.erase(now.begin(), first);
  }
  const auto made = [&](Entry out) {
    // Beside other periods, too, dates decide only where all of these have one.
    out.undated = !dated;
    return out;
  };
  if (std::all_of(now.begin(), now.end(), [](const Entry& e) { return e.held == Held::missing; })) return made(best_said(store, now));
  for (const Entry& other : now)
    if (other.held == Held::invalid) return made(invalid_like(other));
  const auto report = [&](Kind kind, const Entry& at, const Entry& other, std::span<const Entry> values) {
    relate(context, report_values(context, kind, key, at, values), other, key.fact, {"the other cell", "另一单元格"});
  };
  if (const auto [one, other] = two_values(store, now, of_one_period); other != now.end()) {
    const Entry values[] = {*one, *other};
    if (!is_told(store, of_one_period, *one, *other)) report(Kind::cell_two_values, *other, *one, values);
    return made(invalid_like(*one));
  }
  for (auto other = now.begin() + 1; other != now.end(); ++other)
    if (!is_told(store, of_one_period, now.front(), *other)) report(Kind::cell_repeated, *other, now.front(), {});
  return made(best_said(store, now));
}

void settle(Context& context, Series& series) {
  std::vector<Entry>& all = series.entries;
  const auto not_ascending = [](const Entry& a, const Entry& b) { return a.owner >= b.owner; };
  if (std::adjacent_find(all.begin(), all.end(), not_ascending) == all.end()) return;
  std::stable_sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.owner < b.owner; });
  std::size_t kept = 0;
  for (std::size_t from = 0; from < all.size();) {
    std::size_t to = from + 1;
    while (to < all.size() && all[to].owner == all[from].owner) ++to;
    all[kept++] = stand(context, series.key, std::span<const Entry>(all).subspan(from, to - from), true);
    from = to;
  }
  all.resize(kept);
}

}  // namespace assay::facts::rollup
