#include "base/powers.h"

#include "base/number.h"

#include <doctest/doctest.h>

namespace assay::base {
namespace {

TEST_CASE("powers: both tables") {
  CHECK(pow10(0) == 1);
  CHECK(pow10(38) == Number::kLimit + 1);
  CHECK(pow10_int64(18) == 1'000'000'000'000'000'000);
  for (int i = 0; i <= kMaxPow10Int64; ++i) CHECK(pow10(i) == pow10_int64(i));
}

}  // namespace
}  // namespace assay::base
