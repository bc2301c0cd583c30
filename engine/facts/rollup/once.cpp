// Flags, texts and grades that hold one value for the season: under the whole of it, or newest first under its steps.
#include "diagnostics/kinds.h"
#include "facts/rollup/steps.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assay::facts::rollup {

namespace {

using diagnostics::Kind;

// Says which counts where the values of several periods differ. `sources`: its parts in order, then the whole season if it was
// reported. A grade is given in between and for the whole; flags and texts are the same all year.
class Differences {
 public:
  Differences(Context& context, std::vector<const Series*> sources, bool has_whole)
      : context_(context), sources_(std::move(sources)), whole_(has_whole && context.schema[sources_[0]->key.fact].kind != types::FactKind::grade) {}

  void report() {
    merge(sources_, [&](std::uint32_t, const std::vector<const Entry*>& entries) {
      if (whole_ && entries.back() != nullptr) against_whole(entries);
      else in_order(entries);
    });
  }

 private:
  static bool holds_value(const Entry* entry) { return entry != nullptr && entry->held != Held::invalid && entry->held != Held::missing; }

  void against_whole(const std::vector<const Entry*>& entries) {
    if (!holds_value(entries.back())) return;
    for (std::size_t i = 0; i + 1 < entries.size(); ++i)
      if (holds_value(entries[i]) && !same_value(context_.store, *entries[i], *entries.back()))
        differ(Kind::cell_season_differs, sources_[i]->key, *entries[i], *entries.back(), {"that of the season", "全年的值"});
  }

  void in_order(const std::vector<const Entry*>& entries) {
    std::optional<std::size_t> before;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (!holds_value(entries[i])) continue;
      if (before && !same_value(context_.store, *entries[*before], *entries[i]))
        changed(i, *before, *entries[i], *entries[*before]);
      before = i;
    }
  }

  // The newest, or what is given for the season as a whole.
  void changed(std::size_t at, std::size_t before, const Entry& entry, const Entry& other) {
    const CellKey& key = sources_[at]->key;
    const bool of_season = key.period.step == base::Step::year;
    const std::string then = "`" + to_string(sources_[before]->key.period) + "`";
    const Entry values[] = {entry, other};
    diagnostics::Diagnostic& made = report_values(context_, Kind::cell_changed, key, entry, values);
    if (made.arguments_zh.empty()) made.arguments_zh = made.arguments;
    for (const std::string& each : {of_season ? "for " + then : std::string("before"), std::string(of_season ? "that of the season" : "the newest")}) made.arguments.push_back(each);
    for (const std::string& each : {of_season ? then : std::string("此前"), std::string(of_season ? "全年的" : "最新的")}) made.arguments_zh.push_back(each);
    relate(context_, made, other, key.fact, of_season ? diagnostics::Words{"the value of a part of it", "其中一期的值"} : diagnostics::Words{"the value before", "之前的值"});
  }

  void differ(Kind kind, const CellKey& key, const Entry& entry, const Entry& other, diagnostics::Words words) {
    const Entry values[] = {entry, other};
    relate(context_, report_values(context_, kind, key, entry, values), other, key.fact, words);
  }

  Context& context_;
  std::vector<const Series*> sources_;
  bool whole_;
};

}  // namespace

std::vector<Series> roll_up_once(Context& context, std::vector<Series> all) {
  const types::Season& season = context.schema.season;
  std::vector<Series> out;
  std::vector<Series> parts;
  for (Series& each : all) (each.key.period.step == base::Step::year ? out : parts).push_back(std::move(each));
  if (parts.empty()) return out;
  const std::size_t wholes = out.size();
  for (Series& each : roll_up_to(context, std::move(parts), types::once_step(season))) out.push_back(std::move(each));

  std::vector<const Series*> sources;
  for (std::size_t i = wholes; i < out.size(); ++i) {
    const base::Date end = base::last_day(out[i].key.period);
    if (end >= season.from && end <= season.to) sources.push_back(&out[i]);
  }
  bool has_whole = false;
  for (std::size_t i = 0; i < wholes; ++i) {
    if (out[i].key.period != types::whole_season(season)) continue;
    sources.push_back(&out[i]);
    has_whole = true;
  }
  if (sources.size() > 1) Differences(context, std::move(sources), has_whole).report();
  return out;
}

}  // namespace assay::facts::rollup
