// The brackets that are open while a file is scanned, and what the indents of its lines say of one that was forgotten.
#pragma once

#include "syntax/problems.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace assay::syntax {

enum class Inside : std::uint8_t { nothing, comment, text };  // text: """…"""

class Brackets {
 public:
  Brackets(std::string_view text, std::size_t most, Problems& problems) : text_(text), most_(most), problems_(problems) {}

  // Every character in order: its ASCII twin, from `begin` to `end`.
  void pass(char32_t c, bool space, std::size_t begin, std::size_t end, Inside inside) {
    if (c == U'\n') {
      line_begin_ = end;
      only_spaces_ = true;
    } else if (only_spaces_ && !space) {
      only_spaces_ = false;
      begin_line(c, begin, inside);
    }
    if (inside != Inside::comment && !only_spaces_ && !space) code_ = begin;
  }

  // Several that are no spaces, none of them the first of its line; the last of them begins at `last`.
  void pass_usual(std::size_t last, Inside inside) {
    if (inside != Inside::comment) code_ = last;
  }
  bool before_first_of_line() const { return only_spaces_; }

  // Behind the bracket's character; false, and a problem, where too many are open.
  bool open(char32_t c, std::size_t begin);
  void close(char32_t c, source::Span at);
  void forget() { open_.clear(); }
  void end();  // of the file: what is open is a problem

  std::size_t line_begin() const { return line_begin_; }
  void distrust(std::size_t from);
  std::uint32_t trusted_until() const { return trusted_until_; }  // what is said of the text behind it may come of a bracket or quote before

 private:
  static constexpr std::size_t kNever = static_cast<std::size_t>(-1);
  struct Bracket {
    char32_t open;
    std::size_t offset;
    std::size_t indent;  // of its line
    std::size_t left = kNever;  // the last character before a later line that begins at its indent or left of it, and does not close it
  };

  void begin_line(char32_t c, std::size_t begin, Inside inside);
  std::size_t line_of(std::size_t offset) const;
  void report_unclosed(const Bracket& bracket, source::Span closer);

  std::string_view text_;
  std::size_t most_;
  Problems& problems_;
  std::vector<Bracket> open_;
  std::optional<Bracket> suspect_;
  std::optional<source::Span> early_;
  std::size_t line_begin_ = 0;
  std::size_t indent_ = 0;
  std::size_t first_ = kNever;
  std::size_t code_ = 0;  // the last character that is neither space nor comment
  bool only_spaces_ = true;
  std::uint32_t trusted_until_ = std::numeric_limits<std::uint32_t>::max();
};

}  // namespace assay::syntax
