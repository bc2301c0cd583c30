#include "syntax/antlr/builder.h"

#include <utility>

namespace assay::syntax {

File Builder::build(Parser::FileContext& tree) {
  for (Parser::StatementContext* each : tree.statement()) {
    if (!failed(each)) statement(each);
  }
  return std::move(out_);
}

void Builder::statement(Parser::StatementContext* context) {
  if (context->start->getType() == Parser::SEMICOLON) return;
  const auto put = [this](auto made) { out_.statements.emplace_back(std::move(made)); };
  switch (child_rule(context)) {
    case Parser::RuleUseDeclaration: put(use(child_as<Parser::UseDeclarationContext>(context))); break;
    case Parser::RuleSeasonDeclaration: put(season(child_as<Parser::SeasonDeclarationContext>(context))); break;
    case Parser::RuleUnitDeclaration: put(unit(child_as<Parser::UnitDeclarationContext>(context))); break;
    case Parser::RuleReportsDeclaration: put(reports(child_as<Parser::ReportsDeclarationContext>(context))); break;
    case Parser::RuleDimensionDeclaration: put(dimension(child_as<Parser::DimensionDeclarationContext>(context))); break;
    case Parser::RuleScaleDeclaration: put(scale(child_as<Parser::ScaleDeclarationContext>(context))); break;
    case Parser::RuleParamDeclaration: put(param(child_as<Parser::ParamDeclarationContext>(context))); break;
    case Parser::RuleFactDeclaration: put(fact(child_as<Parser::FactDeclarationContext>(context))); break;
    case Parser::RuleLetDeclaration: put(let(child_as<Parser::LetDeclarationContext>(context))); break;
    case Parser::RuleFunctionDeclaration: put(function(child_as<Parser::FunctionDeclarationContext>(context))); break;
    case Parser::RuleScoringDeclaration: put(scoring(child_as<Parser::ScoringDeclarationContext>(context))); break;
    case Parser::RuleTestDeclaration: put(test(child_as<Parser::TestDeclarationContext>(context))); break;
    case Parser::RuleListDeclaration:
      if (auto made = list(child_as<Parser::ListDeclarationContext>(context))) put(std::move(*made));
      break;
    case Parser::RuleTemplateDeclaration:
      if (auto made = template_(child_as<Parser::TemplateDeclarationContext>(context))) put(std::move(*made));
      break;
    case Parser::RuleDepartmentDeclaration:
      if (auto made = department(child_as<Parser::DepartmentDeclarationContext>(context))) put(std::move(*made));
      break;
    default: break;
  }
}

}  // namespace assay::syntax
