#include "syntax/antlr/lex.h"

#include "syntax/antlr/runtime.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace assay::syntax {

namespace {

using StandIns = std::u32string_view;

enum Class : std::uint8_t { kOther, kSpace, kDigit, kAlpha, kUnderscore };

constexpr auto kCharacterClass = [] {
  std::array<Class, 128> classes{};
  for (const char c : {' ', '\t', '\r', '\n'}) classes[static_cast<std::size_t>(c)] = kSpace;
  for (std::size_t c = '0'; c <= '9'; ++c) classes[c] = kDigit;
  for (std::size_t c = 'a'; c <= 'z'; ++c) classes[c] = classes[c - 'a' + 'A'] = kAlpha;
  classes['_'] = kUnderscore;
  return classes;
}();

Class class_of(char32_t c) { return c < kCharacterClass.size() ? kCharacterClass[c] : kOther; }

char32_t char_at(StandIns text, std::size_t at) { return at < text.size() ? text[at] : 0; }
bool is_digit_at(StandIns text, std::size_t at) { return class_of(char_at(text, at)) == kDigit; }
bool ends_line(char32_t c) { return c == U'\n' || c == U'\r'; }

std::size_t skip_digits(StandIns text, std::size_t at) {
  while (is_digit_at(text, at)) ++at;
  return at;
}
std::size_t skip_number(StandIns text, std::size_t at) {
  while (class_of(char_at(text, at)) == kDigit || class_of(char_at(text, at)) == kUnderscore) ++at;
  return at;
}
std::size_t skip_word(StandIns text, std::size_t at) {
  while (class_of(char_at(text, at)) >= kDigit) ++at;
  return at;
}

// 2023-06 or 2023-06-30 from `at` on; `at` itself if there is neither. `day` says whether there is a day.
std::size_t skip_day(StandIns text, std::size_t at, bool& day) {
  day = false;
  std::size_t end = at + 4;
  if (skip_digits(text, at) != end || char_at(text, end) != U'-' || !is_digit_at(text, end + 1)) return at;
  end = skip_digits(text, end + 1);
  if (char_at(text, end) != U'-' || !is_digit_at(text, end + 1)) return end;
  day = true;
  return skip_digits(text, end + 1);
}

struct Found {
  std::size_t type;
  std::size_t end;
};

Found number(StandIns text, std::size_t at) {
  bool day = false;
  const std::size_t date = skip_day(text, at, day);
  if (day) return {Parser::DATE, date};
  std::size_t end = skip_number(text, at);
  if (char_at(text, end) == U'.' && is_digit_at(text, end + 1)) end = skip_number(text, end + 1);
  if (char_at(text, end) == U'%') return {Parser::NUMBER, end + 1};
  if (class_of(char_at(text, end)) == kAlpha) end = skip_word(text, end);
  return {Parser::NUMBER, end};
}

// A text, a string, or a quote that closes nothing.
Found quote(StandIns text, std::size_t at) {
  if (text.substr(at, 3) == U"\"\"\"") {
    const std::size_t close = text.find(U"\"\"\"", at + 3);
    if (close != StandIns::npos) return {Parser::TEXT_BLOCK, close + 3};
  }
  for (std::size_t end = at + 1; end < text.size() && !ends_line(text[end]); ++end) {
    if (text[end] == U'"') return {Parser::STRING, end + 1};
    if (text[end] == U'\\' && (++end == text.size() || ends_line(text[end]))) break;
  }
  return {Parser::JUNK, at + 1};
}

// Up to `close` on the same line; `least` characters between.
Found closed(StandIns text, std::size_t at, char32_t close, std::size_t least, std::size_t type) {
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != close && !ends_line(text[end])) ++end;
  if (end == text.size() || text[end] != close || end - at - 1 < least) return {Parser::JUNK, at + 1};
  return {type, end + 1};
}

Found sign(StandIns text, std::size_t at) {
  const char32_t next = char_at(text, at + 1);
  const auto one = [at](std::size_t type) { return Found{type, at + 1}; };
  const auto two = [at](std::size_t type) { return Found{type, at + 2}; };
  switch (text[at]) {
    case U'=':
      if (next == U'=') return char_at(text, at + 2) == U'=' ? Found{Parser::WRONG_OPERATOR, at + 3} : two(Parser::EQ);
      return next == U'>' || next == U'<' ? two(Parser::WRONG_OPERATOR) : one(Parser::ASSIGN);
    case U'>': return next == U'=' ? two(Parser::GE) : one(Parser::GT);
    case U'<': return next == U'=' ? two(Parser::LE) : next == U'>' ? two(Parser::WRONG_OPERATOR) : one(Parser::LT);
    case U'!': return next == U'=' ? two(Parser::NE) : one(Parser::WRONG_OPERATOR);
    case U'&': return next == U'&' ? two(Parser::WRONG_OPERATOR) : one(Parser::WRONG_OPERATOR);
    case U'|': return next == U'|' ? two(Parser::WRONG_OPERATOR) : one(Parser::WRONG_OPERATOR);
    case U'*': return next == U'*' ? two(Parser::WRONG_OPERATOR) : one(Parser::STAR);
    case U'.': return next == U'.' ? two(Parser::DOTS) : one(Parser::DOT);
    case U'\u2265': return one(Parser::GE);
    case U'\u2264': return one(Parser::LE);
    case U'\u2260': return one(Parser::NE);
    case U'+': return one(Parser::PLUS);
    case U'-': return one(Parser::MINUS);
    case U'/': return one(Parser::SLASH);
    case U'%': return one(Parser::PERCENT);
    case U',': return one(Parser::COMMA);
    case U':': return one(Parser::COLON);
    case U';': return one(Parser::SEMICOLON);
    case U'(': return one(Parser::LPAREN);
    case U')': return one(Parser::RPAREN);
    case U'[': return one(Parser::LBRACKET);
    case U']': return one(Parser::RBRACKET);
    case U'{': return one(Parser::LBRACE);
    case U'}': return one(Parser::RBRACE);
    case U'"': return quote(text, at);
    case U'\u201C': return closed(text, at, U'\u201D', 0, Parser::FLAT);
    case U'`': return closed(text, at, U'`', 1, Parser::QUOTED);
    case U'@': {
      bool day = false;
      const std::size_t end = skip_day(text, at + 1, day);
      return end == at + 1 ? one(Parser::AT_SIGN) : Found{Parser::AT_PERIOD, end};
    }
    default: return one(Parser::JUNK);
  }
}

}  // namespace

Lexeme next_lexeme(const std::u32string& stand_ins, std::size_t& at) {
  const StandIns text = stand_ins;
  Lexeme found;
  const auto pass = [&] {
    if (text[at] == U'\n') ++found.lines;
    ++at;
  };
  // A text may hold line ends; they count with what follows it.
  while (at < text.size()) {
    if (class_of(text[at]) == kSpace) {
      pass();
    } else if (text[at] == U'#') {
      while (at < text.size() && !ends_line(text[at])) ++at;
    } else {
      break;
    }
  }
  found.begin = at;
  if (at == text.size()) {
    found.type = antlr4::Token::EOF;
    found.end = at;
    return found;
  }
  const Class first = class_of(text[at]);
  const Found token = first == kDigit                           ? number(text, at)
                      : first == kAlpha || first == kUnderscore ? Found{Parser::NAME, skip_word(text, at)}
                                                                : sign(text, at);
  found.type = token.type;
  found.end = at = token.end;
  return found;
}

}  // namespace assay::syntax
