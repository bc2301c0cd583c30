// A line up to the verdicts. Writes up to 32 bytes behind what it returns.
#pragma once

#include "../decimal.h"
#include "block.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace bench::limit {

class Texts {
 public:
  Texts() {
    for (int i = 0; i < 10'000; ++i) {
      std::string text;
      append_decimal(text, 10'000 + i, 4);  // "1.xxxx" without trailing zeros, or "1"
      put(places_[static_cast<std::size_t>(i)], text.substr(1));
      put(wholes_[static_cast<std::size_t>(i)], std::to_string(i));
    }
  }
  char* whole(char* at, unsigned value) const { return copied(at, wholes_[value]); }
  // A number of four places, below 10,000.
  char* decimal(char* at, std::int32_t value) const {
    const auto n = static_cast<unsigned>(value);
    at = copied(at, wholes_[n / 10'000]);
    return copied(at, places_[n % 10'000]);
  }

 private:
  struct Text {
    char text[7] = {};
    char length = 0;
  };
  static void put(Text& to, const std::string& text) {
    std::memcpy(to.text, text.data(), text.size());
    to.length = static_cast<char>(text.size());
  }
  static char* copied(char* at, const Text& from) {
    std::memcpy(at, &from, 8);
    return at + from.length;
  }
  std::array<Text, 10'000> places_{};
  std::array<Text, 10'000> wholes_{};
};

inline const Texts& texts() {
  static const Texts all;
  return all;
}

inline char* write_start(char* out, std::string_view unit, unsigned met, unsigned unknown, std::int32_t low,
                         std::int32_t high) {
  const Texts& text = texts();
  std::memcpy(out, unit.data(), unit.size());
  out += unit.size();
  *out++ = ',';
  out = text.whole(out, met);
  *out++ = ',';
  out = text.whole(out, kAllTargets - met - unknown);
  std::memcpy(out, ",0,", 3);
  out = text.whole(out + 3, unknown);
  std::memcpy(out, ",0,0,", 5);
  char* const first = out + 5;
  char* const second = text.decimal(first, low);
  *second = ',';
  out = second + 1;
  if (low == high) {
    std::memcpy(out, first, 16);
    out += second - first;
  } else {
    out = text.decimal(out, high);
  }
  *out++ = ',';
  return out;
}

}  // namespace bench::limit
