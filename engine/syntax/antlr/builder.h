// Makes the syntax tree from the parser's tree: one function a construct, each in the file named after it.
#pragma once

#include "syntax/antlr/runtime.h"
#include "syntax/ast.h"
#include "syntax/parse.h"
#include "syntax/problems.h"

#include <string>
#include <string_view>
#include <vector>

namespace assay::syntax {

class Builder {
 public:
  Builder(source::FileId file, std::string_view text, const Limits& limits, Problems& problems)
      : text_(text), limits_(limits), problems_(problems) {
    out_.file = file;
  }

  File build(Parser::FileContext& tree);

 private:
  // build_words.cpp: places, names, strings, numbers, days.
  Span span(const antlr4::Token* token) const;
  Span span(const antlr4::ParserRuleContext* context) const;
  std::string_view written(const antlr4::Token* token) const;
  std::string word(const antlr4::Token* token) const;          // a keyword in English, any other word as written
  Name name(antlr4::ParserRuleContext* one_token);
  Name name(antlr4::Token* token);
  Name axis_name(antlr4::ParserRuleContext* one_token);         // quarter, month, year in English
  std::vector<Name> names(Parser::NameListContext* list);
  Text text(Parser::StringContext* string);
  std::optional<Text> maybe_text(Parser::StringContext* string);
  base::Date date(antlr4::tree::TerminalNode* node);
  std::optional<std::uint32_t> whole_number(antlr4::tree::TerminalNode* node);
  base::Step step(Parser::StepContext* context);
  void repeated(Span where, std::string_view what);             // reports

  // build_expression.cpp
  ExprId add(Expr expr);
  Expr node(ExprKind kind, const antlr4::ParserRuleContext* context) const;
  ExprId expression(Parser::ExpressionContext* context);
  ExprId closed(Parser::ClosedContext* context);
  ExprId trailing(Parser::TrailingContext* context);
  ExprId comparison(Parser::ComparisonContext* context);
  ExprId sum(Parser::SumContext* context);
  ExprId product(Parser::ProductContext* context);
  ExprId factor(Parser::FactorContext* context);
  // A part of a chain with its place in the text, parentheses included.
  struct Part {
    ExprId id;
    Span span;
  };
  ExprId negations(const std::vector<antlr4::tree::TerminalNode*>& words, const antlr4::ParserRuleContext* whole, ExprId inner);
  ExprId chain(const std::vector<Part>& parts, const std::vector<std::size_t>& joins);
  Part joined(ExprKind kind, const std::vector<Part>& parts);
  ExprId conditional(Parser::ConditionalContext* context);
  std::vector<ExprId> expressions(const std::vector<Parser::ExpressionContext*>& contexts);
  // build_primary.cpp
  ExprId postfix(Parser::PostfixContext* context);
  ExprId suffix(ExprId inner, Span whole, Parser::SuffixContext* context);
  ExprId at_period(ExprId inner, Span whole, Parser::SuffixContext* context);
  std::string period(const antlr4::ParserRuleContext* context, Parser::NameContext* word_of_time);
  ExprId primary(Parser::PrimaryContext* context);
  ExprId call(Parser::PrimaryContext* context);
  void arguments(Parser::ArgumentsContext* context, Expr& call);
  // build_quantifier.cpp
  ExprId quantifier(Parser::QuantifierContext* context);
  ExprId at_least(Parser::PrimaryContext* context);
  ExprId among(Parser::PrimaryContext* context);
  // build_unit.cpp
  ExprId unit_expression(Parser::UnitExpressionContext* context);
  ExprId unit_factor(Parser::UnitFactorContext* context);
  ExprId unit_definition(Parser::UnitDefinitionContext* context);
  Unit unit(Parser::UnitDeclarationContext* context);
  // build_declaration.cpp
  Use use(Parser::UseDeclarationContext* context);
  Season season(Parser::SeasonDeclarationContext* context);
  Reports reports(Parser::ReportsDeclarationContext* context);
  Dimension dimension(Parser::DimensionDeclarationContext* context);
  Scale scale(Parser::ScaleDeclarationContext* context);
  Param param(Parser::ParamDeclarationContext* context);
  std::vector<DatedValue> dated_values(Parser::DatedValuesContext* context);
  Let let(Parser::LetDeclarationContext* context);
  Function function(Parser::FunctionDeclarationContext* context);
  std::optional<Template> template_(Parser::TemplateDeclarationContext* context);
  // build_fact.cpp
  Fact fact(Parser::FactDeclarationContext* context);
  void fact_type(Fact& fact, Parser::FactTypeContext* context);
  void fact_option(Fact& fact, Parser::FactOptionContext* context);
  std::optional<List> list(Parser::ListDeclarationContext* context);
  // build_department.cpp
  std::optional<Department> department(Parser::DepartmentDeclarationContext* context);
  void difficulty(Department& department, Parser::DifficultyContext* context);
  std::optional<Target> target(Parser::TargetDeclarationContext* context);
  void target_options(Target& target, Parser::TargetHeadContext* context);
  Criterion criterion(Parser::CriterionContext* context);
  void criterion_option(Criterion& criterion, Parser::CriterionOptionContext* context);
  void judgement(Criterion& criterion, Parser::JudgementContext* context);
  Apply apply(Parser::ApplyClauseContext* context);
  // build_scoring.cpp
  Scheme scheme(Parser::SchemeContext* context);
  Scoring scoring(Parser::ScoringDeclarationContext* context);
  // build_test.cpp
  Test test(Parser::TestDeclarationContext* context);
  Test::Given given(Parser::AssignmentContext* context);
  Test::Expect expect(Parser::ExpectClauseContext* context);
  std::vector<Name> path(Parser::PathContext* context);

  void statement(Parser::StatementContext* context);

  std::string_view text_;
  const Limits& limits_;
  Problems& problems_;
  File out_;
  std::vector<std::uint32_t> depths_;  // of each expression
  std::size_t targets_ = 0;
  bool depth_reported_ = false;
  bool in_scoring_ = false;            // there the named quantities have Chinese spellings
};

// Whether a statement or the head of a block was left by an error.
inline bool failed(const antlr4::ParserRuleContext* context) { return context == nullptr || context->exception != nullptr; }

// A child whose type is known from its place; quicker than the accessors, which ask every child for its type.
template <class Context>
Context* child_as(const LeanContext* context, std::size_t index = 0) {
  return static_cast<Context*>(context->parts[index]);
}
// Which rule the only child of a statement is.
inline std::size_t child_rule(const LeanContext* context) {
  return child_as<antlr4::ParserRuleContext>(context)->getRuleIndex();
}

Op compare_op(Parser::CompareOperatorContext* context);

}  // namespace assay::syntax
