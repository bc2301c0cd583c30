#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <utility>

namespace assay::semantics {

namespace {

bool reads_fact(const Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == Kind::fact || e.kind == Kind::elapsed) return true;
  for (const ExprId child : e.children)
    if (reads_fact(model, child)) return true;
  return false;
}

}  // namespace

Checked Checker::check_previous(const syntax::Expr& e, Kind kind) {
  if (e.where.valid()) {
    report(Problem::filter_not_allowed, (*file_)[e.where].span, {e.text});
    return {};
  }
  ++previous_;
  const Checked value = number(e.children[0]);
  --previous_;
  if (!value) return {};
  if (!reads_fact(a_.model, value.id)) {
    const syntax::Expr& argument = (*file_)[e.children[0]];
    if (formula_ == Formula::none) report(Problem::previous_needs_fact, argument.span, {words(argument)});
    else a_.not_supported(e.span, e.text + "(…)");
    return {};
  }
  Expr made;
  made.kind = kind;
  made.children = {value.id};
  if (kind == Kind::previous) {
    made.unit = at(value.id).unit;
    return make(std::move(made), e, value.flavour);
  }
  if (const types::Unit* percent = a_.model.schema.units.find("%")) made.unit = *percent;
  return make(std::move(made), e);
}

}  // namespace assay::semantics
