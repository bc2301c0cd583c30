// What is seen at once of linear comparisons is what elimination finds.
#include "lint/logic/formula.h"
#include "lint/logic/solver.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <random>
#include <utility>
#include <vector>

namespace assay::lint {
namespace {

using base::Number;

bool holds(const Formula& atom, const Values& values) {
  Number sum = atom.linear.constant;
  for (const auto& [variable, times] : atom.linear.terms) sum = *base::add(sum, *base::multiply(times, values.at(variable)));
  return atom.relation == Relation::zero ? sum.sign() == 0 : atom.relation == Relation::positive ? sum.sign() > 0 : sum.sign() >= 0;
}

}  // namespace

TEST_CASE("whether there are values is answered alike with and without them") {
  std::mt19937 random(20230601);
  const auto between = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  std::size_t none = 0;
  std::size_t some = 0;
  for (int round = 0; round < 4000; ++round) {
    std::vector<Domain> domains(4);
    for (Domain& domain : domains) {
      domain.whole = between(0, 2) == 0;
      const int low = between(-3, 3);
      if (between(0, 3) > 0) domain.low = Number(low);
      if (between(0, 3) > 0) domain.high = Number(low + between(0, 5));
    }
    // Now and then all compare the same sum, also of whole values alone, or two sums that share nothing.
    const bool one_sum = between(0, 2) == 0;
    const bool all_whole = one_sum && between(0, 1) == 0;
    const std::size_t apart = one_sum && between(0, 1) == 0 ? 2 : 4;
    std::vector<std::pair<Variable, Number>> sums[2];
    for (std::size_t variable = 0; variable < domains.size(); ++variable) {
      if (all_whole) domains[variable].whole = true;
      sums[variable / apart].emplace_back(Variable(variable), Number(all_whole || between(0, 1) == 0 ? (between(0, 1) == 0 ? 1 : -1) : between(1, 3)));
    }
    Formulas formulas;
    std::vector<FormulaId> atoms;
    for (int count = between(1, 4); count > 0; --count) {
      Linear linear = Linear::of(Number(between(-8, 8)));
      if (one_sum) {
        const Number by = *Number::fraction(between(0, 1) == 0 ? 1 : -1, between(1, 3));
        for (const auto& [variable, times] : sums[static_cast<std::size_t>(between(0, 1)) % (4 / apart)]) linear.terms.emplace_back(variable, *base::multiply(times, by));
      }
      for (std::size_t variable = 0; !one_sum && variable < domains.size(); ++variable)
        if (const int times = between(-3, 3); times != 0 && between(0, 1) == 0) linear.terms.emplace_back(Variable(variable), Number(times));
      const int relation = between(0, 8);
      atoms.push_back(formulas.atom(std::move(linear), relation == 0 ? Relation::zero : relation < 4 ? Relation::positive : Relation::not_negative));
    }
    const FormulaId all = formulas.all(atoms);
    Solver solver(formulas, domains);
    const Answer answer = solver.solve(all);
    if (answer.kind == Answer::Kind::unknown) continue;
    CAPTURE(round);
    CHECK(solver.impossible(all) == (answer.kind == Answer::Kind::none));
    ++(answer.kind == Answer::Kind::none ? none : some);
    if (answer.kind != Answer::Kind::some) continue;
    for (const FormulaId each : atoms)
      if (formulas[each].kind == Formula::Kind::atom) CHECK(holds(formulas[each], answer.values));
  }
  CHECK(none > 500);
  CHECK(some > 500);
}

}  // namespace assay::lint
