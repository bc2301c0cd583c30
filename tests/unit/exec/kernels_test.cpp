#include "exec/kernels.h"

#include "base/int128.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <vector>

namespace assay {
namespace {

namespace kernels = exec::kernels;
using base::Int128;
using Numbers = std::vector<std::int64_t>;

constexpr std::int64_t kMost = 999'999'999;

std::int64_t exact_ratio(std::int64_t x, std::int64_t y, std::int64_t most) {
  if (x <= 0 || y <= 0) return 0;
  return static_cast<std::int64_t>(std::min<Int128>((Int128{x} * 2'000'000'000 + y) / (Int128{y} * 2), most));
}

std::int64_t exact_half_up(std::int64_t x, std::int64_t by) {
  const Int128 size = x < 0 ? -Int128{x} : Int128{x};
  const auto quotient = static_cast<std::int64_t>((size * 2 + by) / (Int128{by} * 2));
  return x < 0 ? -quotient : quotient;
}

// Numbers of every size, and those beside each other that a quotient may fall between.
Numbers numbers(std::mt19937_64& random, std::int64_t most) {
  Numbers out;
  for (int i = 0; i < 64; ++i) {
    const int bits = static_cast<int>(random() % 61) + 1;
    const auto size = static_cast<std::int64_t>(random() >> (64 - bits));
    out.push_back(std::min(size, most) * (random() % 4 == 0 ? -1 : 1));
  }
  return out;
}

TEST_CASE("kernels: a ratio is the nearest of nine places, however the guess fell") {
  std::mt19937_64 random(20231231);
  Numbers out(64);
  for (int round = 0; round < 4000; ++round) {
    Numbers x = numbers(random, (std::int64_t{1} << 61) - 1);
    Numbers y = numbers(random, (std::int64_t{1} << 61) - 1);
    // Half of them a hair beside a tie.
    for (std::size_t i = 0; i < 32; ++i) {
      y[i] = std::max<std::int64_t>(y[i] < 0 ? -y[i] : y[i], 1) % 2'000'000'000 + 1;
      const auto tie = static_cast<std::int64_t>((Int128{y[i]} * (2 * static_cast<std::int64_t>(random() % 1'000'000'000) + 1)) / 2'000'000'000);
      x[i] = tie + static_cast<std::int64_t>(random() % 3) - 1;
    }
    const std::int64_t most = round % 2 == 0 ? kMost : 1'200'000'000;
    kernels::ratio(x.data(), 1, y.data(), 1, most, 64, out.data());
    for (std::size_t i = 0; i < 64; ++i) REQUIRE(out[i] == exact_ratio(x[i], y[i], most));
    kernels::ratio(x.data(), 1, y[0], most, 64, out.data());
    for (std::size_t i = 0; i < 64; ++i) REQUIRE(out[i] == exact_ratio(x[i], y[0], most));
    kernels::ratio(x[0], y.data(), 1, most, 64, out.data());
    for (std::size_t i = 0; i < 64; ++i) REQUIRE(out[i] == exact_ratio(x[0], y[i], most));
    kernels::lesser_over_greater(x.data(), 1, y.data(), 1, most, 64, out.data());
    for (std::size_t i = 0; i < 64; ++i) REQUIRE(out[i] == exact_ratio(std::min(x[i], y[i]), std::max(x[i], y[i]), most));
  }
}

TEST_CASE("kernels: a share of a goal is the nearest of nine places, and whole where the goal is reached") {
  std::mt19937_64 random(20230331);
  Numbers out(64);
  int exact = 0, corrected = 0;
  for (int round = 0; round < 4000; ++round) {
    const auto by = static_cast<std::int64_t>(round % 3 == 0 ? random() % 1000 + 1 : 1);
    const auto goal = static_cast<std::int64_t>(random() >> (64 - (random() % 33 + 1))) + 1;
    const bool strictly = round % 2 == 0;
    const std::int64_t from = strictly ? goal / by + 1 : (goal + by - 1) / by;
    const auto share = kernels::share(from, by, goal);
    if (!share) continue;
    ++(share->exact ? exact : corrected);
    Numbers x = numbers(random, (std::int64_t{1} << 61) - 1);
    for (std::size_t i = 0; i < 64; ++i) {
      // Half of those within the goal a hair beside a tie, some beside the goal itself.
      if (i < 16) x[i] = from + static_cast<std::int64_t>(random() % 5) - 2;
      else if (i < 32) x[i] = static_cast<std::int64_t>(random() % (static_cast<std::uint64_t>(goal / by) + 1));
      else if (i < 48) x[i] = static_cast<std::int64_t>(Int128{goal} * (2 * static_cast<std::int64_t>(random() % 1'000'000'000) + 1) / (Int128{by} * 2'000'000'000)) + static_cast<std::int64_t>(random() % 3) - 1;
    }
    kernels::attained(x.data(), *share, 64, out.data());
    for (std::size_t i = 0; i < 64; ++i) {
      const std::int64_t closeness = x[i] > 0 && x[i] < from ? static_cast<std::int64_t>(std::min<Int128>((Int128{x[i]} * by * 2'000'000'000 + goal) / (Int128{goal} * 2), kMost)) : 0;
      REQUIRE(out[i] == (x[i] >= from ? 1'000'000'000 : closeness));
    }
  }
  CHECK(exact > 500);
  CHECK(corrected > 500);
}

TEST_CASE("kernels: a product with a weight is divided without a division") {
  std::mt19937_64 random(20230930);
  Numbers out(64);
  int fitting = 0;
  for (int round = 0; round < 4000; ++round) {
    const auto by = static_cast<std::int64_t>(round % 2 == 0 ? std::array{1LL, 10LL, 100'000LL, 1'000'000'000LL, 3LL, 7LL}[random() % 6] : (random() >> (64 - (random() % 40 + 1))) + 1);
    const auto weight = static_cast<std::int64_t>(random() % 200 + 1);
    const auto most = static_cast<std::int64_t>(random() >> (64 - (random() % 45 + 1))) + 1;
    const std::int64_t half = by / 2;
    const auto divisor = kernels::divisor(static_cast<std::uint64_t>(by), static_cast<std::uint64_t>(most) * static_cast<std::uint64_t>(weight) + static_cast<std::uint64_t>(half));
    if (!divisor) continue;
    ++fitting;
    Numbers x(64);
    for (std::size_t i = 0; i < 64; ++i) {
      x[i] = static_cast<std::int64_t>(random() % (static_cast<std::uint64_t>(most) + 1));
      if (i < 32) x[i] = std::clamp<std::int64_t>((x[i] * weight / by * by + half) / weight + static_cast<std::int64_t>(random() % 3) - 1, 0, most);
      if (i == 32) x[i] = most;
    }
    kernels::weighed(x.data(), weight, half, *divisor, 64, out.data());
    for (std::size_t i = 0; i < 64; ++i) REQUIRE(out[i] == (x[i] * weight + half) / by);
  }
  CHECK(fitting > 2000);
}

TEST_CASE("kernels: a division is half away from zero") {
  std::mt19937_64 random(20230630);
  Numbers out(64);
  for (int round = 0; round < 4000; ++round) {
    const auto by = static_cast<std::int64_t>(random() >> (64 - (random() % 40 + 1))) + 1;
    const auto most = static_cast<std::int64_t>(std::min<Int128>(Int128{by} << 50, Int128{1} << 62));
    Numbers x = numbers(random, most - 1);
    for (std::size_t i = 0; i < 32; ++i) x[i] = x[i] / by * by + by / 2 + static_cast<std::int64_t>(random() % 3) - 1;
    for (std::int64_t& each : x) each = std::clamp(each, -most + 1, most - 1);
    kernels::divide_half_up(x.data(), by, 64, out.data());
    for (std::size_t i = 0; i < 64; ++i) REQUIRE(out[i] == exact_half_up(x[i], by));
  }
}

TEST_CASE("kernels: comparisons have a bit an element") {
  std::mt19937_64 random(7);
  Numbers x = numbers(random, 100), y = numbers(random, 100);
  for (const auto op : {plan::Compare::ge, plan::Compare::gt, plan::Compare::le, plan::Compare::lt, plan::Compare::eq, plan::Compare::ne}) {
    std::uint64_t two = 0, one = 0;
    kernels::compare(op, x.data(), 2, y.data(), 3, 64, &two);
    kernels::compare(op, x.data(), 10, 64, &one);
    for (std::size_t i = 0; i < 64; ++i) {
      const std::int64_t a = x[i] * 2, b = y[i] * 3;
      CHECK(((two >> i) & 1U) == semantics::holds(op, a < b ? -1 : a > b ? 1 : 0));
      CHECK(((one >> i) & 1U) == semantics::holds(op, x[i] < 10 ? -1 : x[i] > 10 ? 1 : 0));
    }
  }
}

TEST_CASE("kernels: what is true is whole, what is false keeps its part, the rest is open") {
  std::mt19937_64 random(11);
  for (int round = 0; round < 50; ++round) {
    const std::uint64_t yes = random(), no = random() & ~yes;
    Numbers of = numbers(random, 1000), before = of, high(64);
    kernels::attained(&yes, &no, 1'000'000'000, 64, of.data(), high.data());
    for (std::size_t i = 0; i < 64; ++i) {
      const bool is_true = ((yes >> i) & 1U) != 0, is_false = ((no >> i) & 1U) != 0;
      CHECK(of[i] == (is_true ? 1'000'000'000 : is_false ? before[i] : 0));
      CHECK(high[i] == (is_false ? before[i] : 1'000'000'000));
    }
  }
}

}  // namespace
}  // namespace assay
