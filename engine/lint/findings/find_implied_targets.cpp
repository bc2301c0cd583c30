// Targets that are met whenever another one is.
//
// Only targets that read the same facts are compared: those of which the other reads every fact, found by way of the rarest of them.
#include "lint/findings/findings.h"

#include <algorithm>
#include <cstdint>
#include <map>

namespace assay::lint {

namespace {

constexpr std::size_t kMostCompared = 24;  // targets that read a fact which is the rarest of another

using Things = std::set<std::uint32_t>;

class Comparison {
 public:
  explicit Comparison(Lint& lint) : lint_(lint) {
    for (std::size_t i = 0; i < lint.targets.size(); ++i) {
      sides_.push_back(side(lint.targets[i]));
      for (const std::uint32_t thing : sides_.back().things) readers_[thing].push_back(i);
    }
  }

  void run() {
    for (std::size_t i = 0; i < sides_.size(); ++i)
      if (sides_[i].comparable) look_for(i);
  }

 private:
  struct Side {
    FormulaId met;              // met and applicable
    FormulaId all = Formulas::never();  // every criterion
    bool comparable = false;    // nothing but conditions that vary, and no question whether it applies
    Things things;
  };

  // What a variable is about, whenever and for whomever it is read.
  std::uint32_t thing(Variable variable) {
    const Term& term = lint_.reader.vocabulary()[variable];
    if (term.kind != Term::Kind::whole_expression) return term.fact.value;
    return expressions_.emplace(term.text, static_cast<std::uint32_t>(lint_.model.schema.facts.size() + expressions_.size())).first->second;
  }

  Side side(const AskedTarget& target) {
    Side made;
    std::vector<FormulaId> deciding;
    std::vector<FormulaId> all;
    made.comparable = !target.applies && !target.criteria.empty() && target.criteria.size() == target.target->criteria.size();
    for (const std::size_t i : target.criteria) {
      const Asked& asked = lint_.asked[i];
      made.comparable = made.comparable && !asked.never;
      if (!asked.always) all.push_back(asked.truth.holds);
      if (lint_.criterion_of(asked).decides) deciding.push_back(asked.truth.holds);
    }
    made.comparable = made.comparable && !all.empty();
    if (target.applies) deciding.push_back(lint_.asked[*target.applies].truth.holds);
    Formulas& formulas = lint_.reader.formulas();
    made.met = formulas.all(std::move(deciding));
    made.all = formulas.all(std::move(all));
    for (const Variable variable : variables_of(formulas.all({made.met, made.all}), formulas)) made.things.insert(thing(variable));
    return made;
  }

  bool implies(const Side& first, FormulaId second) {
    Formulas& formulas = lint_.reader.formulas();
    return lint_.impossible(formulas.all({first.met, formulas.negate(second)}));
  }

  // The values meet the target, as its conditions are evaluated.
  bool meet(const Values& values, const AskedTarget& target, bool all) {
    if (target.applies && !lint_.is_true(values, lint_.asked[*target.applies])) return false;
    return std::all_of(target.criteria.begin(), target.criteria.end(), [&](std::size_t i) {
      const Asked& asked = lint_.asked[i];
      return (!all && !lint_.criterion_of(asked).decides) || lint_.is_true(values, asked);
    });
  }

  void look_for(std::size_t i) {
    const Side& own = sides_[i];
    const std::vector<std::size_t>* rarest = nullptr;
    for (const std::uint32_t each : own.things)
      if (rarest == nullptr || readers_[each].size() < rarest->size()) rarest = &readers_[each];
    if (rarest == nullptr) return;
    std::size_t compared = 0;
    for (const std::size_t other : *rarest) {
      if (other == i) continue;
      const Side& first = sides_[other];
      if (!std::includes(first.things.begin(), first.things.end(), own.things.begin(), own.things.end())) continue;
      if (++compared > kMostCompared) return;
      if (!implies(first, own.all)) continue;
      // Of two that imply each other the later one is the one too many.
      if (other > i && first.comparable && implies(own, first.all)) continue;
      const Answer some = lint_.solve(lint_.reader.formulas().all({first.met, own.all}));
      if (some.kind != Answer::Kind::some) continue;
      if (!meet(some.values, lint_.targets[other], false) || !meet(some.values, lint_.targets[i], true)) continue;
      const semantics::Target& target = *lint_.targets[i].target;
      const semantics::Target& by = *lint_.targets[other].target;
      auto& made = lint_.report(Kind::target_implied, target.span, {target.id, by.id, lint_.shown(some.values, {first.met, own.all})});
      made.arguments_zh = {target.id, by.id, lint_.shown(some.values, {first.met, own.all}, semantics::Words::chinese)};
      made.related.push_back({by.span, {}, kImpliedBy});
      return;
    }
  }

  Lint& lint_;
  std::vector<Side> sides_;
  std::map<std::uint32_t, std::vector<std::size_t>> readers_;
  std::map<std::string, std::uint32_t> expressions_;
};

}  // namespace

void find_implied_targets(Lint& lint) { Comparison(lint).run(); }

}  // namespace assay::lint
