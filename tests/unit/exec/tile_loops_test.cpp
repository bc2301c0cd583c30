// Every version of the loops of tiles beside exact arithmetic, row by row.
#include "exec/tiles/loops.h"

#include "base/int128.h"
#include "semantics/model.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace assay {
namespace {

namespace tiles = exec::tiles;
using base::Int128;
using Tile = std::vector<std::int32_t>;

constexpr std::size_t kN = 128;
constexpr std::int64_t kOne = 1'000'000'000;

std::int64_t between(std::mt19937_64& random, std::int64_t least, std::int64_t most) {
  return least + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most - least + 1));
}

Tile ends(std::mt19937_64& random, std::int64_t least, std::int64_t most) {
  Tile out;
  for (std::size_t i = 0; i < kN; ++i) out.push_back(static_cast<std::int32_t>(between(random, least, most)));
  return out;
}

std::vector<std::uint64_t> bits(std::mt19937_64& random) { return {random() | random(), random()}; }
bool is_set(const std::vector<std::uint64_t>& of, std::size_t i) { return ((of[i / 64] >> (i % 64)) & 1U) != 0; }

std::int64_t nearest(Int128 x, Int128 y) { return static_cast<std::int64_t>(std::min<Int128>((x * 2 * kOne + y) / (y * 2), Int128{1} << 40)); }

}  // namespace

TEST_CASE("tiles: cells and what stands for missing ones") {
  std::mt19937_64 random(1);
  for (const tiles::Loops& loops : tiles::all_loops())
    for (int round = 0; round < 200; ++round) {
      const std::string name(loops.name);
      CAPTURE(name);
      const std::int64_t factor = round % 3 == 0 ? 100 : 1, most = round % 2 == 0 ? 1'000 : 20'000'000;
      std::vector<std::int64_t> x;
      for (std::size_t i = 0; i < kN; ++i) x.push_back(between(random, -most, most));
      const auto valid = bits(random);
      for (std::size_t i = 0; i < kN; ++i)
        if (!is_set(valid, i) && i % 3 == 0) x[i] = static_cast<std::int64_t>(random());  // of no meaning
      const tiles::Reading from{x.data(), valid.data(), factor, -most, most, -7, tiles::kOpen};
      Tile low(kN), high(kN);
      CHECK(loops.read(from, kN, low.data(), high.data()));
      for (std::size_t i = 0; i < kN; ++i) {
        CHECK(low[i] == (is_set(valid, i) ? x[i] * factor : -7));
        CHECK(high[i] == (is_set(valid, i) ? x[i] * factor : tiles::kOpen));
      }
      const std::size_t wrong = random() % kN;
      x[wrong] = std::array{most + 1, -most - 1, std::int64_t{1} << 40, -(std::int64_t{1} << 32) - 5}[random() % 4];
      CHECK(loops.read(from, kN, low.data(), nullptr) == !is_set(valid, wrong));
    }
}

