// The terminal drawing of diagnostics: head line, place, the source line with carets, related places, remedy.
#include "diagnostics/diagnostics.h"

#include "base/text.h"

#include <algorithm>
#include <cctype>

namespace assay::diagnostics {

namespace {

constexpr std::size_t kTab = 4;
constexpr std::size_t kWidestExcerpt = 160;  // columns; longer lines are cut around the place

struct Paint {
  bool on;
  std::string operator()(std::string_view code, std::string_view text) const {
    if (!on || text.empty()) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }
};

std::string_view severity_word(Severity severity, Language language) {
  const bool zh = language == Language::zh;
  switch (severity) {
    case Severity::error: return zh ? "错误" : "error";
    case Severity::limit: return zh ? "超限" : "limit";
    case Severity::warning: return zh ? "警告" : "warning";
    case Severity::note: return zh ? "说明" : "note";
  }
  return "";
}

std::string_view severity_colour(Severity severity) {
  switch (severity) {
    case Severity::error:
    case Severity::limit: return "1;31";
    case Severity::warning: return "1;33";
    case Severity::note: return "1;36";
  }
  return "0";
}

// A stretch of a line as it is shown: tabs expanded, hostile characters escaped, bytes that are not UTF-8 as `?`.
std::string shown(std::string_view text, std::size_t start_column) {
  std::string clean;
  while (true) {
    const auto bad = base::find_invalid_utf8(text);
    clean += text.substr(0, bad.value_or(text.size()));
    if (!bad) break;
    clean += '?';
    text.remove_prefix(*bad + 1);
  }
  std::string out;
  std::size_t column = start_column;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= clean.size(); ++i) {
    if (i < clean.size() && clean[i] != '\t') continue;
    const std::string piece = base::printable(std::string_view(clean).substr(from, i - from));
    out += piece;
    column += base::display_width(piece);
    if (i < clean.size()) {
      const std::size_t fill = kTab - column % kTab;
      out.append(fill, ' ');
      column += fill;
    }
    from = i + 1;
  }
  return out;
}

struct Excerpt {
  std::string before, marked, after;
};

std::string_view last_columns(std::string_view text, std::size_t columns) {
  std::size_t begin = text.size();
  std::size_t width = 0;
  while (begin > 0 && width < columns) {
    do --begin;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U);
    width += static_cast<unsigned char>(text[begin]) >= 0xE3U ? 2 : 1;
  }
  return text.substr(begin);
}

std::string_view first_columns(std::string_view text, std::size_t columns) {
  std::size_t end = 0;
  std::size_t width = 0;
  while (end < text.size() && width < columns) {
    width += static_cast<unsigned char>(text[end]) >= 0xE3U ? 2 : 1;
    do ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
  }
  return text.substr(0, end);
}

// Cuts a very long line to the surroundings of the marked stretch.
Excerpt cut(Excerpt e) {
  const std::size_t total = base::display_width(e.before) + base::display_width(e.marked) + base::display_width(e.after);
  if (total <= kWidestExcerpt) return e;
  const std::size_t side = kWidestExcerpt / 3;
  if (base::display_width(e.marked) > kWidestExcerpt / 2) e.marked = std::string(first_columns(e.marked, kWidestExcerpt / 2));
  if (base::display_width(e.before) > side) e.before = "..." + std::string(last_columns(e.before, side));
  if (base::display_width(e.after) > side) e.after = std::string(first_columns(e.after, side)) + "...";
  return e;
}

// Of several that may be meant none is said to be it.
std::string either(std::string names, Language language) {
  constexpr std::string_view kComma = "`, `";
  for (std::size_t at = names.find(kComma); at != std::string::npos; at = names.find(kComma, at)) names.replace(at, kComma.size(), language == Language::zh ? "`还是`" : "` or `");
  return names;
}

class Drawing {
 public:
  Drawing(const source::Files& files, const DrawOptions& options)
      : files_(files), language_(options.language), paint_{options.colour} {}

