#include "diagnostics/kinds.h"
#include "semantics/checks/checker.h"
#include "semantics/passes/passes.h"

namespace assay::semantics {

void check_unused(Analysis& a) {
  const auto read = a.read_facts;  // a let that nothing uses is no reader
  // The last ones first, since they use those before them; where a limit was met, all of them would meet it again.
  for (std::size_t i = a.lets.size(); i-- > 0 && !a.sink.has_limits();) {
    if (a.lets[i].used) continue;
    const LetEntry let = a.lets[i];
    const std::size_t before = a.model.expressions.size();
    Checker(a, *let.file, *let.scope).check_unused(let);
    a.model.expressions.resize(before);
  }
  // Where something is wrong, the rule that reads it may be among what could not be analysed.
  if (a.sink.has_errors()) return;
  for (std::size_t i = 0; i < a.model.schema.facts.size(); ++i) {
    const types::Fact& fact = a.model.schema.facts[i];
    if (fact.judge || fact.list.valid() || read.contains(static_cast<std::uint32_t>(i))) continue;
    a.report(Problem::unread_fact, a.model.fact_spans[i], {fact.name});
  }
}

}  // namespace assay::semantics
