// Whether linear comparisons can hold, where that is seen at once: by the limits of each sum, where all compare the same sum, or with every
// variable as high or as low as its comparisons would have it. Comparisons that share no variable are looked at apart.
#include "lint/logic/system.h"

#include <algorithm>
#include <utility>

namespace assay::lint {

namespace {

using base::Number;

// Far beyond what limits of one another come to; where it is not, elimination decides.
const Number kFar = 1'000'000'000'000;

Number as_far(const Range& range, bool up) {
  const std::optional<Limit>& end = up ? range.high : range.low;
  if (end && !end->strict) return end->at;
  if (end) return range.pick().value_or(end->at);
  const std::optional<Limit>& start = up ? range.low : range.high;
  const Number from = start ? (up ? base::ceiling(start->at) : base::floor(start->at)) : Number(0);
  return base::add(from, up ? kFar : -kFar).value_or(from);
}

// How many times the terms of `a` are those of `b`; nothing where they are no multiple.
std::optional<Number> ratio(const Linear& a, const Linear& b) {
  if (a.terms.size() != b.terms.size()) return std::nullopt;
  const auto times = base::divide(a.terms.front().second, b.terms.front().second);
  for (std::size_t i = 0; times && i < a.terms.size(); ++i) {
    const auto scaled = base::multiply(b.terms[i].second, *times);
    if (a.terms[i].first != b.terms[i].first || !scaled || *scaled != a.terms[i].second) return std::nullopt;
  }
  return times;
}

}  // namespace

// The least or the greatest that a sum may come to; nothing where it has no end.
std::optional<Number> System::end(const Linear& linear, bool up) const {
  std::optional<Number> sum = linear.constant;
  for (const auto& [variable, times] : linear.terms) {
    const Range of = range(variable);
    const std::optional<Limit>& limit = (times.sign() > 0) == up ? of.high : of.low;
    const auto product = limit ? base::multiply(limit->at, times) : std::nullopt;
    sum = product ? base::add(*sum, *product) : std::nullopt;
    if (!sum) return std::nullopt;
  }
  return sum;
}

bool System::out_of_reach(const Row& row) const {
  const auto most = end(row.linear, true);
  if (most && (most->sign() < 0 || (most->sign() == 0 && row.relation == Relation::positive))) return true;
  const auto least = row.relation == Relation::zero ? end(row.linear, false) : std::nullopt;
  return least && least->sign() > 0;
}

// All that the terms of a row may come to, while each variable is anywhere in its own range. Nothing where that is not all of a range: where a
// number does not fit, or whole values leave gaps.
std::optional<Range> System::reach(const Linear& linear) const {
  Range out;
  out.low = out.high = Limit{Number(0), false};
  bool any_whole = false, all_whole = true;
  const auto extend = [](std::optional<Limit>& end, const std::optional<Limit>& by, const Number& times) {
    if (!end || !by) {
      end.reset();
      return true;
    }
    const auto product = base::multiply(by->at, times);
    const auto sum = product ? base::add(end->at, *product) : std::nullopt;
    if (!sum) return false;
    end = Limit{*sum, end->strict || by->strict};
    return true;
  };
  for (const auto& [variable, times] : linear.terms) {
    const Range of = range(variable);
    any_whole = any_whole || of.whole;
    all_whole = all_whole && of.whole && base::absolute(times) == Number(1);
    const bool rising = times.sign() > 0;
    if (!extend(out.low, rising ? of.low : of.high, times) || !extend(out.high, rising ? of.high : of.low, times)) return std::nullopt;
  }
  if (any_whole && !all_whole) return std::nullopt;
  out.whole = all_whole;
  return out;
}

// Rows that all compare the same sum.
Answer::Kind System::outlook_of_one_sum(const std::vector<const Row*>& rows) const {
  const Linear& sum = rows.front()->linear;
  std::optional<Range> left = reach(sum);
  const bool exact = left.has_value();
  if (!left) left.emplace();
  for (const Row* row : rows) {
    const auto times = ratio(row->linear, sum);
    const auto at = times ? base::divide(-row->linear.constant, *times) : std::nullopt;
    if (!at) return Answer::Kind::unknown;
    const bool strict = row->relation == Relation::positive;
    if (row->relation == Relation::zero || times->sign() > 0) left->raise({*at, strict});
    if (row->relation == Relation::zero || times->sign() < 0) left->lower({*at, strict});
  }
  if (left->empty()) return Answer::Kind::none;
  return exact && left->pick() ? Answer::Kind::some : Answer::Kind::unknown;
}

// Rows that each variable would have it either high or low in.
Answer::Kind System::outlook_at_the_ends(const std::vector<const Row*>& rows) const {
  std::map<Variable, bool> up;
  for (const Row* row : rows) {
    if (row->relation == Relation::zero) return Answer::Kind::unknown;
    for (const auto& [variable, times] : row->linear.terms) up.emplace(variable, times.sign() > 0);
  }
  Values values;
  for (const auto& [variable, high] : up) values.emplace(variable, as_far(range(variable), high));
  for (const Row* row : rows) {
    std::optional<Number> sum = row->linear.constant;
    for (const auto& [variable, times] : row->linear.terms) {
      const auto product = base::multiply(values.at(variable), times);
      sum = sum && product ? base::add(*sum, *product) : std::nullopt;
    }
    if (!sum || sum->sign() < 0 || (sum->sign() == 0 && row->relation == Relation::positive)) return Answer::Kind::unknown;
  }
  return Answer::Kind::some;
}

// The rows in groups that share no variable.
std::vector<std::vector<const System::Row*>> System::apart() const {
  std::vector<std::vector<const Row*>> groups;
  std::map<Variable, std::size_t> group_of;
  for (const Row& row : rows_) {
    std::size_t mine = groups.size();
    for (const auto& term : row.linear.terms)
      if (const auto it = group_of.find(term.first); it != group_of.end()) mine = std::min(mine, it->second);
    if (mine == groups.size()) groups.emplace_back();
    groups[mine].push_back(&row);
    for (const auto& term : row.linear.terms) {
      const auto [it, fresh] = group_of.emplace(term.first, mine);
      if (fresh || it->second == mine) continue;
      const std::size_t other = it->second;
      groups[mine].insert(groups[mine].end(), groups[other].begin(), groups[other].end());
      groups[other].clear();
      for (auto& [variable, group] : group_of)
        if (group == other) group = mine;
    }
  }
  std::erase_if(groups, [](const auto& group) { return group.empty(); });
  return groups;
}

Answer::Kind System::outlook() const {
  for (const auto& [variable, of] : ranges_)
    if (of.empty()) return Answer::Kind::none;
  if (std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) { return out_of_reach(row); })) return Answer::Kind::none;
  Answer::Kind all = overflow_ ? Answer::Kind::unknown : Answer::Kind::some;
  for (const std::vector<const Row*>& rows : apart()) {
    Answer::Kind one = outlook_of_one_sum(rows);
    if (one == Answer::Kind::unknown) one = outlook_at_the_ends(rows);
    if (one == Answer::Kind::none) return one;
    if (one == Answer::Kind::unknown) all = one;
  }
  return all;
}

}  // namespace assay::lint