TEST_CASE("tiles: what a value earns") {
  std::mt19937_64 random(2);
  for (const tiles::Loops& loops : tiles::all_loops())
    for (int round = 0; round < 400; ++round) {
      const std::string name(loops.name);
      CAPTURE(name);
      CAPTURE(round);
      tiles::Climb how;
      how.by = round % 4 == 0 ? between(random, 2, 50) : 1;
      how.goal = between(random, 1, round % 2 == 0 ? 1'000 : 30'000'000);
      const std::int64_t top = (how.goal + how.by - 1) / how.by;
      how.start = round % 5 == 0 ? static_cast<std::int32_t>(between(random, -500, 500)) : 0;
      how.foot = round % 3 == 0 ? static_cast<std::int32_t>(top / 2 + 1) : 1;
      how.top = static_cast<std::int32_t>(top);
      how.most = static_cast<std::int32_t>(kOne);
      how.cap = static_cast<std::int32_t>(kOne - round % 2);
      if (round % 7 != 0)
        if (const auto share = exec::kernels::share(top, how.by, how.goal); share && share->multiplier != 0) how.share = *share;
      Tile x = ends(random, -5, top * 2 + 5);
      for (std::int32_t& each : x) each += how.start;
      x[3] = tiles::kOpen;
      x[4] = -tiles::kOpen;
      x[5] = static_cast<std::int32_t>(top + how.start);
      x[6] = x[5] - 1;
      const auto valid = bits(random);
      Tile out(kN), beyond(kN);
      loops.climb(x.data(), how, kN, out.data(), {valid.data(), 17, beyond.data()});
      for (std::size_t i = 0; i < kN; ++i) {
        const std::int64_t v = std::int64_t{x[i]} - how.start;
        const std::int64_t expected = v >= top ? kOne : v < how.foot || v <= 0 ? 0 : std::min<std::int64_t>(nearest(Int128{v} * how.by, how.goal), how.cap);
        CHECK(out[i] == expected);
        CHECK(beyond[i] == (is_set(valid, i) ? expected : 17));
      }
    }
}

TEST_CASE("tiles: what earns the more the less it is") {
  std::mt19937_64 random(3);
  for (const tiles::Loops& loops : tiles::all_loops())
    for (int round = 0; round < 400; ++round) {
      const std::string name(loops.name);
      CAPTURE(name);
      tiles::Climb how;
      how.by = round % 4 == 0 ? between(random, 2, 50) : 1;
      how.goal = between(random, 1, round % 2 == 0 ? 1'000 : 30'000'000);
      how.top = static_cast<std::int32_t>(how.goal / how.by);
      how.foot = round % 3 == 0 ? static_cast<std::int32_t>(how.top * std::int64_t{3} / 2 + 1) : tiles::kOpen - 1;
      how.most = static_cast<std::int32_t>(kOne);
      how.cap = static_cast<std::int32_t>(kOne - 1);
      Tile x = ends(random, -5, how.top * std::int64_t{4} + 5);
      x[3] = tiles::kOpen;
      x[4] = -tiles::kOpen;
      x[5] = how.top;
      x[6] = how.top + 1;
      Tile out(kN);
      loops.descend(x.data(), how, kN, out.data(), {});
      for (std::size_t i = 0; i < kN; ++i) {
        const std::int64_t v = x[i];
        const std::int64_t expected = v <= how.top ? kOne : v > how.foot ? 0 : std::min<std::int64_t>(nearest(how.goal, Int128{v} * how.by), how.cap);
        CHECK(out[i] == expected);
      }
    }
}

TEST_CASE("tiles: what a quotient earns, and where it reaches its goal") {
  std::mt19937_64 random(4);
  for (const tiles::Loops& loops : tiles::all_loops())
    for (int round = 0; round < 400; ++round) {
      const std::string name(loops.name);
      CAPTURE(name);
      const std::int64_t most = round % 2 == 0 ? 1'000 : 100'000'000;
      const tiles::Ratio how{static_cast<std::int32_t>(between(random, 1, 20)), static_cast<std::int32_t>(between(random, 1, 20)), round % 3 == 0 ? 1 : 0};
      Tile x = ends(random, 0, most), y = ends(random, 1, most);
      for (std::size_t i = 0; i < kN; i += 5) x[i] = static_cast<std::int32_t>(std::min<std::int64_t>(std::int64_t{y[i]} * how.by_y / how.by_x + between(random, -1, 1), most));
      for (std::int32_t& each : x) each = std::max(each, 0);
      Tile out(kN);
      std::vector<std::uint64_t> reached(kN / 64);
      loops.ratio(x.data(), y.data(), how, kN, out.data());
      loops.ratio_reaches(x.data(), y.data(), how, kN, reached.data());
      for (std::size_t i = 0; i < kN; ++i) {
        const std::int64_t a = std::int64_t{x[i]} * how.by_x, b = std::int64_t{y[i]} * how.by_y;
        CHECK(is_set(reached, i) == (a >= b + how.more));
        CHECK(out[i] == (a >= b + how.more ? kOne : std::min(nearest(a, b), kOne - 1)));
      }
    }
}

TEST_CASE("tiles: weighed and divided, half up") {
  std::mt19937_64 random(5);
  for (const tiles::Loops& loops : tiles::all_loops())
    for (int round = 0; round < 400; ++round) {
      const std::string name(loops.name);
      CAPTURE(name);
      const std::int64_t most = round % 3 == 0 ? 2'000'000'000 : 1'100'000'000;
      const Tile x = ends(random, 0, most), y = ends(random, 0, most);
      tiles::Weighed how;
      how.weight = between(random, 1, 100);
      const std::int64_t by = round % 2 == 0 ? std::array<std::int64_t, 4>{100, 1'000, 100'000, 300}[random() % 4] : between(random, how.weight, 5'000) * 2 + 1;
      const std::uint64_t bound = static_cast<std::uint64_t>(most * how.weight) * 2;
      if (bound / static_cast<std::uint64_t>(by) >= static_cast<std::uint64_t>(tiles::kOpen)) continue;
      how.half = by / 2;
      const auto divisor = exec::kernels::divisor(static_cast<std::uint64_t>(by), bound + static_cast<std::uint64_t>(how.half));
      if (divisor) how.by = *divisor;
      else how.divisor = by;
      how.is_narrow = divisor && divisor->multiplier < (std::uint64_t{1} << 32U) && (bound >> divisor->first) < (std::uint64_t{1} << 32U) - 1;
      const auto half_up = [&](std::int64_t sum) { return (sum * 2 + by) / (2 * by); };
      Tile out(kN);
      if (divisor) {
        loops.weighed(x.data(), how, kN, out.data());
        for (std::size_t i = 0; i < kN; ++i) CHECK(out[i] == half_up(x[i] * how.weight));
      }
      std::vector<std::int64_t> sums(kN);
      loops.weigh(x.data(), how.weight, kN, sums.data());
      loops.weigh_more(y.data(), how.weight, kN, sums.data());
      loops.divide(sums.data(), how, kN, out.data());
      for (std::size_t i = 0; i < kN; ++i) CHECK(out[i] == half_up((std::int64_t{x[i]} + y[i]) * how.weight));
    }
}

TEST_CASE("tiles: sums, choices and bits") {
  std::mt19937_64 random(6);
  for (const tiles::Loops& loops : tiles::all_loops())
    for (int round = 0; round < 100; ++round) {
      const std::string name(loops.name);
      CAPTURE(name);
      Tile x = ends(random, -1'000'000, 1'000'000), y = ends(random, -1'000'000, 1'000'000);
      const auto by_x = static_cast<std::int32_t>(round % 2 == 0 ? 1 : between(random, 1, 9)), by_y = static_cast<std::int32_t>(round % 3 == 0 ? -1 : between(random, -9, 9));
      const auto set = bits(random);
      Tile out(kN);
      loops.sum(x.data(), by_x, y.data(), by_y, kN, out.data());
      for (std::size_t i = 0; i < kN; ++i) CHECK(out[i] == x[i] * by_x + y[i] * by_y);
      Tile more = out;
      loops.accumulate(x.data(), by_x, kN, more.data());
      loops.scaled(y.data(), by_y, kN, out.data());
      for (std::size_t i = 0; i < kN; ++i) {
        CHECK(more[i] == 2 * x[i] * by_x + y[i] * by_y);
        CHECK(out[i] == y[i] * by_y);
      }
      Tile least = x, greatest = x, put = x, capped = x, made(kN), from = x, before = x;
      loops.lesser(y.data(), kN, least.data());
      loops.greater(y.data(), kN, greatest.data());
      loops.put_where(set.data(), 5, kN, put.data());
      loops.cap_where(set.data(), 5, kN, capped.data());
      loops.value_where(set.data(), 5, kN, made.data());
      loops.put_from(y.data(), 10, 7, kN, from.data());
      loops.put_before(y.data(), 10, 7, kN, before.data());
      std::vector<std::uint64_t> reached(kN / 64);
      loops.reaches(y.data(), 10, kN, reached.data());
      for (std::size_t i = 0; i < kN; ++i) {
        CHECK(least[i] == std::min(x[i], y[i]));
        CHECK(greatest[i] == std::max(x[i], y[i]));
        CHECK(put[i] == (is_set(set, i) ? 5 : x[i]));
        CHECK(capped[i] == (is_set(set, i) ? std::min(x[i], 5) : x[i]));
        CHECK(made[i] == (is_set(set, i) ? 5 : 0));
        CHECK(from[i] == (y[i] >= 10 ? 7 : x[i]));
        CHECK(before[i] == (y[i] < 10 ? 7 : x[i]));
        CHECK(is_set(reached, i) == (y[i] >= 10));
      }
      x[0] = tiles::kOpen;
      x[1] = -tiles::kOpen;
      y[2] = tiles::kOpen;
      loops.sum_open(x.data(), by_x, y.data(), by_y == 0 ? 1 : by_y, kN, out.data());
      CHECK(out[0] == tiles::kOpen);
      CHECK(out[1] == -tiles::kOpen);
      CHECK(out[2] == (by_y < 0 ? -tiles::kOpen : tiles::kOpen));
      CHECK(out[9] == x[9] * by_x + y[9] * (by_y == 0 ? 1 : by_y));
    }
}

TEST_CASE("tiles: a byte a row for what it is, and how many are") {
  std::mt19937_64 random(7);
  for (const tiles::Loops& loops : tiles::all_loops()) {
    const std::string name(loops.name);
    CAPTURE(name);
    std::array<std::uint64_t, 10> runs{};
    std::array<std::uint8_t, 128> expected{}, bytes{};
    std::array<std::size_t, 5> counts{}, expected_counts{};
    for (std::size_t row = 0; row < 128; ++row) {
      expected[row] = static_cast<std::uint8_t>(random() % 6);
      if (expected[row] == 0) continue;
      runs[(expected[row] - 1U) * 2U + row / 64] |= std::uint64_t{1} << (row % 64);
      ++expected_counts[expected[row] - 1U];
    }
    loops.statuses(runs.data(), 2, bytes.data(), counts.data());
    CHECK(bytes == expected);
    CHECK(counts == expected_counts);
  }
}

}  // namespace assay
