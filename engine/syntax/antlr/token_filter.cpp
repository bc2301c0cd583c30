#include "syntax/antlr/token_filter.h"

#include "base/calendar.h"
#include "base/text.h"
#include "diagnostics/kinds.h"
#include "syntax/antlr/grouped_number.h"
#include "syntax/antlr/lex.h"
#include "syntax/antlr/near_miss.h"
#include "syntax/antlr/runtime.h"
#include "syntax/keywords.h"
#include "syntax/literals.h"
#include "syntax/spoken.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

namespace assay::syntax {

namespace {

// In the order of keywords(): both are made of the same table.
constexpr auto kTypes = std::to_array<std::uint16_t>({
#define ASSAY_WORD(token, word_class, english, chinese) Parser::token,
#include "syntax/keywords.def"
#undef ASSAY_WORD
});

// What a statement of the top level ends with, but for a brace, and what no name may follow in one.
bool ends_statement(std::uint16_t kind) {
  switch (kind) {
    case Parser::NAME: case Parser::QUOTED: case Parser::NUMBER: case Parser::DATE: case Parser::AT_PERIOD: case Parser::PERCENT:
    case Parser::STRING: case Parser::FLAT: case Parser::TEXT_BLOCK: case Parser::RPAREN: case Parser::RBRACKET:
    case Parser::TRUE: case Parser::FALSE: case Parser::UNKNOWN: case Parser::MISSING: case Parser::REPORTED:
    case Parser::FLOW: case Parser::CUMULATIVE: case Parser::LEVEL: case Parser::RANK: case Parser::EVENT: case Parser::FLAG: case Parser::TEXT:
    case Parser::WHOLE: case Parser::SIGNED: case Parser::EVIDENCE: case Parser::REQUIRED_EVIDENCE:
    case Parser::SUM: case Parser::MEAN: case Parser::AVG: case Parser::MIN: case Parser::MAX:
    case Parser::MONTHLY: case Parser::QUARTERLY: case Parser::YEARLY: return true;
    default: return false;
  }
}

bool has_wide_forms(std::string_view text) { return text.find('\xEF') != std::string_view::npos; }

}  // namespace

std::uint16_t token_type(const Keyword& keyword) { return kTypes[static_cast<std::size_t>(&keyword - keywords().data())]; }

void TokenFilter::fill(TokenStream& stream, Tests tests) {
  const bool pass_tests = tests == Tests::left_out && scan_.damaged.empty() && scan_.trusted_until == Scan::kToTheEnd;
  std::size_t at = 0;
  std::uint32_t line = 1;
  std::uint32_t braces = 0;
  std::size_t next_damage = 0;
  bool after_damage = false;
  while (true) {
    const Lexeme lexeme = next_lexeme(scan_.stand_ins, at);
    SourceToken token;
    if (lexeme.type != antlr4::Token::EOF && !too_deep_ && !problems_.full()) token.kind = static_cast<std::uint16_t>(lexeme.type);
    const bool end = token.kind == SourceToken::kEndOfFile;
    token.begin = scan_.offsets[lexeme.begin];
    token.end = end ? token.begin : scan_.offsets[lexeme.end];
    token.line = line += static_cast<std::uint32_t>(lexeme.lines);
    const source::Span span = problems_.span(token.begin, token.end);
    while (next_damage < scan_.damaged.size() && scan_.damaged[next_damage].end <= span.begin) {
      ++next_damage;
      after_damage = true;
    }
    if (!end) {
      const std::string_view text = text_.substr(token.begin, token.end - token.begin);
      if (token.kind == Parser::JUNK) {
        junk(span, text);
        after_damage = true;
        continue;
      }
      check(token, span, text);
      if (pass_tests && token.kind == Parser::TEST && braces == 0 && pass_test(stream.tokens, token, at, line)) {
        left_out_tests_ = true;
        continue;
      }
      count_depth(token, span);
    }
    token.braces = braces;
    if (token.kind == Parser::RBRACE && braces > 0) --braces;
    if (token.kind == Parser::LBRACE) ++braces;
    token.beside_damage = std::exchange(after_damage, false);
    token.index = static_cast<std::uint32_t>(stream.tokens.size());
    stream.tokens.push_back(token);
    if (std::exchange(leading_zero_, false)) zero_led_.push_back(token.index);
    if (end) return report_leading_zeros(stream.tokens);
  }
}

// Moves behind the test whose first word is `test`, if it is one. As the word may also be a name, it has to begin a statement: behind the end
// of another one, and a name and a block follow.
bool TokenFilter::pass_test(const std::vector<SourceToken>& before, const SourceToken& test, std::size_t& at, std::uint32_t& line) {
  const std::uint16_t last = before.empty() ? static_cast<std::uint16_t>(Parser::SEMICOLON) : before.back().kind;
  if (last != Parser::SEMICOLON && last != Parser::RBRACE && (!ends_statement(last) || before.back().line == test.line)) return false;
  std::size_t next = at;
  std::size_t lines = 0;
  const auto read = [&] {
    const Lexeme lexeme = next_lexeme(scan_.stand_ins, next);
    lines += lexeme.lines;
    return lexeme.type;
  };
  const std::size_t name = read();
  if (name != Parser::STRING && name != Parser::FLAT && name != Parser::TEXT_BLOCK) return false;
  if (read() != Parser::LBRACE) return false;
  for (std::size_t open = 1; open > 0;) {
    const std::size_t type = read();
    if (type == antlr4::Token::EOF) return false;
    if (type == Parser::LBRACE) ++open;
    if (type == Parser::RBRACE) --open;
  }
  at = next;
  line += static_cast<std::uint32_t>(lines);
  return true;
}

// A run of such characters is one problem.
void TokenFilter::junk(source::Span span, std::string_view text) {
  if (span.begin == junk_end_ && junk_report_ < problems_.size()) {
    problems_[junk_report_].span.end = span.end;
  } else {
    std::size_t at = 0;
    char code[16];
    std::snprintf(code, sizeof code, "%04X", static_cast<unsigned>(base::next_code_point(text, at)));
    junk_report_ = problems_.size();
    if (text == "”") {
      problems_.report(Kind::stray_closing_quote, span, {std::string(text)});
    } else if (text == "~" || text == "～") {
      const auto range = near_range(text_, span.begin, text.size());
      problems_.report(Kind::range_in_words, span, range ? range->arguments : std::vector<std::string>{std::string(text), "1..10"});
    } else if (auto members = text == "、" ? near_members(text_, span.begin) : std::nullopt) {
      problems_.report(members->kind, span, std::move(members->arguments)).arguments_zh = std::move(members->arguments_zh);
    } else if (auto meant = near_sign(text)) {
      problems_.report(meant->kind, span, std::move(meant->arguments)).arguments_zh = std::move(meant->arguments_zh);
    } else {
      problems_.report(Kind::stray_character, span, {std::string(text), code});
    }
  }
  junk_end_ = span.end;
}

void TokenFilter::check(SourceToken& token, source::Span span, std::string_view text) {
  switch (token.kind) {
    case Parser::NAME:
    case Parser::QUOTED: name(token, span, text); break;
    case Parser::NUMBER: {
      const std::string plain = twins(text);
      const auto day = written_day(plain);
      if (!day) {
        leading_zero_ = check_number(plain, span, problems_);
        break;
      }
      token.kind = Parser::DATE;
      if (!day->exists) problems_.report(Kind::no_such_day, span, {std::string(text), twins(text).substr(0, 4)});
      break;
    }
    case Parser::DATE: {
      const auto day = written_day(twins(text));
      if (!day || !day->exists) problems_.report(Kind::no_such_day, span, {std::string(text), twins(text).substr(0, 4)});
      break;
    }
    case Parser::STRING:
      if (text.find('\\') != std::string_view::npos) string_value(text, span.begin, &problems_);
      break;
    case Parser::WRONG_OPERATOR: wrong_operator(token, span, twins(text)); break;
    default: break;
  }
}

// by 2024-09: the parser would go on, and read a difference.
bool TokenFilter::month_as_day(const std::vector<SourceToken>& tokens, std::size_t index) {
  if (index < 3 || tokens[index - 1].kind != Parser::MINUS || tokens[index - 2].end != tokens[index - 1].begin) return false;
  const SourceToken& word = tokens[index - 3];
  if (word.kind != Parser::BY && word.kind != Parser::BEFORE && word.kind != Parser::AFTER) return false;
  const std::uint32_t begin = tokens[index - 2].begin;
  const std::uint32_t end = tokens[index].end;
  const auto day = day_meant(twins(text_.substr(begin, end - begin)), word.kind == Parser::BEFORE ? Edge::first : Edge::last, std::nullopt, std::nullopt);
  if (!day) return false;
  const std::string written = "`" + base::to_string(*day) + "`";
  problems_.report(Kind::expected_date, problems_.span(begin, end), {std::string(text_.substr(word.begin, word.end - word.begin)), written, written});
  return true;
}

// 007 is no number, and 1,007 several: known once all tokens are.
void TokenFilter::report_leading_zeros(const std::vector<SourceToken>& tokens) {
  std::size_t told = 0;  // tokens up to here
  for (const std::size_t index : zero_led_) {
    if (index < told) continue;
    if (const auto number = grouped_number(tokens, index, text_)) {
      report_grouped(*number, tokens, text_, problems_);
      told = number->last + 1;
    } else {
      const SourceToken& token = tokens[index];
      if (month_as_day(tokens, index) || month_as_year(tokens, index)) continue;
      report_leading_zero(twins(text_.substr(token.begin, token.end - token.begin)), problems_.span(token.begin, token.end), problems_);
    }
  }
}

// every month from 2023-01 to 2023-06: from and to go with years.
bool TokenFilter::month_as_year(const std::vector<SourceToken>& tokens, std::size_t index) {
  if (index < 4 || tokens[index - 1].kind != Parser::MINUS || tokens[index - 2].kind != Parser::NUMBER) return false;
  std::size_t at = index - 3;
  const bool is_end = tokens[at].kind == Parser::TO;
  if (is_end)
    while (at > 0 && tokens[at].kind != Parser::FROM && index - at < 8) --at;
  if (tokens[at].kind != Parser::FROM || at == 0) return false;
  const SourceToken& axis = tokens[at - 1];
  if (axis.kind != Parser::MONTH && axis.kind != Parser::QUARTER && axis.kind != Parser::HALF) return false;
  if (is_end && tokens[at + 2].kind == Parser::MINUS && text_[tokens[at + 3].begin] == '0') return true;  // said of its beginning
  const std::string word(text_.substr(axis.begin, axis.end - axis.begin));
  problems_.report(Kind::only_years_from, problems_.span(tokens[index - 2].begin, tokens[index].end), {word});
  return true;
}

void TokenFilter::name(SourceToken& token, source::Span span, std::string_view text) {
  if (text.size() > limits_.identifier) {
    const std::size_t length = base::count_code_points(name_text(text));
    if (length > limits_.identifier) {
      problems_.report(Kind::identifier_limit, span, {std::to_string(limits_.identifier), std::to_string(length)});
    }
  }
  if (token.kind == Parser::QUOTED) return;
  const Keyword* keyword = find_keyword(text);
  if (keyword == nullptr && has_wide_forms(text)) keyword = find_keyword(twins(text));
  if (keyword != nullptr) token.kind = token_type(*keyword);
}

void TokenFilter::wrong_operator(SourceToken& token, source::Span span, std::string_view text) {
  struct Row {
    std::string_view written;
    std::uint16_t type;
    std::string_view meant;
  };
  static constexpr auto kRows = std::to_array<Row>({
      {"=>", Parser::GE, ">="},
      {"=<", Parser::LE, "<="},
      {"&&", Parser::AND, "and"},
      {"&", Parser::AND, "and"},
      {"||", Parser::OR, "or"},
      {"|", Parser::OR, "or"},
      {"<>", Parser::NE, "!="},
      {"===", Parser::EQ, "=="},
      {"!", Parser::NOT, "not"},
      {"**", Parser::STAR, "power(x, n)"},
  });
  for (const Row& row : kRows) {
    if (row.written != text) continue;
    problems_.report(Kind::wrong_operator, span, {std::string(text), std::string(row.meant)}).arguments_zh = {
        std::string(text), row.meant == "and" ? "且" : row.meant == "or" ? "或" : row.meant == "not" ? "非" : std::string(row.meant)};
    token.kind = row.type;
    return;
  }
}

// Quantifiers and `if` nest without brackets; they count for the same limit.
void TokenFilter::count_depth(const SourceToken& token, source::Span span) {
  switch (token.kind) {
    case Parser::IF: case Parser::EVERY: case Parser::ANY: case Parser::NO: ++waiting_; break;
    case Parser::LPAREN: case Parser::LBRACKET: case Parser::LBRACE:
      outer_.push_back(waiting_);
      waiting_outside_ += waiting_;
      waiting_ = 0;
      break;
    case Parser::RPAREN: case Parser::RBRACKET: case Parser::RBRACE:
      if (!outer_.empty()) {
        waiting_ = outer_.back();
        waiting_outside_ -= waiting_;
        outer_.pop_back();
      }
      break;
    case Parser::SEMICOLON: case Parser::COMMA: case Parser::COLON: waiting_ = 0; break;
    default: {
      static const auto kOpeners = [] {
        std::vector<bool> openers(Parser::JUNK + 1, false);
        for (const Keyword& each : keywords()) {
          if (each.word_class == WordClass::opener) openers[token_type(each)] = true;
        }
        return openers;
      }();
      if (token.kind < kOpeners.size() && kOpeners[token.kind]) waiting_ = 0;
      return;
    }
  }
  const std::size_t depth = outer_.size() + waiting_ + waiting_outside_;
  if (depth > limits_.nesting && waiting_ > 0) {
    problems_.report(Kind::nesting_limit, span, {std::to_string(limits_.nesting), std::to_string(depth)});
    too_deep_ = true;
  }
}

}  // namespace assay::syntax
