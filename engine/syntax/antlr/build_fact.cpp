#include "syntax/antlr/builder.h"

#include <utility>

namespace assay::syntax {

Fact Builder::fact(Parser::FactDeclarationContext* context) {
  Fact made;
  made.span = span(context);
  made.name = name(context->name());
  made.label = maybe_text(context->string());
  fact_type(made, context->factType());
  return made;
}

void Builder::fact_type(Fact& fact, Parser::FactTypeContext* context) {
  Parser::FactKindContext* kind = context->factKind();
  fact.kind_span = span(kind->start);
  switch (kind->start->getType()) {
    case Parser::FLOW: fact.kind = FactKind::flow; break;
    case Parser::CUMULATIVE: fact.kind = FactKind::cumulative; break;
    case Parser::EVENT: fact.kind = FactKind::event; break;
    case Parser::RANK: fact.kind = FactKind::rank; break;
    case Parser::GRADE: fact.kind = FactKind::grade; break;
    case Parser::FLAG: fact.kind = FactKind::flag; break;
    case Parser::TEXT: fact.kind = FactKind::text; break;
    default: fact.kind = FactKind::level; break;
  }
  if (kind->unitExpression() != nullptr) fact.unit = unit_expression(kind->unitExpression());
  if (kind->GRADE() != nullptr) fact.scale = name(kind->name());
  for (Parser::FactOptionContext* each : context->factOption()) fact_option(fact, each);
}

void Builder::fact_option(Fact& fact, Parser::FactOptionContext* context) {
  const Span where = span(context);
  const auto once = [&](bool taken) {
    if (taken) repeated(where, written(context->start));
  };
  if (context->WHOLE() != nullptr) {
    once(fact.whole);
    fact.whole = true;
  } else if (context->SIGNED() != nullptr) {
    once(fact.is_signed);
    fact.is_signed = true;
  } else if (context->REQUIRED() != nullptr || context->REQUIRED_EVIDENCE() != nullptr) {
    once(fact.evidence);
    fact.evidence = true;
  } else if (context->PER() != nullptr) {
    for (Parser::NameContext* each : context->name()) fact.dimensions.push_back(name(each));
  } else if (context->TOTAL() != nullptr) {
    once(fact.total != Total::none);
    fact.total = context->SUM() != nullptr ? Total::sum : context->MIN() != nullptr ? Total::min : context->MAX() != nullptr ? Total::max : Total::mean;
    fact.total_span = where;
  } else if (Parser::RangeBoundsContext* bounds = context->rangeBounds()) {
    once(fact.range_span.valid());
    fact.range_span = where;
    if (bounds->DOTS() != nullptr) {
      fact.range_low = sum(bounds->sum(0));
      fact.range_high = sum(bounds->sum(1));
    } else {
      (bounds->GE() != nullptr ? fact.range_low : fact.range_high) = sum(bounds->sum(0));
    }
  } else if (context->step() != nullptr) {
    once(fact.step.has_value());
    fact.step = step(context->step());
    fact.step_span = where;
  }
}

std::optional<List> Builder::list(Parser::ListDeclarationContext* context) {
  Parser::ListHeadContext* head = context->listHead();
  if (failed(context) || failed(head)) return std::nullopt;
  List made;
  made.span = span(context);
  made.name = name(head->name());
  made.label = maybe_text(head->string());
  for (Parser::ListOptionContext* each : head->listOption()) {
    if (each->SIZE() != nullptr) {
      if (made.size) repeated(span(each), written(each->start));
      made.size = whole_number(each->NUMBER());
    }
    for (Parser::NameContext* dimension : each->name()) made.dimensions.push_back(name(dimension));
  }
  for (Parser::ListItemContext* each : context->listItem()) {
    if (failed(each) || each->listField() == nullptr) continue;
    Parser::ListFieldContext* field = each->listField();
    Fact fact;
    fact.span = span(field);
    fact.name = name(field->fieldName());
    fact.label = maybe_text(field->string());
    fact_type(fact, field->factType());
    made.fields.push_back(std::move(fact));
  }
  return made;
}

}  // namespace assay::syntax
