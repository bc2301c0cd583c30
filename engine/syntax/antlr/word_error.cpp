// Says in the user's terms what is wrong where the parser could not go on.
#include "syntax/antlr/recovery.h"

#include "base/nearest.h"
#include "diagnostics/kinds.h"
#include "syntax/antlr/near_form.h"
#include "syntax/antlr/near_miss.h"
#include "syntax/antlr/token_filter.h"
#include "syntax/antlr/words.h"
#include "syntax/keywords.h"
#include "syntax/literals.h"

#include <algorithm>
#include <array>

namespace assay::syntax {

namespace {

using antlr4::ParserRuleContext;
using antlr4::Token;

class Wording {
 public:
  Wording(antlr4::Parser& parser, Token& found, const antlr4::misc::IntervalSet& possible, std::string_view text, Problems& problems)
      : parser_(parser),
        all_(text),
        problems_(problems),
        type_(found.getType()),
        span_(span_of(found)),
        text_(text_of(found)),
        found_line_(found.getLine()),
        found_index_(found.getTokenIndex()),
        new_line_(false),
        expected_(parser.getExpectedTokens()),
        possible_(possible) {
    if (found.getTokenIndex() > 0) {
      Token* before = parser.getTokenStream()->get(found.getTokenIndex() - 1);
      before_type_ = before->getType();
      before_ = text_of(*before);
      new_line_ = before->getLine() < found.getLine();
      before_index_ = before->getTokenIndex();
      before_span_ = span_of(*before);
    }
    for (antlr4::RuleContext* each = parser.getContext(); each != nullptr; each = dynamic_cast<antlr4::RuleContext*>(each->parent)) {
      rules_.push_back(each->getRuleIndex());
    }
  }

  void say() {
    if (type_ == Token::EOF) {
      problems_.report(Kind::unexpected_end, before_span_.valid() ? problems_.span(before_span_.end, before_span_.end) : span_);
      return;
    }
    if (nearly_right() || near_form() || opener_as_operand() || unit_of_no_number() || swallowed_statement() || block()) return;
    if (missing_colon() || after_number() || reserved() || in_quantifier() || in_conditional() || not_last()) return;
    if (where_value_belongs()) return;
    if (named_part()) return;
    if (juxtaposed()) return;
    few_choices();
  }

 private:
  std::string text_of(Token& token) const {
    const SourceToken& place = source_token(&token);
    return std::string(all_.substr(place.begin, place.end - place.begin));
  }
  source::Span span_of(const Token& token) const { return problems_.span(source_token(&token).begin, source_token(&token).end); }
  bool inside(std::size_t rule, std::size_t levels = 3) const {
    for (std::size_t i = 0; i < rules_.size() && i < levels; ++i) {
      if (rules_[i] == rule) return true;
    }
    return false;
  }
  std::size_t rule() const { return rules_.empty() ? 0 : rules_.front(); }
  bool expects(std::size_t type) const { return expected_.contains(type); }
  bool expects_value() const { return expects(Parser::NUMBER) && expects(Parser::LPAREN); }
  // Where the next statement has begun already, the place to look at is the end of the one before.
  source::Span place() const { return new_line_ && before_span_.valid() ? before_span_ : span_; }
  std::string back_quoted() const { return "`" + text_ + "`"; }

  bool nearly_right() {
    if (new_line_) return false;
    auto meant = near_miss(before_, text_);
    // 大于95%: the sign is a token of its own.
    if (meant && meant->kind == Kind::comparison_in_words && word_after() == "%") meant->arguments.back() += "%";
    if (meant) problems_.report(meant->kind, meant->in_word_before ? before_span_ : span_, meant->arguments);
    return meant.has_value();
  }

  std::string word_after() const {
    antlr4::TokenStream* tokens = parser_.getTokenStream();
    // The last token is the end of the file.
    return type_ != Token::EOF && found_index_ + 2 < tokens->size() ? text_of(*tokens->get(found_index_ + 1)) : std::string();
  }

  // 公告 2023-06-30 前, 分档 { 95%以上: 100% }
  bool near_form() {
    if (new_line_) return false;
    const std::string after = word_after();
    const bool tier = rule() == Parser::RuleStepRow || (rule() == Parser::RuleScheme && (before_type_ == Parser::LBRACE || before_type_ == Parser::COMMA));
    const bool after_name = before_type_ == Parser::NAME || before_type_ == Parser::QUOTED;
    const auto meant = tier ? near_tier(text_, after) : near_day(before_, after_name, text_, after);
    if (meant) problems_.report(meant->kind, span_, meant->arguments);
    return meant.has_value();
  }

