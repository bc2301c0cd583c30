// What was meant, where the words are those of the language or nearly so and stand at the wrong place: ranges, deadlines, percent signs, quotes.
#include "syntax/antlr/wording.h"

#include "base/calendar.h"
#include "diagnostics/kinds.h"
#include "syntax/antlr/words.h"
#include "syntax/literals.h"
#include "syntax/spoken.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace assay::syntax {

namespace {

constexpr std::array<std::string_view, 4> kThrough = {"至", "到", "-", "~"};

bool is_digit_at(std::string_view text, std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

// 至100
std::string_view behind_through(std::string_view word) {
  for (const std::string_view each : kThrough)
    if (word.starts_with(each) && is_digit_at(word, each.size())) return word.substr(each.size());
  return {};
}

}  // namespace

std::string Wording::between(std::size_t first, std::size_t last) const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  const std::size_t from = source_token(tokens->get(first)).begin;
  return std::string(all_.substr(from, source_token(tokens->get(last)).end - from));
}

// A number and its percent sign that begin at a token: the text, and the token behind it.
std::pair<std::string, std::size_t> Wording::amount_at(std::size_t at) const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  if (at + 1 >= tokens->size() || tokens->get(at)->getType() != Parser::NUMBER) return {{}, at};
  const std::size_t last = tokens->get(at + 1)->getType() == Parser::PERCENT ? at + 1 : at;
  return {between(at, last), last + 1};
}

// The other end of a range, and its last token, behind the word that begins at a token: 至 100%, -100%, 至100%
std::pair<std::string, std::size_t> Wording::other_end(std::size_t at) const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  if (at + 1 >= tokens->size()) return {{}, at};
  antlr4::Token* joint = tokens->get(at);
  const std::string word = text_of(*joint);
  if (const std::string_view glued = behind_through(word); !glued.empty())
    return tokens->get(at + 1)->getType() == Parser::PERCENT ? std::pair(std::string(glued) + text_of(*tokens->get(at + 1)), at + 1) : std::pair(std::string(glued), at);
  const bool through = joint->getType() == Parser::MINUS || joint->getType() == Parser::TO || joint->getType() == Parser::DOTS || word == "到";
  if (!through) return {{}, at};
  auto [amount, behind] = amount_at(at + 1);
  return {std::move(amount), behind - 1};
}

// range 0-100, in 60%至80%, linear 60%-100%
bool Wording::range_meant() {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  if (rule() == Parser::RuleScheme && before_type_ == Parser::LINEAR && type_ == Parser::NUMBER) {
    const auto [low, next] = amount_at(found_index_);
    const std::string high = other_end(next).first;
    if (high.empty()) return false;
    problems_.report(Kind::expected_word, span_, {"from", text_, "write `linear from " + low + " to " + high + "`"}).arguments_zh = {
        chinese_spelling("from"), text_, "请写`线性 自 " + low + " 至 " + high + "`"};
    return true;
  }
  // The range has been read as a difference, and the parser waits for its `..`.
  std::size_t range = found_index_;
  while (range > 0 && found_index_ - range < 7 && tokens->get(range)->getType() != Parser::RANGE) --range;
  if (tokens->get(range)->getType() == Parser::RANGE && range < found_index_ && expects(Parser::DOTS)) {
    const auto [low, next] = amount_at(range + 1);
    if (low.empty()) return false;
    const auto [high, last] = other_end(next);
    if (high.empty()) return false;
    problems_.report(Kind::range_in_words, source::join(span_of(*tokens->get(range + 1)), span_of(*tokens->get(last))), {between(range + 1, last), low + ".." + high});
    return true;
  }
  // 60%至80%
  const bool amount = before_type_ == Parser::NUMBER || before_type_ == Parser::PERCENT;
  if (new_line_ || !amount || type_ != Parser::NAME || behind_through(text_).empty()) return false;
  const std::size_t first = before_type_ == Parser::PERCENT && before_index_ > 0 ? before_index_ - 1 : before_index_;
  if (tokens->get(first)->getType() != Parser::NUMBER) return false;
  const std::string low = between(first, before_index_);
  const auto [high, last] = other_end(found_index_);
  problems_.report(Kind::range_in_words, source::join(span_of(*tokens->get(first)), span_of(*tokens->get(last))), {between(first, last), low + ".." + high});
  return true;
}

// 手术 >= 2万台 截至 2025-06-30: of a condition that is no event the deadline is its `due`.
bool Wording::deadline_of_condition() {
  if (new_line_ || (type_ != Parser::BY && type_ != Parser::BEFORE) || !possible_.contains(static_cast<ssize_t>(Parser::DUE))) return false;
  const auto day = written_day(twins(word_after()));
  if (!day || !day->exists) return false;
  const std::string last = base::to_string(base::Date{day->date.days - (type_ == Parser::BEFORE ? 1 : 0)});
  problems_.report(Kind::unexpected_word, span_, {text_, "write `due " + last + "`"}).arguments_zh = {text_, "请写`期限 " + last + "`"};
  return true;
}