  std::string one(const Diagnostic& d) {
    out_.clear();
    gutter_ = gutter_of(d);
    const KindInfo kind = info(d.kind);
    const std::string_view colour = severity_colour(kind.severity);
    out_ += paint_(colour, std::string(severity_word(kind.severity, language_)) + "[" + std::string(kind.code) + "]");
    out_ += paint_("1", std::string(colon()) + message(d, language_)) + "\n";
    bool excerpt_last = false;
    if (d.span.valid()) {
      arrow("-->", files_.place(d.span));
      excerpt(d.span, label(d, language_), colour, '^');
      excerpt_last = true;
    } else if (d.cell) {
      arrow("-->", place(*d.cell));
    }
    for (const Related& related : d.related) {
      const std::string words = base::printable(related.words.in(language_));
      if (related.span.valid()) {
        arrow(":::", files_.place(related.span));
        excerpt(related.span, words, "1;34", '-');
        excerpt_last = true;
      } else if (related.cell) {
        arrow(":::", place(*related.cell) + (words.empty() ? "" : std::string(colon()) + words));
        excerpt_last = false;
      }
    }
    if (const std::string& words = language_ == Language::zh ? d.elsewhere_zh : d.elsewhere; !words.empty()) arrow(":::", words);
    std::vector<std::string> remedies;
    if (std::string words = help(d, language_); !words.empty()) remedies.push_back(std::move(words));
    if (d.suggestion) {
      const std::string name = either(base::printable(*d.suggestion), language_);
      remedies.push_back(language_ == Language::zh ? "您是不是想写`" + name + "`？" : "did you mean `" + name + "`?");
    }
    if (!remedies.empty() && excerpt_last) bar("");
    for (const std::string& words : remedies) {
      out_.append(gutter_, ' ');
      out_ += " " + paint_("1;34", "=") + " " + paint_("1", language_ == Language::zh ? "帮助" : "help") + std::string(colon()) + words + "\n";
    }
    out_ += "\n";
    return out_;
  }

 private:
  std::string_view colon() const { return language_ == Language::zh ? "：" : ": "; }

  std::size_t gutter_of(const Diagnostic& d) const {
    std::uint32_t largest = 1;
    const auto see = [&](source::Span span) {
      if (span.valid()) largest = std::max(largest, files_.position(span.file, span.begin).line);
    };
    see(d.span);
    for (const Related& related : d.related) see(related.span);
    return std::to_string(largest).size();
  }

  static std::string place(const Cell& cell) {
    std::string out = base::printable(cell.path);
    if (cell.row != 0) out += ":" + std::to_string(cell.row);
    if (cell.row != 0 && cell.column != 0) out += ":" + std::to_string(cell.column);
    return out;
  }

  void arrow(std::string_view shape, std::string_view where) {
    out_.append(gutter_, ' ');
    out_ += paint_("1;34", shape) + " " + base::printable(where) + "\n";
  }

  void bar(std::string_view rest) {
    out_.append(gutter_, ' ');
    out_ += " " + paint_("1;34", "|");
    if (!rest.empty()) out_ += " " + std::string(rest);
    out_ += "\n";
  }

  void excerpt(source::Span span, const std::string& words, std::string_view colour, char mark) {
    const source::Position at = files_.position(span.file, span.begin);
    const std::string_view line = files_.line(span.file, at.line);
    const auto line_begin = static_cast<std::uint32_t>(line.data() - files_.text(span.file).data());
    const std::size_t begin = std::min<std::size_t>(span.begin - std::min(line_begin, span.begin), line.size());
    const std::size_t end = std::clamp<std::size_t>(span.end - std::min(line_begin, span.end), begin, line.size());
    Excerpt e;
    e.before = shown(line.substr(0, begin), 0);
    std::size_t column = base::display_width(e.before);
    e.marked = shown(line.substr(begin, end - begin), column);
    column += base::display_width(e.marked);
    e.after = shown(line.substr(end), column);
    e = cut(std::move(e));

    bar("");
    const std::string number = std::to_string(at.line);
    out_.append(gutter_ - number.size(), ' ');
    out_ += paint_("1;34", number + " |") + " " + e.before + e.marked + e.after + "\n";
    std::string marks(std::max<std::size_t>(1, base::display_width(e.marked)), mark);
    if (!words.empty()) marks += " " + words;
    bar(std::string(base::display_width(e.before), ' ') + paint_(colour, marks));
  }

  const source::Files& files_;
  Language language_;
  Paint paint_;
  std::string out_;
  std::size_t gutter_ = 1;
};

}  // namespace

std::string draw(const Sink& sink, const source::Files& files, const DrawOptions& options) {
  std::string out;
  Drawing drawing(files, options);
  std::size_t drawn = 0;
  for (const Diagnostic& each : sink.all()) {
    if (drawn == options.most) break;
    out += drawing.one(each);
    ++drawn;
  }
  if (const std::size_t rest = sink.all().size() + sink.dropped() - drawn; rest > 0) {
    out += options.language == Language::zh ? "另有" + std::to_string(rest) + "条未显示\n" : std::to_string(rest) + " more not shown\n";
  }
  return out;
}

}  // namespace assay::diagnostics
