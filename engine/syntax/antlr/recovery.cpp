#include "syntax/antlr/recovery.h"

#include "syntax/antlr/token_filter.h"
#include "syntax/keywords.h"

namespace assay::syntax {

namespace {

using antlr4::IntStream;
using antlr4::Token;

// Rules whose place is taken up again after an error inside them.
bool is_statement(std::size_t rule) {
  switch (rule) {
    case Parser::RuleStatement: case Parser::RuleDepartmentItem: case Parser::RuleTargetItem: case Parser::RuleTemplateItem:
    case Parser::RuleScoringItem: case Parser::RuleTestItem: case Parser::RuleListItem: return true;
    default: return false;
  }
}

// What stands before a block: after an error in it, the block is read all the same.
bool is_head(std::size_t rule) {
  switch (rule) {
    case Parser::RuleDepartmentHead: case Parser::RuleTargetHead: case Parser::RuleTemplateHead: case Parser::RuleListHead: return true;
    default: return false;
  }
}

bool is_block(std::size_t rule) {
  switch (rule) {
    case Parser::RuleFile: case Parser::RuleDepartmentDeclaration: case Parser::RuleTargetDeclaration: case Parser::RuleTemplateDeclaration:
    case Parser::RuleScoringDeclaration: case Parser::RuleTestDeclaration: case Parser::RuleListDeclaration: return true;
    default: return false;
  }
}

}  // namespace

bool opens_statement(std::size_t token_type) {
  static const auto kOpeners = [] {
    std::vector<bool> openers(Parser::JUNK + 1, false);
    for (const Keyword& each : keywords()) {
      if (each.word_class == WordClass::opener) openers[syntax::token_type(each)] = true;
    }
    for (const std::size_t type : {Parser::DIFFICULTY, Parser::CRITERION, Parser::TIES, Parser::ROUND, Parser::AS, Parser::AS_OF}) openers[type] = true;
    return openers;
  }();
  return token_type < kOpeners.size() && kOpeners[token_type];
}

void Recovery::reset(antlr4::Parser*) { recovering_ = false; }

void Recovery::report(antlr4::Parser* parser, Token* found) {
  if (recovering_) return;
  recovering_ = true;
  const std::size_t index = found->getTokenIndex();
  if (source_token(found).begin >= scan_.trusted_until) return;
  const antlr4::TokenStream& tokens = *parser->getTokenStream();
  const auto beside_damage = [&](std::size_t at) { return source_token(tokens.get(at)).beside_damage; };
  const bool last = source_token(found).kind == SourceToken::kEndOfFile;
  if (beside_damage(index) || (!last && beside_damage(index + 1)) || (index > 0 && beside_damage(index - 1))) return;
  antlr4::misc::IntervalSet possible = parser->getExpectedTokens();
  if (choices_at_ == index) {
    for (const std::size_t state : choices_) possible.addAll(parser->getATN().nextTokens(parser->getATN().states[state]));
  }
  word_error(*parser, *found, possible, text_, problems_);
  if (problems_.full()) throw antlr4::ParseCancellationException();
}

void Recovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) {
  Token* found = error.getOffendingToken();
  report(parser, found != nullptr ? found : parser->getCurrentToken());
}

// Where only the brace of a block is missing before other words, they are passed over and the block is read.
Token* Recovery::recoverInline(antlr4::Parser* parser) {
  const std::size_t rule = parser->getContext()->getRuleIndex();
  antlr4::TokenStream* tokens = parser->getTokenStream();
  antlr4::InputMismatchException mismatch(parser);
  if (!is_block(rule) || !parser->getExpectedTokens().contains(static_cast<ssize_t>(Parser::LBRACE)) || opens_statement(tokens->LA(1))) throw mismatch;
  reportError(parser, mismatch);
  parser->getContext()->exception = std::make_exception_ptr(mismatch);
  skip(parser, source_token(tokens->LT(1)).braces, true);
  if (tokens->LA(1) != Parser::LBRACE) throw mismatch;
  Token* brace = tokens->LT(1);
  recovering_ = false;
  parser->consume();
  return brace;
}

void Recovery::recover(antlr4::Parser* parser, std::exception_ptr error) {
  const antlr4::ParserRuleContext* context = parser->getContext();
  const std::size_t rule = context->getRuleIndex();
  if (!is_statement(rule) && !is_head(rule)) std::rethrow_exception(error);
  const std::size_t start = context->start != nullptr ? context->start->getTokenIndex() : parser->getCurrentToken()->getTokenIndex();
  // A statement always takes something; a head may be empty.
  if (is_statement(rule) && parser->getCurrentToken()->getTokenIndex() == start && parser->getCurrentToken()->getType() != Token::EOF) {
    parser->getTokenStream()->consume();
  }
  skip(parser, source_token(parser->getTokenStream()->get(start)).braces, is_head(rule));
  if (is_statement(rule)) recovering_ = false;
}

// To the start of the next statement of the same block, or the end of the block.
void Recovery::skip(antlr4::Parser* parser, std::uint32_t depth, bool stop_at_block) {
  antlr4::TokenStream* tokens = parser->getTokenStream();
  for (; tokens->LA(1) != IntStream::EOF; tokens->consume()) {
    const Token* token = tokens->LT(1);
    const std::uint32_t here = source_token(token).braces;
    if (here < depth) return;
    if (here > depth) continue;
    const std::size_t type = token->getType();
    if (type == Parser::RBRACE && depth > 0) return;
    if (type == Parser::SEMICOLON) return;
    if (type == Parser::LBRACE && stop_at_block) return;
    if (!opens_statement(type)) continue;
    const Token* before = token->getTokenIndex() == 0 ? nullptr : tokens->get(token->getTokenIndex() - 1);
    const bool first = before == nullptr || before->getLine() < token->getLine() || before->getType() == Parser::SEMICOLON ||
                       before->getType() == Parser::LBRACE || before->getType() == Parser::RBRACE;
    if (first) return;
  }
}

// Called before and after each turn of a loop: a word that is no statement of this block is reported and passed over here, so
// that the block goes on behind it.
void Recovery::sync(antlr4::Parser* parser) {
  const std::size_t here = parser->getCurrentToken()->getTokenIndex();
  if (choices_at_ != here) choices_.clear();
  choices_at_ = here;
  choices_.push_back(parser->getState());
  const std::size_t rule = parser->getContext()->getRuleIndex();
  if (!is_block(rule)) return;
  const antlr4::atn::ATNState* state = parser->getATN().states[parser->getState()];
  const std::size_t type = const_cast<antlr4::atn::ATNState*>(state)->getStateType();
  if (type != antlr4::atn::ATNState::STAR_LOOP_ENTRY && type != antlr4::atn::ATNState::STAR_LOOP_BACK) return;
  antlr4::TokenStream* tokens = parser->getTokenStream();
  const antlr4::misc::IntervalSet expected = parser->getATN().nextTokens(const_cast<antlr4::atn::ATNState*>(state));
  while (tokens->LA(1) != IntStream::EOF && !expected.contains(tokens->LA(1))) {
    Token* found = tokens->LT(1);
    const std::uint32_t depth = source_token(found).braces;
    report(parser, found);
    tokens->consume();
    skip(parser, depth, false);
    recovering_ = false;
  }
}

}  // namespace assay::syntax
