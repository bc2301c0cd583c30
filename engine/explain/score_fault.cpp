#include "explain/explain.h"

#include <algorithm>
#include <array>

namespace assay::explain {

using plan::Op;
using types::Truth;
using types::Value;

std::string_view code(Fault fault) {
  constexpr std::array<std::string_view, 3> kCodes = {"division_by_zero", "too_many_digits", "nothing_left"};
  return kCodes[static_cast<std::size_t>(fault)];
}

namespace {

bool is_fold(Op op) { return op == Op::score_mean || op == Op::score_least || op == Op::score_greatest; }

bool has_value(const Value& v) { return !(v.invalid && v.range.is_unbounded()); }

}  // namespace

std::optional<Fault> score_fault(const plan::Program& program, const exec::Trace& trace, plan::RegisterId score, std::size_t row) {
  if (has_value(trace.value(score, row))) return std::nullopt;
  const plan::Step& step = program.writer(score);
  if (step.op == Op::case_hull && trace.truth(step.in.back(), row) != Truth::true_) return score_fault(program, trace, step.in.front(), row);
  for (const plan::RegisterId in : step.in) {
    if (program.registers[in.index()].truth) continue;
    if (const auto below = score_fault(program, trace, in, row)) return below;
  }
  if (step.op == Op::divide) {
    const Value by = trace.value(step.in[1], row);
    if (by.is_point() && by.range.low->sign() == 0) return Fault::division_by_zero;
  }
  if (is_fold(step.op) && step.small != 0) {
    const bool sure = std::any_of(step.in.begin() + static_cast<std::ptrdiff_t>(step.in.size() / 2), step.in.end(),
                                  [&](plan::RegisterId filter) { return trace.truth(filter, row) == Truth::true_; });
    if (!sure) return Fault::nothing_left;
  }
  return Fault::too_many_digits;
}

}  // namespace assay::explain
