// Writes the wide CSV of the throughput benchmark: a row a unit, the fifteen facts of rules/firms.assay, about 2 % of the cells empty.
// The same bytes for the same number of units, on every machine.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

// SplitMix64: small, and the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t below(std::uint64_t n) { return next() % n; }

 private:
  std::uint64_t state_;
};

struct Column {
  std::string_view name;
  std::uint64_t most;  // in units of the last place
  unsigned places;
};

constexpr Column kColumns[] = {
    {"revenue", 100'000'000, 4}, {"budget", 60'000'000, 4}, {"staff", 2000, 0},       {"trained", 1000, 0},    {"certified", 400, 0},
    {"coverage", 10'000, 2},     {"energy", 1'200'000'000, 2}, {"debt", 80'000'000, 4}, {"shops", 40, 0},        {"grants", 90'000'000, 2},
    {"exports", 40'000'000, 4},  {"tax", 10'000'000, 4},    {"place", 999, 0},        {"quality", 10'000, 2}, {"saved", 50'000'000, 2},
};

void append(std::string& line, std::uint64_t value, unsigned places) {
  std::string digits = std::to_string(value);
  if (places != 0) {
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
  }
  line += digits;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bench_generate UNITS > facts.csv\n", stderr);
    return 2;
  }
  const unsigned long long units = std::strtoull(argv[1], nullptr, 10);
  Random random(20231231);
  std::string text = "unit,period";
  for (const Column& c : kColumns) text.append(",").append(c.name);
  text += '\n';
  for (unsigned long long u = 1; u <= units; ++u) {
    text += "firm-" + std::to_string(u) + ",2023";
    for (const Column& c : kColumns) {
      text += ',';
      if (random.below(50) == 0) continue;
      append(text, 1 + random.below(c.most), c.places);
    }
    text += '\n';
    if (text.size() > (1U << 20U)) {
      std::fwrite(text.data(), 1, text.size(), stdout);
      text.clear();
    }
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
  return std::fflush(stdout) == 0 ? 0 : 1;
}
