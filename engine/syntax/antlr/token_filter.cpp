#include "syntax/antlr/token_filter.h"

#include "base/text.h"
#include "diagnostics/kinds.h"
#include "syntax/antlr/near_miss.h"
#include "syntax/keywords.h"
#include "syntax/literals.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace assay::syntax {

namespace {

// In the order of keywords(): both are made of the same table.
constexpr auto kTypes = std::to_array<std::size_t>({
#define ASSAY_WORD(token, word_class, english, chinese) Lexer::token,
#include "syntax/keywords.def"
#undef ASSAY_WORD
});

bool has_wide_forms(std::string_view text) { return text.find('\xEF') != std::string_view::npos; }

}  // namespace

std::size_t token_type(const Keyword& keyword) { return kTypes[static_cast<std::size_t>(&keyword - keywords().data())]; }

std::unique_ptr<antlr4::Token> TokenFilter::nextToken() {
  while (true) {
    std::unique_ptr<antlr4::Token> token = lexer_.nextToken();
    auto& common = static_cast<antlr4::CommonToken&>(*token);
    if (too_deep_ || problems_.full()) common.setType(antlr4::Token::EOF);
    const bool end = common.getType() == antlr4::Token::EOF;
    const std::size_t start = common.getStartIndex();
    const std::size_t stop = end ? start : common.getStopIndex();
    const source::Span span = problems_.span(stream_.byte_begin(start), end ? stream_.byte_begin(start) : stream_.byte_end(stop));
    while (next_damage_ < scan_.damaged.size() && scan_.damaged[next_damage_].end <= span.begin) {
      ++next_damage_;
      after_damage_ = true;
    }
    if (!end) {
      const std::string_view text = stream_.slice(start, stop);
      if (common.getType() == Lexer::JUNK) {
        junk(span, text);
        after_damage_ = true;
        continue;
      }
      check(common, span, text);
      count_depth(common, span);
    }
    if (common.getType() == Lexer::RBRACE && brace_depth_ > 0) {
      braces_.push_back(brace_depth_--);
    } else {
      braces_.push_back(brace_depth_);
      if (common.getType() == Lexer::LBRACE) ++brace_depth_;
    }
    beside_.push_back(after_damage_);
    after_damage_ = false;
    return token;
  }
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
    } else if (auto meant = near_sign(text)) {
      problems_.report(meant->kind, span, std::move(meant->arguments));
    } else {
      problems_.report(Kind::stray_character, span, {std::string(text), code});
    }
  }
  junk_end_ = span.end;
}

void TokenFilter::check(antlr4::CommonToken& token, source::Span span, std::string_view text) {
  switch (token.getType()) {
    case Lexer::NAME:
    case Lexer::QUOTED: name(token, span, text); break;
    case Lexer::NUMBER: {
      const std::string plain = twins(text);
      const auto day = written_day(plain);
      if (!day) {
        check_number(plain, span, problems_);
        break;
      }
      token.setType(Lexer::DATE);
      if (!day->exists) problems_.report(Kind::no_such_day, span, {std::string(text)});
      break;
    }
    case Lexer::DATE: {
      const auto day = written_day(twins(text));
      if (!day || !day->exists) problems_.report(Kind::no_such_day, span, {std::string(text)});
      break;
    }
    case Lexer::STRING: string_value(text, span.begin, &problems_); break;
    case Lexer::WRONG_OPERATOR: wrong_operator(token, span, twins(text)); break;
    default: break;
  }
}

void TokenFilter::name(antlr4::CommonToken& token, source::Span span, std::string_view text) {
  if (text.size() > limits_.identifier) {
    const std::size_t length = base::count_code_points(name_text(text));
    if (length > limits_.identifier) {
      problems_.report(Kind::identifier_limit, span, {std::to_string(limits_.identifier), std::to_string(length)});
    }
  }
  if (token.getType() == Lexer::QUOTED) return;
  const Keyword* keyword = find_keyword(text);
  if (keyword == nullptr && has_wide_forms(text)) keyword = find_keyword(twins(text));
  if (keyword != nullptr) token.setType(token_type(*keyword));
}

void TokenFilter::wrong_operator(antlr4::CommonToken& token, source::Span span, std::string_view text) {
  struct Row {
    std::string_view written;
    std::size_t type;
    std::string_view meant;
  };
  static constexpr auto kRows = std::to_array<Row>({
      {"=>", Lexer::GE, ">="},
      {"=<", Lexer::LE, "<="},
      {"&&", Lexer::AND, "and"},
      {"&", Lexer::AND, "and"},
      {"||", Lexer::OR, "or"},
      {"|", Lexer::OR, "or"},
      {"<>", Lexer::NE, "!="},
      {"===", Lexer::EQ, "=="},
      {"!", Lexer::NOT, "not"},
      {"**", Lexer::STAR, "power(x, n)"},
  });
  for (const Row& row : kRows) {
    if (row.written != text) continue;
    problems_.report(Kind::wrong_operator, span, {std::string(text), std::string(row.meant)});
    token.setType(row.type);
    return;
  }
}

// Quantifiers and `if` nest without brackets; they count for the same limit.
void TokenFilter::count_depth(const antlr4::Token& token, source::Span span) {
  switch (token.getType()) {
    case Lexer::IF: case Lexer::EVERY: case Lexer::ANY: case Lexer::NO: ++waiting_; break;
    case Lexer::LPAREN: case Lexer::LBRACKET: case Lexer::LBRACE:
      outer_.push_back(waiting_);
      waiting_outside_ += waiting_;
      waiting_ = 0;
      break;
    case Lexer::RPAREN: case Lexer::RBRACKET: case Lexer::RBRACE:
      if (!outer_.empty()) {
        waiting_ = outer_.back();
        waiting_outside_ -= waiting_;
        outer_.pop_back();
      }
      break;
    case Lexer::SEMICOLON: case Lexer::COMMA: case Lexer::COLON: waiting_ = 0; break;
    default: {
      static const auto kOpeners = [] {
        std::vector<bool> openers(Lexer::JUNK + 1, false);
        for (const Keyword& each : keywords()) {
          if (each.word_class == WordClass::opener) openers[token_type(each)] = true;
        }
        return openers;
      }();
      if (token.getType() < kOpeners.size() && kOpeners[token.getType()]) waiting_ = 0;
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