// 手术 >= 2万台 6月底前, 手术 >= 2万台 在 6月底前
bool Wording::day_behind_condition() {
  const bool behind_value = before_type_ == Parser::NUMBER || before_type_ == Parser::PERCENT || before_type_ == Parser::RPAREN || before_type_ == Parser::RBRACKET;
  if (new_line_ || !behind_value || !possible_.contains(static_cast<ssize_t>(Parser::DUE))) return false;
  const bool on = text_ == "在" || text_ == "到" || text_ == "于";
  const auto [begin, end] = season_days();
  const auto day = day_meant(on ? word_after() : text_, Edge::last, begin, end);
  if (!day || (type_ == Parser::NUMBER && !base::parse_date(twins(text_)) && text_.find("年") == std::string::npos && text_.find("月") == std::string::npos)) return false;
  const std::string due = base::to_string(*day);
  problems_.report(Kind::unexpected_word, span_, {text_, "write `due " + due + "`"}).arguments_zh = {text_, "请写`期限 " + due + "`"};
  return true;
}

// 药占比 最大 <= 25%
bool Wording::aggregate_behind_name() {
  const bool aggregate = type_ == Parser::SUM || type_ == Parser::MEAN || type_ == Parser::AVG || type_ == Parser::MIN || type_ == Parser::MAX || type_ == Parser::MEDIAN;
  if (new_line_ || !aggregate || (before_type_ != Parser::NAME && before_type_ != Parser::QUOTED) || !possible_.contains(static_cast<ssize_t>(Parser::PLUS))) return false;
  const std::string call = text_ + "(" + before_ + ")";
  problems_.report(Kind::unexpected_word, span_, {text_, "write `" + call + "`"}).arguments_zh = {text_, "请写`" + call + "`"};
  return true;
}

// 95 %, 增幅%
bool Wording::percent_apart() {
  if (type_ != Parser::PERCENT || new_line_) return false;
  if (before_type_ == Parser::NUMBER) {
    const std::string whole = before_ + text_;
    problems_.report(Kind::unit_apart, span_, {before_, text_, "a unit follows its number without a space: `" + whole + "`"}).arguments_zh = {
        before_, text_, "计量单位紧跟在数后面，中间没有空格：`" + whole + "`"};
    return true;
  }
  if (before_type_ != Parser::NAME && before_type_ != Parser::QUOTED) return false;
  problems_.report(Kind::unexpected_word, span_, {text_, "`%` follows a number, as in `" + before_ + " >= 3%`"}).arguments_zh = {text_, "`%`写在数后面，如`" + before_ + " >= 3%`"};
  return true;
}

// 复审 截止日 2025-09-30: the word of a test, where `by` is meant.
bool Wording::as_of_for_by() {
  if (new_line_ || (type_ != Parser::AS_OF && type_ != Parser::AS) || (before_type_ != Parser::NAME && before_type_ != Parser::QUOTED)) return false;
  const std::string day = word_after(type_ == Parser::AS ? 2 : 1);
  if (!written_day(twins(day))) return false;
  problems_.report(Kind::misplaced_statement, span_, {text_, "target", "write `" + before_ + " by " + day + "`"}).arguments_zh = {text_, chinese_spelling("target"),
                                                                                                                              "请写`" + before_ + " 截至 " + day + "`"};
  return true;
}

// 1.05 上年同期(收入)
bool Wording::product_meant() {
  if (before_type_ != Parser::NUMBER || (type_ != Parser::NAME && type_ != Parser::QUOTED)) return false;
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  if (found_index_ + 1 >= tokens->size() || tokens->get(found_index_ + 1)->getType() != Parser::LPAREN) return false;
  std::size_t depth = 0;
  for (std::size_t at = found_index_ + 1; at < tokens->size(); ++at) {
    if (tokens->get(at)->getType() == Parser::LPAREN) ++depth;
    if (tokens->get(at)->getType() != Parser::RPAREN || --depth > 0) continue;
    const std::string product = before_ + " * " + between(found_index_, at);
    problems_.report(Kind::two_values, span_, {before_, text_, "write `" + product + "`", "请写`" + product + "`"});
    return true;
  }
  return false;
}

// require 2 "…" : …, require 总量 : "…" 手术 >= …
bool Wording::quote_misplaced() {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  const auto asks = [&](std::size_t at) { return tokens->get(at)->getType() == Parser::REQUIRE || tokens->get(at)->getType() == Parser::AIM; };
  if (is_string(type_) && before_type_ == Parser::NUMBER && before_index_ > 0 && asks(before_index_ - 1)) {
    const std::string criterion = text_ + " : …";
    problems_.report(Kind::unexpected_word, span_, {text_, "criteria are numbered by themselves: write `" + criterion + "`"}).arguments_zh = {text_, "细项自动编号，请写`" + criterion + "`"};
    return true;
  }
  const bool behind_colon = is_string(before_type_) && before_index_ > 2 && tokens->get(before_index_ - 1)->getType() == Parser::COLON && asks(before_index_ - 3);
  if (!behind_colon || new_line_) return false;
  const std::string criterion = between(before_index_ - 2, before_index_ - 2) + " " + before_ + " : " + (type_ == Parser::COLON ? word_after() : text_) + " …";
  problems_.report(Kind::unexpected_word, span_, {text_, "the quote stands before the colon: `" + criterion + "`"}).arguments_zh = {text_, "引文写在冒号前面：`" + criterion + "`"};
  return true;
}

std::string Wording::year() const {
  const auto first = season_days().first;
  return std::to_string(first ? base::civil(*first).year : 2023);
}

}  // namespace assay::syntax
