#include "syntax/antlr/builder.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::syntax {

// Later stages walk expressions by recursion, so the depth of the tree is bounded here.
ExprId Builder::add(Expr expr) {
  std::uint32_t depth = 0;
  const auto see = [&](ExprId id) {
    if (id.valid()) depth = std::max(depth, depths_[id.index()]);
  };
  for (const ExprId child : expr.children) see(child);
  for (const ExprId child : {expr.axis.from, expr.axis.to, expr.axis.where, expr.where}) see(child);
  ++depth;
  if (depth > limits_.depth) {
    if (!depth_reported_) problems_.report(Kind::expression_depth_limit, expr.span, {std::to_string(limits_.depth)});
    depth_reported_ = true;
    Expr stub;
    stub.span = expr.span;
    expr = std::move(stub);
    depth = 1;
  }
  out_.expressions.push_back(std::move(expr));
  depths_.push_back(depth);
  return ExprId(out_.expressions.size() - 1);
}

Expr Builder::node(ExprKind kind, const antlr4::ParserRuleContext* context) const {
  Expr result;
  result.kind = kind;
  result.span = span(context);
  return result;
}

std::vector<ExprId> Builder::expressions(const std::vector<Parser::ExpressionContext*>& contexts) {
  std::vector<ExprId> result;
  result.reserve(contexts.size());
  for (Parser::ExpressionContext* each : contexts) result.push_back(expression(each));
  return result;
}

ExprId Builder::expression(Parser::ExpressionContext* context) {
  const auto part = [this](antlr4::tree::ParseTree* child) {
    auto* rule = static_cast<antlr4::ParserRuleContext*>(child);
    return rule->getRuleIndex() == Parser::RuleClosed ? closed(static_cast<Parser::ClosedContext*>(rule))
                                                      : trailing(static_cast<Parser::TrailingContext*>(rule));
  };
  if (context->parts.size() == 1) return part(context->parts.front());
  // Parts and connectives by turns.
  std::vector<Part> parts;
  std::vector<std::size_t> joins;
  for (std::size_t i = 0; i < context->parts.size(); ++i) {
    auto* child = child_as<antlr4::ParserRuleContext>(context, i);
    if (i % 2 == 0) {
      parts.push_back({part(child), span(child)});
    } else {
      joins.push_back(child->start->getType());
    }
  }
  return chain(parts, joins);
}

ExprId Builder::closed(Parser::ClosedContext* context) {
  if (context->parts.size() == 1) return comparison(child_as<Parser::ComparisonContext>(context));
  return negations(context->NOT(), context, comparison(context->comparison()));
}

ExprId Builder::trailing(Parser::TrailingContext* context) {
  const ExprId inner = context->quantifier() != nullptr ? quantifier(context->quantifier()) : conditional(context->conditional());
  return negations(context->NOT(), context, inner);
}

ExprId Builder::negations(const std::vector<antlr4::tree::TerminalNode*>& words, const antlr4::ParserRuleContext* whole, ExprId inner) {
  for (auto each = words.rbegin(); each != words.rend(); ++each) {
    Expr made = node(ExprKind::not_, whole);
    made.op_span = span((*each)->getSymbol());
    made.span.begin = made.op_span.begin;
    made.children = {inner};
    inner = add(std::move(made));
  }
  return inner;
}

// `and` binds tighter than `or`, `or` tighter than `implies`, which groups to the right.
ExprId Builder::chain(const std::vector<Part>& parts, const std::vector<std::size_t>& joins) {
  std::vector<Part> premises;
  std::vector<Part> alternatives;
  std::vector<Part> conjuncts{parts.front()};
  const auto close_and = [&] {
    alternatives.push_back(joined(ExprKind::and_, conjuncts));
    conjuncts.clear();
  };
  const auto close_or = [&] {
    close_and();
    premises.push_back(joined(ExprKind::or_, alternatives));
    alternatives.clear();
  };
  for (std::size_t i = 0; i < joins.size(); ++i) {
    if (joins[i] == Parser::OR) close_and();
    if (joins[i] == Parser::IMPLIES) close_or();
    conjuncts.push_back(parts[i + 1]);
  }
  close_or();
  Part result = premises.back();
  for (std::size_t i = premises.size() - 1; i-- > 0;) result = joined(ExprKind::implies, {premises[i], result});
  return result.id;
}

Builder::Part Builder::joined(ExprKind kind, const std::vector<Part>& parts) {
  if (parts.size() == 1) return parts.front();
  Expr made;
  made.kind = kind;
  made.span = source::join(parts.front().span, parts.back().span);
  for (const Part& each : parts) made.children.push_back(each.id);
  const Span whole = made.span;
  return {add(std::move(made)), whole};
}

ExprId Builder::conditional(Parser::ConditionalContext* context) {
  Expr made = node(ExprKind::if_, context);
  made.op_span = span(context->start);
  made.children = expressions(context->expression());
  return add(std::move(made));
}

