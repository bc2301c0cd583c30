#include "structure/tokens.h"

#include <algorithm>
#include <cctype>

namespace assay::structure {
namespace {

bool is_name_start(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_name_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Source run() {
    bool line_is_blank = true;  // so far: a directive starts with the first # of a line
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        line_is_blank = true;
        advance(1);
        continue;
      }
      if (std::isspace(static_cast<unsigned char>(c)) != 0) {
        advance(1);
        continue;
      }
      if (starts("//")) {
        advance(std::min(text_.find('\n', at_), text_.size()) - at_);
      } else if (starts("/*")) {
        skip_past("*/", 2);
      } else if (c == '#' && line_is_blank) {
        directive();
      } else if (is_name_start(c)) {
        name();
      } else if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
        number();
      } else if (c == '"' || c == '\'') {
        literal(c);
      } else {
        advance(1);
      }
      line_is_blank = false;
    }
    return std::move(source_);
  }

 private:
  bool starts(std::string_view expected) const { return text_.substr(at_).starts_with(expected); }

  void advance(std::size_t count) {
    const auto passed = text_.substr(at_, count);
    line_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
    at_ += passed.size();
  }

  void skip_past(std::string_view end, std::size_t from) {
    const auto found = text_.find(end, at_ + from);
    advance(found == std::string_view::npos ? text_.size() - at_ : found + end.size() - at_);
  }

  void directive() {
    auto rest = text_.substr(at_, std::min(text_.find('\n', at_), text_.size()) - at_);
    const auto word = rest.find_first_not_of(" \t", 1);
    if (word == std::string_view::npos || !rest.substr(word).starts_with("include")) {
      advance(1);  // what a macro says counts like any other code
      return;
    }
    const auto open = rest.find_first_of("<\"", word);
    if (open != std::string_view::npos) {
      const bool quoted = rest[open] == '"';
      const auto close = rest.find(quoted ? '"' : '>', open + 1);
      source_.includes.push_back({std::string(rest.substr(open + 1, close - open - 1)), quoted, line_});
    }
    advance(rest.size());
  }

  void name() {
    std::size_t length = 0;
    while (at_ + length < text_.size() && is_name_part(text_[at_ + length])) ++length;
    const auto word = text_.substr(at_, length);
    const char after = at_ + length < text_.size() ? text_[at_ + length] : ' ';
    const bool raw = after == '"' && (word == "R" || word == "u8R" || word == "uR" || word == "UR" || word == "LR");
    if (raw) {
      advance(length + 1);
      const auto open = text_.find('(', at_);
      if (open == std::string_view::npos) return advance(text_.size() - at_);
      const std::string end = ")" + std::string(text_.substr(at_, open - at_)) + "\"";
      return skip_past(end, open - at_);
    }
    const bool prefix = (after == '"' || after == '\'') && (word == "u8" || word == "u" || word == "U" || word == "L");
    if (!prefix) source_.tokens.push_back({TokenKind::name, std::string(word), line_});
    advance(length);
  }

  // With digit separators, exponents and suffixes.
  void number() {
    std::size_t length = 1;
    while (at_ + length < text_.size()) {
      const char c = text_[at_ + length];
      const char before = text_[at_ + length - 1];
      const bool hexadecimal = starts("0x") || starts("0X");
      const bool signed_exponent = (c == '+' || c == '-') && !hexadecimal && (before == 'e' || before == 'E');
      if (!is_name_part(c) && c != '.' && c != '\'' && !signed_exponent) break;
      ++length;
    }
    source_.tokens.push_back({TokenKind::number, std::string(text_.substr(at_, length)), line_});
    advance(length);
  }

  void literal(char quote) {
    std::size_t length = 1;
    while (at_ + length < text_.size() && text_[at_ + length] != quote) {
      if (text_[at_ + length] == '\n') return advance(length);
      length += text_[at_ + length] == '\\' ? 2U : 1U;
    }
    advance(length + 1);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  Source source_;
};

}  // namespace

Source scan(std::string_view text) { return Scanner(text).run(); }

}  // namespace assay::structure
