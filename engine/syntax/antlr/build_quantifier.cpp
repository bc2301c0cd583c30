#include "syntax/antlr/builder.h"

#include <utility>

namespace assay::syntax {

ExprId Builder::quantifier(Parser::QuantifierContext* context) {
  Expr made = node(ExprKind::quantifier, context);
  made.op = context->EVERY() != nullptr ? Op::every : context->ANY() != nullptr ? Op::any : Op::no;
  made.op_span = span(context->start);
  Parser::AxisContext* axis = context->axis();
  made.axis.name = axis_name(axis->name());
  if (axis->FROM() != nullptr) {
    made.axis.from = sum(axis->sum(0));
    made.axis.to = sum(axis->sum(1));
  }
  if (axis->WHERE() != nullptr) made.axis.where = expression(axis->expression());
  made.children = {expression(context->expression())};
  return add(std::move(made));
}

ExprId Builder::at_least(Parser::PrimaryContext* context) {
  Expr made = node(ExprKind::at_least_of, context);
  made.op_span = span(context->atLeast());
  made.children = {sum(context->sum())};
  for (Parser::ExpressionContext* each : context->expression()) made.children.push_back(expression(each));
  return add(std::move(made));
}

ExprId Builder::among(Parser::PrimaryContext* context) {
  const bool rank = context->aggregateWord()->RANK() != nullptr;
  Expr made = node(rank ? ExprKind::rank_among : ExprKind::aggregate_among, context);
  made.op_span = span(context->aggregateWord());
  made.axis.name = axis_name(context->name());
  made.text = rank ? made.axis.name.text : word(context->aggregateWord()->start);
  made.children = {sum(context->sum())};
  return add(std::move(made));
}

}  // namespace assay::syntax
