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

// Characters that stay as they are and never combine with the one before them: most of a Chinese text.
bool is_plain(char32_t c) { return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF); }

}  // namespace

SqueezedText squeeze(std::string_view original) {
  SqueezedText out;
  // A character together with the marks that combine with it.
  std::size_t at = 0;
  while (at < original.size()) {
    const std::size_t begin = at;
    const char32_t first = base::next_code_point(original, at);
    std::size_t ahead = at;
    if (is_plain(first) && first > ' ' && first != 0x7F && (at == original.size() || is_plain(base::next_code_point(original, ahead)))) {
      out.text += original.substr(begin, at - begin);
      out.begin.insert(out.begin.end(), at - begin, begin);
      out.end.insert(out.end.end(), at - begin, at);
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
    const std::string part = base::squeezed(original.substr(begin, at - begin));
    out.text += part;
    out.begin.insert(out.begin.end(), part.size(), begin);
    out.end.insert(out.end.end(), part.size(), at);
  }
  return out;
}

std::vector<std::string> literal_parts(std::string_view quote) {
  std::vector<std::string> out(1);
  for (std::size_t at = 0; at < quote.size();) {
    const std::string_view rest = quote.substr(at);
    if (rest.starts_with('\\') && rest.substr(1).starts_with(kEllipsis)) {
      out.back() += kEllipsis;
      at += 1 + kEllipsis.size();
    } else if (rest.starts_with(kEllipsis)) {
      out.emplace_back();
      at += kEllipsis.size();
    } else {
      out.back() += rest.front();
      ++at;
    }
  }
  for (std::string& part : out) part = squeeze(part).text;
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
