// Words that belong to another statement, or to a name.
#include "syntax/antlr/wording.h"

#include "diagnostics/kinds.h"
#include "syntax/antlr/recovery.h"
#include "syntax/antlr/words.h"
#include "syntax/keywords.h"

#include <string>
#include <string_view>

namespace assay::syntax {

using antlr4::ParserRuleContext;
using antlr4::Token;

// The word of the next statement was read as the name that is missing before it.
bool Wording::swallowed_statement() {
  if (!opens_statement(before_type_) || before_index_ == 0) return false;
  Token* opener = parser_.getTokenStream()->get(before_index_);
  Token* earlier = parser_.getTokenStream()->get(before_index_ - 1);
  if (earlier->getLine() == opener->getLine() || earlier->getType() == Parser::SEMICOLON || earlier->getType() == Parser::LBRACE ||
      earlier->getType() == Parser::RBRACE || opener->getLine() != found_line_) {
    return false;
  }
  // Only where that statement was not begun in earnest.
  const ParserRuleContext* context = parser_.getContext();
  for (; context != nullptr; context = dynamic_cast<const ParserRuleContext*>(context->parent)) {
    if (context->start == opener) return false;
  }
  problems_.report(Kind::expected_name, span_of(*earlier), {text_of(*earlier)});
  return true;
}

// A word that begins no statement of this block.
bool Wording::block() {
  const std::string_view word = block_word(rule());
  const bool at_statement = rule() == Parser::RuleFile || (!word.empty() && (expects(Parser::SEMICOLON)));
  if (!at_statement) return false;
  if (opens_statement(type_)) {
    if (rule() == Parser::RuleFile) {
      problems_.report(Kind::misplaced_in_rulebook, span_, {text_, std::string(home_of(type_))}).arguments_zh = {text_, chinese_words(home_of(type_))};
    } else {
      problems_.report(Kind::misplaced_statement, span_, {text_, std::string(word), "move it out of the braces"}).arguments_zh = {text_, chinese_words(word), "请移到花括号外面"};
    }
    return true;
  }
  // On the line of a statement it belongs to that one.
  const bool goes_on = !new_line_ && before_type_ != Token::EOF && before_type_ != Parser::SEMICOLON && before_type_ != Parser::LBRACE &&
                       before_type_ != Parser::RBRACE;
  if (goes_on) {
    if (!missing_colon() && !after_number() && !not_last() && !juxtaposed()) did_not_expect();
    return true;
  }
  Diagnostic& d = problems_.report(Kind::expected_statement, span_, {text_, std::string(example_word(rule()))});
  d.arguments_zh = {text_, chinese_words(example_word(rule()))};
  if (type_ == Parser::BY && inside(Parser::RuleTestDeclaration, 3)) d.suggestion = text_ == "by" ? "as of" : "截止日";
  else if (is_word(type_)) suggest(d);
  return true;
}

// require target >= 3: the word was taken for the criterion's name.
bool Wording::opener_as_operand() {
  if (!opens_statement(before_type_) || (earlier_type() != Parser::REQUIRE && earlier_type() != Parser::AIM)) return false;
  const bool goes_on = (type_ >= Parser::GE && type_ <= Parser::SLASH) || type_ == Parser::DOT || type_ == Parser::IN || is_connective(type_);
  if (!goes_on) return false;
  problems_.report(Kind::opening_word_as_operand, before_span_, {before_, "`" + before_ + "`"});
  return true;
}

bool Wording::reserved() {
  const Keyword* keyword = find_keyword(text_);
  if (keyword == nullptr || keyword->word_class != WordClass::reserved || !expects(Parser::NAME) || expects_value()) return false;
  problems_.report(Kind::reserved_word_as_name, span_, {text_, back_quoted()});
  return true;
}

}  // namespace assay::syntax
