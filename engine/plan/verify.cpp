#include "plan/lower.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace assay::plan {
namespace {

bool is_fold(Op op) {
  switch (op) {
    case Op::fold_sum:
    case Op::fold_avg:
    case Op::fold_min:
    case Op::fold_max:
    case Op::fold_median:
    case Op::fold_count:
    case Op::fold_share:
    case Op::fold_streak:
    case Op::fold_distinct:
    case Op::fold_every:
    case Op::fold_any:
    case Op::attain_fold_mean:
    case Op::attain_fold_greatest: return true;
    default: return false;
  }
}

bool begins_with(const Grain& longer, const Grain& shorter) {
  for (const std::uint32_t list : shorter.list_variables)
    if (std::find(longer.list_variables.begin(), longer.list_variables.end(), list) == longer.list_variables.end()) return false;
  if (shorter.variables.size() > longer.variables.size()) return false;
  for (std::size_t i = 0; i < shorter.variables.size(); ++i)
    if (shorter.variables[i] != longer.variables[i] || shorter.dimensions[i] != longer.dimensions[i]) return false;
  return true;
}

}  // namespace

std::vector<std::string> verify(const Program& program) {
  std::vector<std::string> broken;
  std::vector<bool> written(program.registers.size(), false);
  const auto say = [&](const Step& s, std::string_view what) {
    broken.push_back(fmt::format("%{} {}: {}", s.out.value, name(s.op), what));
  };
  for (const Step& s : program.steps) {
    if (!s.out.valid() || s.out.index() >= program.registers.size()) {
      say(s, "writes no register");
      continue;
    }
    if (s.out.index() != static_cast<std::size_t>(&s - program.steps.data())) say(s, "does not write the register of its number");
    if (written[s.out.index()]) say(s, "writes a register again");
    const Grain& own = program.registers[s.out.index()].grain;
    Grain of_one_period = own;
    of_one_period.periods = 0;
    if (s.op == Op::side_by_side && s.in.size() != own.periods) say(s, "has not a register for each period");
    for (const RegisterId in : s.in) {
      if (!in.valid() || in.index() >= written.size() || !written[in.index()]) {
        say(s, "reads a register before it is written");
        continue;
      }
      const Grain& grain = program.registers[in.index()].grain;
      const bool fits = is_fold(s.op)             ? begins_with(grain, own)
                        : s.op == Op::broadcast ? begins_with(own, grain)
                        : s.op == Op::side_by_side ? grain == of_one_period
                                                : grain == own;
      if (!fits) say(s, "reads a register of another grain");
    }
    if (s.op == Op::load_flow || s.op == Op::load_newest || s.op == Op::load_cumulative || s.op == Op::load_once || s.op == Op::load_event) {
      std::size_t elements = 1;
      for (const types::DimensionId d : own.dimensions) elements *= program.model->schema[d].members.size();
      if (!s.load || s.load->members.size() != elements) say(s, "does not name a member for each element");
    }
    if (s.guard.valid() && (s.guard.index() >= written.size() || !written[s.guard.index()])) say(s, "is guarded by a register that is not written yet");
    written[s.out.index()] = true;
  }
  return broken;
}

}  // namespace assay::plan
