// Folds of members that are or may be in (grammar/meaning.md, "Arithmetic" and "Connectives").
#include "exec/interval.h"

#include <algorithm>
#include <optional>

namespace assay::exec {

using base::Number;
using types::Interval;

namespace {

// What members of a fold make of it beside its range.
struct Marks {
  bool invalid = false;
  bool lacks = false;
  bool any = false;        // may be in
  bool sure = false;       // is in
  bool undecided = false;
};

Marks marks(std::span<const Member> members) {
  Marks m;
  for (const Member& x : members) {
    if (x.in == Truth::false_) continue;
    m.any = true;
    m.sure = m.sure || x.in == Truth::true_;
    m.undecided = m.undecided || x.in != Truth::true_;
    m.invalid = m.invalid || x.value.invalid || x.in == Truth::invalid;
    m.lacks = m.lacks || x.value.lacks || x.in == Truth::unknown;
  }
  return m;
}

// No member is certainly in: there may be none, of which it is invalid.
Value of_none_for_certain(const Marks& m) { return {{}, !m.any || m.invalid, m.lacks}; }

// The hull of the members that may be in.
Value hull_of_possible(std::span<const Member> members, const Marks& m) {
  std::optional<Value> out;
  for (const Member& x : members)
    if (x.in != Truth::false_) out = out ? hull(*out, x.value) : x.value;
  out->invalid = m.invalid;
  out->lacks = m.lacks;
  return settled(*out);
}

}  // namespace

Value sum(std::span<const Member> members) {
  bool invalid = false;
  bool lacks = false;
  bool low = true;
  bool high = true;
  bool point = true;
  std::vector<Number> lows;
  std::vector<Number> highs;
  lows.reserve(members.size());
  highs.reserve(members.size());
  for (const Member& x : members) {
    if (x.in == Truth::false_) continue;
    Value part = x.value;
    if (x.in != Truth::true_) {
      part = hull(Value::point(Number(0)), part);
      if (!part.is_point()) {
        part.invalid = part.invalid || x.in == Truth::invalid;
        part.lacks = part.lacks || x.in == Truth::unknown;
      }
    }
    invalid = invalid || part.invalid;
    lacks = lacks || part.lacks;
    point = point && part.is_point();
    if (part.range.low) lows.push_back(*part.range.low);
    else low = false;
    if (part.range.high) highs.push_back(*part.range.high);
    else high = false;
  }
  Interval range;
  if (low) range.low = base::sum(lows);
  if (high) range.high = base::sum(highs);
  if (point && !range.low) return Value::none();
  return settled({range, invalid, lacks});
}

Value average(std::span<const Member> members) {
  const Marks m = marks(members);
  if (!m.sure) return of_none_for_certain(m);
  if (m.undecided) return hull_of_possible(members, m);
  // Judged once: the sum itself need not fit.
  bool low = true, high = true, point = true;
  std::vector<Number> lows, highs;
  for (const Member& x : members) {
    if (x.in == Truth::false_) continue;
    point = point && x.value.is_point();
    low = low && x.value.range.low;
    high = high && x.value.range.high;
    lows.push_back(x.value.range.low.value_or(Number(0)));
    highs.push_back(x.value.range.high.value_or(Number(0)));
  }
  const auto count = static_cast<std::int64_t>(lows.size());
  Interval range;
  if (low) range.low = base::mean(lows, count);
  if (high) range.high = base::mean(highs, count);
  if (point && !range.low) return Value::none();
  return settled({range, m.invalid, m.lacks});
}

namespace {

using Sides = std::vector<std::optional<Number>>;

// A missing low end is below, a missing high end above all numbers.
bool before(const std::optional<Number>& a, const std::optional<Number>& b, bool low_side) {
  if (a && b) return *a < *b;
  return low_side ? !a && b : a && !b;
}

// The middle one, or the mean of the middle two; an end of an interval may be infinite, where it has no number.
std::optional<Number> middle(Sides& ends, bool low_side) {
  std::sort(ends.begin(), ends.end(), [&](const auto& a, const auto& b) { return before(a, b, low_side); });
  const std::size_t half = ends.size() / 2;
  if (ends.size() % 2 == 1) return ends[half];
  if (!ends[half - 1] || !ends[half]) return std::nullopt;
  const std::optional<Number> both = base::add(*ends[half - 1], *ends[half]);
  return both ? base::divide(*both, Number(2)) : std::nullopt;
}

}  // namespace

Value median(std::span<const Member> members) {
  const Marks m = marks(members);
  if (!m.sure) return of_none_for_certain(m);
  if (m.undecided) return hull_of_possible(members, m);
  Sides lows;
  Sides highs;
  bool point = true;
  for (const Member& x : members) {
    if (x.in == Truth::false_) continue;
    lows.push_back(x.value.range.low);
    highs.push_back(x.value.range.high);
    point = point && x.value.is_point();
  }
  const Interval range{middle(lows, true), middle(highs, false)};
  if (point && !range.low) return Value::none();
  return settled({range, m.invalid, m.lacks});
}

Value count(std::span<const Member> members) {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  bool invalid = false;
  bool lacks = false;
  for (const Member& m : members) {
    if (m.in == Truth::false_) continue;
    ++possible;
    if (m.in == Truth::true_) ++certain;
    invalid = invalid || m.in == Truth::invalid;
    lacks = lacks || m.in == Truth::unknown;
  }
  return settled({{Number(certain), Number(possible)}, invalid, lacks});
}

Value streak(std::span<const Member> members) {
  std::int64_t certain = 0, possible = 0, longest_certain = 0, longest_possible = 0;
  bool invalid = false, lacks = false;
  for (const Member& m : members) {
    certain = m.in == Truth::true_ ? certain + 1 : 0;
    possible = m.in != Truth::false_ ? possible + 1 : 0;
    longest_certain = std::max(longest_certain, certain);
    longest_possible = std::max(longest_possible, possible);
    invalid = invalid || m.in == Truth::invalid;
    lacks = lacks || m.in == Truth::unknown;
  }
  return settled({{Number(longest_certain), Number(longest_possible)}, invalid, lacks});
}

namespace {

// The least, or with signs turned the greatest.
Value extreme(std::span<const Member> members, bool want_least) {
  const Marks m = marks(members);
  if (!m.sure) return of_none_for_certain(m);
  const auto end = [&](bool low_side) {
    // min: the low end is the least low of all that may be in; the high end the least high of those certainly in.
    Sides ends;
    for (const Member& x : members) {
      if (x.in == Truth::false_) continue;
      const bool counts = x.in == Truth::true_ || low_side == want_least;
      if (counts) ends.push_back(low_side ? x.value.range.low : x.value.range.high);
    }
    const auto order = [&](const auto& a, const auto& b) { return before(a, b, low_side); };
    return want_least ? *std::min_element(ends.begin(), ends.end(), order) : *std::max_element(ends.begin(), ends.end(), order);
  };
  return settled({{end(true), end(false)}, m.invalid, m.lacks});
}

}  // namespace

Value least(std::span<const Member> members) { return extreme(members, true); }
Value greatest(std::span<const Member> members) { return extreme(members, false); }

}  // namespace assay::exec
