#include "exec/attained.h"
#include "exec/bounds.h"
#include "exec/kernels.h"
#include "exec/scheme.h"
#include "exec/steps.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace assay::exec {

using base::Int128;
using base::Number;
using plan::Compare;
using plan::Scheme;

namespace {

std::optional<std::int64_t> nine_places(const Number& n) {
  const auto rounded = base::rounded(n, kAttainmentPlaces);
  return rounded ? rounded->to_scaled(kAttainmentPlaces) : std::nullopt;
}

// above / below as a scheme sees it: `below` is positive, what is not positive above counts as 0.
struct Fraction {
  Int128 above = 0;
  std::int64_t below = 1;
  bool infinite = false;
};

// A bound of the ratio as a fraction of small numbers.
struct Limit {
  std::int64_t top = 0, bottom = 1;
};

std::optional<Limit> limit_of(const Number& n) {
  constexpr Int128 kMost = 1'000'000'000;
  if (n.sign() < 0 || n.numerator() > kMost || n.denominator() > kMost) return std::nullopt;
  return Limit{static_cast<std::int64_t>(n.numerator()), static_cast<std::int64_t>(n.denominator())};
}

int order(const Fraction& f, const Limit& limit) {
  if (f.infinite) return 1;
  const Int128 x = f.above * limit.bottom, y = Int128{f.below} * limit.top;
  return x < y ? -1 : x > y ? 1 : 0;
}

// A scheme of integers, for those that rise with what they read: the ratio, or how far the value has come from one number to another.
class Rising {
 public:
  static std::optional<Rising> of(const Scheme& scheme) {
    Rising out(scheme);
    switch (scheme.kind) {
      case Scheme::Kind::proportional: return scheme.compare != Compare::eq && out.read_ends() ? std::optional(out) : std::nullopt;
      case Scheme::Kind::steps: return scheme.compare != Compare::eq && out.read_rows() ? std::optional(out) : std::nullopt;
      default: return std::nullopt;
    }
  }

  std::int64_t most() const { return most_; }

  std::int64_t at(const Fraction& f) const {
    if (scheme_.kind == Scheme::Kind::steps) {
      for (std::size_t i = 0; i < limits_.size(); ++i)
        if (semantics::holds(scheme_.rows[i].compare, order(f, limits_[i]))) return values_[i];
      return values_.back();
    }
    if (order(f, limits_[0]) < 0) return 0;
    if (order(f, limits_[1]) >= 0) return most_;
    return static_cast<std::int64_t>((f.above * (2 * kWhole) + f.below) / (Int128{f.below} * 2));
  }

  // The same for columns of which no product leaves the room; false where one may.
  struct Columns {
    const std::int64_t* x;  // above, not negative
    std::int64_t by_x;
    std::uint64_t bound_x;
    const std::int64_t* y;
    std::int64_t by_y;
    std::uint64_t bound_y;
    std::size_t n;
  };
  bool at(const Columns& c, std::int64_t* out) const {
    for (const Limit& limit : limits_)
      if (!fits(c, limit)) return false;
    if (c.bound_x >= kRoomOfRatios || c.bound_y >= kRoomOfRatios) return false;
    columns::Bitmap bits(c.n);
    const auto reached = [&](Compare compare, const Limit& limit) {
      kernels::compare(compare, c.x, c.by_x * limit.bottom, c.y, c.by_y * limit.top, c.n, bits.data());
    };
    if (scheme_.kind == Scheme::Kind::steps) {
      std::fill_n(out, c.n, values_.back());
      for (std::size_t i = limits_.size(); i-- > 0;) {
        reached(scheme_.rows[i].compare, limits_[i]);
        kernels::put_where(bits.data(), values_[i], c.n, out);
      }
      return true;
    }
    kernels::ratio(c.x, c.by_x, c.y, c.by_y, most_, c.n, out);
    reached(Compare::ge, limits_[0]);
    kernels::keep_where(bits.data(), c.n, out);
    reached(Compare::ge, limits_[1]);
    kernels::put_where(bits.data(), most_, c.n, out);
    return true;
  }

 private:
  explicit Rising(const Scheme& scheme) : scheme_(scheme) {}

