// Values, units and operators that are missing or too many.
#include "syntax/antlr/wording.h"

#include "base/calendar.h"
#include "diagnostics/kinds.h"
#include "syntax/antlr/grouped_number.h"
#include "syntax/antlr/near_form.h"
#include "syntax/antlr/near_miss.h"
#include "syntax/antlr/recovery.h"
#include "syntax/antlr/token_stream.h"
#include "syntax/antlr/words.h"
#include "syntax/literals.h"
#include "syntax/spoken.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::syntax {

using antlr4::Token;

namespace {

bool is_comparison(std::size_t type) {
  return type == Parser::GE || type == Parser::GT || type == Parser::LE || type == Parser::LT || type == Parser::EQ || type == Parser::NE;
}

}  // namespace

// 1,000人: told by whoever made the tokens, where a group begins with a 0.
bool Wording::grouped_number() {
  if (type_ != Parser::COMMA) return false;
  const auto* tokens = dynamic_cast<const TokenStream*>(parser_.getTokenStream());
  const auto number = tokens == nullptr ? std::nullopt : syntax::grouped_number(tokens->tokens, found_index_, all_);
  if (!number) return false;
  if (!number->zero_led) report_grouped(*number, tokens->tokens, all_, problems_);
  return true;
}

// fact opened : event 个
bool Wording::unit_of_no_number() {
  if (before_type_ != Parser::EVENT && before_type_ != Parser::RANK && before_type_ != Parser::FLAG && before_type_ != Parser::TEXT) return false;
  if (earlier_type() != Parser::COLON || !possible_.contains(static_cast<ssize_t>(Parser::RANGE)) || new_line_ || meant()) return false;
  if (type_ != Parser::NAME && type_ != Parser::QUOTED && type_ != Parser::PERCENT) return false;
  problems_.report(Kind::unit_not_allowed, span_, {text_});
  return true;
}

// 10亿元 以上
bool Wording::after_number() {
  struct Bound { std::string_view word, sign; };
  static constexpr auto kBounds = std::to_array<Bound>({{"以上", ">="}, {"以下", "<="}, {"以内", "<="}, {"及以上", ">="}, {"及以下", "<="}, {"左右", "within"}});
  if (before_type_ != Parser::NUMBER && before_type_ != Parser::NAME) return false;
  for (const Bound& bound : kBounds) {
    if (bound.word != text_) continue;
    // 覆盖率 以上 95%
    const std::string behind = word_after();
    const bool before_number = before_type_ == Parser::NAME && !behind.empty() && behind.front() >= '0' && behind.front() <= '9';
    problems_.report(Kind::words_after_number, span_, {text_, std::string(bound.sign), before_number ? behind : before_});
    return true;
  }
  return false;
}

// x + every …, not every … + 1: such a form comes last, or in parentheses.
bool Wording::not_last() {
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

std::string Wording::words_after() const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  const std::size_t first = found_index_ + 1;
  std::size_t last = first;
  while (last + 2 < tokens->size() && source_token(tokens->get(last)).end == source_token(tokens->get(last + 1)).begin) ++last;
  if (last + 1 >= tokens->size()) return {};
  const std::size_t from = source_token(tokens->get(first)).begin;
  return std::string(all_.substr(from, source_token(tokens->get(last)).end - from));
}

std::string Wording::left_side() const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  std::size_t end = found_index_;
  while (end > 0 && tokens->get(end)->getType() != Parser::STRETCH && !opens_statement(tokens->get(end)->getType())) --end;
  const bool aimed = tokens->get(end)->getType() == Parser::AIM && end + 1 == found_index_;
  if (tokens->get(end)->getType() != Parser::STRETCH && !aimed) return {};
  std::size_t begin = end;
  while (begin > 0 && tokens->get(begin - 1)->getType() != Parser::COLON && !opens_statement(tokens->get(begin - 1)->getType())) --begin;
  for (std::size_t at = begin; at < end; ++at) {
    if (!is_comparison(tokens->get(at)->getType())) continue;
    if (at == begin) return {};
    const std::size_t from = source_token(tokens->get(begin)).begin;
    return std::string(all_.substr(from, source_token(tokens->get(at - 1)).end - from));
  }
  return {};
}

