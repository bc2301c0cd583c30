#include "syntax/antlr/builder.h"

#include "diagnostics/kinds.h"
#include "syntax/antlr/token_filter.h"
#include "syntax/keywords.h"
#include "syntax/literals.h"

#include <algorithm>

namespace assay::syntax {

Span Builder::span(const antlr4::Token* token) const {
  return problems_.span(source_token(token).begin, source_token(token).end);
}

Span Builder::span(const antlr4::ParserRuleContext* context) const {
  const Span first = span(context->start);
  // A rule that took nothing stops before it starts.
  if (context->stop == nullptr || context->stop->getTokenIndex() < context->start->getTokenIndex()) return first;
  return source::join(first, span(context->stop));
}

std::string_view Builder::written(const antlr4::Token* token) const {
  return text_.substr(source_token(token).begin, source_token(token).end - source_token(token).begin);
}

std::string Builder::word(const antlr4::Token* token) const {
  if (token->getType() != Parser::NAME && token->getType() != Parser::QUOTED) {
    for (const Keyword& each : keywords()) {
      if (token_type(each) == token->getType() && !each.english.empty()) return std::string(each.english);
    }
  }
  return name_text(written(token));
}

Name Builder::name(antlr4::Token* token) { return {name_text(written(token)), span(token)}; }

Name Builder::name(antlr4::ParserRuleContext* one_token) { return name(one_token->start); }

Name Builder::axis_name(antlr4::ParserRuleContext* one_token) {
  Name result = name(one_token);
  switch (one_token->start->getType()) {
    case Parser::QUARTER: case Parser::MONTH: case Parser::YEAR: case Parser::HALF: case Parser::UNITS:
      result.text = word(one_token->start);
      break;
    default: break;
  }
  return result;
}

std::vector<Name> Builder::names(Parser::NameListContext* list) {
  std::vector<Name> result;
  if (list == nullptr) return result;
  for (Parser::NameContext* each : list->name()) result.push_back(name(each));
  return result;
}

Text Builder::text(Parser::StringContext* string) {
  return {string_value(written(string->start), span(string->start).begin, nullptr), span(string->start)};
}

std::optional<Text> Builder::maybe_text(Parser::StringContext* string) {
  if (string == nullptr) return std::nullopt;
  return text(string);
}

base::Date Builder::date(antlr4::tree::TerminalNode* node) {
  const auto day = written_day(twins(written(node->getSymbol())));
  return day ? day->date : base::Date{};
}

std::optional<std::uint32_t> Builder::whole_number(antlr4::tree::TerminalNode* node) {
  const std::string digits = twins(written(node->getSymbol()));
  const bool plain = digits.size() <= 9 && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!plain) {
    problems_.report(Kind::whole_number_expected, span(node->getSymbol()), {digits});
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(std::stoul(digits));
}

base::Step Builder::step(Parser::StepContext* context) {
  if (context->MONTHLY() != nullptr) return base::Step::month;
  return context->QUARTERLY() != nullptr ? base::Step::quarter : base::Step::year;
}

void Builder::repeated(Span where, std::string_view what) { problems_.report(Kind::repeated_part, where, {std::string(what)}); }

}  // namespace assay::syntax
