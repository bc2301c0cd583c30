// One reported value as it is held between reading and delivery: small, and exact.
#pragma once

#include <cstdint>

namespace assay::facts {

enum class Held : std::uint8_t {
  missing,
  point,    // data * 10^-scale
  wide,     // no such point, or last written place no power of ten: Store::wides[data]
  invalid,  // its cell could not be read
};

struct Entry {
  std::int64_t data = 0;
  std::uint32_t owner = 0;  // unit; in a list the item
  std::uint32_t row = 0;    // Store's number of the record
  std::int8_t scale = 0;
  std::int8_t place = 0;    // the last written place is worth 10^-place
  Held held = Held::missing;
};

}  // namespace assay::facts
