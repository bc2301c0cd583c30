#include "syntax/scan.h"

#include "base/text.h"
#include "diagnostics/kinds.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string_view>

namespace assay::syntax {

namespace {

std::string hex(char32_t c, const char* format = "%04X") {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, format, static_cast<unsigned>(c));
  return buffer;
}

bool is_control(char32_t c) {
  return (c < 0x20 && c != U'\t' && c != U'\n' && c != U'\r') || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

bool is_line_end(char32_t c) { return c == U'\n' || c == U'\r'; }

char32_t closing(char32_t open) { return open == U'(' ? U')' : open == U'[' ? U']' : U'}'; }

std::string utf8(char32_t c) {
  std::string out;
  base::append_utf8(out, c);
  return out;
}

constexpr std::size_t kNever = static_cast<std::size_t>(-1);

class Scanner {
 public:
  Scanner(const source::Files& files, source::FileId file, const Limits& limits, Problems& problems)
      : files_(files), file_(file), text_(files.text(file)), limits_(limits), problems_(problems) {}

  Scan run() {
    if (const auto bad = base::find_invalid_utf8(text_)) {
      problems_.report(Kind::invalid_utf8, problems_.span(*bad, *bad + 1), {hex(static_cast<unsigned char>(text_[*bad]), "%02X")});
      result_.usable = false;
      return std::move(result_);
    }
    result_.stand_ins.reserve(text_.size());
    result_.offsets.reserve(text_.size() + 1);
    while (at_ < text_.size() && result_.usable) outside();
    result_.offsets.push_back(static_cast<std::uint32_t>(text_.size()));
    if (result_.usable) unclosed();
    return std::move(result_);
  }

 private:
  struct Bracket {
    char32_t open;
    std::size_t offset;
    std::size_t indent;       // of its line
    bool first_on_line;       // nothing but spaces before it
    std::size_t left = kNever;  // the last character before a later line that begins at its indent or left of it, and does not close it
  };

  char32_t peek() const {
    std::size_t next = at_;
    return next < text_.size() ? base::next_code_point(text_, next) : 0;
  }

  // Moves past one character that the lexer need not see; checks it wherever it stands.
  char32_t pass() {
    const std::size_t begin = at_;
    const char32_t c = base::next_code_point(text_, at_);
    if (c >= 0x20 && c < 0x7F) {
      // Nothing to check.
    } else if (is_control(c)) {
      report_run(Kind::control_character, begin, c);
    } else if (c >= 0x80 && base::is_bidi_control(c)) {
      report_run(Kind::bidi_control, begin, c);
    }
    if (c == U'\n') {
      line_begin_ = at_;
      only_spaces_ = true;
    } else if (only_spaces_ && !is_space(base::ascii_twin(c))) {
      only_spaces_ = false;
      indent_ = base::display_width(text_.substr(line_begin_, begin - line_begin_));
      first_ = begin;
      see_line(base::ascii_twin(c));
    }
    if (!in_comment_ && !only_spaces_ && !is_space(base::ascii_twin(c))) code_ = begin;
    return c;
  }

  // A line of the block's own indent or left of it begins what follows the block, unless it closes it.
  void see_line(char32_t c) {
    if (in_text_ || open_.empty() || c == U'}' || c == U')' || c == U']' || c == U'#') return;
    Bracket& last = open_.back();
    if (last.open == U'{' && last.left == kNever && indent_ <= last.indent && code_ != last.offset) last.left = code_;
  }

  // Moves past one character and gives the lexer `stand_in` for it.
  void take(char32_t stand_in) {
    result_.offsets.push_back(static_cast<std::uint32_t>(at_));
    result_.stand_ins.push_back(stand_in);
    pass();
  }

  // One report for a run of such characters.
  void report_run(Kind kind, std::size_t begin, char32_t c) {
    if (begin != run_end_ && !problems_.full()) problems_.report(kind, problems_.span(begin, at_), {hex(c)});
    run_end_ = at_;
    result_.damaged.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)});
  }

  void outside() {
    const std::size_t begin = at_;
    const char32_t raw = peek();
    const char32_t c = base::ascii_twin(raw);
    switch (c) {
      case U'#': comment(); return;
      case U'"': string(begin); return;
      case U'\u201C': flat(begin); return;
      case U'`': quoted_name(begin); return;
      case U'(': case U'[': case U'{': open(c, begin); return;
      case U')': case U']': case U'}': close(c, begin); return;
      default: break;
    }
    if (is_space(c)) {
      space(is_line_end(c) ? U'\n' : U' ');
    } else if (c < 0x80) {
      take(is_control(raw) ? U' ' : c);
    } else if (c == U'\u2030') {  // per mille: a suffix like %
      take(U'%');
    } else if (c == U'\u2265' || c == U'\u2264' || c == U'\u2260') {
      take(c);
    } else if (base::is_identifier_start(c)) {
      take(kLetter);
    } else if (base::is_identifier_continue(c) && after_word()) {
      take(kLetter);
    } else if (is_control(c) || base::is_bidi_control(c)) {
      take(U' ');
    } else {
      take(kNoMeaning);
    }
  }

  // One stands for a run of them; it is a line end if one of them is.
  void space(char32_t kind) {
    const char32_t last = result_.stand_ins.empty() ? U'x' : result_.stand_ins.back();
    if (last != U' ' && last != U'\n') {
      take(kind);
      return;
    }
    if (kind == U'\n') result_.stand_ins.back() = kind;
    pass();
  }

  bool after_word() const {
    if (result_.stand_ins.empty()) return false;
    const char32_t last = result_.stand_ins.back();
    return (last >= U'a' && last <= U'z') || (last >= U'A' && last <= U'Z') || (last >= U'0' && last <= U'9') || last == U'_';
  }

  void comment() {
    in_comment_ = true;
    take(U'#');
    while (at_ < text_.size() && !is_line_end(peek())) pass();
    in_comment_ = false;
  }

  void string(std::size_t begin) {
    const bool wide = peek() != U'"';
    take(U'"');
    if (twin_is(0, U'"') && twin_is(1, U'"')) {
      take(U'"');
      take(U'"');
      text(begin);
      return;
    }
    while (at_ < text_.size() && !is_line_end(peek())) {
      const char32_t c = peek();
      if (c == U'"' || (wide && c == U'\uFF02')) {
        take(U'"');
        check_length(begin, 2);
        return;
      }
      pass();
      if (c == U'\\' && at_ < text_.size() && !is_line_end(peek())) pass();
    }
    unterminated(Kind::unterminated_string, begin, "`\"`");
  }

  // Whether the character `skip` places on has this twin.
  bool twin_is(std::size_t skip, char32_t twin) const {
    std::size_t next = at_;
    char32_t c = 0;
    for (std::size_t i = 0; i <= skip; ++i) {
      if (next >= text_.size()) return false;
      c = base::next_code_point(text_, next);
    }
    return base::ascii_twin(c) == twin;
  }

  void text(std::size_t begin) {
    in_text_ = true;
    while (at_ < text_.size()) {
      if (twin_is(0, U'"') && twin_is(1, U'"') && twin_is(2, U'"')) {
        in_text_ = false;
        if (opens_another(begin)) {
          // Most texts are of one line, so the lines behind it are read as rules; what they seem to say wrong is not trusted.
          at_ = std::min(text_.find_first_of("\r\n", begin), text_.size());
          unclosed_text(begin);
          return;
        }
        for (int i = 0; i < 3; ++i) take(U'"');
        check_length(begin, 6);
        return;
      }
      pass();
    }
    in_text_ = false;
    unclosed_text(begin);
    open_.clear();  // what closes them may be in the text
  }

  // Three quotes on a later line with a word right behind them are the beginning of the next text.
  bool opens_another(std::size_t begin) const {
    std::size_t next = at_;
    for (int i = 0; i < 3 && next < text_.size(); ++i) base::next_code_point(text_, next);
    return next < text_.size() && line_begin_ > begin && base::is_identifier_start(base::next_code_point(text_, next));
  }

  void unclosed_text(std::size_t begin) {
    if (!problems_.full()) problems_.report(Kind::unterminated_text, problems_.span(begin, begin + 3));
    distrust(begin);
    damage(begin);
  }

  void flat(std::size_t begin) {
    take(U'\u201C');
    while (at_ < text_.size() && !is_line_end(peek())) {
      if (peek() == U'\u201D') {
        take(U'\u201D');
        check_length(begin, 6);
        return;
      }
      pass();
    }
    unterminated(Kind::unterminated_string, begin, "`”`");
  }

  void quoted_name(std::size_t begin) {
    take(U'`');
    while (at_ < text_.size() && !is_line_end(peek())) {
      if (base::ascii_twin(peek()) == U'`') {
        take(U'`');
        if (result_.stand_ins[result_.stand_ins.size() - 2] == U'`') {
          problems_.report(Kind::empty_name, problems_.span(begin, at_));
          damage(begin);
        }
        return;
      }
      take(kLetter);
    }
    unterminated(Kind::unterminated_name, begin, "a back-quote");
  }

  // What was not closed on its line is passed over as far as the line goes, but for the brace of a block at its end.
  void unterminated(Kind kind, std::size_t begin, const char* closer) {
    std::string_view line = text_.substr(begin, at_ - begin);
    while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
    for (const std::string_view brace : {std::string_view("{"), std::string_view("｛")}) {
      if (line.size() > brace.size() && line.ends_with(brace)) at_ = begin + line.size() - brace.size();
    }
    std::size_t end = begin;
    base::next_code_point(text_, end);
    if (!problems_.full()) problems_.report(kind, problems_.span(begin, end), {closer});
    damage(begin);
  }

  void damage(std::size_t begin) {
    result_.damaged.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)});
    for (std::size_t i = result_.stand_ins.size(); i-- > 0 && result_.offsets[i] >= begin;) result_.stand_ins[i] = U' ';
  }

  // Where the line of an offset begins.
  std::size_t line_of(std::size_t offset) const {
    const std::size_t end = text_.rfind('\n', offset);
    return end == std::string_view::npos ? 0 : end + 1;
  }

  void distrust(std::size_t from) { result_.trusted_until = std::min(result_.trusted_until, static_cast<std::uint32_t>(from)); }

  // `quotes` is the bytes of both its quotes.
  void check_length(std::size_t begin, std::size_t quotes) {
    const std::size_t length = at_ - begin - std::min(quotes, at_ - begin);
    if (length > limits_.string) {
      std::size_t end = begin;
      base::next_code_point(text_, end);
      problems_.report(Kind::string_limit, problems_.span(begin, end), {std::to_string(limits_.string), std::to_string(length)});
    }
  }

  void open(char32_t c, std::size_t begin) {
    take(c);
    open_.push_back({c, begin, indent_, first_ == begin, kNever});
    if (open_.size() > limits_.nesting) {
      problems_.report(Kind::nesting_limit, problems_.span(begin, at_), {std::to_string(limits_.nesting), std::to_string(open_.size())});
      result_.usable = false;
    }
  }

  void close(char32_t c, std::size_t begin) {
    take(c);
    const auto match = std::find_if(open_.rbegin(), open_.rend(), [&](const Bracket& b) { return closing(b.open) == c; });
    if (match == open_.rend()) {
      // The one too many is the first brace that closed a block from a line further to the right.
      const source::Span place = c == U'}' && early_ ? *early_ : problems_.span(begin, at_);
      if (!problems_.full()) problems_.report(Kind::unopened_bracket, place, {utf8(c)});
      distrust(place.begin);
      return;
    }
    if (c == U'}' && !early_ && indent_ > open_.back().indent && line_of(open_.back().offset) < line_begin_)
      early_ = problems_.span(begin, at_);
    while (closing(open_.back().open) != c) {
      report_unclosed(open_.back(), problems_.span(begin, at_));
      open_.pop_back();
    }
    // A brace that closes at the left of where its line was opened shows which one was forgotten.
    if (c == U'}' && first_ == begin && indent_ < open_.back().indent && !suspect_) suspect_ = open_.back();
    open_.pop_back();
  }

  void report_unclosed(const Bracket& bracket, source::Span closer) {
    std::size_t end = bracket.offset;
    base::next_code_point(text_, end);
    if (!problems_.full()) {
      Diagnostic& d = problems_.report(Kind::unclosed_bracket, problems_.span(bracket.offset, end),
                                       {utf8(bracket.open), utf8(closing(bracket.open))});
      if (bracket.left != kNever) {
        std::size_t behind = bracket.left;
        base::next_code_point(text_, behind);
        d.related.push_back({problems_.span(bracket.left, behind), std::nullopt, {"it seems to end behind this", "似乎应在此之后结束"}});
      } else if (closer.valid()) d.related.push_back({closer, std::nullopt, {"this closes an outer one", "这里结束的是外层括号"}});
    }
    distrust(bracket.offset);
  }

  void unclosed() {
    if (open_.empty()) return;
    Bracket bracket = suspect_.value_or(open_.back());
    if (bracket.left == kNever) bracket.left = code_;
    report_unclosed(bracket, {});
    distrust(open_.back().offset);
  }

  const source::Files& files_;
  source::FileId file_;
  std::string_view text_;
  const Limits& limits_;
  Problems& problems_;
  Scan result_;
  std::vector<Bracket> open_;
  std::optional<Bracket> suspect_;
  std::optional<source::Span> early_;
  std::size_t at_ = 0;
  std::size_t run_end_ = static_cast<std::size_t>(-1);
  std::size_t line_begin_ = 0;
  std::size_t indent_ = 0;
  std::size_t first_ = static_cast<std::size_t>(-1);
  bool only_spaces_ = true;
  bool in_text_ = false;
  bool in_comment_ = false;
  std::size_t code_ = 0;  // the last character that is neither space nor comment
};

}  // namespace

Scan scan(const source::Files& files, source::FileId file, const Limits& limits, Problems& problems) {
  return Scanner(files, file, limits, problems).run();
}

}  // namespace assay::syntax
