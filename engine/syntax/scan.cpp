#include "syntax/scan.h"

#include "base/text.h"
#include "diagnostics/kinds.h"
#include "syntax/brackets.h"

#include <algorithm>
#include <array>
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

constexpr const char* kPlainQuote = "`\"`";

// Most bytes of a text are of characters that are like all others; these tables say so of a leading byte, so that no more is asked.
// Of a character in code that the lexer takes as it is, or as a letter: printable ASCII without space, quotes, `#` and brackets.
constexpr bool is_usual_in_code(unsigned char lead) {
  if (lead <= 0x20 || lead >= 0x7F) return false;
  constexpr std::string_view kOthers = "#\"`()[]{}";
  return kOthers.find(static_cast<char>(lead)) == std::string_view::npos;
}
// The ideographs U+5000..U+8FFF: letters, and no twins of anything.
constexpr bool is_ideograph(unsigned char lead) { return lead >= 0xE5 && lead <= 0xE8; }
// Of a character in a string, a text or a comment that can neither end it nor mean anything else, nor be a space.
constexpr bool is_usual_in_words(unsigned char lead) {
  return (lead > 0x20 && lead < 0x7F && lead != '"' && lead != '\\') || (lead >= 0xE4 && lead <= 0xE9);
}

template <bool (*kSays)(unsigned char)>
constexpr auto kTable = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = kSays(static_cast<unsigned char>(i));
  return table;
}();

class Scanner {
 public:
  Scanner(const source::Files& files, source::FileId file, const Limits& limits, Problems& problems)
      : files_(files), file_(file), text_(files.text(file)), limits_(limits), problems_(problems), brackets_(text_, limits.nesting, problems) {}

  Scan run() {
    if (const auto bad = base::find_invalid_utf8(text_)) {
      const std::string byte = hex(static_cast<unsigned char>(text_[*bad]), "%02X");
      const bool chinese = base::is_gb18030(text_);
      problems_.report(Kind::invalid_utf8, problems_.span(*bad, *bad + 1), {byte, chinese ? "; the file seems to be GBK" : "", chinese ? ": in the editor `Save As`, encoding `UTF-8`" : ""}).arguments_zh = {
          byte, chinese ? "，文件似为 GBK 编码" : "", chinese ? "：在编辑器（如记事本）中选择`另存为`，编码选`UTF-8`" : ""};
      result_.usable = false;
      return std::move(result_);
    }
    result_.stand_ins.reserve(text_.size());
    result_.offsets.reserve(text_.size() + 1);
    while (at_ < text_.size() && result_.usable) outside();
    result_.offsets.push_back(static_cast<std::uint32_t>(text_.size()));
    if (result_.usable) brackets_.end();
    result_.trusted_until = brackets_.trusted_until();
    return std::move(result_);
  }

 private:
  unsigned char byte() const { return static_cast<unsigned char>(text_[at_]); }

  char32_t peek() const {
    if (at_ >= text_.size()) return 0;
    if (byte() < 0x80) return byte();
    std::size_t next = at_;
    return base::next_code_point(text_, next);
  }

  // Moves on to the next character that is not like all others, or that begins its line.
  void pass_usual() {
    if (brackets_.before_first_of_line()) return;
    std::size_t last = at_;
    const std::size_t begin = at_;
    while (at_ < text_.size() && kTable<is_usual_in_words>[byte()]) {
      last = at_;
      at_ += byte() < 0x80 ? 1 : 3;
    }
    if (at_ > begin) brackets_.pass_usual(last, inside_);
  }

  // Gives the lexer the characters up to the next that is not like all others, or none where one begins its line.
  bool take_usual() {
    if (brackets_.before_first_of_line()) return false;
    std::size_t count = 0, last = at_, end = at_;
    for (; end < text_.size(); ++count) {
      const auto lead = static_cast<unsigned char>(text_[end]);
      if (!kTable<is_usual_in_code>[lead] && !is_ideograph(lead)) break;
      last = end;
      end += lead < 0x80 ? 1 : 3;
    }
    if (count == 0) return false;
    const std::size_t first = result_.stand_ins.size();
    result_.stand_ins.resize(first + count);
    result_.offsets.resize(first + count);
    for (std::size_t i = first; i < first + count; ++i) {
      result_.stand_ins[i] = byte() < 0x80 ? byte() : kLetter;
      result_.offsets[i] = static_cast<std::uint32_t>(at_);
      at_ += byte() < 0x80 ? 1 : 3;
    }
    brackets_.pass_usual(last, inside_);
    return true;
  }

