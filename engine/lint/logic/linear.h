// A sum of variables times numbers, and the exact arithmetic of such sums.
#pragma once

#include "base/ids.h"
#include "base/number.h"

#include <optional>
#include <utility>
#include <vector>

namespace assay::lint {

using Variable = base::Id<struct VariableTag>;

struct Linear {
  base::Number constant;
  std::vector<std::pair<Variable, base::Number>> terms;  // ascending by variable, no zero

  static Linear of(const base::Number& number) { return {number, {}}; }
  static Linear of(Variable variable, const base::Number& times = base::Number(1)) { return {{}, {{variable, times}}}; }
  bool is_constant() const { return terms.empty(); }
  friend bool operator==(const Linear&, const Linear&) = default;
};

// Nothing where a number of the result does not fit.
std::optional<Linear> add(const Linear& a, const Linear& b);
std::optional<Linear> subtract(const Linear& a, const Linear& b);
std::optional<Linear> scale(const Linear& a, const base::Number& by);
Linear negate(const Linear& a);

// What is known of a variable: the range of its values, and whether only whole ones occur.
struct Domain {
  std::optional<base::Number> low, high;
  bool whole = false;
};

// The range of a sum whose variables range on their own.
Domain bounds(const Linear& linear, const std::vector<Domain>& domains);
// A number of which it is a whole multiple wherever its variables are whole; nothing where none is known.
std::optional<base::Number> spacing(const Linear& linear, const std::vector<Domain>& domains);

}  // namespace assay::lint
