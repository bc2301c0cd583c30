#include "base/big.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace assay::base {

namespace {

// Where there is no more memory the library would abort, and nothing may be thrown through it: `noexcept` ends the program as a thread does that
// nobody waits for, which says why (cli/cli.cpp).
void* required(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* allocate(std::size_t bytes) noexcept { return required(std::malloc(bytes)); }
void* reallocate(void* old, std::size_t, std::size_t bytes) noexcept { return required(std::realloc(old, bytes)); }
void release(void* old, std::size_t) noexcept { std::free(old); }

const bool kAllocatesHere = (mp_set_memory_functions(allocate, reallocate, release), true);

// From the least significant word to the most, each in the machine's own order of bytes.
constexpr int kLeastFirst = -1;
constexpr int kOwnOrder = 0;

}  // namespace

Big::Big(Int128 value) : Big() {
  static_cast<void>(kAllocatesHere);
  const UInt128 magnitude = value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
  const std::array<std::uint64_t, 2> words{static_cast<std::uint64_t>(magnitude), static_cast<std::uint64_t>(magnitude >> 64U)};
  mpz_import(value_, words.size(), kLeastFirst, sizeof words[0], kOwnOrder, 0, words.data());
  if (value < 0) mpz_neg(value_, value_);
}

std::optional<Int128> from_big(const Big& value) {
  if (mpz_sizeinbase(value, 2) > 128) return std::nullopt;
  std::array<std::uint64_t, 2> words{};
  mpz_export(words.data(), nullptr, kLeastFirst, sizeof words[0], kOwnOrder, 0, value);
  const UInt128 magnitude = (static_cast<UInt128>(words[1]) << 64U) | words[0];
  if (magnitude > static_cast<UInt128>(Number::kLimit)) return std::nullopt;
  return value.sign() < 0 ? -static_cast<Int128>(magnitude) : static_cast<Int128>(magnitude);
}

}  // namespace assay::base