bool Wording::where_value_belongs() {
  if (!expects_value() && !is_connective(before_type_) && before_type_ != Parser::NOT) return false;
  if (opens_statement(type_) && !new_line_) {
    problems_.report(Kind::opening_word_as_operand, span_, {text_, back_quoted()});
  } else if (is_comparison(type_) && !new_line_) {
    const std::string left = left_side();
    const std::string whole = (left.empty() ? "…" : left) + " " + text_ + " " + words_after();
    Diagnostic& d = problems_.report(Kind::comparison_without_left, span_, {text_, whole});
    // 确保增长5%、力争10%
    if (before_type_ == Parser::AIM && !left.empty()) {
      d.arguments_zh = {text_, "冲刺 " + whole};
      d.arguments[1] = "stretch " + whole;
    }
  } else {
    Diagnostic& d = problems_.report(Kind::expected_value, place(), {before_});
    // and(a, b)
    const bool called = is_connective(type_) && !new_line_ && (word_after() == "(" || word_after() == "（");
    if (called) {
      d.arguments.push_back("`" + text_ + "` stands between conditions: `a " + text_ + " b`");
      d.arguments_zh = {before_, "`" + text_ + "`写在两个条件之间：`a " + text_ + " b`"};
    }
  }
  return true;
}

// 3人次 和 x
bool Wording::connective_in_words() {
  if (new_line_ || !possible_.contains(static_cast<ssize_t>(Parser::AND))) return false;
  const auto meant = connective_meant(text_);
  if (meant) problems_.report(Kind::comparison_in_words, span_, {text_, *meant});
  return meant.has_value();
}

// range > 0, range 大于0
bool Wording::range_in_words() {
  const bool sign = before_type_ == Parser::RANGE && !new_line_ && is_comparison(type_);
  const auto word = earlier_type() == Parser::RANGE ? near_miss({}, before_) : std::nullopt;
  const bool in_words = word && word->kind == Kind::comparison_in_words;
  if (!sign && !in_words) return false;
  const std::string range = in_words ? text_of(*parser_.getTokenStream()->get(before_index_ - 1)) : before_;
  problems_.report(Kind::expected_value, in_words ? before_span_ : span_, {range, "a range has its ends in it: `range >= 1`, `range <= 100`, `range 0..100`"})
      .arguments_zh = {range, "范围包含两端：`范围 >= 1`、`范围 <= 100`、`范围 0..100`"};
  return true;
}

// by 2024.9.30: a number, a full stop and a number.
bool Wording::dotted_day() {
  if (before_type_ != Parser::DOT || type_ != Parser::NUMBER || earlier_type() != Parser::NUMBER || before_index_ < 2) return false;
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  Token* word = tokens->get(before_index_ - 2);
  const source::Span span = source::join(span_of(*tokens->get(before_index_ - 1)), span_);
  const auto day = base::parse_date(all_.substr(span.begin, span.end - span.begin));
  const bool timing = word->getType() == Parser::BY || word->getType() == Parser::BEFORE || word->getType() == Parser::AFTER || word->getType() == Parser::ON;
  if (!day || !timing) return false;
  const std::string written = "`" + base::to_string(*day) + "`";
  problems_.report(Kind::expected_date, span, {text_of(*word), written, written});
  return true;
}

// season 2023 from 2023-01-01 to 2023-12-31
std::pair<std::optional<base::Date>, std::optional<base::Date>> Wording::season_days() const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  std::size_t at = 0;
  while (at < tokens->size() && tokens->get(at)->getType() != Parser::SEASON) ++at;
  std::vector<base::Date> days;
  for (std::size_t end = at + 8; at < std::min(end, tokens->size()) && days.size() < 2; ++at) {
    if (tokens->get(at)->getType() != Parser::DATE) continue;
    if (const auto day = written_day(twins(text_of(*tokens->get(at)))); day && day->exists) days.push_back(day->date);
  }
  if (days.size() != 2) return {};
  return {days[0], days[1]};
}

