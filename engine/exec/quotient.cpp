#include "exec/quotient.h"

namespace assay::exec {

using base::Int128;
using base::Number;
using plan::Compare;
using plan::Quotient;

Value value_of(Quotient quotient, const Value& above, const Value& below) {
  const Value one = Value::point(Number(1));
  switch (quotient) {
    case Quotient::itself: return divide(above, below);
    case Quotient::growth: return subtract(of_base(above, below), one);
    case Quotient::reduction: return subtract(one, of_base(above, below));
  }
  return {};
}

namespace {

// The factor as an integer, where all of a register times it keep within the room.
std::optional<std::int64_t> factor(const Number& part, int lifted, std::uint64_t bound) {
  const auto lifting = base::Number::scaled(1, -lifted);
  const auto product = lifting ? base::multiply(part, *lifting) : std::nullopt;
  const auto whole = product ? product->to_scaled(0) : std::nullopt;
  if (!whole || (bound != 0 && magnitude(*whole) > kRoom / bound)) return std::nullopt;
  return *whole;
}

}  // namespace

std::optional<Crossed> cross(Quotient quotient, Compare op, Part above, Part below, const Number& goal) {
  // 1 - a / b ? g is a / b ? 1 - g, turned round.
  const std::optional<Number> of_quotient = quotient == Quotient::itself   ? std::optional(goal)
                                            : quotient == Quotient::growth ? base::add(goal, Number(1))
                                                                           : base::subtract(Number(1), goal);
  const int apart = below.scale - above.scale;
  if (!of_quotient || apart > 18 || apart < -18) return std::nullopt;
  Int128 top = of_quotient->numerator(), bottom = of_quotient->denominator();
  constexpr Int128 kMost = Int128{1} << 62;
  if (top > kMost || top < -kMost || bottom > kMost) return std::nullopt;
  const auto by_above = factor(Number(static_cast<std::int64_t>(bottom)), std::max(apart, 0), above.bound);
  const auto by_below = factor(Number(static_cast<std::int64_t>(top)), std::max(-apart, 0), below.bound);
  if (!by_above || !by_below) return std::nullopt;
  return Crossed{quotient == Quotient::reduction ? semantics::mirrored(op) : op, *by_above, *by_below};
}

bool without_end(const Bounds& b) { return b.low == -Bounds::kOpen && b.high == Bounds::kOpen; }

namespace {

bool open_ended(const Bounds& above, const Bounds& below) { return !above.is_closed() || !below.is_closed(); }

}  // namespace

Truth compare(const Crossed& crossed, const Bounds& above, const Bounds& below) {
  // Of x / y beside the goal; what is open at its end is infinite.
  const auto order = [&](std::int64_t x, std::int64_t y) {
    if (x == Bounds::kOpen) return 1;
    if (x == -Bounds::kOpen) return -1;
    const bool vanishes = y == Bounds::kOpen;
    const Int128 left = vanishes ? 0 : Int128{x} * crossed.by_above, right = Int128{vanishes ? 1 : y} * crossed.by_below;
    return left < right ? -1 : left > right ? 1 : 0;
  };
  // Each end of the quotient is one of above over one of below, as the sign asks for.
  const int low = order(above.low, above.low >= 0 ? below.high : below.low);
  const int high = order(above.high, above.high >= 0 ? below.low : below.high);
  // Nothing divided is nothing, whatever it is divided by.
  const bool settled = !open_ended(above, below) || (above.low == 0 && above.high == 0);
  const Truth open = above.lacks || below.lacks ? Truth::unknown : Truth::open_;
  const auto decided = [&](bool yes, bool no) { return yes ? Truth::true_ : no ? Truth::false_ : open; };
  switch (crossed.op) {
    case Compare::ge: return decided(low >= 0, high < 0);
    case Compare::gt: return decided(low > 0, high <= 0);
    case Compare::le: return decided(high <= 0, low > 0);
    case Compare::lt: return decided(high < 0, low >= 0);
    case Compare::eq: return decided(low == 0 && high == 0 && settled, low > 0 || high < 0);
    case Compare::ne: return decided(low > 0 || high < 0, low == 0 && high == 0 && settled);
  }
  return open;
}

}  // namespace assay::exec
