#include "verify/coverage.h"

#include "exec/scheme.h"

#include <algorithm>

namespace assay::verify {

using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;
using semantics::Type;

Coverage::Coverage(const semantics::Model& model) : model_(model) {
  for (std::size_t d = 0; d < model.departments.size(); ++d) {
    for (std::size_t t = 0; t < model.departments[d].targets.size(); ++t) {
      const semantics::Target& target = model.departments[d].targets[t];
      Gap where;
      where.department = d;
      where.target = t;
      if (target.applies_when.valid()) watch(target.applies_when, Gap::Of::applies, where);
      for (std::size_t c = 0; c < target.criteria.size(); ++c) {
        where.criterion = c;
        where.span = target.criteria[c].span;
        watch(target.criteria[c].condition, Gap::Of::criterion, where);
        if (target.criteria[c].scheme) watch_tiers(*target.criteria[c].scheme, where);
        if (target.criteria[c].stretch) watch(target.criteria[c].stretch->condition, Gap::Of::stretch, where);
      }
    }
  }
}

// Whether it reads anything that is reported: another condition has one outcome only.
bool Coverage::of_facts(ExprId id) const {
  const Expr& e = model_[id];
  if (e.kind == Kind::fact || e.kind == Kind::field || !e.axes.empty()) return true;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId child) { return of_facts(child); });
}

void Coverage::watch(ExprId id, Gap::Of of, const Gap& where) {
  if (!id.valid() || !of_facts(id)) return;
  Gap gap = where;
  gap.of = of;
  gap.missing_true = gap.missing_false = true;
  gap.expression = id;
  if (of != Gap::Of::criterion) gap.span = model_[id].span;
  watched_.push_back(gap);
  ++conditions_;
  watch_sides(id, where);
}

// The conditions within a condition or a value. What `not` turns round has no outcomes of its own.
void Coverage::watch_sides(ExprId id, const Gap& where) {
  const Expr& e = model_[id];
  const bool parts = e.kind == Kind::and_ || e.kind == Kind::or_ || e.kind == Kind::implies || e.kind == Kind::if_ ||
                     e.kind == Kind::at_least || e.kind == Kind::quantifier || e.kind == Kind::aggregate;
  for (const ExprId child : e.children) {
    if (parts && model_[child].type == Type::truth) watch(child, Gap::Of::side, where);
    else watch_sides(child, where);
  }
}

void Coverage::watch_tiers(const semantics::Scheme& scheme, const Gap& where) {
  if (scheme.rows.empty() || (!of_facts(scheme.value) && !of_facts(scheme.goal))) return;
  Gap gap = where;
  gap.of = Gap::Of::tier;
  gap.missing_true = true;
  const std::size_t count = scheme.rows.size() + (scheme.has_otherwise ? 1 : 0);
  for (gap.tier = 0; gap.tier < count; ++gap.tier) {
    gap.span = gap.tier < scheme.rows.size() ? scheme.rows[gap.tier].span : scheme.span;
    watched_.push_back(gap);
  }
  tiers_ += count;
}

void Coverage::look_at_condition(Gap& gap, const Verified& verified) const {
  const plan::Program& program = verified.program;
  auto use = std::lower_bound(program.uses.begin(), program.uses.end(), gap.expression,
                              [](const plan::Use& u, ExprId id) { return u.expression < id; });
  for (; use != program.uses.end() && use->expression == gap.expression; ++use) {
    const std::size_t at = use->value.index();
    if (!program.registers[at].truth) continue;
    const exec::TruthColumn& truth = verified.trace.registers[at].truth;
    // Of one unit: an element a member, a stride apart, or one after the other for the items of a list.
    const std::size_t step = !program.registers[at].grain.lists.empty() ? 1 : std::max<std::size_t>(verified.trace.stride, 1);
    for (std::size_t element = 0; element < truth.size(); element += step) {
      if (truth.is_true.get(element)) gap.missing_true = false;
      if (truth.is_false.get(element)) gap.missing_false = false;
    }
  }
}

// A tier is reached where the values are known well enough for it to be the only one.
void Coverage::look_at_tier(Gap& gap, const Verified& verified) const {
  const plan::Program& program = verified.program;
  const plan::Moment& now = program.departments[gap.department].targets[gap.target].criteria[*gap.criterion].now_moment;
  const semantics::Scheme& scheme = *model_.departments[gap.department].targets[gap.target].criteria[*gap.criterion].scheme;
  const auto value = program.find(scheme.value, now);
  const auto goal = program.find(scheme.goal, now);
  if (!value || !goal) return;
  const auto read = [&](plan::RegisterId id) { return verified.trace.registers[id.index()].number.at(0); };
  if (exec::tier_reached(scheme, read(*value), read(*goal)) == gap.tier) gap.missing_true = false;
}

void Coverage::add(const Verified& verified) {
  for (Gap& gap : watched_) {
    if (!gap.missing_true && !gap.missing_false) continue;
    if (gap.of == Gap::Of::tier) look_at_tier(gap, verified);
    else look_at_condition(gap, verified);
  }
}

std::size_t Coverage::exercised() const {
  std::size_t missing = 0;
  for (const Gap& each : watched_) missing += (each.missing_true ? 1U : 0U) + (each.missing_false ? 1U : 0U);
  return outcomes() - missing;
}

std::vector<Gap> Coverage::gaps() const {
  std::vector<Gap> out;
  for (const Gap& each : watched_)
    if (each.missing_true || each.missing_false) out.push_back(each);
  return out;
}

}  // namespace assay::verify