// Two values side by side.
bool Wording::juxtaposed() {
  const bool operand = type_ == Parser::NAME || type_ == Parser::QUOTED || type_ == Parser::NUMBER;
  const bool after_operand = before_type_ == Parser::NAME || before_type_ == Parser::QUOTED || before_type_ == Parser::NUMBER ||
                             before_type_ == Parser::RPAREN || before_type_ == Parser::RBRACKET;
  if (!operand || !after_operand || new_line_ || !possible_.contains(static_cast<ssize_t>(Parser::PLUS))) return false;
  if (product_meant()) return true;
  if (type_ == Parser::NAME && meant()) {
    did_not_expect();
  } else if (before_type_ == Parser::NUMBER && type_ == Parser::NAME && is_short(text_)) {
    // 至少 3 个 院区 满足 …, 手术 >= 5000台 每季度
    std::string en, zh;
    const std::string outer = word_before_that();
    if (outer == "至少" || outer == "least") {
      // 至少 2个 镇街 满足 …
      const std::string behind = word_after(), of = behind == "满足" || behind == "has" ? text_ : behind;
      const std::string number = before_.substr(0, before_.find_first_not_of("0123456789"));
      en = "write `count(" + of + " where …) >= " + number + "`";
      zh = "请写`计数(" + of + " 其中 …) >= " + number + "`";
    } else if (before_.ends_with("%") && is_fact(text_)) {
      // 体检 >= 65% 老人
      en = "write `" + before_ + " * " + text_ + "`";
      zh = "请写`" + before_ + " * " + text_ + "`";
    } else if (text_ == "除" || text_ == "除了") {
      en = "a filter leaves members out: `every 镇街 where 镇街 != " + word_after() + " has …`";
      zh = "排除成员请用筛选条件，如`每个 镇街 其中 镇街 != " + word_after() + " 满足 …`";
    } else if (text_ == "每季度" || text_ == "每季" || text_ == "每月") {
      en = std::string("write `every ") + (text_ == "每月" ? "month" : "quarter") + " has …`";
      zh = std::string("请写`每个 ") + (text_ == "每月" ? "月份" : "季度") + " 满足 …`";
    }
    // 收入 >= 3亿元 到 5亿元
    const auto is_through = [](std::string_view word) { return word == "到" || word == "至"; };
    if (en.empty() && is_through(text_) && rule() == Parser::RuleScheme && expects(Parser::TO)) {
      en = "write `" + before_ + " to " + amount_at(found_index_ + 1).first + "`";
      zh = "请写`" + before_ + " 至 " + amount_at(found_index_ + 1).first + "`";
    } else if (en.empty() && is_through(text_) && amount_at(found_index_ + 1).second > found_index_ + 1) {
      en = "a range is written `in " + before_ + ".." + amount_at(found_index_ + 1).first + "`";
      zh = "区间写作`属于 " + before_ + ".." + amount_at(found_index_ + 1).first + "`";
    }
    if (!en.empty()) {
      problems_.report(Kind::two_values, span_, {before_, text_, en, zh});
      return true;
    }
    problems_.report(Kind::unit_apart, span_, {before_, text_, "a unit follows its number without a space: `" + before_ + text_ + "`"}).arguments_zh = {before_, text_, "计量单位紧跟在数后面，中间没有空格：`" + before_ + text_ + "`"};
  } else {
    const std::string after = word_after(), next = word_after(2), further = word_after(3), outer = word_before_that();
    WordsInRow in_row{before_, text_, after, next, further, outer, is_fact(before_), is_fact(text_), is_rank(before_), is_member(before_), is_member(text_), has_members(before_), has_members(text_), {}, {}};
    std::tie(in_row.begin, in_row.end) = season_days();
    const Remedy remedy = two_values_remedy(in_row);
    problems_.report(Kind::two_values, span_, {before_, text_, remedy.en, remedy.zh});
  }
  return true;
}

}  // namespace assay::syntax
