// Says in the user's terms what is wrong where the parser could not go on.
#include "base/nearest.h"
#include "diagnostics/kinds.h"
#include "syntax/antlr/near_miss.h"
#include "syntax/antlr/recovery.h"
#include "syntax/antlr/wording.h"
#include "syntax/antlr/words.h"
#include "syntax/keywords.h"
#include "syntax/place_words.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::syntax {

using antlr4::Token;

Wording::Wording(antlr4::Parser& parser, Token& found, const antlr4::misc::IntervalSet& possible, std::string_view text, Problems& problems)
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

void Wording::say() {
  if (type_ == Token::EOF) {
    problems_.report(Kind::unexpected_end, before_span_.valid() ? problems_.span(before_span_.end, before_span_.end) : span_);
    return;
  }
  if (quote_inside() || grouped_number() || judgement_without_scale()) return;
  if (connective_in_words() || dotted_day() || range_in_words() || range_meant()) return;
  if (deadline_of_condition() || day_behind_condition() || aggregate_behind_name() || percent_apart() || as_of_for_by() || quote_misplaced()) return;
  if (nearly_right() || near_form() || grade_without_word() || opener_as_operand() || unit_of_no_number() || swallowed_statement() || block()) return;
  if (missing_colon() || after_number() || reserved() || in_quantifier() || in_conditional() || not_last()) return;
  if (where_value_belongs()) return;
  if (named_part()) return;
  if (juxtaposed()) return;
  few_choices();
}

std::string Wording::text_of(Token& token) const {
  const SourceToken& place = source_token(&token);
  return std::string(all_.substr(place.begin, place.end - place.begin));
}

bool Wording::inside(std::size_t rule, std::size_t levels) const {
  for (std::size_t i = 0; i < rules_.size() && i < levels; ++i) {
    if (rules_[i] == rule) return true;
  }
  return false;
}

std::string Wording::word_after(std::size_t which) const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  // The last token is the end of the file.
  return type_ != Token::EOF && found_index_ + which + 1 < tokens->size() ? text_of(*tokens->get(found_index_ + which)) : std::string();
}

std::optional<std::string> Wording::meant() const {
  std::vector<std::string> words;
  for (const Keyword& each : keywords()) {
    if (!possible_.contains(static_cast<ssize_t>(token_type(each)))) continue;
    if (!each.english.empty()) words.emplace_back(each.english);
    if (!each.chinese.empty()) words.emplace_back(each.chinese);
  }
  return base::nearest(text_, words);
}

std::string Wording::word_before_that() const { return before_index_ > 0 ? text_of(*parser_.getTokenStream()->get(before_index_ - 1)) : std::string(); }

std::size_t Wording::earlier_type() const { return before_index_ == 0 ? Token::EOF : parser_.getTokenStream()->get(before_index_ - 1)->getType(); }

namespace {

// What stands behind a fact's unit: 按院区, 每季, 可以为负.
std::string option_meant(std::string_view word) {
  for (const std::string_view negative : {"可以为负", "允许为负", "可为负", "可为负数", "允许负数"})
    if (word == negative) return "可负";
  for (const std::string_view each : {"按", "每", "分"}) {
    if (!word.starts_with(each) || word.size() == each.size()) continue;
    std::string_view of = word.substr(each.size());
    if (of == "季" || of == "季度") return "按季";
    if (of == "月" || of == "月份") return "按月";
    if (of == "年" || of == "年度") return "按年";
    if (of.starts_with("各")) of.remove_prefix(std::string_view("各").size());
    return "分 " + std::string(of);
  }
  return {};
}

// fact 复审 : 日期
std::optional<std::string_view> kind_of_fact_meant(std::string_view word) {
  struct Kind { std::string_view word, meant; };
  static constexpr auto kKinds = std::to_array<Kind>({{"日期", "事件"}, {"时间", "事件"}, {"排名", "名次"}, {"位次", "名次"}, {"等级", "评级"}, {"等次", "评级"}, {"文字", "原文"},
                                                      {"文本", "原文"}, {"类别", "原文"}, {"布尔", "是否"}, {"百分比", "时点 %"}, {"存量", "时点"}, {"期末", "时点"}, {"数值", "当期"},
                                                      {"数量", "当期"}, {"金额", "当期"}, {"本期", "当期"}, {"累计数", "累计"}, {"累计值", "累计"}, {"date", "event"}, {"number", "flow"}});
  for (const Kind& each : kKinds)
    if (each.word == word) return each.meant;
  return std::nullopt;
}

}  // namespace

