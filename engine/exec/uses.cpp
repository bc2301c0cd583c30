#include "exec/uses.h"

namespace assay::exec {

using plan::Op;

bool is_constant(const plan::Step& step) { return step.op == Op::const_number || step.op == Op::const_truth || step.op == Op::const_unknown; }

Uses::Uses(const plan::Program& program, Detail detail) : last_(program.steps.size(), kNever), kept_(program.steps.size()), is_read_last_(program.steps.size()) {
  if (program.total.valid()) keep(program.total);
  for (const plan::DepartmentPlan& department : program.departments) {
    keep(department.scored);
    if (detail != Detail::unit || !program.total.valid()) keep(department.score);
    for (const plan::TargetPlan& target : department.targets) keep(target, detail);
  }
  for (std::size_t s = program.steps.size(); s-- > 0;) {
    const plan::Step& step = program.steps[s];
    if (last_[s] == kNever) continue;
    if (is_constant(step)) last_[s] = kept_;
    for (const plan::RegisterId in : step.in) use(in, s);
    use(step.guard, s);
  }
}

void Uses::keep(plan::RegisterId id) {
  if (!id.valid()) return;
  last_[id.index()] = kept_;
  is_read_last_[id.index()] = true;
}

void Uses::use(plan::RegisterId id, std::size_t step) {
  if (id.valid() && last_[id.index()] == kNever) last_[id.index()] = step;
}

void Uses::keep(const plan::TargetPlan& target, Detail detail) {
  keep(target.applies);
  keep(target.will_apply);
  if (detail != Detail::unit) {
    keep(target.attainment);
    keep(target.score);
  }
  for (const plan::CriterionPlan& criterion : target.criteria) {
    keep(criterion.now);
    keep(criterion.future);
    if (detail != Detail::criterion) continue;
    for (const plan::RegisterId id : {criterion.attainment, criterion.score, criterion.stretch_now, criterion.stretch_future, criterion.stretch_value})
      keep(id);
  }
}

}  // namespace assay::exec
