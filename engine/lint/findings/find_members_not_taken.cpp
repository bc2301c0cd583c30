// A total over a dimension where the criterion is called after one of its members: `城关镇 : 建园 >= 3所` asks of all of them together.
#include "lint/findings/findings.h"

#include <cstddef>
#include <optional>
#include <string>

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

const Expr* total_over(const semantics::Model& model, ExprId id, DimensionId dimension) {
  const Expr& e = model[id];
  if (e.kind == semantics::Kind::fact && e.bindings.size() == 1 && e.bindings[0].kind == Binding::Kind::total && model.schema[e.fact].dimensions[0] == dimension) return &e;
  for (const ExprId child : e.children)
    if (const Expr* found = total_over(model, child, dimension)) return found;
  return nullptr;
}

}  // namespace

void find_members_not_taken(Lint& lint) {
  const semantics::Model& model = lint.model;
  for (const AskedTarget& asked : lint.targets)
    for (const semantics::Criterion& criterion : asked.target->criteria) {
      if (criterion.kind == semantics::Criterion::Kind::judge || criterion.template_span) continue;
      for (std::size_t d = 0; d < model.schema.dimensions.size(); ++d) {
        const types::Dimension& dimension = model.schema.dimensions[d];
        for (const std::string& member : dimension.members) {
          if (member != criterion.name || takes_member(model, criterion.condition, types::DimensionId(d))) continue;
          if (const Expr* total = total_over(model, criterion.condition, types::DimensionId(d)))
            lint.report(Kind::member_not_taken, total->span, {lint.words(total->span), dimension.name, member});
        }
      }
    }
}

}  // namespace assay::lint