// fact a : level % 按院区: the declaration could end here.
bool Wording::in_fact() const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  std::size_t at = found_index_;
  while (at > 0 && !opens_statement(tokens->get(at - 1)->getType()) && tokens->get(at - 1)->getType() != Parser::SEMICOLON) --at;
  return !new_line_ && at > 0 && tokens->get(at - 1)->getType() == Parser::FACT;
}

void Wording::few_choices() {
  if (before_type_ == Parser::COMMA && type_ == Parser::COMMA) {
    problems_.report(Kind::expected_value, span_, {before_});
    return;
  }
  if (said_otherwise()) return;
  // scoring { round 2 }
  const bool rounding = before_type_ == Parser::ROUND || (before_type_ == Parser::HALF && possible_.contains(static_cast<ssize_t>(Parser::UP)));
  if (rounding && type_ == Parser::NUMBER) {
    problems_.report(Kind::expected_word, place(), {"half up", text_, "write `round half up " + text_ + "`"}).arguments_zh = {"四舍五入", text_, "请写`舍入 四舍五入 " + text_ + "`"};
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
    problems_.report(Kind::expected_word, place(), {choices.front(), text_, std::string()}).arguments_zh = {chinese_spelling(choices.front()), text_, std::string()};
    return;
  }
  const bool kinds_of_facts = possible_.contains(static_cast<ssize_t>(Parser::CUMULATIVE));
  if (!choices.empty() && (choices.size() <= 6 || kinds_of_facts)) {
    std::string list, list_zh;
    for (const std::string& each : choices) {
      list += (list.empty() ? "`" : " `") + each + "`";
      list_zh += (list_zh.empty() ? "`" : "、`") + chinese_spelling(each) + "`";
    }
    Diagnostic& d = problems_.report(Kind::expected_one_of, place(), {list, text_});
    d.arguments_zh = {list_zh, text_};
    if (is_word(type_)) suggest(d);
    if (kinds_of_facts)
      if (const auto kind = kind_of_fact_meant(text_)) d.suggestion = std::string(*kind);
    return;
  }
  did_not_expect();
}

// 名 为 前三名, 各区县 满足 …, 扣分 5% 每 1亿元
bool Wording::said_otherwise() {
  std::string en, zh;
  if (before_type_ == Parser::IS && expects(Parser::MISSING)) {
    const std::string left = word_before_that();
    const auto place = place_in_words(text_);
    const std::string right = place ? (text_.starts_with("前") ? " <= " : " == ") + *place : " == " + text_;
    en = zh = left + right;
  } else if (type_ == Parser::HAS && before_type_ == Parser::NAME) {
    for (const std::string_view all : {"各个", "各", "所有", "全部", "每"}) {
      if (!before_.starts_with(all) || before_.size() == all.size()) continue;
      en = "every " + before_.substr(all.size()) + " has …";
      zh = "每个 " + before_.substr(all.size()) + " 满足 …";
      break;
    }
  } else if (type_ == Parser::NAME && in_fact() && !option_meant(text_).empty()) {
    zh = option_meant(text_);
    en = zh;
  } else if ((type_ == Parser::AT_LEAST || type_ == Parser::AT) && before_type_ == Parser::NAME) {
    en = zh = before_ + " >= " + word_after(type_ == Parser::AT ? 2 : 1);
  } else if (expects(Parser::OVER) && rule() == Parser::RuleScheme && before_type_ == Parser::GOAL && type_ == Parser::NUMBER) {
    en = "per " + text_ + " of goal over";
    zh = "每 " + text_ + " 之 目标值 超出";
  } else if (expects(Parser::OVER) && rule() == Parser::RuleScheme) {
    en = before_ + " over";
    zh = before_ + " 超出";
  } else if (expects(Parser::SHORT) && rule() == Parser::RuleScheme) {
    en = before_ + " short";
    zh = before_ + " 不足";
  }
  if (en.empty()) return false;
  problems_.report(Kind::unexpected_word, place(), {text_, "write `" + en + "`"}).arguments_zh = {text_, "请写`" + zh + "`"};
  return true;
}

void Wording::did_not_expect() {
  if (type_ == Parser::COMMA && (inside(Parser::RuleCriterion, 20) || rule() == Parser::RuleTargetDeclaration || rule() == Parser::RuleTemplateDeclaration)) {
    problems_.report(Kind::enumeration_comma, span_, {text_, std::string(kEnumerationEn)}).arguments_zh = {text_, std::string(kEnumerationZh)};
    return;
  }
  if (said_otherwise()) return;
  Diagnostic& d = problems_.report(Kind::unexpected_word, span_, {text_});
  if (is_word(type_)) suggest(d);
}

void word_error(antlr4::Parser& parser, Token& found, const antlr4::misc::IntervalSet& possible, std::string_view text, Problems& problems) {
  Wording(parser, found, possible, text, problems).say();
}

}  // namespace assay::syntax