  // Moves past one character that the lexer need not see; checks it wherever it stands.
  char32_t pass() {
    const std::size_t begin = at_;
    if (byte() >= 0x20 && byte() < 0x7F) {
      const char32_t c = byte();
      brackets_.pass(c, c == U' ', begin, ++at_, inside_);
      return c;
    }
    const char32_t c = base::next_code_point(text_, at_);
    if (is_control(c)) {
      report_run(Kind::control_character, begin, c);
    } else if (c >= 0x80 && base::is_bidi_control(c)) {
      report_run(Kind::bidi_control, begin, c);
    }
    const char32_t twin = base::ascii_twin(c);
    brackets_.pass(twin, is_space(twin), begin, at_, inside_);
    return c;
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
    if (take_usual()) return;
    const std::size_t begin = at_;
    if (kTable<is_usual_in_code>[byte()]) {
      take(byte());
      return;
    }
    if (is_ideograph(byte())) {
      result_.offsets.push_back(static_cast<std::uint32_t>(at_));
      result_.stand_ins.push_back(kLetter);
      at_ += 3;
      brackets_.pass(kLetter, false, begin, at_, inside_);
      return;
    }
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
    inside_ = Inside::comment;
    take(U'#');
    for (pass_usual(); at_ < text_.size() && !is_line_end(peek()); pass_usual()) pass();
    inside_ = Inside::nothing;
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
    // One stand-in for all that is in it keeps three of them, close behind each other, from looking like a text: "a""b""c".
    if (at_ < text_.size() && peek() != U'"') {
      result_.offsets.push_back(static_cast<std::uint32_t>(at_));
      result_.stand_ins.push_back(kLetter);
    }
    for (pass_usual(); at_ < text_.size() && !is_line_end(peek()); pass_usual()) {
      const char32_t c = peek();
      if (c == U'"' || (wide && c == U'\uFF02')) {
        take(U'"');
        check_length(begin, 2);
        return;
      }
      pass();
      if (c == U'\\' && at_ < text_.size() && !is_line_end(peek())) pass();
    }
    unterminated(Kind::unterminated_string, begin, kPlainQuote);
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
    inside_ = Inside::text;
    for (pass_usual(); at_ < text_.size(); pass_usual()) {
      if (twin_is(0, U'"') && twin_is(1, U'"') && twin_is(2, U'"')) {
        inside_ = Inside::nothing;
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
    inside_ = Inside::nothing;
    unclosed_text(begin);
    brackets_.forget();  // what closes them may be in the text
  }

  // Three quotes on a later line with a word right behind them are the beginning of the next text.
  bool opens_another(std::size_t begin) const {
    std::size_t next = at_;
    for (int i = 0; i < 3 && next < text_.size(); ++i) base::next_code_point(text_, next);
    return next < text_.size() && brackets_.line_begin() > begin && base::is_identifier_start(base::next_code_point(text_, next));
  }

  void unclosed_text(std::size_t begin) {
    if (!problems_.full()) problems_.report(Kind::unterminated_text, problems_.span(begin, begin + 3));
    brackets_.distrust(begin);
    damage(begin);
  }

  void flat(std::size_t begin) {
    take(U'\u201C');
    for (pass_usual(); at_ < text_.size() && !is_line_end(peek()); pass_usual()) {
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
    if (!problems_.full()) {
      const bool plain = std::string_view(closer) == kPlainQuote;
      Diagnostic& made = problems_.report(kind, problems_.span(begin, end), {closer, plain ? "inside a text a quotation mark is written `\\\"`; " : ""});
      made.arguments_zh = {kind == Kind::unterminated_name ? "反引号" : closer, plain ? "文字里面的引号写作`\\\"`；" : ""};
    }
    damage(begin);
  }

  void damage(std::size_t begin) {
    result_.damaged.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)});
    for (std::size_t i = result_.stand_ins.size(); i-- > 0 && result_.offsets[i] >= begin;) result_.stand_ins[i] = U' ';
  }

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
    if (!brackets_.open(c, begin)) result_.usable = false;
  }

  void close(char32_t c, std::size_t begin) {
    take(c);
    brackets_.close(c, problems_.span(begin, at_));
  }

  const source::Files& files_;
  source::FileId file_;
  std::string_view text_;
  const Limits& limits_;
  Problems& problems_;
  Scan result_;
  Brackets brackets_;
  Inside inside_ = Inside::nothing;
  std::size_t at_ = 0;
  std::size_t run_end_ = static_cast<std::size_t>(-1);
};

}  // namespace

Scan scan(const source::Files& files, source::FileId file, const Limits& limits, Problems& problems) {
  return Scanner(files, file, limits, problems).run();
}

}  // namespace assay::syntax
