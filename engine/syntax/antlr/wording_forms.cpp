// Parts of a form that has begun: the colon, the unit, the word of a quantifier; and what is nearly right.
#include "syntax/antlr/wording.h"

#include "diagnostics/kinds.h"
#include "syntax/antlr/near_form.h"
#include "syntax/antlr/near_miss.h"
#include "syntax/antlr/recovery.h"
#include "syntax/antlr/words.h"
#include "syntax/spoken.h"

#include <string>

namespace assay::syntax {

using antlr4::ParserRuleContext;

bool Wording::is_fact(std::string_view name) const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  for (std::size_t at = 0; at + 1 < tokens->size(); ++at)
    if (tokens->get(at)->getType() == Parser::FACT && text_of(*tokens->get(at + 1)) == name) return true;
  return false;
}

// fact 名 "名次" : rank
bool Wording::is_rank(std::string_view name) const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  for (std::size_t at = 0; at + 3 < tokens->size(); ++at) {
    if (tokens->get(at)->getType() != Parser::FACT || text_of(*tokens->get(at + 1)) != name) continue;
    const std::size_t colon = tokens->get(at + 2)->getType() == Parser::COLON ? at + 2 : at + 3;
    if (colon + 1 < tokens->size() && tokens->get(colon)->getType() == Parser::COLON && tokens->get(colon + 1)->getType() == Parser::RANK) return true;
  }
  return false;
}

// dimension 镇街 { 城关镇, … }
bool Wording::is_member(std::string_view name) const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  bool declared = false;
  for (std::size_t at = 0; at < tokens->size(); ++at) {
    const std::size_t type = tokens->get(at)->getType();
    if (opens_statement(type) || type == Parser::RBRACE) declared = type == Parser::DIMENSION;
    else if (declared && tokens->get(at - 1)->getType() != Parser::DIMENSION && text_of(*tokens->get(at)) == name) return true;
  }
  return false;
}

// fact 签约 : level % per 镇街
bool Wording::has_members(std::string_view fact) const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  bool declared = false;
  for (std::size_t at = 0; at + 1 < tokens->size(); ++at) {
    const std::size_t type = tokens->get(at)->getType();
    if (opens_statement(type) || type == Parser::RBRACE) declared = type == Parser::FACT && text_of(*tokens->get(at + 1)) == fact;
    else if (declared && type == Parser::PER) return true;
  }
  return false;
}

bool Wording::nearly_right() {
  if (new_line_) return false;
  auto meant = is_rank(before_) ? near_place(text_) : std::nullopt;
  if (!meant) meant = near_miss(before_, text_);
  // 大于95%: the sign is a token of its own.
  if (meant && meant->kind == Kind::comparison_in_words && word_after() == "%") meant->arguments.back() += "%";
  // Whose places it compares may stand in another file: see across_files.h.
  if (meant && meant->kind == Kind::comparison_in_words) meant->arguments.push_back(before_);
  if (meant) problems_.report(meant->kind, meant->in_word_before ? before_span_ : span_, meant->arguments);
  return meant.has_value();
}

// The comparison before the way to score.
bool Wording::asks_for_at_most() const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  std::size_t at = found_index_;
  while (at > 0 && tokens->get(at)->getType() != Parser::SCORE && !opens_statement(tokens->get(at)->getType())) --at;
  while (at > 0 && !opens_statement(tokens->get(at)->getType())) {
    const std::size_t type = tokens->get(--at)->getType();
    if (type == Parser::LE || type == Parser::LT) return true;
    if (type == Parser::GE || type == Parser::GT) return false;
  }
  return false;
}

// 公告 2023-06-30 前, 分档 { 95%以上: 100% }
bool Wording::near_form() {
  if (new_line_) return false;
  const std::string after = word_after();
  const bool tier = rule() == Parser::RuleStepRow || (rule() == Parser::RuleScheme && (before_type_ == Parser::LBRACE || before_type_ == Parser::COMMA));
  const bool after_name = before_type_ == Parser::NAME || before_type_ == Parser::QUOTED;
  // 分档 { 截至 2025-06-30: 100%, … }
  if (tier && (type_ == Parser::BY || type_ == Parser::BEFORE)) {
    problems_.report(Kind::unexpected_word, span_, {text_, "tiers read numbers; all by one day and 80% by a later one are two criteria: `require late: … by DAY weight 80` and `aim early: … by DAY weight 20`"}).arguments_zh = {
        text_, "分档只读数；“某日前满分、稍后某日前 80%”请写成两个细项：`要求 后 ： … 截至 某日 权重 80`、`力争 先 ： … 截至 某日 权重 20`"};
    return true;
  }
  const auto meant = tier ? near_tier(text_, after, asks_for_at_most()) : near_day(word_before_that(), before_, after_name, text_, after);
  if (meant) problems_.report(meant->kind, span_, meant->arguments);
  return meant.has_value();
}

bool Wording::missing_colon() {
  if (!is_string(before_type_)) return false;
  const bool only_quote = earlier_type() == Parser::REQUIRE || earlier_type() == Parser::AIM;
  if (!only_quote && !inside(Parser::RuleCriterion, 4) && !inside(Parser::RuleCriterionHead, 1)) return false;
  if (inside(Parser::RuleJudgement, 2)) return false;
  problems_.report(Kind::expected_colon, new_line_ ? before_span_ : span_);
  return true;
}

bool Wording::in_quantifier() {
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

bool Wording::in_conditional() {
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

bool Wording::named_part() {
  if (expects(Parser::NAME) && expects(Parser::PERCENT)) {
    problems_.report(Kind::expected_unit, place(), {before_});
    return true;
  }
  if (expects(Parser::NAME)) {
    problems_.report(Kind::expected_name, place(), {before_});
    return true;
  }
  if (expects(Parser::DATE)) {
    const auto [begin, end] = season_days();
    if (const auto day = new_line_ ? std::nullopt : day_meant(text_, Edge::last, begin, end)) {
      const std::string written = "`" + base::to_string(*day) + "`";
      problems_.report(Kind::expected_date, place(), {before_, written, written});
      return true;
    }
    problems_.report(Kind::expected_date, place(), {before_, year() + "-12-31 or " + year() + "年12月31日", year() + "-12-31 或 " + year() + "年12月31日"});
    return true;
  }
  if (expects(Parser::STRING) && expected_.size() <= 3) {
    problems_.report(Kind::expected_string, place(), {before_});
    return true;
  }
  return false;
}

}  // namespace assay::syntax
