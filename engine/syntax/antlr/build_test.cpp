#include "syntax/antlr/builder.h"

#include "syntax/literals.h"

#include <utility>

namespace assay::syntax {

Test Builder::test(Parser::TestDeclarationContext* context) {
  Test made;
  made.span = span(context);
  made.name = text(context->string());
  for (Parser::TestItemContext* each : context->testItem()) {
    if (failed(each)) continue;
    if (Parser::AsOfClauseContext* clause = each->asOfClause()) {
      if (made.as_of) repeated(span(clause), written(clause->start));
      made.as_of = date(clause->DATE());
    } else if (Parser::GivenClauseContext* given = each->givenClause()) {
      for (Parser::AssignmentContext* one : given->assignment()) made.given.push_back({postfix(one->postfix()), expression(one->expression())});
    } else if (each->expectClause() != nullptr) {
      made.expect.push_back(expect(each->expectClause()));
    }
  }
  return made;
}

Test::Expect Builder::expect(Parser::ExpectClauseContext* context) {
  using What = Test::Expect::What;
  Test::Expect made;
  made.span = span(context);
  // `市红十字会.1.2` ends in one number token: two parts.
  for (Parser::PathPartContext* each : context->pathPart()) {
    if (each->name() != nullptr) {
      made.path.push_back(name(each->name()));
      continue;
    }
    const Span where = span(each);
    const std::string digits = twins(written(each->start));
    std::size_t begin = 0;
    for (std::size_t end = 0; end <= digits.size(); ++end) {
      if (end < digits.size() && digits[end] != '.') continue;
      Span part = where;
      if (digits.size() == where.end - where.begin) {
        part.begin = where.begin + static_cast<std::uint32_t>(begin);
        part.end = where.begin + static_cast<std::uint32_t>(end);
      }
      made.path.push_back({digits.substr(begin, end - begin), part});
      begin = end + 1;
    }
  }
  Parser::OutcomeContext* outcome = context->outcome();
  if (outcome->ATTAINMENT() != nullptr || outcome->SCORE() != nullptr) {
    made.what = outcome->ATTAINMENT() != nullptr ? What::attainment : What::score;
    made.value = sum(outcome->sum());
    return made;
  }
  made.provisional = outcome->PROVISIONAL() != nullptr;
  Parser::StatusContext* status = outcome->status();
  made.status = status->NOT() != nullptr || status->NOT_APPLICABLE() != nullptr ? "not_applicable" : word(status->start);
  for (Parser::PathPartContext* each : outcome->pathPart()) {
    made.because.push_back({each->NUMBER() != nullptr ? twins(written(each->start)) : name_text(written(each->start)), span(each)});
  }
  return made;
}

}  // namespace assay::syntax
