// Comparisons of values with constants, of quotients with constants, and what connects them.
#include "exec/quotient.h"
#include "exec/threshold.h"
#include "exec/tiles/compile.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace assay::exec::tiles {

using plan::Compare;
using plan::Quotient;

std::optional<Compiler::Sides> Compiler::beside(const plan::Step& step, std::size_t first) const {
  const bool left = constant(step, first) != nullptr;
  const base::Number* goal = constant(step, first + (left ? 0 : 1));
  const Number* value = in(step, first + (left ? 1 : 0));
  if (goal == nullptr || value == nullptr) return std::nullopt;
  const auto places = goal->decimal_places();
  const auto whole = places && *places <= 18 ? goal->to_scaled(*places) : std::nullopt;
  if (!whole) return std::nullopt;
  const int scale = std::max(value->scale, *places);
  const std::int64_t lift_value = lift(value->bound(), scale - value->scale), lift_goal = lift(magnitude(*whole), scale - *places);
  if (lift_value == 0 || lift_goal == 0 || lift_value > static_cast<std::int64_t>(kRoom) / value->weight) return std::nullopt;
  std::int64_t by = lift_value * value->weight, at = *whole * lift_goal;
  const std::int64_t common = std::gcd(by, at);
  by /= common;
  at /= common;
  const auto op = static_cast<Compare>(step.small);
  return Sides{value, by, at, left ? semantics::mirrored(op) : op};
}

bool Compiler::compare(const plan::Step& step) {
  const auto sides = beside(step, 0);
  if (!sides) return false;
  return sides->op == Compare::eq || sides->op == Compare::ne ? equals(*sides, step) : reaches(*sides, step.out);
}

// Of whole numbers each of the four orders is one of reaching a number, or of not reaching it.
bool Compiler::reaches(const Sides& sides, plan::RegisterId into) {
  const std::int64_t at = threshold(sides.op, sides.goal, sides.by).at;
  const bool above = sides.op == Compare::gt || sides.op == Compare::le;
  Instruction& out = emit(Kind::reaches, into);
  out.numbers = list({sides.value->of});
  out.lacking = sides.value->lacking;
  out.reading = sides.value->reading;
  out.more = within_ends(above ? at + 1 : at);
  out.falls = sides.op == Compare::le || sides.op == Compare::lt;
  use_cell(*sides.value, out);
  return true;
}

// Neither above nor below, or one of both.
bool Compiler::equals(const Sides& sides, const plan::Step& step) {
  if (threshold(sides.op, sides.goal, sides.by).decided) return false;
  const bool same = sides.op == Compare::eq;
  const plan::RegisterId one = extra(), other = extra();
  Sides each = sides;
  each.op = same ? Compare::ge : Compare::gt;
  reaches(each, one);
  each.op = same ? Compare::le : Compare::lt;
  reaches(each, other);
  emit(same ? Kind::all : Kind::any, step).conditions = list({one, other});
  return true;
}

bool Compiler::compare_quotient(const plan::Step& step) {
  const Number* above = in(step, 0);
  const Number* below = in(step, 1);
  const base::Number* goal = constant(step, 2);
  if (above == nullptr || below == nullptr || goal == nullptr || above->is_open() || below->is_open() || above->least < 0 || below->least < 1) return false;
  const auto crossed = cross(step.quotient, static_cast<Compare>(step.small), {above->scale, above->bound()}, {below->scale, below->bound()}, *goal);
  if (!crossed || crossed->op == Compare::eq || crossed->op == Compare::ne) return false;
  const std::int64_t by_above = crossed->by_above * above->weight, by_below = crossed->by_below * below->weight;
  for (const std::int64_t each : {crossed->by_above * above->most, crossed->by_below * below->most, by_above, by_below})
    if (!fits_tile(each)) return false;
  Instruction& out = emit(Kind::ratio_reaches, step);
  out.numbers = list({above->of, below->of});
  out.factors = code_.lists.of({by_above, by_below});
  out.lacking = code_.lists.both(above->lacking, below->lacking);
  out.reading = code_.lists.both(above->reading, below->reading);
  out.more = crossed->op == Compare::gt || crossed->op == Compare::le ? 1 : 0;
  out.falls = crossed->op == Compare::le || crossed->op == Compare::lt;
  return true;
}

bool Compiler::connective(Kind kind, const plan::Step& step) {
  for (const plan::RegisterId each : step.in)
    if (!has_condition(each)) return false;
  emit(kind, step).conditions = code_.lists.of(std::span<const plan::RegisterId>(step.in));
  return true;
}

}  // namespace assay::exec::tiles
