// A whole number of the last of some places as a decimal, without trailing zeros.
#pragma once

#include <string>

namespace bench {

inline void append_decimal(std::string& out, long long value, int places) {
  while (places > 0 && value % 10 == 0) {
    value /= 10;
    --places;
  }
  std::string digits = std::to_string(value);
  const auto after = static_cast<std::size_t>(places);
  if (digits.size() <= after) digits.insert(0, after + 1 - digits.size(), '0');
  if (after != 0) digits.insert(digits.size() - after, 1, '.');
  out += digits;
}

}  // namespace bench
