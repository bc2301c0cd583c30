#include "lint/logic/solver.h"

#include <utility>

namespace assay::lint {

namespace {

constexpr std::size_t kMostEffort = 20'000;

}  // namespace

std::optional<bool> Solver::at_once(FormulaId id) const {
  const Formula& formula = formulas_[id];
  if (formula.kind != Formula::Kind::atom || formula.linear.terms.size() != 1) return std::nullopt;
  return !System(domains_).allows(formula.linear, formula.relation);
}

Answer Solver::start(FormulaId id, bool values) {
  effort_ = 0;
  values_ = values;
  return search(System(domains_), {id}, {});
}

Solver::Prospect Solver::prospect(FormulaId id, const System& system, Known& known) const {
  const Formula& formula = formulas_[id];
  if (formula.kind == Formula::Kind::atom) {
    if (formula.linear.terms.size() != 1) return Prospect::possible;
    if (!system.allows(formula.linear, formula.relation)) return Prospect::impossible;
    const Linear other = negate(formula.linear);
    const bool below = system.allows(other, formula.relation == Relation::not_negative ? Relation::positive
                                            : formula.relation == Relation::positive   ? Relation::not_negative
                                                                                       : Relation::positive);
    const bool above = formula.relation == Relation::zero && system.allows(formula.linear, Relation::positive);
    return below || above ? Prospect::possible : Prospect::certain;
  }
  if (formula.parts.empty()) return id == Formulas::never() ? Prospect::impossible : Prospect::certain;
  if (const auto it = known.find(id.index()); it != known.end()) return it->second;
  const bool all = formula.kind == Formula::Kind::all;
  const Prospect decides = all ? Prospect::impossible : Prospect::certain;
  Prospect out = all ? Prospect::certain : Prospect::impossible;
  for (const FormulaId part : formula.parts) {
    const Prospect one = prospect(part, system, known);
    if (one != Prospect::possible && one != decides) continue;
    out = one;
    if (one == decides) break;
  }
  known.emplace(id.index(), out);
  return out;
}

Answer Solver::search(System system, std::vector<FormulaId> pending, std::vector<FormulaId> choices) {
  for (bool settled = false; !settled;) {
    while (!pending.empty()) {
      const FormulaId id = pending.back();
      pending.pop_back();
      const Formula& formula = formulas_[id];
      switch (formula.kind) {
        case Formula::Kind::never: return {Answer::Kind::none, {}};
        case Formula::Kind::always: break;
        case Formula::Kind::all: pending.insert(pending.end(), formula.parts.begin(), formula.parts.end()); break;
        case Formula::Kind::any: choices.push_back(id); break;
        case Formula::Kind::atom:
          if (!system.assume(formula.linear, formula.relation)) return {Answer::Kind::none, {}};
          break;
      }
    }
    // A choice of which one part is left is none, nor is one of which a part holds anyway.
    settled = true;
    Known known;
    std::erase_if(choices, [&](FormulaId id) {
      FormulaId left;
      std::size_t count = 0;
      for (const FormulaId part : formulas_[id].parts) {
        const Prospect one = prospect(part, system, known);
        if (one == Prospect::certain) return true;
        if (one == Prospect::impossible) continue;
        left = part;
        if (++count > 1) return false;
      }
      settled = false;
      pending.push_back(count == 0 ? Formulas::never() : left);
      return true;
    });
  }
  if (choices.empty()) {
    const Answer::Kind kind = values_ ? Answer::Kind::unknown : system.outlook();
    return kind == Answer::Kind::unknown ? system.settle() : Answer{kind, {}};
  }
  std::size_t fewest = 0;
  for (std::size_t i = 1; i < choices.size(); ++i)
    if (formulas_[choices[i]].parts.size() < formulas_[choices[fewest]].parts.size()) fewest = i;
  const FormulaId chosen = choices[fewest];
  choices.erase(choices.begin() + static_cast<std::ptrdiff_t>(fewest));
  bool unknown = false;
  Known known;
  for (const FormulaId part : formulas_[chosen].parts) {
    if (prospect(part, system, known) == Prospect::impossible) continue;
    effort_ += 1 + system.size() + choices.size();
    if (effort_ > kMostEffort) return {};
    Answer answer = search(system, {part}, choices);
    if (answer.kind == Answer::Kind::some) return answer;
    unknown = unknown || answer.kind == Answer::Kind::unknown;
  }
  return {unknown ? Answer::Kind::unknown : Answer::Kind::none, {}};
}

}  // namespace assay::lint
