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

std::size_t common_beginning(const CodePoints& a, const CodePoints& b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

// 良 for 良好, 市发改委 for 市发展改革委; of Latin letters three or more that the longer name begins with.
bool shortens(const CodePoints& name, const CodePoints& longer) {
  const auto is_han = [](char32_t c) { return c >= U'\u3400'; };
  if (name.size() >= longer.size() || common_beginning(name, longer) == 0) return false;
  if (!std::all_of(name.begin(), name.end(), is_han)) return name.size() >= 3 && common_beginning(name, longer) == name.size();
  if (name.size() < 3) return common_beginning(name, longer) == name.size();
  auto next = longer.begin();
  return std::all_of(name.begin(), name.end(), [&](char32_t c) {
    next = std::find(next, longer.end(), c);
    return next != longer.end() && (++next, true);
  });
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
  std::size_t alike = 0;
  std::optional<std::string> longer;
  for (const auto& candidate : candidates) {
    const CodePoints points = decode(candidate);
    const std::size_t beginning = common_beginning(wanted, points);
    if (shortens(wanted, points) && (!longer || candidate.size() < longer->size())) longer = candidate;
    const std::size_t distance = bounded_distance(wanted, points, most);
    if (distance == kTooFar) continue;
    // Of those as near the one that begins alike: 长兴区 is 长兴县 and not 吴兴区.
    if (found && distance == most && beginning <= alike) continue;
    found = candidate;
    alike = beginning;
    if (distance == 0) break;
    most = distance;
  }
  return found ? found : longer;
}

}  // namespace assay::base
