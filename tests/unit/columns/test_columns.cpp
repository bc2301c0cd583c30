#include "columns/bitmap.h"
#include "columns/column.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

using namespace assay;
using columns::Bitmap;

TEST_CASE("bits past the size stay 0") {
  Bitmap bits(70, true);
  CHECK(bits.count() == 70);
  CHECK(bits.all());
  bits.reset(69);
  CHECK_FALSE(bits.all());
  CHECK_FALSE(bits.get(69));
  bits.data()[1] = ~std::uint64_t{0};
  bits.trim();
  CHECK(bits.count() == 70);
  CHECK_FALSE(Bitmap(5).any());
  CHECK(Bitmap().all());
}

TEST_CASE("set bits are visited in order") {
  Bitmap bits(130);
  for (const std::size_t i : {std::size_t{0}, std::size_t{63}, std::size_t{64}, std::size_t{129}}) bits.put(i, true);
  std::vector<std::size_t> seen;
  columns::for_each_set(bits, [&](std::size_t i) { seen.push_back(i); });
  CHECK(seen == std::vector<std::size_t>{0, 63, 64, 129});
}

TEST_CASE("bits of one word move and are copied as those of many") {
  for (const std::size_t size : {std::size_t{1}, std::size_t{64}, std::size_t{65}, std::size_t{300}}) {
    Bitmap bits(size);
    bits.set(size - 1);
    Bitmap copy = bits;
    Bitmap moved = std::move(bits);
    CHECK(moved == copy);
    CHECK(moved.get(size - 1));
    copy.reset(size - 1);
    CHECK(moved.count() == 1);
    Bitmap other(200, true);
    other = std::move(moved);
    CHECK(other.size() == size);
    CHECK(other.count() == 1);
    other.resize(size + 130);
    CHECK(other.get(size - 1));
    CHECK(other.count() == 1);
    std::swap(other, copy);
    CHECK_FALSE(other.any());
    CHECK(copy.count() == 1);
  }
}

TEST_CASE("a row of a column is a point, an odd value or the gap") {
  columns::Column column;
  column.scale = 1;
  column.data = {166, 0, 0};
  column.valid.assign(3, false);
  column.valid.set(0);
  column.odd.push_back({1, types::Value::none()});
  CHECK(column.at(0) == types::Value::point(*base::Number::fraction(83, 5)));
  CHECK(column.at(1).invalid);
  CHECK(column.at(2).lacks);
  CHECK(column.at(2).range.is_unbounded());
}
