// Fractions of any length, so that what the 38-digit numbers of the engine cannot hold is told from what they can.
#pragma once

#include "base/number.h"
#include "unit/base/big.h"

#include <optional>
#include <utility>

namespace assay::reference {

class Exact {
 public:
  Exact() = default;
  Exact(const base::Number& n) : small_(n) {}  // NOLINT(*-explicit-*): every number is a fraction

  // The number it is; nothing where it has more than 38 digits.
  const std::optional<base::Number>& number() const { return small_; }
  int sign() const;

  friend Exact operator+(const Exact& a, const Exact& b);
  friend Exact operator-(const Exact& a, const Exact& b);
  friend Exact operator*(const Exact& a, const Exact& b);
  friend Exact operator/(const Exact& a, const Exact& b);  // b is not 0
  friend int compare(const Exact& a, const Exact& b);
  friend Exact floor(const Exact& a);
  // Half up, for what is not negative; half away from zero otherwise.
  friend Exact rounded(const Exact& a, int places);

 private:
  using Big = base::testing::Big;
  std::pair<Big, Big> parts() const;
  static Exact reduced(Big above, Big below);

  std::optional<base::Number> small_ = base::Number{};
  std::optional<std::pair<Big, Big>> large_;  // where it has no number: above and below the line, below > 0
};

}  // namespace assay::reference
