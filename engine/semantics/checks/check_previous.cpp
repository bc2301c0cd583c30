#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

bool Checker::reads_fact(ExprId id) const {
  const Expr& e = at(id);
  if (e.kind == Kind::fact || e.kind == Kind::elapsed) return true;
  return std::any_of(e.children.begin(), e.children.end(), [this](ExprId child) { return reads_fact(child); });
}

Checked Checker::check_previous(const syntax::Expr& e, Kind kind) {
  if (e.where.valid()) {
    report(Problem::filter_not_allowed, (*file_)[e.where].span, {e.text});
    return {};
  }
  ++previous_;
  // What is measured against last season's is a number; of last season itself anything can be asked.
  const Checked value = kind == Kind::previous && formula_ == Formula::none ? check(e.children[0]) : number(e.children[0]);
  --previous_;
  if (!value) return {};
  if (!reads_fact(value.id)) {
    const syntax::Expr& argument = (*file_)[e.children[0]];
    if (formula_ == Formula::none) report(Problem::previous_needs_fact, argument.span, {words(argument)});
    else report(Problem::facts_in_formula, e.span, {words(e)});
    return {};
  }
  Expr made;
  made.kind = kind;
  made.children = {value.id};
  if (kind == Kind::previous) {
    made.type = at(value.id).type;
    made.scale = at(value.id).scale;
    made.unit = at(value.id).unit;
    return make(std::move(made), e, value.flavour);
  }
  if (const types::Unit* percent = a_.model.schema.units.find("%")) made.unit = *percent;
  return make(std::move(made), e);
}

}  // namespace assay::semantics
