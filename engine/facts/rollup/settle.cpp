#include "facts/rollup/steps.h"

#include "diagnostics/kinds.h"

#include <algorithm>

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

std::string value_text(const Context& context, types::FactId id, const Entry& entry) {
  const types::Fact& fact = context.schema[id];
  if (entry.held == Held::invalid || entry.held == Held::missing) {
    const std::string* raw = context.store.raw(entry.row, context.store.place(entry, id).column);
    return raw ? *raw : entry.held == Held::missing ? "" : "?";
  }
  switch (fact.kind) {
    case types::FactKind::grade: return context.schema[fact.scale].grades[static_cast<std::size_t>(entry.data)].name;
    case types::FactKind::text: return context.store.texts[static_cast<std::size_t>(entry.data)];
    case types::FactKind::flag: return entry.data != 0 ? "yes" : "no";
    case types::FactKind::event:
      if (entry.data == kEventYes || entry.data == kEventNo) return entry.data == kEventYes ? "yes" : "no";
      return to_string(base::Date{static_cast<std::int32_t>(entry.data)});
    case types::FactKind::rank: return to_string(context.store.value(entry));
    default: return to_string(context.store.value(entry)) + fact.unit.name;
  }
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
  std::vector<std::string> arguments = {cell_name(context.schema, key), value_text(context, key.fact, older)};
  const bool withdrawn = newer.held == Held::missing;
  if (!withdrawn) arguments.push_back(value_text(context, key.fact, newer));
  relate(context,
         context.sink.report(withdrawn ? Kind::cell_withdrawn : Kind::cell_restated, context.store.cell(newer, key.fact), std::move(arguments)),
         older, key.fact, {"the older value", "原值"});
}

void drop_missing(Series& series) {
  if (!series.states_missing) return;
  series.states_missing = false;
  series.entries.erase(std::remove_if(series.entries.begin(), series.entries.end(), [](const Entry& e) { return e.held == Held::missing; }),
                       series.entries.end());
}

Entry stand(Context& context, const CellKey& key, std::span<const Entry> entries, bool of_one_period) {
  if (entries.size() == 1) return entries.front();
  Store& store = context.store;
  std::vector<Entry> now(entries.begin(), entries.end());
  const bool dated = std::all_of(now.begin(), now.end(), [&](const Entry& e) { return store.reported_at(e) != kUndated; });
  if (dated) {
    std::stable_sort(now.begin(), now.end(), [&](const Entry& a, const Entry& b) { return store.reported_at(a) < store.reported_at(b); });
    const std::int64_t latest = store.reported_at(now.back());
    const auto first = std::find_if(now.begin(), now.end(), [&](const Entry& e) { return store.reported_at(e) == latest; });
    // That nothing was reported yet is no value that a later one restates.
    for (auto older = now.begin(); older != first; ++older)
      if (older->held != Held::missing && !same_value(store, *older, now.back())) restated(context, key, *older, now.back());
    now.erase(now.begin(), first);
  }
  if (now.size() == 1 || std::all_of(now.begin(), now.end(), [](const Entry& e) { return e.held == Held::missing; })) return now.front();
  const Entry& kept = now.front();
  for (const Entry& other : now)
    if (other.held == Held::invalid) return invalid_like(other);
  for (auto other = now.begin() + 1; other != now.end(); ++other) {
    const bool same = same_value(store, kept, *other);
    if (!of_one_period || !is_repeated_row(store, kept, *other)) {
      std::vector<std::string> arguments = {cell_name(context.schema, key)};
      if (!same) {
        arguments.push_back(value_text(context, key.fact, kept));
        arguments.push_back(value_text(context, key.fact, *other));
      }
      relate(context,
             context.sink.report(same ? Kind::cell_repeated : Kind::cell_two_values, store.cell(*other, key.fact), std::move(arguments)),
             kept, key.fact, {"the other cell", "另一单元格"});
    }
    if (!same) return invalid_like(kept);
  }
  return kept;
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
