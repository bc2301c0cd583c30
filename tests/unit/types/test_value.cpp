#include "types/value.h"

#include <doctest/doctest.h>

using namespace assay::types;

TEST_CASE("a value is a point, an interval, or invalid") {
  CHECK(Value::point(3).is_point());
  CHECK_FALSE(Value::none().is_point());
  CHECK_FALSE(Value{}.is_point());
  CHECK(Value{}.range.is_unbounded());
  CHECK_FALSE((Interval{1, 2}).is_point());
  CHECK_FALSE((Interval{1, std::nullopt}).is_unbounded());
}
