// A higher bar of the same thing that is written as an aim: it is scored as a criterion of its own, where a stretch is meant.
#include "lint/findings/findings.h"

#include "semantics/dump.h"

#include <optional>

namespace assay::lint {

namespace {

using semantics::Compare;

// A comparison with a number, the number on the right.
struct Bar {
  semantics::ExprId of;
  Compare compare{};
  base::Number number;
};

std::optional<Bar> bar_of(const semantics::Model& model, semantics::ExprId id) {
  const semantics::Expr& e = model[id];
  if (e.kind != semantics::Kind::compare) return std::nullopt;
  const bool turned = model[e.children[0]].kind == semantics::Kind::number;
  const semantics::Expr& goal = model[e.children[turned ? 0 : 1]];
  if (goal.kind != semantics::Kind::number) return std::nullopt;
  return Bar{e.children[turned ? 1 : 0], turned ? mirrored(e.compare) : e.compare, goal.number};
}

bool upwards(Compare compare) { return compare == Compare::ge || compare == Compare::gt; }
bool downwards(Compare compare) { return compare == Compare::le || compare == Compare::lt; }

bool is_higher(const Bar& aim, const Bar& require) {
  if (upwards(aim.compare) && upwards(require.compare)) return aim.number > require.number;
  return downwards(aim.compare) && downwards(require.compare) && aim.number < require.number;
}

}  // namespace

void find_aims_for_stretches(Lint& lint) {
  using CriterionKind = semantics::Criterion::Kind;
  for (const AskedTarget& target : lint.targets) {
    for (const semantics::Criterion& aim : target.target->criteria) {
      if (aim.kind != CriterionKind::aim || aim.scheme) continue;
      const auto higher = bar_of(lint.model, aim.condition);
      if (!higher) continue;
      for (const semantics::Criterion& require : target.target->criteria) {
        if (require.kind != CriterionKind::require || require.stretch || require.due != aim.due) continue;
        const auto own = bar_of(lint.model, require.condition);
        if (!own || !is_higher(*higher, *own) || semantics::print(lint.model, own->of) != semantics::print(lint.model, higher->of)) continue;
        lint.report(Kind::aim_for_stretch, lint.model[aim.condition].span, {lint.words(aim.condition), lint.words(require.condition)})
            .related.push_back({lint.model[require.condition].span, {}, kItsCriterion});
        break;
      }
    }
  }
}

}  // namespace assay::lint
