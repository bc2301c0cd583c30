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

// Of an entry whose cell named its unit, or whose number stood in none.
inline constexpr std::int8_t kUnitNamed = -128;

struct Entry {
  std::int64_t data = 0;
  std::uint32_t owner = 0;  // unit; in a list the item
  std::uint32_t row = 0;    // Store's number of the record
  std::int8_t scale = 0;
  std::int8_t place = 0;    // the last written place is worth 10^-place
  Held held = Held::missing;
  std::int8_t bare = kUnitNamed;  // of a cell that names no unit: a 1 in it is 10^bare of the fact's unit
  bool single = false;            // a sum of numbers that are written to single units
  bool undated = false;           // whatever its record says: it stands for several of which one has no date of report
};

}  // namespace assay::facts