  static bool fits(const Columns& c, const Limit& limit) {
    const auto fits_one = [](std::uint64_t bound, std::int64_t by, std::int64_t part) {
      const std::uint64_t most = kRoom / std::max<std::uint64_t>(static_cast<std::uint64_t>(part), 1);
      return bound < most && static_cast<std::uint64_t>(by) < most;  // the factors alone, too, where all are 0
    };
    return fits_one(c.bound_x, c.by_x, limit.bottom) && fits_one(c.bound_y, c.by_y, limit.top);
  }

  bool read_ends() {
    for (const Number& n : {scheme_.numbers[0], scheme_.numbers[1]}) {
      const auto limit = limit_of(n);
      if (!limit) return false;
      limits_.push_back(*limit);
    }
    const auto most = nine_places(scheme_.numbers[1]);
    if (!most || *most > 4 * kWhole || scheme_.numbers[1] < scheme_.numbers[0]) return false;
    most_ = *most;
    return true;
  }

  // Rows from the greatest bound to the least, each of which earns no more than the one before.
  bool read_rows() {
    for (const Scheme::Row& row : scheme_.rows) {
      const auto limit = limit_of(row.bound);
      const auto value = nine_places(row.value);
      if (!limit || !value || row.last || (row.compare != Compare::ge && row.compare != Compare::gt)) return false;
      if (!values_.empty() && (*value > values_.back() || !(row.bound < scheme_.rows[values_.size() - 1].bound))) return false;
      limits_.push_back(*limit);
      values_.push_back(*value);
    }
    const auto otherwise = nine_places(scheme_.otherwise);
    if (!otherwise || values_.empty() || *otherwise > values_.back() || *otherwise < 0) return false;
    values_.push_back(*otherwise);
    most_ = std::max(kWhole, values_.front());
    return true;
  }

  const Scheme& scheme_;
  std::vector<Limit> limits_;
  std::vector<std::int64_t> values_;
  std::int64_t most_ = 0;
};

// How far a value has come from one number to another, both of so many places.
struct Way {
  std::int64_t from = 0, to = 0;
  int scale = 0;
};

std::optional<Way> way_of(const Scheme& scheme, int scale) {
  const auto from_places = scheme.numbers[0].decimal_places();
  const auto to_places = scheme.numbers[1].decimal_places();
  if (!from_places || !to_places) return std::nullopt;
  Way out;
  out.scale = std::max({scale, *from_places, *to_places});
  const auto from = scheme.numbers[0].to_scaled(out.scale);
  const auto to = scheme.numbers[1].to_scaled(out.scale);
  constexpr std::int64_t kMost = std::int64_t{1} << 59;
  if (!from || !to || *from == *to || *from > kMost || *from < -kMost || *to > kMost || *to < -kMost) return std::nullopt;
  out.from = *from;
  out.to = *to;
  return out;
}

std::int64_t at(const Way& way, std::int64_t x) {
  const bool rising = way.from < way.to;
  if (rising ? x <= way.from : x >= way.from) return 0;
  if (rising ? x >= way.to : x <= way.to) return kWhole;
  const Int128 done = rising ? Int128{x} - way.from : Int128{way.from} - x;
  const Int128 all = rising ? Int128{way.to} - way.from : Int128{way.from} - way.to;
  return static_cast<std::int64_t>((done * (2 * kWhole) + all) / (all * 2));
}

// Whole columns of `linear`; false where the integers leave no room.
bool linear_columns(const Scheme& scheme, const Register& value, const Shape& shape, Register& out) {
  const auto way = way_of(scheme, value.number.scale);
  if (!way) return false;
  const std::int64_t by = lift(value.bound, way->scale - value.number.scale);
  if (by == 0 || value.bound * static_cast<std::uint64_t>(by) + magnitude(way->from) >= kRoomOfRatios) return false;
  const std::size_t n = shape.elements();
  const bool rising = way->from < way->to;
  columns::Ints done(n);
  kernels::sum(value.number.data.data(), rising ? by : -by, rising ? -way->from : way->from, n, done.data());
  kernels::ratio(done.data(), 1, rising ? way->to - way->from : way->from - way->to, kWhole, n, out.number.data.data());
  out.number.valid = value.number.valid;
  kernels::keep_where(out.number.valid.data(), n, out.number.data.data());
  BoundsOf bounds(value, by);
  Bounds x;
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    if (!bounds.get(element, x)) return;
    const auto end = [&](std::int64_t v) { return v == Bounds::kOpen ? (rising ? kWhole : 0) : v == -Bounds::kOpen ? (rising ? 0 : kWhole) : at(*way, v); };
    const std::int64_t a = end(x.low), b = end(x.high);
    store_ends(out, element, std::min(a, b), std::max(a, b));
  });
  return true;
}