Op compare_op(Parser::CompareOperatorContext* context) {
  switch (context->start->getType()) {
    case Parser::GE: return Op::ge;
    case Parser::GT: return Op::gt;
    case Parser::LE: return Op::le;
    case Parser::LT: return Op::lt;
    case Parser::NE: return Op::ne;
    default: return Op::eq;
  }
}

ExprId Builder::comparison(Parser::ComparisonContext* context) {
  if (context->parts.size() == 1) return sum(child_as<Parser::SumContext>(context));
  const ExprId first = sum(context->sum());
  Parser::ComparisonTailContext* tail = context->comparisonTail();
  if (tail == nullptr) return first;
  Expr made = node(ExprKind::compare, context);
  made.op_span = span(tail->start);
  made.children = {first};
  for (Parser::SumContext* each : tail->sum()) made.children.push_back(sum(each));
  if (!tail->compareOperator().empty()) {
    for (Parser::CompareOperatorContext* each : tail->compareOperator()) made.ops.push_back(compare_op(each));
  } else if (tail->IN() != nullptr && tail->DOTS() != nullptr) {
    made.kind = ExprKind::in_range;
  } else if (tail->IN() != nullptr) {
    made.kind = ExprKind::in_set;
    const Expr& set = out_[made.children[1]];
    if (set.kind != ExprKind::set) {
      // in 60%-80%
      const bool difference = set.kind == ExprKind::subtract && out_[set.children[0]].kind == ExprKind::number && out_[set.children[1]].kind == ExprKind::number;
      if (difference) problems_.report(Kind::range_in_words, set.span, {out_[set.children[0]].text + "-" + out_[set.children[1]].text, out_[set.children[0]].text + ".." + out_[set.children[1]].text});
      else if (!problems_.told_of(Kind::range_in_words, set.span)) problems_.report(Kind::set_expected, set.span);
      made.kind = ExprKind::error;
      made.children.clear();
    } else {
      const std::vector<ExprId> members = set.children;
      made.children.resize(1);
      made.children.insert(made.children.end(), members.begin(), members.end());
    }
  } else if (tail->WITHIN() != nullptr) {
    made.kind = ExprKind::within;
  } else if (tail->IS() != nullptr) {
    made.kind = tail->MISSING() != nullptr ? ExprKind::is_missing : ExprKind::is_reported;
  } else {
    made.kind = ExprKind::timing;
    made.op = tail->BY() != nullptr ? Op::by : tail->BEFORE() != nullptr ? Op::before : tail->AFTER() != nullptr ? Op::after : Op::on;
  }
  return add(std::move(made));
}

ExprId Builder::sum(Parser::SumContext* context) {
  if (context->parts.size() == 1) return product(child_as<Parser::ProductContext>(context));
  const std::vector<Parser::ProductContext*> parts = context->product();
  ExprId result = product(parts.front());
  std::size_t part = 0;
  for (antlr4::tree::ParseTree* child : context->parts) {
    LeanLeaf* sign = leaf(child);
    if (sign == nullptr) continue;
    antlr4::Token* token = sign->getSymbol();
    Parser::ProductContext* next = parts[++part];
    Expr made;
    made.kind = token->getType() == Parser::PLUS ? ExprKind::add : ExprKind::subtract;
    made.op_span = span(token);
    made.children = {result, product(next)};
    made.span = source::join(span(context->start), span(next));
    result = add(std::move(made));
  }
  return result;
}

ExprId Builder::product(Parser::ProductContext* context) {
  if (context->parts.size() == 1) return factor(child_as<Parser::FactorContext>(context));
  const std::vector<Parser::FactorContext*> parts = context->factor();
  ExprId result = factor(parts.front());
  std::size_t part = 0;
  for (antlr4::tree::ParseTree* child : context->parts) {
    LeanLeaf* sign = leaf(child);
    if (sign == nullptr) continue;
    Parser::FactorContext* next = parts[++part];
    Expr made;
    made.kind = sign->getSymbol()->getType() == Parser::STAR ? ExprKind::multiply : ExprKind::divide;
    made.op_span = span(sign->getSymbol());
    made.children = {result, factor(next)};
    made.span = source::join(span(context->start), span(next));
    result = add(std::move(made));
  }
  return result;
}

ExprId Builder::factor(Parser::FactorContext* context) {
  if (context->parts.size() == 1) return postfix(child_as<Parser::PostfixContext>(context));
  ExprId result = postfix(context->postfix());
  const Span inner = span(context->postfix());
  const std::vector<antlr4::tree::TerminalNode*> signs = context->MINUS();
  for (auto sign = signs.rbegin(); sign != signs.rend(); ++sign) {
    Expr made;
    made.kind = ExprKind::negate;
    made.op_span = span((*sign)->getSymbol());
    made.span = source::join(made.op_span, inner);
    made.children = {result};
    result = add(std::move(made));
  }
  return result;
}

}  // namespace assay::syntax
