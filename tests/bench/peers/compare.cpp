// How often a peer's result differs from ours: of the verdicts that both decide, of those that only one decides (a peer
// knows nothing of declared ranges), and of the total scores. Ours: `--format csv --per unit`; theirs: unit, verdicts,
// score_low, score_high; the units in the same order.

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == ',')
      out.emplace_back();
    else if (c != '\r')
      out.back() += c;
  }
  return out;
}

// Both have at most four places.
bool differ(const std::string& a, const std::string& b) {
  return std::llround(std::atof(a.c_str()) * 1e4) != std::llround(std::atof(b.c_str()) * 1e4);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: bench_compare OURS.csv THEIRS.csv\n", stderr);
    return 2;
  }
  std::ifstream ours(argv[1]);
  std::ifstream theirs(argv[2]);
  std::string a, b;
  std::getline(ours, a);
  std::getline(theirs, b);
  long long units = 0, verdicts = 0, decided = 0, open = 0, points = 0, wrong_points = 0, wrong_ranges = 0;
  while (std::getline(ours, a)) {
    const auto x = fields(a);
    if (!std::getline(theirs, b)) {
      std::fputs("the peer has fewer units\n", stderr);
      return 1;
    }
    const auto y = fields(b);
    if (x.size() < 10 || y.size() < 4 || x[0] != y[0] || x[9].size() != y[1].size()) {
      std::fprintf(stderr, "other units, or another number of verdicts: %s\n", x[0].c_str());
      return 1;
    }
    ++units;
    verdicts += static_cast<long long>(x[9].size());
    for (std::size_t t = 0; t < x[9].size(); ++t) {
      if (x[9][t] == y[1][t]) continue;
      ++(x[9][t] == '?' || y[1][t] == '?' ? open : decided);
    }
    const bool other = differ(x[7], y[2]) || differ(x[8], y[3]);
    if (x[7] == x[8]) {
      ++points;
      wrong_points += other;
    } else {
      wrong_ranges += other;
    }
  }
  std::printf(
      "%lld verdicts: %lld decided otherwise, %lld that only one decides; %lld total scores that are one number: %lld "
      "other; %lld ranges: %lld other\n",
      verdicts, decided, open, points, wrong_points, units - points, wrong_ranges);
  return 0;
}
