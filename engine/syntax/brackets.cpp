#include "syntax/brackets.h"

#include "base/text.h"
#include "diagnostics/kinds.h"

#include <algorithm>
#include <string>

namespace assay::syntax {

namespace {

char32_t closing(char32_t open) { return open == U'(' ? U')' : open == U'[' ? U']' : U'}'; }

std::string utf8(char32_t c) {
  std::string out;
  base::append_utf8(out, c);
  return out;
}

}  // namespace

// A line of the block's own indent or left of it begins what follows the block, unless it closes it.
void Brackets::begin_line(char32_t c, std::size_t begin, Inside inside) {
  indent_ = base::display_width(text_.substr(line_begin_, begin - line_begin_));
  first_ = begin;
  if (inside == Inside::text || open_.empty() || c == U'}' || c == U')' || c == U']' || c == U'#') return;
  Bracket& last = open_.back();
  if (last.open == U'{' && last.left == kNever && indent_ <= last.indent && code_ != last.offset) last.left = code_;
}

bool Brackets::open(char32_t c, std::size_t begin) {
  open_.push_back({c, begin, indent_, kNever});
  if (open_.size() <= most_) return true;
  std::size_t end = begin;
  base::next_code_point(text_, end);
  problems_.report(Kind::nesting_limit, problems_.span(begin, end), {std::to_string(most_), std::to_string(open_.size())});
  return false;
}

void Brackets::close(char32_t c, source::Span at) {
  const auto match = std::find_if(open_.rbegin(), open_.rend(), [&](const Bracket& b) { return closing(b.open) == c; });
  if (match == open_.rend()) {
    // The one too many is the first brace that closed a block from a line further to the right.
    const source::Span place = c == U'}' && early_ ? *early_ : at;
    if (!problems_.full()) problems_.report(Kind::unopened_bracket, place, {utf8(c)});
    distrust(place.begin);
    return;
  }
  if (c == U'}' && !early_ && indent_ > open_.back().indent && line_of(open_.back().offset) < line_begin_) early_ = at;
  while (closing(open_.back().open) != c) {
    report_unclosed(open_.back(), at);
    open_.pop_back();
  }
  // A brace that closes at the left of where its line was opened shows which one was forgotten.
  if (c == U'}' && first_ == at.begin && indent_ < open_.back().indent && !suspect_) suspect_ = open_.back();
  open_.pop_back();
}

void Brackets::end() {
  if (open_.empty()) return;
  Bracket bracket = suspect_.value_or(open_.back());
  if (bracket.left == kNever) bracket.left = code_;
  report_unclosed(bracket, {});
  distrust(open_.back().offset);
}

void Brackets::distrust(std::size_t from) { trusted_until_ = std::min(trusted_until_, static_cast<std::uint32_t>(from)); }

std::size_t Brackets::line_of(std::size_t offset) const {
  const std::size_t end = text_.rfind('\n', offset);
  return end == std::string_view::npos ? 0 : end + 1;
}

void Brackets::report_unclosed(const Bracket& bracket, source::Span closer) {
  std::size_t end = bracket.offset;
  base::next_code_point(text_, end);
  if (!problems_.full()) {
    Diagnostic& d = problems_.report(Kind::unclosed_bracket, problems_.span(bracket.offset, end), {utf8(bracket.open), utf8(closing(bracket.open))});
    if (bracket.left != kNever) {
      std::size_t behind = bracket.left;
      base::next_code_point(text_, behind);
      d.related.push_back({problems_.span(bracket.left, behind), std::nullopt, {"it seems to end behind this", "似乎应在此之后结束"}});
    } else if (closer.valid()) {
      d.related.push_back({closer, std::nullopt, {"this closes an outer one", "这里结束的是外层括号"}});
    }
  }
  distrust(bracket.offset);
}

}  // namespace assay::syntax