  // The word of the next statement was read as the name that is missing before it.
  bool swallowed_statement() {
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
  bool block() {
    const std::string_view word = block_word(rule());
    const bool at_statement = rule() == Parser::RuleFile || (!word.empty() && (expects(Parser::SEMICOLON)));
    if (!at_statement) return false;
    if (opens_statement(type_)) {
      if (rule() == Parser::RuleFile) {
        problems_.report(Kind::misplaced_in_rulebook, span_, {text_, std::string(home_of(type_))});
      } else {
        problems_.report(Kind::misplaced_statement, span_, {text_, std::string(word)});
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
    if (is_word(type_)) suggest(d);
    return true;
  }

  void suggest(Diagnostic& d) const { d.suggestion = meant(); }

  std::optional<std::string> meant() const {
    std::vector<std::string> words;
    for (const Keyword& each : keywords()) {
      if (!possible_.contains(static_cast<ssize_t>(token_type(each)))) continue;
      if (!each.english.empty()) words.emplace_back(each.english);
      if (!each.chinese.empty()) words.emplace_back(each.chinese);
    }
    return base::nearest(text_, words);
  }

  // The type of the word before the one before; EOF where there is none.
  std::size_t earlier_type() const { return before_index_ == 0 ? Token::EOF : parser_.getTokenStream()->get(before_index_ - 1)->getType(); }

  // require target >= 3: the word was taken for the criterion's name.
  bool opener_as_operand() {
    if (!opens_statement(before_type_) || (earlier_type() != Parser::REQUIRE && earlier_type() != Parser::AIM)) return false;
    const bool goes_on = (type_ >= Parser::GE && type_ <= Parser::SLASH) || type_ == Parser::DOT || type_ == Parser::IN || is_connective(type_);
    if (!goes_on) return false;
    problems_.report(Kind::opening_word_as_operand, before_span_, {before_, "`" + before_ + "`"});
    return true;
  }

  // fact opened : event 个
  bool unit_of_no_number() {
    if (before_type_ != Parser::EVENT && before_type_ != Parser::RANK && before_type_ != Parser::FLAG && before_type_ != Parser::TEXT) return false;
    if (earlier_type() != Parser::COLON || !possible_.contains(static_cast<ssize_t>(Parser::RANGE)) || new_line_ || meant()) return false;
    if (type_ != Parser::NAME && type_ != Parser::QUOTED && type_ != Parser::PERCENT) return false;
    problems_.report(Kind::unit_not_allowed, span_, {text_});
    return true;
  }

  bool missing_colon() {
    if (!is_string(before_type_)) return false;
    const bool only_quote = earlier_type() == Parser::REQUIRE || earlier_type() == Parser::AIM;
    if (!only_quote && !inside(Parser::RuleCriterion, 4) && !inside(Parser::RuleCriterionHead, 1)) return false;
    if (inside(Parser::RuleJudgement, 2)) return false;
    problems_.report(Kind::expected_colon, new_line_ ? before_span_ : span_);
    return true;
  }

  // 10亿元 以上
  bool after_number() {
    struct Bound { std::string_view word, sign; };
    static constexpr auto kBounds = std::to_array<Bound>({{"以上", ">="}, {"以下", "<="}, {"以内", "<="}, {"及以上", ">="}, {"及以下", "<="}, {"左右", "within"}});
    if (before_type_ != Parser::NUMBER && before_type_ != Parser::NAME) return false;
    for (const Bound& bound : kBounds) {
      if (bound.word != text_) continue;
      problems_.report(Kind::words_after_number, span_, {text_, std::string(bound.sign), before_});
      return true;
    }
    return false;
  }

  bool reserved() {
    const Keyword* keyword = find_keyword(text_);
    if (keyword == nullptr || keyword->word_class != WordClass::reserved || !expects(Parser::NAME) || expects_value()) return false;
    problems_.report(Kind::reserved_word_as_name, span_, {text_, back_quoted()});
    return true;
  }

  bool in_quantifier() {
    if (!inside(Parser::RuleQuantifier, 2) || !expects(Parser::HAS)) return false;
    const ParserRuleContext* context = parser_.getContext();
    while (context != nullptr && context->getRuleIndex() != Parser::RuleQuantifier) {
      context = dynamic_cast<const ParserRuleContext*>(context->parent);
    }
    std::string opener = "every";
    if (context != nullptr && context->start != nullptr) opener = text_of(*context->start);
    problems_.report(Kind::expected_has, place(), {opener, before_});
    return true;
  }

  bool in_conditional() {
    if (rule() != Parser::RuleConditional) return false;
    if (expects(Parser::THEN)) {
      problems_.report(Kind::expected_then, place());
      return true;
    }
    if (expects(Parser::ELSE)) {
      problems_.report(Kind::expected_else, place());
      return true;
    }
    return false;
  }

  // x + every …, not every … + 1: such a form comes last, or in parentheses.
  bool not_last() {
    if (is_quantifier(before_type_) && is_word(type_) && before_index_ > 0 && !new_line_) {
      Token* earlier = parser_.getTokenStream()->get(before_index_ - 1);
      problems_.report(Kind::trailing_not_last, before_span_, {before_, text_of(*earlier)});
      return true;
    }
    const bool opens = type_ == Parser::IF || is_quantifier(type_);
    if (!opens || before_.empty() || is_connective(before_type_) || new_line_) return false;
    problems_.report(Kind::trailing_not_last, span_, {text_, before_});
    return true;
  }

  bool where_value_belongs() {
    if (!expects_value() && !is_connective(before_type_) && before_type_ != Parser::NOT) return false;
    if (opens_statement(type_) && !new_line_) {
      problems_.report(Kind::opening_word_as_operand, span_, {text_, back_quoted()});
    } else {
      problems_.report(Kind::expected_value, place(), {before_});
    }
    return true;
  }

  bool named_part() {
    if (expects(Parser::NAME) && expects(Parser::PERCENT)) {
      problems_.report(Kind::expected_unit, place(), {before_});
      return true;
    }
    if (expects(Parser::NAME)) {
      problems_.report(Kind::expected_name, place(), {before_});
      return true;
    }
    if (expects(Parser::DATE)) {
      problems_.report(Kind::expected_date, place(), {before_});
      return true;
    }
    if (expects(Parser::STRING) && expected_.size() <= 3) {
      problems_.report(Kind::expected_string, place(), {before_});
      return true;
    }
    return false;
  }

  // Two values side by side.
  bool juxtaposed() {
    const bool operand = type_ == Parser::NAME || type_ == Parser::QUOTED || type_ == Parser::NUMBER;
    const bool after_operand = before_type_ == Parser::NAME || before_type_ == Parser::QUOTED || before_type_ == Parser::NUMBER ||
                               before_type_ == Parser::RPAREN || before_type_ == Parser::RBRACKET;
    if (!operand || !after_operand || new_line_ || !possible_.contains(static_cast<ssize_t>(Parser::PLUS))) return false;
    if (type_ == Parser::NAME && meant()) {
      did_not_expect();
    } else if (before_type_ == Parser::NUMBER && type_ == Parser::NAME && is_short(text_)) {
      problems_.report(Kind::unit_apart, span_, {before_, text_});
    } else {
      const Remedy remedy = two_values_remedy(before_, text_, word_after());
      problems_.report(Kind::two_values, span_, {before_, text_, remedy.en, remedy.zh});
    }
    return true;
  }

  void few_choices() {
    if (before_type_ == Parser::COMMA && type_ == Parser::COMMA) {
      problems_.report(Kind::expected_value, span_, {before_});
      return;
    }
    std::vector<std::string> choices;
    for (const ssize_t each : possible_.toList()) {
      if (each < 0) continue;
      std::string words = spelling(static_cast<std::size_t>(each));
      if (!is_ascii(words)) continue;  // the Chinese twin of a phrase whose first English word is there too
      if (!words.empty()) choices.push_back(std::move(words));
    }
    if (choices.size() == 1) {
      problems_.report(Kind::expected_word, place(), {choices.front(), text_}).arguments_zh = {chinese_words(choices.front()), text_};
      return;
    }
    const bool kinds_of_facts = possible_.contains(static_cast<ssize_t>(Parser::CUMULATIVE));
    if (!choices.empty() && (choices.size() <= 6 || kinds_of_facts)) {
      std::string list, list_zh;
      for (const std::string& each : choices) {
        list += (list.empty() ? "`" : " `") + each + "`";
        list_zh += (list_zh.empty() ? "`" : "、`") + chinese_words(each) + "`";
      }
      Diagnostic& d = problems_.report(Kind::expected_one_of, place(), {list, text_});
      d.arguments_zh = {list_zh, text_};
      if (is_word(type_)) suggest(d);
      return;
    }
    did_not_expect();
  }

  void did_not_expect() {
    if (type_ == Parser::COMMA && (inside(Parser::RuleCriterion, 20) || rule() == Parser::RuleTargetDeclaration || rule() == Parser::RuleTemplateDeclaration)) {
      problems_.report(Kind::enumeration_comma, span_, {text_});
      return;
    }
    Diagnostic& d = problems_.report(Kind::unexpected_word, span_, {text_});
    if (is_word(type_)) suggest(d);
  }

  antlr4::Parser& parser_;
  std::string_view all_;
  Problems& problems_;
  std::size_t type_;
  source::Span span_;
  std::string text_;
  std::size_t before_type_ = Token::EOF;
  std::string before_;
  source::Span before_span_;
  std::size_t before_index_ = 0;
  std::size_t found_line_;
  std::size_t found_index_;
  bool new_line_;
  antlr4::misc::IntervalSet expected_;  // where the parser stands
  antlr4::misc::IntervalSet possible_;  // and what it has decided against before
  std::vector<std::size_t> rules_;
};

}  // namespace

void word_error(antlr4::Parser& parser, Token& found, const antlr4::misc::IntervalSet& possible, std::string_view text,
                Problems& problems) {
  Wording(parser, found, possible, text, problems).say();
}

}  // namespace assay::syntax
