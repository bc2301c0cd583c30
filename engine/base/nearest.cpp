#include "base/nearest.h"

#include "base/text.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace assay::base {
namespace {

using CodePoints = std::vector<char32_t>;

constexpr std::size_t kTooFar = std::numeric_limits<std::size_t>::max();

CodePoints decode(std::string_view text) {
  CodePoints points;
  points.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) points.push_back(next_code_point(text, offset));
  return points;
}

// The edit distance, or kTooFar as soon as it is known to be above `most`.
std::size_t bounded_distance(const CodePoints& a, const CodePoints& b, std::size_t most) {
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer - std::min(a.size(), b.size()) > most) return kTooFar;

  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  std::size_t last_best = 0;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t best = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
      best = std::min(best, row[j]);
    }
    // A swap looks back two rows, so both must be out of reach.
    if (best > most && last_best > most) return kTooFar;
    last_best = best;
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()] <= most ? last[b.size()] : kTooFar;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return bounded_distance(decode(a), decode(b), kTooFar - 1);
}

std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates) {
  const CodePoints wanted = decode(name);
  if (wanted.empty()) return std::nullopt;
  // At least one code point of the name has to survive.
  std::size_t most = std::min(std::max<std::size_t>(1, wanted.size() / 3), wanted.size() - 1);
  std::optional<std::string> found;
  for (const auto& candidate : candidates) {
    const std::size_t distance = bounded_distance(wanted, decode(candidate), most);
    if (distance == kTooFar) continue;
    found = candidate;
    if (distance == 0) break;
    most = distance - 1;  // only a nearer one replaces it
  }
  return found;
}

}  // namespace assay::base
