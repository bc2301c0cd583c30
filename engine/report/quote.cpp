#include "report/quote.h"

#include "base/text.h"

#include <string>

namespace assay::report {

namespace {

constexpr std::string_view kEllipsis = "…";

std::vector<std::string> literal_parts(std::string_view quote) {
  std::vector<std::string> parts(1);
  while (!quote.empty()) {
    if (quote.front() == '\\' && quote.substr(1).starts_with(kEllipsis)) {
      parts.back() += kEllipsis;
      quote.remove_prefix(1 + kEllipsis.size());
    } else if (quote.starts_with(kEllipsis)) {
      parts.emplace_back();
      quote.remove_prefix(kEllipsis.size());
    } else {
      parts.back() += quote.front();
      quote.remove_prefix(1);
    }
  }
  std::vector<std::string> squeezed;
  for (const std::string& part : parts) {
    std::string each = base::squeezed(part);
    if (!each.empty()) squeezed.push_back(std::move(each));
  }
  return squeezed;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> find_quote(std::string_view text, std::string_view quote) {
  // Character by character, so that each squeezed byte knows the character it came from.
  std::string squeezed;
  std::vector<std::pair<std::size_t, std::size_t>> origin;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    base::next_code_point(text, offset);
    const std::string piece = base::squeezed(text.substr(begin, offset - begin));
    squeezed += piece;
    origin.insert(origin.end(), piece.size(), {begin, offset});
  }
  std::vector<std::pair<std::size_t, std::size_t>> found;
  std::size_t from = 0;
  for (const std::string& part : literal_parts(quote)) {
    const std::size_t at = squeezed.find(part, from);
    if (at == std::string::npos) return {};
    from = at + part.size();
    found.emplace_back(origin[at].first, origin[from - 1].second);
  }
  return found;
}

}  // namespace assay::report
