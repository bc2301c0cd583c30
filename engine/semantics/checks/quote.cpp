#include "semantics/checks/quote.h"

#include "base/nearest.h"
#include "base/text.h"

#include <algorithm>

namespace assay::semantics {

namespace {

constexpr std::string_view kEllipsis = "…";
// A search for what may have been meant costs length of text times length of part squared.
constexpr std::size_t kNearestText = 2000;
constexpr std::size_t kNearestPart = 60;

constexpr char32_t kNotPlain = 0xFFFFFFFF;

// The NFKC of a character that never combines with the one before it, which are most of a Chinese text: ideographs, quotation marks and
// punctuation stay as they are, full-width forms become their twins.
char32_t plain_form(char32_t c) {
  if (c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x2018 && c <= 0x201D) || (c >= 0x3001 && c <= 0x3029)) return c;
  return c >= 0xFF01 && c <= 0xFF5E ? base::ascii_twin(c) : kNotPlain;
}

// Calls put(form, begin, end) for each character with its marks, in the squeezed form and where it stands in the original.
template <class Put>
void squeeze_into(std::string_view original, Put put) {
  // A character together with the marks that combine with it.
  std::size_t at = 0;
  while (at < original.size()) {
    const std::size_t begin = at;
    const char32_t first = base::next_code_point(original, at);
    std::size_t ahead = at;
    const char32_t form = plain_form(first);
    if (form != kNotPlain && form > U' ' && form != 0x7F &&
        (at == original.size() || plain_form(base::next_code_point(original, ahead)) != kNotPlain)) {
      if (form == first) {
        put(original.substr(begin, at - begin), begin, at);
      } else {
        const char twin = static_cast<char>(form);
        put(std::string_view(&twin, 1), begin, at);
      }
      continue;
    }
    while (at < original.size()) {
      std::size_t next = at;
      const char32_t c = base::next_code_point(original, next);
      std::string mark;
      base::append_utf8(mark, c);
      if (c < 0x300 || base::display_width(mark) != 0) break;
      at = next;
    }
    put(base::squeezed(original.substr(begin, at - begin)), begin, at);
  }
}

}  // namespace

SqueezedText squeeze(std::string_view original) {
  SqueezedText out;
  squeeze_into(original, [&out](std::string_view form, std::size_t begin, std::size_t end) {
    out.text += form;
    out.begin.insert(out.begin.end(), form.size(), begin);
    out.end.insert(out.end.end(), form.size(), end);
  });
  return out;
}

std::string squeezed(std::string_view original) {
  std::string out;
  out.reserve(original.size());
  squeeze_into(original, [&out](std::string_view form, std::size_t, std::size_t) { out += form; });
  return out;
}

std::vector<std::string> literal_parts(std::string_view quote) {
  std::vector<std::string> out(1);
  for (std::size_t begin = 0; begin < quote.size();) {
    const std::size_t at = std::min(quote.find(kEllipsis, begin), quote.size());
    const bool itself = at > begin && at < quote.size() && quote[at - 1] == '\\';
    out.back() += quote.substr(begin, at - begin - (itself ? 1 : 0));
    if (itself) {
      out.back() += kEllipsis;
    } else if (at < quote.size()) {
      out.emplace_back();
    }
    begin = at + kEllipsis.size();
  }
  for (std::string& part : out) part = squeezed(part);
  std::erase_if(out, [](const std::string& part) { return part.empty(); });
  return out;
}

std::optional<std::vector<QuotePart>> find_quote(const std::vector<std::string>& parts, std::string_view text) {
  std::vector<QuotePart> out;
  std::size_t from = 0;
  for (const std::string& part : parts) {
    const std::size_t at = text.find(part, from);
    if (at == std::string_view::npos) return std::nullopt;
    from = at + part.size();
    out.push_back({at, from});
  }
  return out;
}

std::optional<std::string> nearest_run(const std::vector<std::string>& parts, std::string_view text) {
  std::size_t from = 0;
  for (const std::string& part : parts) {
    const std::size_t at = text.find(part, from);
    if (at != std::string_view::npos) {
      from = at + part.size();
      continue;
    }
    const std::size_t length = base::count_code_points(part);
    if (length > kNearestPart || base::count_code_points(text) > kNearestText) return std::nullopt;
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < text.size();) {
      starts.push_back(i);
      base::next_code_point(text, i);
    }
    starts.push_back(text.size());
    std::vector<std::string> runs;
    for (std::size_t i = 0; i + length < starts.size(); ++i)
      runs.emplace_back(text.substr(starts[i], starts[i + length] - starts[i]));
    return base::nearest(part, runs);
  }
  return std::nullopt;
}

}  // namespace assay::semantics
