// 256-bit unsigned integers, as far as products of two 128-bit numbers need them.
#pragma once

#include "base/int128.h"

#include <compare>
#include <cstdint>

namespace assay::base {

struct UInt256 {
  UInt128 high = 0;  // first, so that the default ordering is the numeric one
  UInt128 low = 0;
  friend constexpr auto operator<=>(const UInt256&, const UInt256&) = default;
};

UInt256 wide_multiply(UInt128 a, UInt128 b);
UInt256 wide_add(const UInt256& a, const UInt256& b);       // the sum must fit
UInt256 wide_subtract(const UInt256& a, const UInt256& b);  // a >= b

struct WideQuotient {
  UInt256 quotient;
  UInt128 remainder = 0;
};
WideQuotient wide_divide(const UInt256& dividend, UInt128 divisor);  // divisor > 0

}  // namespace assay::base
