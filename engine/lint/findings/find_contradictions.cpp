// Criteria of one target that can never be met together.
#include "lint/findings/findings.h"

#include <algorithm>

namespace assay::lint {

namespace {

// All but the last can be met together, and then the last is false.
bool report_contradiction(Lint& lint, const AskedTarget& target, const std::vector<const Asked*>& core) {
  const Asked& last = *core.back();
  std::vector<FormulaId> others;
  for (std::size_t k = 0; k + 1 < core.size(); ++k) others.push_back(core[k]->truth.holds);
  Formulas& formulas = lint.reader.formulas();
  const Answer some = lint.solve(formulas.all({formulas.all(others), last.truth.fails}));
  if (some.kind != Answer::Kind::some || !lint.is_false(some.values, last.id, last.scope)) return false;
  std::string names;
  for (std::size_t k = 0; k + 1 < core.size(); ++k) {
    if (!lint.is_true(some.values, *core[k])) return false;
    names += (k == 0 ? "`" : ", `") + lint.criterion_of(*core[k]).name + "`";
  }
  others.push_back(last.truth.holds);
  auto& made = lint.report(Kind::criteria_contradict, lint.model[last.id].span,
                           {lint.criterion_of(last).name, names, target.target->id, lint.shown(some.values, others)});
  made.arguments_zh = {lint.criterion_of(last).name, names, target.target->id, lint.shown(some.values, others, semantics::Words::chinese)};
  for (std::size_t k = 0; k + 1 < core.size(); ++k) made.related.push_back({lint.model[core[k]->id].span, {}, kTogetherWith});
  return true;
}

}  // namespace

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
      std::vector<const Asked*> together;
      for (const std::size_t k : core) together.push_back(&lint.asked[left[k]]);
      // Where the others leave the last without a value, as a division by 0 does, another of them may be false.
      for (std::size_t k = 0; k < core.size() && !report_contradiction(lint, target, together); ++k)
        std::rotate(together.begin(), together.end() - 1, together.end());
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(core.back()));
    }
  }
}

}  // namespace assay::lint
