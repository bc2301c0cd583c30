#include "syntax/antlr/builder.h"

#include "diagnostics/kinds.h"
#include "syntax/keywords.h"
#include "syntax/literals.h"

#include <utility>

namespace assay::syntax {

ExprId Builder::postfix(Parser::PostfixContext* context) {
  ExprId result = primary(child_as<Parser::PrimaryContext>(context));
  if (context->parts.size() == 1) return result;
  for (Parser::SuffixContext* each : context->suffix()) result = suffix(result, source::join(span(context->start), span(each)), each);
  return result;
}

ExprId Builder::suffix(ExprId inner, Span whole, Parser::SuffixContext* context) {
  if (context->AT_SIGN() != nullptr || context->AT_PERIOD() != nullptr) return at_period(inner, whole, context);
  Expr made;
  made.span = whole;
  made.children = {inner};
  if (context->DOT() != nullptr) {
    made.kind = ExprKind::member_access;
    const Name member = name(context->name());
    made.text = member.text;
    made.op_span = member.span;
  } else {
    made.kind = ExprKind::index;
    made.op_span = span(context);
    for (Parser::ExpressionContext* each : context->expression()) made.children.push_back(expression(each));
  }
  return add(std::move(made));
}

ExprId Builder::at_period(ExprId inner, Span whole, Parser::SuffixContext* context) {
  Expr made;
  made.kind = ExprKind::at_period;
  made.span = whole;
  made.op_span = span(context);
  made.children = {inner};
  made.text = period(context, context->name());
  return add(std::move(made));
}

// What stands behind an `@`: `quarter` and the like in English, a period as the calendar writes it.
std::string Builder::period(const antlr4::ParserRuleContext* context, Parser::NameContext* word_of_time) {
  if (word_of_time != nullptr && word_of_time->start->getType() != Parser::NAME && word_of_time->start->getType() != Parser::QUOTED)
    return word(word_of_time->start);
  std::string text = twins(written(context->stop));
  if (text.starts_with("@")) text.erase(0, 1);
  if (const auto found = base::parse_period(text)) return base::to_string(*found);
  const bool year = text.size() >= 4 && text.find_first_not_of("0123456789") >= 4;
  problems_.report(Kind::not_a_period, span(context), {text, year ? text.substr(0, 4) : "2023"});
  return text;
}

ExprId Builder::primary(Parser::PrimaryContext* context) {
  Expr made = node(ExprKind::error, context);
  switch (context->start->getType()) {
    case Parser::NUMBER:
      made.kind = ExprKind::number;
      made.text = twins(written(context->start));
      break;
    case Parser::STRING: case Parser::TEXT_BLOCK: case Parser::FLAT:
      made.kind = ExprKind::string;
      made.text = text(context->string()).value;
      break;
    case Parser::DATE:
      made.kind = ExprKind::date;
      made.date = date(context->DATE());
      break;
    case Parser::TRUE: case Parser::FALSE:
      made.kind = ExprKind::boolean;
      made.flag = context->start->getType() == Parser::TRUE;
      break;
    case Parser::UNKNOWN: made.kind = ExprKind::unknown; break;
    case Parser::LPAREN: return expression(context->expression(0));
    case Parser::LBRACE:
      made.kind = ExprKind::set;
      made.children = expressions(context->expression());
      break;
    default:
      if (context->atLeast() != nullptr) return at_least(context);
      if (context->aggregateWord() != nullptr) return among(context);
      return call(context);
  }
  return add(std::move(made));
}

ExprId Builder::call(Parser::PrimaryContext* context) {
  Expr made = node(ExprKind::name, context);
  const Name callee = name(context->operandName());
  made.text = callee.text;
  const std::size_t type = context->operandName()->start->getType();
  if (context->LPAREN() == nullptr) {
    if (type == Parser::NAME) made.text = english_value(made.text);
    if (in_scoring_ && (type == Parser::ATTAINMENT || type == Parser::STRETCH || type == Parser::MET || type == Parser::WEIGHT || type == Parser::DIFFICULTY)) {
      made.text = word(context->operandName()->start);
    }
    return add(std::move(made));
  }
  made.kind = ExprKind::call;
  if (type != Parser::QUOTED) made.text = english_function(made.text);
  made.op_span = callee.span;
  made.flag = context->DISTINCT() != nullptr;
  arguments(context->arguments(), made);
  return add(std::move(made));
}

// What is counted or summed `where …` may be a span of time.
void Builder::arguments(Parser::ArgumentsContext* context, Expr& call) {
  if (context == nullptr) return;
  std::vector<Parser::ExpressionContext*> all = context->expression();
  if (context->WHERE() != nullptr) {
    call.where = expression(all.back());
    all.pop_back();
  }
  if (context->FROM() != nullptr) {
    call.axis.from = sum(context->sum(0));
    call.axis.to = sum(context->sum(1));
  }
  for (Parser::ExpressionContext* each : all) {
    const ExprId id = expression(each);
    if (each == all.back() && (call.where.valid() || call.axis.from.valid()) && each->start == each->stop && out_[id].kind == ExprKind::name) {
      const std::string axis = axis_name(each).text;
      out_.expressions[id.index()].text = each->start->getType() == Parser::NAME ? std::string(english_value(axis)) : axis;
    }
    call.children.push_back(id);
  }
}

}  // namespace assay::syntax
