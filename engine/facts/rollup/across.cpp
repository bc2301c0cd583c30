// A review under one period and what the unit reported under others: it decides over all that it speaks of.
#include "diagnostics/kinds.h"
#include "facts/rollup/steps.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace assay::facts::rollup {

namespace {

using base::Date;
using base::Number;
using base::Period;
using types::FactKind;

bool is_value(const Entry* entry) { return entry != nullptr && (entry->held == Held::point || entry->held == Held::wide); }

// The cells of one fact and member.
class Across {
 public:
  Across(Context& context, std::vector<Series*> group)
      : context_(context), group_(std::move(group)), fact_(context.schema[group_.front()->key.fact]), erased_(group_.size()) {
    // The longest first.
    std::sort(group_.begin(), group_.end(), [](const Series* a, const Series* b) {
      if (a->key.period.step != b->key.period.step) return is_finer(b->key.period.step, a->key.period.step);
      return a->key.period < b->key.period;
    });
    for (std::size_t i = 0; i < group_.size(); ++i) index_[period(i)] = i;
  }

  void run() {
    const std::vector<const Series*> sources(group_.begin(), group_.end());
    merge(sources, [&](std::uint32_t, const std::vector<const Entry*>& entries) {
      entries_ = entries;
      for (std::size_t i = 0; i < entries_.size(); ++i)
        if (is_review(i)) decide(i);
      if (fact_.kind == FactKind::flow && !fact_.once)
        for (std::size_t i = entries_.size(); i-- > 0;)
          if (of_unit(i) && !is_faulty(i)) decide_whole(i);
    });
    for (const auto& [source, entry] : unexplained_) {
      std::vector<Entry>& entries = group_[source]->entries;
      *std::lower_bound(entries.begin(), entries.end(), entry.owner, [](const Entry& e, std::uint32_t owner) { return e.owner < owner; }) = entry;
    }
    for (std::size_t i = 0; i < group_.size(); ++i) {
      const std::vector<std::uint32_t>& gone = erased_[i];
      std::erase_if(group_[i]->entries, [&](const Entry& e) { return std::binary_search(gone.begin(), gone.end(), e.owner); });
    }
  }

 private:
  struct Days {
    Date first, last;
    bool overlaps(const Days& other) const { return first <= other.last && other.first <= last; }
  };

  Period period(std::size_t source) const { return group_[source]->key.period; }
  bool of_unit(std::size_t source) const {
    return entries_[source] != nullptr && entries_[source]->held != Held::missing && !context_.store.is_review(*entries_[source]);
  }
  bool is_review(std::size_t source) const { return is_value(entries_[source]) && context_.store.is_review(*entries_[source]); }
  bool is_faulty(std::size_t source) const { return entries_[source]->held == Held::invalid; }

  void decide(std::size_t review) {
    if (fact_.kind == FactKind::event) decide_event(review);
    else if (fact_.kind == FactKind::flow) decide_amount(review);
    else decide_value(review);
  }

