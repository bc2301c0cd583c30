// A place that must be exactly so and so: whoever is ahead of it misses, where the first so many are meant.
#include "lint/findings/findings.h"

#include "base/number.h"

namespace assay::lint {

namespace {

using semantics::ExprId;
using Node = semantics::Kind;

bool is_place(const semantics::Model& model, ExprId id) {
  const semantics::Expr& e = model[id];
  if (e.kind == Node::at_period || e.kind == Node::previous) return is_place(model, e.children[0]);
  return e.kind == Node::rank_among || ((e.kind == Node::fact || e.kind == Node::field) && model.schema[e.fact].kind == types::FactKind::rank);
}

// What the condition asks for by itself: not one case of several, nor what it excludes or chooses by.
void find_asked(Lint& lint, ExprId id) {
  const semantics::Model& model = lint.model;
  const semantics::Expr& e = model[id];
  switch (e.kind) {
    case Node::and_:
      for (const ExprId child : e.children) find_asked(lint, child);
      return;
    case Node::implies: return find_asked(lint, e.children[1]);
    case Node::at_period: return find_asked(lint, e.children[0]);
    case Node::quantifier:
      if (e.quantifier != semantics::Quantifier::no) find_asked(lint, e.children[0]);
      return;
    case Node::compare:
      if (e.compare != semantics::Compare::eq) return;
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const semantics::Expr& number = model[e.children[1 - side]];
        if (number.kind != Node::number || number.number <= base::Number(1) || !is_place(model, e.children[side])) continue;
        lint.report(Kind::equal_place, e.span, {lint.words(e.span), base::to_string(number.number), lint.words(e.children[side])});
      }
      return;
    default: return;
  }
}

}  // namespace

void find_equal_places(Lint& lint) {
  for (const Asked& each : lint.asked)
    if (each.of != Asked::Of::applies) find_asked(lint, each.id);
}

}  // namespace assay::lint
