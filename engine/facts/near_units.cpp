#include "facts/near_units.h"

#include "base/nearest.h"
#include "base/text.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace assay::facts {

namespace {

constexpr std::size_t kMostNeighbours = 2;
constexpr std::size_t kLongestName = 128;  // the work grows with the square of a name's length
constexpr std::size_t kShortestName = 3;  // code points; of shorter ones too little is left in common

// The name without each of its code points in turn. Two names one edit apart have one of these, or the name itself, in common.
std::vector<std::string> shortened(const std::string& name) {
  std::vector<std::string> out = {name};
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t from = at;
    base::next_code_point(name, at);
    out.push_back(name.substr(0, from) + name.substr(at));
  }
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether what differs between the two is or holds a digit.
bool differ_in_digits(const std::string& a, const std::string& b) {
  std::string x;
  std::string y;
  std::copy_if(a.begin(), a.end(), std::back_inserter(x), is_digit);
  std::copy_if(b.begin(), b.end(), std::back_inserter(y), is_digit);
  return x != y;
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> near_pairs(const std::vector<std::string>& names) {
  std::unordered_map<std::string, std::vector<std::uint32_t>> shared;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    const std::size_t length = base::count_code_points(names[i]);
    if (length < kShortestName || length > kLongestName) continue;
    for (std::string& key : shortened(names[i])) shared[std::move(key)].push_back(i);
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const auto& [key, all] : shared) {
    // A pattern with so many names in one place is no slip of the pen.
    if (all.size() > 2 * (kMostNeighbours + 2)) continue;
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        const auto pair = std::minmax(all[i], all[j]);
        if (pair.first == pair.second || differ_in_digits(names[pair.first], names[pair.second])) continue;
        if (base::edit_distance(names[pair.first], names[pair.second]) == 1) pairs.insert(pair);
      }
  }
  std::unordered_map<std::uint32_t, std::size_t> neighbours;
  for (const auto& [a, b] : pairs) ++neighbours[a], ++neighbours[b];
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  for (const auto& pair : pairs)
    if (neighbours[pair.first] <= kMostNeighbours && neighbours[pair.second] <= kMostNeighbours) out.push_back(pair);
  return out;
}

}  // namespace assay::facts
