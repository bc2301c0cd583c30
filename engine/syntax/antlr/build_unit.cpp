#include "syntax/antlr/builder.h"

#include "syntax/literals.h"

#include <utility>

namespace assay::syntax {

ExprId Builder::unit_expression(Parser::UnitExpressionContext* context) {
  const std::vector<Parser::UnitFactorContext*> parts = context->unitFactor();
  ExprId result = unit_factor(parts.front());
  std::size_t part = 0;
  for (antlr4::tree::ParseTree* child : context->parts) {
    LeanLeaf* sign = leaf(child);
    if (sign == nullptr) continue;
    Parser::UnitFactorContext* next = parts[++part];
    Expr made;
    made.kind = sign->getSymbol()->getType() == Parser::STAR ? ExprKind::multiply : ExprKind::divide;
    made.op_span = span(sign->getSymbol());
    made.children = {result, unit_factor(next)};
    made.span = source::join(span(context->start), span(next));
    result = add(std::move(made));
  }
  return result;
}

ExprId Builder::unit_factor(Parser::UnitFactorContext* context) {
  if (context->unitExpression() != nullptr) return unit_expression(context->unitExpression());
  Expr made = node(ExprKind::name, context);
  made.text = name_text(written(context->start));
  if (context->PERCENT() != nullptr && written(context->start) != "‰") made.text.assign(1, '%');
  return add(std::move(made));
}

// `2000/3 平方米` is the product of 2000/3 and 平方米.
ExprId Builder::unit_definition(Parser::UnitDefinitionContext* context) {
  const auto number = [&](antlr4::tree::TerminalNode* token) {
    Expr made;
    made.kind = ExprKind::number;
    made.span = span(token->getSymbol());
    made.text = twins(written(token->getSymbol()));
    return add(std::move(made));
  };
  ExprId result = number(context->NUMBER(0));
  if (context->SLASH() != nullptr) {
    Expr made;
    made.kind = ExprKind::divide;
    made.op_span = span(context->SLASH()->getSymbol());
    made.children = {result, number(context->NUMBER(1))};
    made.span = source::join(span(context->start), span(context->NUMBER(1)->getSymbol()));
    result = add(std::move(made));
  }
  if (context->unitExpression() == nullptr) return result;
  Expr made = node(ExprKind::multiply, context);
  made.op_span = span(context->unitExpression());
  made.children = {result, unit_expression(context->unitExpression())};
  return add(std::move(made));
}

Unit Builder::unit(Parser::UnitDeclarationContext* context) {
  Unit made;
  made.span = span(context);
  made.name = name(context->name());
  made.label = maybe_text(context->string());
  if (context->unitDefinition() != nullptr) made.definition = unit_definition(context->unitDefinition());
  return made;
}

}  // namespace assay::syntax
