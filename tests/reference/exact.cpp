#include "reference/exact.h"

namespace assay::reference {

int Exact::sign() const {
  if (small_) return small_->sign();
  return large_->first.is_zero() ? 0 : large_->first.is_negative() ? -1 : 1;
}

std::pair<Exact::Big, Exact::Big> Exact::parts() const {
  if (!small_) return *large_;
  return {Big::of(small_->numerator()), Big::of(small_->denominator())};
}

Exact Exact::reduced(Big above, Big below) {
  if (below.is_negative()) {
    above = Big() - above;
    below = Big() - below;
  }
  const Big shared = gcd_of(above, below);
  above = above / shared;
  below = below / shared;
  Exact result;
  if (above.is_zero()) return result;
  if (above.fits_limit() && below.fits_limit()) {
    const auto numerator = base::Number::parse(above.text());
    const auto denominator = base::Number::parse(below.text());
    result.small_ = base::Number::fraction(numerator->numerator(), denominator->numerator());
  } else {
    result.small_.reset();
    result.large_ = {above, below};
  }
  return result;
}

Exact operator+(const Exact& a, const Exact& b) {
  if (a.small_ && b.small_)
    if (const auto sum = add(*a.small_, *b.small_)) return *sum;
  const auto [an, ad] = a.parts();
  const auto [bn, bd] = b.parts();
  return Exact::reduced(an * bd + bn * ad, ad * bd);
}

Exact operator-(const Exact& a, const Exact& b) {
  if (a.small_ && b.small_)
    if (const auto difference = subtract(*a.small_, *b.small_)) return *difference;
  const auto [an, ad] = a.parts();
  const auto [bn, bd] = b.parts();
  return Exact::reduced(an * bd - bn * ad, ad * bd);
}

Exact operator*(const Exact& a, const Exact& b) {
  if (a.small_ && b.small_)
    if (const auto product = multiply(*a.small_, *b.small_)) return *product;
  const auto [an, ad] = a.parts();
  const auto [bn, bd] = b.parts();
  return Exact::reduced(an * bn, ad * bd);
}

Exact operator/(const Exact& a, const Exact& b) {
  if (a.small_ && b.small_)
    if (const auto quotient = divide(*a.small_, *b.small_)) return *quotient;
  const auto [an, ad] = a.parts();
  const auto [bn, bd] = b.parts();
  return Exact::reduced(an * bd, ad * bn);
}

int compare(const Exact& a, const Exact& b) {
  if (a.small_ && b.small_) return *a.small_ < *b.small_ ? -1 : *a.small_ > *b.small_ ? 1 : 0;
  return (a - b).sign();
}

Exact floor(const Exact& a) {
  auto [above, below] = a.parts();
  const base::testing::Big zero;
  const base::testing::Big one(base::UInt128{1});
  if (!above.is_negative()) return Exact::reduced(above / below, one);
  // -ceil(|a|)
  return Exact::reduced(zero - (zero - above + below - one) / below, one);
}

Exact rounded(const Exact& a, int places) {
  if (a.small_)
    if (const auto result = base::rounded(*a.small_, places)) return *result;
  auto [above, below] = a.parts();
  const bool negative = above.is_negative();
  if (negative) above = base::testing::Big() - above;
  base::testing::Big scale(base::UInt128{1});
  const base::testing::Big ten(base::UInt128{10});
  for (int i = 0; i < places; ++i) scale = scale * ten;
  const base::testing::Big two(base::UInt128{2});
  base::testing::Big units = (two * above * scale + below) / (two * below);
  if (negative) units = base::testing::Big() - units;
  return Exact::reduced(units, scale);
}

}  // namespace assay::reference
