#include "lint/logic/formula.h"

#include <utility>

namespace assay::lint {

Formulas::Formulas() {
  push({Formula::Kind::never, {}, {}, {}});
  push({Formula::Kind::always, {}, {}, {}});
  negated_[0] = always();
  negated_[1] = never();
}

FormulaId Formulas::push(Formula formula) {
  table_.push_back(std::move(formula));
  negated_.emplace_back();
  return FormulaId(table_.size() - 1);
}

FormulaId Formulas::atom(Linear linear, Relation relation) {
  if (linear.is_constant()) {
    const int sign = linear.constant.sign();
    return of(relation == Relation::positive ? sign > 0 : relation == Relation::zero ? sign == 0 : sign >= 0);
  }
  return push({Formula::Kind::atom, relation, std::move(linear), {}});
}

FormulaId Formulas::join(Formula::Kind kind, std::vector<FormulaId> parts) {
  const bool all = kind == Formula::Kind::all;
  const FormulaId decides = of(!all);
  const FormulaId idle = of(all);
  std::vector<FormulaId> kept;
  for (const FormulaId part : parts) {
    if (part == decides) return decides;
    if (part != idle) kept.push_back(part);
  }
  if (kept.empty()) return idle;
  if (kept.size() == 1) return kept.front();
  return push({kind, {}, {}, std::move(kept)});
}

FormulaId Formulas::negate(FormulaId id) {
  if (negated_[id.index()].valid()) return negated_[id.index()];
  const Formula formula = table_[id.index()];
  FormulaId out;
  if (formula.kind == Formula::Kind::atom) {
    switch (formula.relation) {
      case Relation::positive: out = atom(lint::negate(formula.linear), Relation::not_negative); break;
      case Relation::not_negative: out = atom(lint::negate(formula.linear), Relation::positive); break;
      case Relation::zero:
        out = any({atom(formula.linear, Relation::positive), atom(lint::negate(formula.linear), Relation::positive)});
        break;
    }
  } else {
    std::vector<FormulaId> parts;
    for (const FormulaId part : formula.parts) parts.push_back(negate(part));
    out = formula.kind == Formula::Kind::all ? any(std::move(parts)) : all(std::move(parts));
  }
  negated_[id.index()] = out;
  negated_[out.index()] = id;
  return out;
}

bool Formulas::are_opposite(FormulaId a, FormulaId b) const {
  if (negated_[a.index()] == b) return true;
  const Formula& one = table_[a.index()];
  const Formula& other = table_[b.index()];
  const bool dual = (one.kind == Formula::Kind::all && other.kind == Formula::Kind::any) || (one.kind == Formula::Kind::any && other.kind == Formula::Kind::all);
  if (!dual || one.parts.size() != other.parts.size()) return false;
  for (std::size_t i = 0; i < one.parts.size(); ++i)
    if (!are_opposite(one.parts[i], other.parts[i])) return false;
  return true;
}

}  // namespace assay::lint
