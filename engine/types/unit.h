// Unit algebra: named units as an exact factor times powers of base units, and the reading of quantities with a unit.
#pragma once

#include "base/number.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace assay::types {

// Powers of base units, ascending by base unit, no zero exponents: 元/人 = {{元,1},{人,-1}}. Empty: a plain ratio.
using Powers = std::vector<std::pair<std::uint32_t, int>>;
Powers multiply(const Powers& a, const Powers& b);
Powers divide(const Powers& a, const Powers& b);

// A unit in use: 1 of it is `factor` base units.
struct Unit {
  std::string name;             // as declared or written, for display: "亿元", "%", "元/人"
  base::Number factor{1};
  Powers powers;
  bool percent = false;         // %, ‰: a ratio that people read in hundredths or thousandths
  bool points = false;          // pp: percentage points
};

class Units {
 public:
  Units();  // holds %, ‰, pp (and 百分点, 个百分点) and nothing else
  // False if the name is taken.
  bool add_base(const std::string& name, const std::string& label);
  bool add(const std::string& name, Unit unit);
  const Unit* find(std::string_view name) const;  // by name or label
  std::vector<std::string> names() const;         // in order of declaration
  const std::string& base_name(std::uint32_t base) const;
  std::string print(const Powers& powers) const;  // "元/人", "平方米", "1" for a plain ratio
  // All that it holds, for whoever keeps it: names of base units; units; where each name and label is among them.
  auto tied() { return std::tie(base_names_, units_, index_); }
  auto tied() const { return std::tie(base_names_, units_, index_); }

 private:
  std::vector<std::string> base_names_;
  std::vector<std::pair<std::string, Unit>> units_;
  std::map<std::string, std::size_t, std::less<>> index_;  // names and labels
};

// 百 千 万 亿 and their products (百万, 千万, 万亿 …) at the start of `suffix`: the multiplier and its length in bytes; {1, 0} where there is none.
std::pair<base::Number, std::size_t> leading_multiplier(std::string_view suffix);

struct Quantity {
  base::Number number;   // as written, multiplier applied, before the unit's factor
  Unit unit;             // a plain ratio with an empty name where `bare`
  bool bare = true;      // no unit was written
  base::Number multiplier{1};  // of 百 千 万 亿, already applied to number
  base::Number place{1};       // what one of the last written place is worth, multiplier applied: 1/10 of "16.6", 1000 of "16.6万"
};
struct QuantityProblem {
  enum class Kind { malformed, leading_zero, too_long, unknown_unit, ambiguous } kind;
  std::string text;         // the part it is about
  std::string other;        // unknown_unit: the remaining known unit if the suffix begins with one ("亿元" of "亿元以上"); ambiguous: the second reading
};
// "16.6万人", "166_000", "100%", "1,200.5元", "1.66E+05": the suffix is looked up whole as a unit, else a multiplier is taken off first.
// `text` is in ASCII twins, without white space at its ends. `cell`: the rules of reported cells (thousands commas and exponents allowed,
// underscores not, leading zeros allowed); else those of literals.
// A multiplier before a lesser one (30亿万元) is ambiguous, too.
// Of a cell the suffix may be a quotient of units (元/人) and stand apart from the number.
std::variant<Quantity, QuantityProblem> parse_quantity(std::string_view text, const Units& units, bool cell);

}  // namespace assay::types
