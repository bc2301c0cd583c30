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
    } else if (Parser::GivenClauseContext* all = each->givenClause()) {
      for (Parser::AssignmentContext* one : all->assignment()) made.given.push_back(given(one));
    } else if (each->expectClause() != nullptr) {
      made.expect.push_back(expect(each->expectClause()));
    }
  }
  return made;
}

Test::Given Builder::given(Parser::AssignmentContext* context) {
  Parser::CellPlaceContext* place = context->cellPlace();
  Test::Given made;
  made.span = span(place);
  made.path = path(place->path());
  made.members = expressions(place->expression());
  if (place->name() != nullptr) made.field = name(place->name());
  if (Parser::CellPeriodContext* at = place->cellPeriod()) made.period = Name{period(at, at->name()), span(at)};
  made.value = expression(context->expression());
  return made;
}

// `市红十字会.1.2` ends in one number token: two parts.
std::vector<Name> Builder::path(Parser::PathContext* context) {
  std::vector<Name> made;
  for (Parser::PathPartContext* each : context->pathPart()) {
    if (each->name() != nullptr) {
      made.push_back(name(each->name()));
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
      made.push_back({digits.substr(begin, end - begin), part});
      begin = end + 1;
    }
  }
  return made;
}

Test::Expect Builder::expect(Parser::ExpectClauseContext* context) {
  using What = Test::Expect::What;
  Test::Expect made;
  made.span = span(context);
  made.path = path(context->path());
  Parser::OutcomeContext* outcome = context->outcome();
  if (outcome->ATTAINMENT() != nullptr || outcome->SCORE() != nullptr) {
    made.what = outcome->ATTAINMENT() != nullptr ? What::attainment : What::score;
    made.value = sum(outcome->sum(0));
    if (outcome->DOTS() != nullptr) made.high = sum(outcome->sum(1));
    return made;
  }
  made.provisional = outcome->PROVISIONAL() != nullptr;
  Parser::StatusContext* status = outcome->status();
  made.status = status->NOT() != nullptr || status->NOT_APPLICABLE() != nullptr ? "not_applicable" : word(status->start);
  made.status_span = source::join(span(outcome->start), span(status));
  for (Parser::PathPartContext* each : outcome->pathPart()) {
    made.because.push_back({each->NUMBER() != nullptr ? twins(written(each->start)) : name_text(written(each->start)), span(each)});
  }
  if (outcome->BECAUSE() != nullptr) made.because_span = span(outcome->BECAUSE()->getSymbol());
  return made;
}

}  // namespace assay::syntax
