#include "exec/rising.h"

#include "exec/attained.h"
#include "exec/kernels.h"

#include <algorithm>

namespace assay::exec {

using base::Int128;
using base::Number;
using plan::Compare;
using plan::Scheme;

namespace {

std::optional<std::int64_t> in_nine_places(const Number& n) {
  const auto rounded = base::rounded(n, kAttainmentPlaces);
  return rounded ? rounded->to_scaled(kAttainmentPlaces) : std::nullopt;
}

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

}  // namespace

std::optional<Rising> Rising::of(const Scheme& scheme) {
  Rising out(scheme);
  switch (scheme.kind) {
    case Scheme::Kind::proportional: return scheme.compare != Compare::eq && out.read_ends() ? std::optional(out) : std::nullopt;
    case Scheme::Kind::steps: return scheme.compare != Compare::eq && out.read_rows() ? std::optional(out) : std::nullopt;
    default: return std::nullopt;
  }
}

std::int64_t Rising::at(const Fraction& f) const {
  if (scheme_.kind == Scheme::Kind::steps) {
    for (std::size_t i = 0; i < limits_.size(); ++i)
      if (semantics::holds(scheme_.rows[i].compare, order(f, limits_[i]))) return values_[i];
    return values_.back();
  }
  if (order(f, limits_[0]) < 0) return 0;
  if (order(f, limits_[1]) >= 0) return most_;
  return static_cast<std::int64_t>((f.above * (2 * kWhole) + f.below) / (Int128{f.below} * 2));
}

bool Rising::at(const Columns& c, std::int64_t* out) const {
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

bool Rising::fits(const Columns& c, const Limit& limit) {
  const auto fits_one = [](std::uint64_t bound, std::int64_t by, std::int64_t part) {
    const std::uint64_t most = kRoom / std::max<std::uint64_t>(static_cast<std::uint64_t>(part), 1);
    return bound < most && static_cast<std::uint64_t>(by) < most;  // the factors alone, too, where all are 0
  };
  return fits_one(c.bound_x, c.by_x, limit.bottom) && fits_one(c.bound_y, c.by_y, limit.top);
}

bool Rising::read_ends() {
  for (const Number& n : {scheme_.numbers[0], scheme_.numbers[1]}) {
    const auto limit = limit_of(n);
    if (!limit) return false;
    limits_.push_back(*limit);
  }
  const auto most = in_nine_places(scheme_.numbers[1]);
  if (!most || *most > 4 * kWhole || scheme_.numbers[1] < scheme_.numbers[0]) return false;
  most_ = *most;
  return true;
}

// Rows from the greatest bound to the least, each of which earns no more than the one before.
bool Rising::read_rows() {
  for (const Scheme::Row& row : scheme_.rows) {
    const auto limit = limit_of(row.bound);
    const auto value = in_nine_places(row.value);
    if (!limit || !value || row.last || (row.compare != Compare::ge && row.compare != Compare::gt)) return false;
    if (!values_.empty() && (*value > values_.back() || !(row.bound < scheme_.rows[values_.size() - 1].bound))) return false;
    limits_.push_back(*limit);
    values_.push_back(*value);
  }
  const auto otherwise = in_nine_places(scheme_.otherwise);
  if (!otherwise || values_.empty() || *otherwise > values_.back() || *otherwise < 0) return false;
  values_.push_back(*otherwise);
  most_ = std::max(kWhole, values_.front());
  return true;
}

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

std::int64_t Way::at(std::int64_t x) const {
  const bool rising = from < to;
  if (rising ? x <= from : x >= from) return 0;
  if (rising ? x >= to : x <= to) return kWhole;
  const Int128 done = rising ? Int128{x} - from : Int128{from} - x;
  const Int128 all = rising ? Int128{to} - from : Int128{from} - to;
  return static_cast<std::int64_t>((done * (2 * kWhole) + all) / (all * 2));
}

}  // namespace assay::exec
