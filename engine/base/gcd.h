// Greatest common divisors of 64- and 128-bit numbers.
#pragma once

#include "base/int128.h"

#include <cstdint>

namespace assay::base {

std::uint64_t gcd(std::uint64_t a, std::uint64_t b);  // gcd(a, 0) == a
UInt128 gcd(UInt128 a, UInt128 b);
int count_trailing_zeros(UInt128 v);  // v != 0

}  // namespace assay::base
