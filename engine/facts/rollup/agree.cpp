#include "facts/rollup/steps.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <map>

namespace assay::facts::rollup {

namespace {

using base::Number;
using types::Total;

// What the parts make, and how far their last written places let that be off; nothing where it cannot be computed.
struct Made { Number value, slack; };

// What one of the last written place is worth; things that are counted one by one are not rounded.
Number slack_of(const Store& store, const types::Fact& fact, const Entry& entry) {
  const Number place = store.written_place(entry);
  return fact.whole && place <= Number(1) ? Number(0) : place;
}

std::optional<Made> put_together(const Store& store, const types::Fact& fact, const Parts& parts) {
  Made made;
  bool first = true;
  for (const Entry& part : parts.entries) {
    if (part.held == Held::invalid) return std::nullopt;
    const Number value = store.value(part);
    const Number place = slack_of(store, fact, part);
    if (parts.how == Total::min || parts.how == Total::max) {
      const bool better = first || (parts.how == Total::min ? value < made.value : value > made.value);
      if (better) made.value = value;
      made.slack = std::max(made.slack, place);
    } else {
      const auto sum = add(made.value, value);
      const auto slack = add(made.slack, place);
      if (!sum || !slack) return std::nullopt;
      made = {*sum, *slack};
    }
    first = false;
  }
  if (parts.how == Total::mean) {
    const Number count(static_cast<std::int64_t>(parts.entries.size()));
    const auto mean = divide(made.value, count);
    const auto slack = divide(made.slack, count);
    if (!mean || !slack) return std::nullopt;
    made = {*mean, *slack};
  }
  return made;
}

}  // namespace

bool agrees(Context& context, const CellKey& key, const Entry& whole, const Parts& parts) {
  if (whole.held == Held::invalid) return true;
  const types::Fact& fact = context.schema[key.fact];
  // Of some of the parts it can only be said that amounts do not grow less by the others.
  if (!parts.complete && (parts.how != Total::sum || !fact.low || fact.low->sign() < 0)) return true;
  const auto made = put_together(context.store, fact, parts);
  if (!made) return true;
  const Number value = context.store.value(whole);
  const auto apart = subtract(value, made->value);
  const auto twice = apart ? multiply(base::absolute(*apart), Number{2}) : std::nullopt;
  if (!parts.complete && apart && apart->sign() >= 0) return true;
  if (twice && *twice <= std::max(made->slack, slack_of(context.store, fact, whole))) return true;
  const std::string unit = context.schema[key.fact].unit.name;
  auto& diagnostic = context.sink.report(
      diagnostics::Kind::cell_parts_disagree, context.store.cell(whole, key.fact),
      {cell_name(context.schema, key), to_string(value) + unit, to_string(made->value) + unit});
  for (const Entry& part : parts.entries)
    diagnostic.related.push_back({{}, context.store.cell(part, key.fact), {"a part of it", "其中一部分"}});
  return false;
}

void check_totals(Context& context, types::FactId id, std::vector<Series>& all) {
  const types::Fact& fact = context.schema[id];
  if (fact.total == Total::none) return;
  std::map<base::Period, std::pair<Series*, std::vector<const Series*>>> periods;
  for (Series& each : all) {
    auto& [total, parts] = periods[each.key.period];
    if (each.key.member == kTotal) total = &each;
    else parts.push_back(&each);
  }
  for (auto& [period, found] : periods) {
    auto& [total, parts] = found;
    if (total == nullptr || parts.empty()) continue;
    std::vector<const Series*> sources = {total};
    sources.insert(sources.end(), parts.begin(), parts.end());
    std::vector<std::uint32_t> wrong;
    merge(sources, [&, total = total](std::uint32_t owner, const std::vector<const Entry*>& entries) {
      if (entries[0] == nullptr) return;
      Parts of{{}, fact.total, sources.size() == fact.members + 1};
      for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i] != nullptr) of.entries.push_back(*entries[i]);
        else of.complete = false;
      }
      if (!of.entries.empty() && !agrees(context, total->key, *entries[0], of)) wrong.push_back(owner);
    });
    for (Entry& entry : total->entries)
      if (std::binary_search(wrong.begin(), wrong.end(), entry.owner)) entry = invalid_like(entry);
  }
}

}  // namespace assay::facts::rollup
