#include "syntax/antlr/builder.h"

#include "syntax/keywords.h"
#include "syntax/literals.h"

#include <utility>

namespace assay::syntax {

Use Builder::use(Parser::UseDeclarationContext* context) { return {text(context->string()), span(context)}; }

Season Builder::season(Parser::SeasonDeclarationContext* context) {
  Season made;
  made.span = span(context);
  if (context->NUMBER() != nullptr) {
    made.name = {twins(written(context->NUMBER()->getSymbol())), span(context->NUMBER()->getSymbol())};
  } else {
    made.name = name(context->name());
  }
  made.label = maybe_text(context->string());
  made.from = date(context->DATE(0));
  made.to = date(context->DATE(1));
  made.from_span = span(context->DATE(0)->getSymbol());
  made.to_span = span(context->DATE(1)->getSymbol());
  if (context->step() != nullptr) made.step = step(context->step());
  return made;
}

Reports Builder::reports(Parser::ReportsDeclarationContext* context) { return {names(context->nameList()), span(context)}; }

Dimension Builder::dimension(Parser::DimensionDeclarationContext* context) {
  return {name(context->name()), maybe_text(context->string()), names(context->nameList()), span(context)};
}

Scale Builder::scale(Parser::ScaleDeclarationContext* context) {
  Scale made;
  made.span = span(context);
  made.name = name(context->name(0));
  made.label = maybe_text(context->string());
  for (Parser::GradeValueContext* each : context->gradeValue()) made.grades.push_back({name(each->name()), sum(each->sum())});
  if (context->PASS() != nullptr) made.pass = name(context->name(1));
  return made;
}

std::vector<DatedValue> Builder::dated_values(Parser::DatedValuesContext* context) {
  std::vector<DatedValue> result;
  for (Parser::DatedValueContext* each : context->datedValue()) {
    DatedValue made;
    made.span = span(each);
    made.value = expression(each->expression());
    std::size_t next = 0;
    if (each->FROM() != nullptr) made.from = date(each->DATE(next++));
    if (each->TO() != nullptr) made.to = date(each->DATE(next));
    result.push_back(std::move(made));
  }
  return result;
}

Param Builder::param(Parser::ParamDeclarationContext* context) {
  Param made;
  made.span = span(context);
  made.name = name(context->name());
  made.label = maybe_text(context->string());
  if (context->unitExpression() != nullptr) made.unit = unit_expression(context->unitExpression());
  made.values = dated_values(context->datedValues());
  for (Parser::ParamOptionContext* each : context->paramOption()) {
    std::optional<Text>& slot = each->SOURCE() != nullptr ? made.source : made.assumed;
    if (slot) repeated(span(each), written(each->start));
    slot = text(each->string());
  }
  return made;
}

Let Builder::let(Parser::LetDeclarationContext* context) {
  return {name(context->name()), expression(context->expression()), span(context)};
}

Function Builder::function(Parser::FunctionDeclarationContext* context) {
  Function made;
  made.span = span(context);
  made.name = name(context->name());
  made.name.text = english_function(made.name.text);
  made.parameters = names(context->nameList());
  made.body = expression(context->expression());
  return made;
}

std::optional<Template> Builder::template_(Parser::TemplateDeclarationContext* context) {
  if (failed(context) || failed(context->templateHead())) return std::nullopt;
  Template made;
  made.span = span(context);
  made.name = name(context->templateHead()->name());
  made.parameters = names(context->templateHead()->nameList());
  for (Parser::TemplateItemContext* each : context->templateItem()) {
    if (!failed(each) && each->criterion() != nullptr) made.criteria.push_back(criterion(each->criterion()));
  }
  return made;
}

}  // namespace assay::syntax
