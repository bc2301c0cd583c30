// Fractions of any length over OpenSSL's big numbers: an independent answer to compare the engine's arithmetic with.
#pragma once

#include "base/int128.h"
#include "base/number.h"
#include "base/wide.h"

#include <optional>
#include <string>

#include <openssl/bn.h>

namespace assay::base::testing {

class Big {
 public:
  Big() : value_(BN_new()) {}
  explicit Big(UInt128 v) : Big() {
    BN_set_word(value_, static_cast<BN_ULONG>(v >> 64U));
    BN_lshift(value_, value_, 64);
    Big low;
    BN_set_word(low.value_, static_cast<BN_ULONG>(v));
    BN_add(value_, value_, low.value_);
  }
  static Big of(Int128 v) {
    Big big(v < 0 ? -static_cast<UInt128>(v) : static_cast<UInt128>(v));
    BN_set_negative(big.value_, v < 0 ? 1 : 0);
    return big;
  }
  static Big of(const UInt256& v) {
    Big big(v.high);
    BN_lshift(big.value_, big.value_, 128);
    return big + Big(v.low);
  }
  Big(const Big& other) : value_(BN_dup(other.value_)) {}
  Big& operator=(const Big& other) {
    BN_copy(value_, other.value_);
    return *this;
  }
  ~Big() { BN_free(value_); }

  friend Big operator+(const Big& a, const Big& b) {
    Big sum;
    BN_add(sum.value_, a.value_, b.value_);
    return sum;
  }
  friend Big operator-(const Big& a, const Big& b) {
    Big difference;
    BN_sub(difference.value_, a.value_, b.value_);
    return difference;
  }
  friend Big operator*(const Big& a, const Big& b) {
    Big product;
    BN_mul(product.value_, a.value_, b.value_, context());
    return product;
  }
  friend Big operator/(const Big& a, const Big& b) {
    Big quotient;
    BN_div(quotient.value_, nullptr, a.value_, b.value_, context());
    return quotient;
  }
  friend int compare(const Big& a, const Big& b) { return BN_cmp(a.value_, b.value_); }
  friend bool operator==(const Big& a, const Big& b) { return compare(a, b) == 0; }
  friend Big gcd_of(const Big& a, const Big& b) {
    Big shared;
    BN_gcd(shared.value_, a.value_, b.value_, context());
    return shared;
  }
  bool fits_limit() const { return BN_ucmp(value_, Big::of(Number::kLimit).value_) <= 0; }
  bool is_zero() const { return BN_is_zero(value_) != 0; }
  bool is_negative() const { return BN_is_negative(value_) != 0; }
  std::string text() const {
    char* digits = BN_bn2dec(value_);
    std::string copy(digits);
    OPENSSL_free(digits);
    return copy;
  }

 private:
  static BN_CTX* context() {
    struct Holder {
      BN_CTX* context = BN_CTX_new();
      Holder() = default;
      Holder(const Holder&) = delete;
      Holder& operator=(const Holder&) = delete;
      ~Holder() { BN_CTX_free(context); }
    };
    static const Holder holder;
    return holder.context;
  }

  BIGNUM* value_;
};

// above/below as text in lowest terms, or "-" where it has more than 38 digits or the divisor is zero.
inline std::string reduced_text(Big above, Big below) {
  if (below.is_zero()) return "-";
  if (below.is_negative()) {
    above = Big() - above;
    below = Big() - below;
  }
  const Big shared = gcd_of(above, below);
  above = above / shared;
  below = below / shared;
  if (!above.fits_limit() || !below.fits_limit()) return "-";
  return (above.is_zero() ? "0" : above.text()) + "/" + below.text();
}

inline std::string fraction_text(const std::optional<Number>& number) {
  if (!number) return "-";
  return (number->sign() == 0 ? "0" : Big::of(number->numerator()).text()) + "/" +
         Big::of(number->denominator()).text();
}

}  // namespace assay::base::testing
