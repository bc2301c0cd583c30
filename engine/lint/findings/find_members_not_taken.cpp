// A total over a dimension where the criterion is called after one of its members: `城关镇 : 建园 >= 3所` asks of all of them together.
#include "lint/findings/findings.h"

#include <algorithm>
#include <cstddef>

namespace assay::lint {

namespace {

using semantics::Binding;
using semantics::Expr;
using semantics::ExprId;
using types::DimensionId;

// Whether the condition takes the dimension's members apart anywhere.
bool takes_member(const semantics::Model& model, ExprId id, DimensionId dimension) {
  const Expr& e = model[id];
  if (e.kind == semantics::Kind::member && e.dimension == dimension) return true;
  if (e.kind == semantics::Kind::fact)
    for (std::size_t d = 0; d < e.bindings.size(); ++d)
      if (model.schema[e.fact].dimensions[d] == dimension && e.bindings[d].kind != Binding::Kind::total) return true;
  for (const ExprId child : e.children)
    if (takes_member(model, child, dimension)) return true;
  return false;
}

// The first fact that is read as a total over its only dimension.
const Expr* total_in(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == semantics::Kind::fact && e.bindings.size() == 1 && e.bindings[0].kind == Binding::Kind::total) return &e;
  for (const ExprId child : e.children)
    if (const Expr* found = total_in(model, child)) return found;
  return nullptr;
}

}  // namespace

void find_members_not_taken(Lint& lint) {
  const semantics::Model& model = lint.model;
  for (const AskedTarget& asked : lint.targets)
    for (const semantics::Criterion& criterion : asked.target->criteria) {
      if (criterion.kind == semantics::Criterion::Kind::judge || criterion.template_span) continue;
      const Expr* total = total_in(model, criterion.condition);
      if (total == nullptr) continue;
      const DimensionId of = model.schema[total->fact].dimensions[0];
      const types::Dimension& dimension = model.schema[of];
      const bool named = std::find(dimension.members.begin(), dimension.members.end(), criterion.name) != dimension.members.end();
      if (named && !takes_member(model, criterion.condition, of)) lint.report(Kind::member_not_taken, total->span, {lint.words(total->span), dimension.name, criterion.name});
    }
}

}  // namespace assay::lint
