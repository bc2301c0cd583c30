#include "base/int128.h"
#include "base/text.h"

#include <cstring>

namespace assay::base {

std::uint64_t hash_of(std::string_view text) {
  constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15ULL, kSecond = 0xC2B2AE3D27D4EB4FULL;
  const auto mixed = [](std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<UInt128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  };
  const auto word = [](const char* at) {
    std::uint64_t out = 0;
    std::memcpy(&out, at, sizeof out);
    return out;
  };
  const std::size_t size = text.size();
  const char* at = text.data();
  std::uint64_t hash = mixed(size + kFirst, kSecond);
  if (size >= 8) {
    const char* const last = at + size - 8;  // these may be in part among those before
    for (; at < last; at += 8) hash = mixed(hash ^ word(at), kFirst ^ (hash >> 32U));
    return mixed(hash ^ word(last) ^ kSecond, kFirst + size);
  }
  std::uint64_t rest = 0;
  for (std::size_t i = 0; i < size; ++i) rest |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
  return mixed(hash ^ rest ^ kSecond, kFirst + size);
}

}  // namespace assay::base
