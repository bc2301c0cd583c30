// The comparisons, and what follows from one of another.
#pragma once

#include <cstdint>

namespace assay::semantics {

enum class Compare : std::uint8_t { ge, gt, le, lt, eq, ne };

// The same comparison with its sides exchanged.
constexpr Compare mirrored(Compare compare) {
  switch (compare) {
    case Compare::ge: return Compare::le;
    case Compare::gt: return Compare::lt;
    case Compare::le: return Compare::ge;
    case Compare::lt: return Compare::gt;
    default: return compare;
  }
}

// What holds of two values where the comparison does not.
constexpr Compare denied(Compare compare) {
  switch (compare) {
    case Compare::ge: return Compare::lt;
    case Compare::gt: return Compare::le;
    case Compare::le: return Compare::gt;
    case Compare::lt: return Compare::ge;
    case Compare::eq: return Compare::ne;
    case Compare::ne: return Compare::eq;
  }
  return compare;
}

// `order` of the left value beside the right one: below 0, 0, above 0.
constexpr bool holds(Compare compare, int order) {
  switch (compare) {
    case Compare::ge: return order >= 0;
    case Compare::gt: return order > 0;
    case Compare::le: return order <= 0;
    case Compare::lt: return order < 0;
    case Compare::eq: return order == 0;
    case Compare::ne: return order != 0;
  }
  return false;
}

}  // namespace assay::semantics
