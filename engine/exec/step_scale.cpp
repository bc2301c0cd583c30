// The same value at another scale: times a constant, and rounded.
#include "exec/kernels.h"
#include "exec/scale.h"
#include "exec/steps.h"

#include <optional>

namespace assay::exec {

std::optional<int> power_of_ten(const base::Number& n) {
  const bool whole = n.is_whole();
  base::Int128 rest = whole ? n.numerator() : n.denominator();
  if (n.sign() <= 0 || (!whole && n.numerator() != 1)) return std::nullopt;
  int shift = 0;
  for (; rest % 10 == 0 && shift < 18; rest /= 10) ++shift;
  return rest == 1 ? std::optional(whole ? shift : -shift) : std::nullopt;
}

Register step_scale_by(Context& context, const plan::Step& step) {
  const Register& a = context.in(step, 0);
  const Value factor = Value::point(step.number);
  // A power of ten moves the decimal point and nothing else.
  if (const auto shift = power_of_ten(step.number)) {
    Register out = context.take(step, 0);
    out.number.scale -= *shift;
    for (columns::Odd& o : out.number.odd) o.value = multiply(o.value, factor);
    out.number.gap = multiply(out.number.gap, factor);
    return out;
  }
  const Shape shape = context.shape(step.out);
  const std::optional<int> places = step.number.decimal_places();
  const std::optional<std::int64_t> scaled = places ? step.number.to_scaled(*places) : std::nullopt;
  Register out = number_register(shape, a.number.scale + places.value_or(0));
  const std::uint64_t size = scaled ? magnitude(*scaled) : 0;
  if (scaled && (a.bound == 0 || size < kRoom / a.bound)) {
    kernels::scaled(a.number.data.data(), *scaled, shape.elements(), out.number.data.data());
    out.number.valid = a.number.valid;
    out.bound = a.bound * size;
    if (a.number.has_ranged() && *scaled > 0) {
      add_ends(out);
      kernels::scaled(a.number.high.data(), *scaled, shape.elements(), out.number.high.data());
      out.number.ranged = a.number.ranged;
      out.number.lacking = a.number.lacking;
    }
  }
  out.number.gap = multiply(a.number.gap, factor);
  Ascending at(a.number);
  for_each_dead(shape, rows_done(out.number), [&](std::size_t element) {
    if (!at.in_gap(element)) out.number.odd.push_back({static_cast<std::uint32_t>(element), multiply(at.at(element), factor)});
  });
  return out;
}


namespace {

// Whether the kernel's guess of quotients by 10^drop is near enough.
bool divides_in_columns(const Register& a, std::int64_t by) { return a.bound / static_cast<std::uint64_t>(by) < (std::uint64_t{1} << 50U); }

}  // namespace

Register step_round(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& a = context.in(step, 0);
  const int places = static_cast<int>(step.small);
  const int drop = a.number.scale - places;
  const std::int64_t by = drop > 0 && drop <= 18 ? lift(0, drop) : 1;
  Register out;
  if (drop <= 0) {
    out = a;
    out.number.odd.clear();
  } else if (drop <= 18 && divides_in_columns(a, by)) {
    out = blank_register(shape, places);
    out.bound = a.bound / static_cast<std::uint64_t>(by) + 1;
    out.constant = a.constant;
    out.number.valid = a.number.valid;
    kernels::divide_half_up(a.number.data.data(), by, shape.elements(), out.number.data.data());
    if (a.number.has_ranged()) {
      add_ends(out);
      kernels::divide_half_up(a.number.high.data(), by, shape.elements(), out.number.high.data());
      out.number.ranged = a.number.ranged;
      out.number.lacking = a.number.lacking;
      settle_ranges(out);
    }
  } else {
    out = number_register(shape, places);
  }
  out.number.gap = rounded(a.number.gap, places);
  Ascending at(a.number);
  for_each_dead(shape, rows_done(out.number), [&](std::size_t element) {
    if (!at.in_gap(element)) out.number.odd.push_back({static_cast<std::uint32_t>(element), rounded(at.at(element), places)});
  });
  return out;
}

}  // namespace assay::exec