  // What holds for the season, or for the same period of the fact's step.
  void decide_value(std::size_t review) {
    const types::Season& season = context_.schema.season;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!of_unit(i)) continue;
      const Date end = end_of(season, period(i));
      const Date other = end_of(season, period(review));
      if (fact_.once ? season_of(season, period(i)) != season_of(season, period(review)) : end != other) continue;
      if (!is_faulty(i) && !same_value(context_.store, *entries_[i], *entries_[review])) override_by(review, group_[i]->key, *entries_[i], {*entries_[i]});
      drop(i);
    }
  }

  Days days_of(std::size_t source) const {
    const std::int64_t data = entries_[source]->data;
    if (is_faulty(source) || data == kEventYes || data == kEventNo) {
      const types::Season& season = context_.schema.season;
      if (period(source) == types::whole_season(season)) return {season.from, season.to};
      return {base::first_day(period(source)), base::last_day(period(source))};
    }
    return {Date{static_cast<std::int32_t>(data)}, Date{static_cast<std::int32_t>(data)}};
  }
  bool denies(std::size_t source) const { return !is_faulty(source) && entries_[source]->data == kEventNo; }

  // Whether the reviews say no of all these days.
  bool denied(const Days& days) const {
    Date next = days.first;
    for (bool more = true; more && next <= days.last;) {
      more = false;
      for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (!is_review(i) || !denies(i)) continue;
        const Days no = days_of(i);
        if (no.first > next || no.last < next) continue;
        next = Date{no.last.days + 1};
        more = true;
      }
    }
    return next > days.last;
  }

  // A day or a yes against any other day, and against a no of these days; a no against what is said to have happened on its days.
  void decide_event(std::size_t review) {
    const types::Season& season = context_.schema.season;
    const Days reviewed = days_of(review);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!of_unit(i) || season_of(season, period(i)) != season_of(season, period(review))) continue;
      const Days own = days_of(i);
      const bool differs = denies(review) ? !denies(i) && own.overlaps(reviewed) && denied(own)
                           : denies(i)    ? own.overlaps(reviewed)
                                          : own.first < reviewed.first || own.last > reviewed.last;
      if (!differs && !is_faulty(i)) continue;
      if (is_faulty(i) && denies(review) && !denied(own)) continue;
      if (!is_faulty(i)) override_by(review, group_[i]->key, *entries_[i], {*entries_[i]});
      drop(i);
    }
  }

  struct Amount {
    Number value, slack;
    bool complete = false;
  };

  // What the periods within one make, of what is there.
  Amount made_within(Period whole) const {
    Amount out;
    out.complete = true;
    for (const Period part : types::parts_of(context_.schema.season, whole)) {
      Amount of;
      const auto found = index_.find(part);
      if (found != index_.end() && is_value(entries_[found->second])) {
        const Entry& entry = *entries_[found->second];
        of = {context_.store.value(entry), slack_of(context_.store, fact_, entry), true};
      } else if (part.step != base::Step::day) {
        of = made_within(part);
      }
      const auto value = base::add(out.value, of.value);
      const auto slack = base::add(out.slack, of.slack);
      if (!value || !slack) return {};
      out = {*value, *slack, out.complete && of.complete};
    }
    return out;
  }

  enum class Against { same, rounding, contradiction };
  // How an amount stands to what is known within its period: another sum where all is there, a greater one where some is.
  Against against(const Entry& whole, const Amount& parts) const {
    const Number place = slack_of(context_.store, fact_, whole);
    const auto apart = base::subtract(context_.store.value(whole), parts.value);
    const auto twice = apart ? base::multiply(base::absolute(*apart), Number{2}) : std::nullopt;
    if (!twice || apart->sign() == 0) return Against::same;
    const bool never_negative = fact_.low && fact_.low->sign() >= 0;
    if (!parts.complete && !(never_negative && apart->sign() < 0)) return Against::same;
    if (*twice > std::max(parts.slack, place)) return Against::contradiction;
    return parts.complete ? Against::rounding : Against::same;
  }

  // An amount against those of the periods within its own; one that gives a reason differs on purpose, by however little.
  void decide_amount(std::size_t review) {
    if (period(review).step == base::Step::day) return;
    std::vector<std::size_t> within;
    std::vector<Entry> own;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!of_unit(i) || period(i) == period(review) || !types::contains(context_.schema.season, period(review), period(i))) continue;
      if (is_faulty(i)) {
        drop(i);
        continue;
      }
      within.push_back(i);
      own.push_back(*entries_[i]);
    }
    if (within.empty()) return;
    const Amount parts = made_within(period(review));
    const Against found = against(*entries_[review], parts);
    if (found == Against::same || (found == Against::rounding && context_.store.reason(*entries_[review]).empty())) return;
    override_by(review, group_[review]->key, context_.store.make(parts.value, parts.slack, own.front().owner, own.front().row), own);
    for (const std::size_t i : within) drop(i);
  }

  // The unit's amount against reviews of periods within its own, where they give a reason; others are parts that disagree.
  void decide_whole(std::size_t own) {
    if (period(own).step == base::Step::day) return;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const bool within = period(i) != period(own) && types::contains(context_.schema.season, period(own), period(i));
      if (!within || !is_review(i) || context_.store.reason(*entries_[i]).empty()) continue;
      const Amount parts = made_within(period(own));
      if (against(*entries_[own], parts) != Against::contradiction) return;
      const Entry made = context_.store.make(parts.value, parts.slack, entries_[i]->owner, entries_[i]->row);
      report_override(context_, group_[own]->key, *entries_[own], made, {entries_[own], 1});
      drop(own);
      return;
    }
  }

  void drop(std::size_t source) {
    erased_[source].push_back(entries_[source]->owner);
    entries_[source] = nullptr;
  }

  void override_by(std::size_t review, const CellKey& key, const Entry& stated, const std::vector<Entry>& cells) {
    if (!report_override(context_, key, stated, *entries_[review], cells)) unexplained_.emplace_back(review, invalid_like(*entries_[review]));
  }

  Context& context_;
  std::vector<Series*> group_;
  const types::Fact& fact_;
  std::map<Period, std::size_t> index_;
  std::vector<const Entry*> entries_;               // of the unit that is looked at
  std::vector<std::vector<std::uint32_t>> erased_;  // by source, ascending
  std::vector<std::pair<std::size_t, Entry>> unexplained_;
};

}  // namespace

void decide_across(Context& context, std::vector<Series>& all) {
  std::map<std::pair<types::FactId, std::uint32_t>, std::vector<Series*>> groups;
  for (Series& each : all) groups[{each.key.fact, each.key.member}].push_back(&each);
  for (auto& [key, group] : groups)
    if (group.size() > 1) Across(context, std::move(group)).run();
}

}  // namespace assay::facts::rollup
