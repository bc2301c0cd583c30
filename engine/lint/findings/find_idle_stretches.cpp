// A stretch that is met wherever its criterion is, or never together with it: no second, higher bar.
#include "lint/findings/findings.h"

namespace assay::lint {

void find_idle_stretches(Lint& lint) {
  for (std::size_t i = 1; i < lint.asked.size(); ++i) {
    const Asked& stretch = lint.asked[i];
    const Asked& own = lint.asked[i - 1];
    if (stretch.of != Asked::Of::stretch || stretch.never || stretch.always || own.never || own.always) continue;
    Formulas& formulas = lint.reader.formulas();
    const FormulaId both = formulas.all({own.truth.holds, stretch.truth.holds});
    const FormulaId without = formulas.all({own.truth.holds, formulas.negate(stretch.truth.holds)});
    const bool idle = lint.impossible(without);
    if (!idle && !lint.impossible(both)) continue;
    const Answer some = lint.solve(idle ? both : formulas.all({own.truth.holds, stretch.truth.fails}));
    if (some.kind != Answer::Kind::some || !lint.is_true(some.values, own)) continue;
    if (!(idle ? lint.is_true(some.values, stretch) : lint.is_false(some.values, stretch.id, stretch.scope))) continue;
    const auto shown = [&](semantics::Words words) { return lint.shown(some.values, {own.truth.holds, stretch.truth.holds}, words); };
    auto& made = lint.report(idle ? Kind::stretch_no_higher : Kind::stretch_contradicts, lint.model[stretch.id].span,
                             {lint.words(stretch.id), lint.words(own.id), shown(semantics::Words::english)});
    made.arguments_zh = {lint.words(stretch.id), lint.words(own.id), shown(semantics::Words::chinese)};
    made.related.push_back({lint.model[own.id].span, {}, kItsCriterion});
  }
}

}  // namespace assay::lint
