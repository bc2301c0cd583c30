// Whole numbers of any length, over GMP, for the few results whose steps do not fit 256 bits.
#pragma once

#include "base/number.h"

#include <gmp.h>

#include <optional>

namespace assay::base {

// Owns one of the library's numbers; its functions take it as it is. A division by zero ends the program there: ask before.
class Big {
 public:
  Big() { mpz_init(value_); }
  explicit Big(Int128 value);
  Big(const Big& other) { mpz_init_set(value_, other.value_); }
  Big(Big&& other) noexcept : Big() { mpz_swap(value_, other.value_); }
  Big& operator=(const Big&) = delete;
  Big& operator=(Big&&) = delete;
  ~Big() { mpz_clear(value_); }

  operator mpz_ptr() { return value_; }           // NOLINT(*-explicit-*)
  operator mpz_srcptr() const { return value_; }  // NOLINT(*-explicit-*)

  int sign() const { return mpz_sgn(value_); }

 private:
  mpz_t value_;
};

// Nothing where it has more than 38 digits.
std::optional<Int128> from_big(const Big& value);

}  // namespace assay::base