// Whole columns of what rises with the ratio; false where the integers leave no room.
bool ratio_columns(const Scheme& scheme, const std::optional<Rising>& rising, const Register& value, const Register& goal, const Shape& shape, Register& out) {
  const Alignment by = align(value, goal);
  if (!rising || !by.ok) return false;
  const bool lower = scheme.compare == Compare::le || scheme.compare == Compare::lt;
  const Register& above = lower ? goal : value;
  const Register& below = lower ? value : goal;
  const std::int64_t by_above = lower ? by.b : by.a, by_below = lower ? by.a : by.b;
  const std::size_t n = shape.elements();
  const std::uint64_t bound_above = lower ? by.bound_b : by.bound_a, bound_below = lower ? by.bound_a : by.bound_b;
  if (!rising->at({above.number.data.data(), by_above, bound_above, below.number.data.data(), by_below, bound_below, n}, out.number.data.data())) return false;
  out.bound = static_cast<std::uint64_t>(rising->most());
  columns::Bitmap plain(n);
  kernels::compare(Compare::gt, below.number.data.data(), 0, n, plain.data());
  columns::Bitmap not_negative(n);
  kernels::compare(Compare::ge, above.number.data.data(), 0, n, not_negative.data());
  for (std::size_t w = 0; w < plain.words(); ++w)
    out.number.valid.data()[w] = plain.data()[w] & not_negative.data()[w] & value.number.valid.data()[w] & goal.number.valid.data()[w];
  kernels::keep_where(out.number.valid.data(), n, out.number.data.data());
  BoundsOf bounds_above(above, by_above), bounds_below(below, by_below);
  Bounds x, y;
  const columns::Bitmap done = out.number.valid;
  for_each_dead(shape, done, [&](std::size_t element) {
    if (!bounds_above.get(element, x) || !bounds_below.get(element, y) || y.low <= 0) return;
    Fraction low{std::max<std::int64_t>(x.low, 0), y.high};
    if (y.high == Bounds::kOpen) low = {0, 1};
    Fraction high{std::max<std::int64_t>(x.high, 0), y.low, x.high == Bounds::kOpen};
    store_ends(out, element, rising->at(low), rising->at(high));
  });
  return true;
}

}  // namespace

Register step_attain_scheme(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& own = context.in(step, 0).truth;
  const Register& value = context.in(step, 1);
  const Register& goal = context.in(step, 2);
  Register out = number_register(shape, kAttainmentPlaces);
  out.bound = static_cast<std::uint64_t>(kWhole);
  const bool done = step.scheme->kind == Scheme::Kind::linear ? linear_columns(*step.scheme, value, shape, out)
                                                              : ratio_columns(*step.scheme, context.of_step<std::optional<Rising>>(step, [&] { return Rising::of(*step.scheme); }),
                                                                            value, goal, shape, out);
  if (!done) out.number.valid.assign(shape.elements(), false);
  Ascending in_value(value.number);
  Ascending in_goal(goal.number);
  for_each_dead(shape, rows_done(out.number), [&](std::size_t element) {
    const types::Interval gives = scheme_gives(*step.scheme, in_value.at(element), in_goal.at(element), own.at(element));
    const std::optional<std::int64_t> point = gives.is_point() ? gives.low->to_scaled(kAttainmentPlaces) : std::nullopt;
    if (!point) {
      out.number.odd.push_back({static_cast<std::uint32_t>(element), {gives, false, false}});
      return;
    }
    store(out, element, *point);
    if (out.number.has_ranged()) out.number.high[element] = *point;
    out.bound = std::max(out.bound, magnitude(*point));
  });
  return out;
}

}  // namespace assay::exec
