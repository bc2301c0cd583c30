// Criteria of one target that can never be met together.
#include "lint/findings/findings.h"

namespace assay::lint {

void find_contradictions(Lint& lint) {
  for (const AskedTarget& target : lint.targets) {
    std::vector<std::size_t> left;
    for (const std::size_t i : target.criteria)
      if (!lint.asked[i].never && !lint.asked[i].always) left.push_back(i);
    while (left.size() > 1) {
      std::vector<FormulaId> parts;
      for (const std::size_t i : left) parts.push_back(lint.asked[i].truth.holds);
      const std::vector<std::size_t> core = least_core(lint, parts);
      if (core.size() < 2) break;
      // All but the last can be met together, and then the last is not.
      std::vector<FormulaId> others;
      for (std::size_t k = 0; k + 1 < core.size(); ++k) others.push_back(parts[core[k]]);
      const Asked& last = lint.asked[left[core.back()]];
      Formulas& formulas = lint.reader.formulas();
      const Answer some = lint.solve(formulas.all({formulas.all(others), formulas.negate(last.truth.holds)}));
      bool shown = some.kind == Answer::Kind::some && !lint.is_true(some.values, last);
      for (std::size_t k = 0; k + 1 < core.size(); ++k) shown = shown && lint.is_true(some.values, lint.asked[left[core[k]]]);
      if (shown) {
        std::string names;
        for (std::size_t k = 0; k + 1 < core.size(); ++k)
          names += (k == 0 ? "`" : ", `") + lint.criterion_of(lint.asked[left[core[k]]]).name + "`";
        others.push_back(last.truth.holds);
        auto& made = lint.report(Kind::criteria_contradict, lint.model[last.id].span,
                                 {lint.criterion_of(last).name, names, target.target->id, lint.shown(some.values, others)});
        for (std::size_t k = 0; k + 1 < core.size(); ++k)
          made.related.push_back({lint.model[lint.asked[left[core[k]]].id].span, {}, kTogetherWith});
      }
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(core.back()));
    }
  }
}

}  // namespace assay::lint
