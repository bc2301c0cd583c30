#include "syntax/antlr/builder.h"

#include "diagnostics/kinds.h"
#include "syntax/literals.h"

#include <utility>

namespace assay::syntax {

std::optional<Department> Builder::department(Parser::DepartmentDeclarationContext* context) {
  Parser::DepartmentHeadContext* head = context->departmentHead();
  if (failed(context) || failed(head)) return std::nullopt;
  Department made;
  made.span = span(context);
  made.head = source::join(span(context->start), span(head));
  made.name = name(head->name());
  made.label = maybe_text(head->string());
  for (Parser::DepartmentItemContext* each : context->departmentItem()) {
    if (failed(each) || each->start->getType() == Parser::SEMICOLON) continue;
    const auto put = [&made](auto item) { made.body.emplace_back(std::move(item)); };
    switch (child_rule(each)) {
      case Parser::RuleDifficulty: difficulty(made, child_as<Parser::DifficultyContext>(each)); break;
      case Parser::RuleFactDeclaration: put(fact(child_as<Parser::FactDeclarationContext>(each))); break;
      case Parser::RuleLetDeclaration: put(let(child_as<Parser::LetDeclarationContext>(each))); break;
      case Parser::RuleParamDeclaration: put(param(child_as<Parser::ParamDeclarationContext>(each))); break;
      case Parser::RuleFunctionDeclaration: put(function(child_as<Parser::FunctionDeclarationContext>(each))); break;
      case Parser::RuleListDeclaration:
        if (auto inner = list(child_as<Parser::ListDeclarationContext>(each))) put(std::move(*inner));
        break;
      case Parser::RuleTargetDeclaration:
        if (auto inner = target(child_as<Parser::TargetDeclarationContext>(each))) put(std::move(*inner));
        break;
      default: break;
    }
  }
  return made;
}

void Builder::difficulty(Department& department, Parser::DifficultyContext* context) {
  if (!department.difficulty.empty()) repeated(span(context->start), written(context->start));
  department.difficulty = dated_values(context->datedValues());
  department.difficulty_source = maybe_text(context->string());
  department.difficulty_span = span(context);
}

std::optional<Target> Builder::target(Parser::TargetDeclarationContext* context) {
  Parser::TargetHeadContext* head = context->targetHead();
  if (++targets_ == limits_.targets + 1) problems_.report(Kind::target_limit, span(context->start), {std::to_string(limits_.targets)});
  if (failed(context) || failed(head)) return std::nullopt;
  Target made;
  made.span = span(context);
  target_options(made, head);
  std::size_t criteria = 0;
  for (Parser::TargetItemContext* each : context->targetItem()) {
    if (failed(each) || each->start->getType() == Parser::SEMICOLON) continue;
    switch (child_rule(each)) {
      case Parser::RuleTextClause:
        if (made.text) repeated(span(each->start), written(each->start));
        made.text = text(child_as<Parser::TextClauseContext>(each)->string());
        break;
      case Parser::RuleCriterion:
        if (++criteria == limits_.criteria + 1) problems_.report(Kind::criteria_limit, span(each->start), {std::to_string(limits_.criteria)});
        made.body.emplace_back(criterion(child_as<Parser::CriterionContext>(each)));
        break;
      case Parser::RuleLetDeclaration: made.body.emplace_back(let(child_as<Parser::LetDeclarationContext>(each))); break;
      case Parser::RuleApplyClause: made.body.emplace_back(apply(child_as<Parser::ApplyClauseContext>(each))); break;
      default: break;
    }
  }
  return made;
}

void Builder::target_options(Target& target, Parser::TargetHeadContext* context) {
  antlr4::Token* id = context->start;
  target.id = {context->NUMBER() != nullptr ? twins(written(id)) : name_text(written(id)), span(id)};
  target.title = maybe_text(context->string());
  target.head = source::join(target.id.span, target.title ? target.title->span : target.id.span);
  // From the word `target` on, which stands before the head.
  if (const auto* whole = dynamic_cast<antlr4::ParserRuleContext*>(context->parent)) target.head = source::join(span(whole->start), target.head);
  for (Parser::TargetOptionContext* each : context->targetOption()) {
    const auto once = [&](bool taken) {
      if (taken) repeated(span(each->start), written(each->start));
    };
    if (each->WEIGHT() != nullptr) {
      once(target.weight.valid());
      target.weight = sum(each->sum());
    } else if (Parser::CombinationContext* combination = each->combination()) {
      once(target.combine.has_value());
      Combine made;
      made.span = span(each);
      made.kind = combination->MEAN() != nullptr            ? Combine::Kind::mean
                  : combination->MIN() != nullptr           ? Combine::Kind::min
                  : combination->allOrNothing() != nullptr  ? Combine::Kind::all_or_nothing
                                                            : Combine::Kind::share_met;
      target.combine = made;
    } else {
      once(target.applies_when.valid());
      target.applies_when = expression(each->expression());
    }
  }
}

Criterion Builder::criterion(Parser::CriterionContext* context) {
  Criterion made;
  made.span = span(context);
  if (context->JUDGE() != nullptr) {
    made.kind = context->REQUIRE() != nullptr ? Criterion::Kind::require_judge : Criterion::Kind::judge;
    judgement(made, context->judgement());
    return made;
  }
  made.kind = context->AIM() != nullptr ? Criterion::Kind::aim : Criterion::Kind::require;
  if (Parser::CriterionHeadContext* head = context->criterionHead()) {
    if (head->criterionName() != nullptr) made.name = name(head->criterionName());
    made.quote = maybe_text(head->string());
  }
  made.condition = expression(context->expression());
  for (Parser::CriterionOptionContext* each : context->criterionOption()) criterion_option(made, each);
  return made;
}

void Builder::criterion_option(Criterion& criterion, Parser::CriterionOptionContext* context) {
  const auto once = [&](bool taken) {
    if (taken) repeated(span(context->start), written(context->start));
  };
  if (context->STRETCH() != nullptr) {
    once(criterion.stretch.has_value());
    Stretch made;
    made.span = span(context);
    made.quote = maybe_text(context->string());
    made.condition = expression(context->expression());
    criterion.stretch = std::move(made);
  } else if (context->SCORE() != nullptr) {
    once(criterion.scheme.has_value());
    criterion.scheme = scheme(context->scheme());
  } else if (context->DUE() != nullptr) {
    once(criterion.due.has_value());
    criterion.due = date(context->DATE());
    criterion.due_span = span(context);
  } else {
    once(criterion.weight.valid());
    criterion.weight = sum(context->sum());
  }
}

void Builder::judgement(Criterion& criterion, Parser::JudgementContext* context) {
  if (context->criterionName() != nullptr) criterion.name = name(context->criterionName());
  criterion.quote = maybe_text(context->string());
  criterion.scale = name(context->name(0));
  if (context->atLeast() != nullptr) criterion.at_least = name(context->name(1));
  for (Parser::JudgeOptionContext* each : context->judgeOption()) {
    if (each->DUE() != nullptr) {
      if (criterion.due) repeated(span(each->start), written(each->start));
      criterion.due = date(each->DATE());
      criterion.due_span = span(each);
    } else {
      if (criterion.weight.valid()) repeated(span(each->start), written(each->start));
      criterion.weight = sum(each->sum());
    }
  }
}

Apply Builder::apply(Parser::ApplyClauseContext* context) {
  Apply made;
  made.span = span(context);
  made.name = name(context->name());
  made.arguments = expressions(context->expression());
  return made;
}

}  // namespace assay::syntax
