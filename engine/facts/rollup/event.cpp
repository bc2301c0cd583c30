// What the periods of one event say of each other: a `no` for days on which it happened, or for a later period; a second date.
#include "diagnostics/kinds.h"
#include "facts/rollup/steps.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace assay::facts::rollup {

namespace {

using base::Date;
using diagnostics::Kind;

// One cell of the event: the day, or the days of its period.
struct Said {
  const Series* series;
  Entry entry;
  std::size_t source;
  Date first, last;
};

struct Reported {
  std::size_t source;
  const Entry* entry;
};

// The cells of one owner.
class Cells {
 public:
  Cells(Context& context, const std::vector<Series>& all, std::span<const Reported> reported) : context_(context) {
    for (const auto& [i, entry] : reported) {
      if (entry->held != Held::point) continue;
      Said said{&all[i], *entry, i, base::first_day(all[i].key.period), base::last_day(all[i].key.period)};
      const std::int64_t data = said.entry.data;
      const bool dated = data != kEventNo && data != kEventYes;
      if (dated) said.first = said.last = Date{static_cast<std::int32_t>(data)};
      (data == kEventNo ? noes_ : happened_).push_back(said);
    }
    const auto by_day = [](const Said& a, const Said& b) { return a.first < b.first; };
    std::stable_sort(noes_.begin(), noes_.end(), by_day);
    std::stable_sort(happened_.begin(), happened_.end(), by_day);
  }

  // The changed entries, with the index of their series; a missing one is to be dropped.
  std::vector<std::pair<std::size_t, Entry>> check() {
    for (const Said& each : happened_) contradict(each);
    if (changes_.empty() && !happened_.empty()) {
      check_later();
      check_dates();
    }
    return std::move(changes_);
  }

 private:
  // The noes that together cover all days on which it may have happened; none where they leave one.
  std::vector<const Said*> covering(const Said& happening) const {
    std::vector<const Said*> out;
    Date next = happening.first;
    for (const Said& no : noes_) {
      if (no.last < next || no.first > happening.last) continue;
      if (no.first > next) return {};
      out.push_back(&no);
      next = Date{no.last.days + 1};
      if (next > happening.last) return out;
    }
    return {};
  }

  void contradict(const Said& happening) {
    const std::vector<const Said*> noes = covering(happening);
    if (noes.empty()) return;
    const Store& store = context_.store;
    const auto moment = [&](const Said* no) { return store.reported_at(no->entry); };
    const std::int64_t at = store.reported_at(happening.entry);
    const bool dated = at != kUndated && std::none_of(noes.begin(), noes.end(), [&](const Said* no) { return moment(no) == kUndated; });
    const auto newest = std::max_element(noes.begin(), noes.end(), [&](auto a, auto b) {
      return std::pair(is_earlier(at, moment(a)), moment(a)) < std::pair(is_earlier(at, moment(b)), moment(b));
    });
    if (dated && is_earlier(at, moment(*newest))) {
      restated(context_, (*newest)->series->key, happening.entry, (*newest)->entry);
      drop(happening);
    } else if (dated && std::all_of(noes.begin(), noes.end(), [&](const Said* no) { return is_earlier(moment(no), at); })) {
      for (const Said* no : noes) {
        restated(context_, happening.series->key, no->entry, happening.entry);
        drop(*no);
      }
    } else {
      report(Kind::cell_event_contradicts, happening, *noes.back());
      changes_.emplace_back(happening.source, invalid_like(happening.entry));
      for (const Said* no : noes) changes_.emplace_back(no->source, invalid_like(no->entry));
    }
  }

  void drop(const Said& said) {
    changes_.emplace_back(said.source, said.entry);
    changes_.back().second.held = Held::missing;
  }

  void check_later() {
    const Said& first = happened_.front();
    const auto later = std::find_if(noes_.begin(), noes_.end(), [&](const Said& no) { return no.first > first.last; });
    if (later != noes_.end()) report(Kind::cell_event_later_no, first, *later);
  }

  void check_dates() {
    const Said* before = nullptr;
    for (const Said& each : happened_) {
      if (each.entry.data == kEventYes || each.first < context_.schema.season.from) continue;
      if (before != nullptr && before->first != each.first) report(Kind::cell_event_dates, *before, each);
      if (before == nullptr) before = &each;
    }
  }

  void report(Kind kind, const Said& happening, const Said& other) {
    const CellKey& key = other.series->key;
    const Entry values[] = {other.entry, happening.entry};
    relate(context_, report_values(context_, kind, key, other.entry, values, {to_string(happening.series->key.period)}), happening.entry,
           key.fact, {"it happened here", "此处填报为已发生"});
  }

  Context& context_;
  std::vector<Said> noes_, happened_;
  std::vector<std::pair<std::size_t, Entry>> changes_;
};

void replace(Series& series, const Entry& entry) {
  const auto at = std::lower_bound(series.entries.begin(), series.entries.end(), entry.owner,
                                   [](const Entry& e, std::uint32_t owner) { return e.owner < owner; });
  *at = entry;
  series.states_missing |= entry.held == Held::missing;
}

}  // namespace

void check_event(Context& context, std::vector<Series>& all) {
  if (all.size() < 2) return;
  // Most owners have few of the periods, of which there may be many.
  std::vector<Reported> reported;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const Entry& each : all[i].entries) reported.push_back({i, &each});
  std::stable_sort(reported.begin(), reported.end(), [](const Reported& a, const Reported& b) { return a.entry->owner < b.entry->owner; });
  std::vector<std::pair<std::size_t, Entry>> changes;
  for (std::size_t from = 0, to = 0; from < reported.size(); from = to) {
    while (to < reported.size() && reported[to].entry->owner == reported[from].entry->owner) ++to;
    if (to - from < 2) continue;
    for (auto& change : Cells(context, all, std::span(reported).subspan(from, to - from)).check()) changes.push_back(std::move(change));
  }
  for (const auto& [source, entry] : changes) replace(all[source], entry);
  for (Series& each : all) drop_missing(each);
}

}  // namespace assay::facts::rollup
