#include "semantics/checks/with_unit.h"

#include <optional>
#include <variant>

namespace assay::semantics {

std::string with_unit(std::string_view written, std::string_view number, std::string_view unit) {
  for (const std::string_view multiplier : {"百", "千", "万", "亿"})
    if (written.ends_with(multiplier) && unit.starts_with(multiplier)) return std::string(written) + std::string(unit.substr(multiplier.size()));
  return std::string(number) + std::string(unit);
}

namespace {

// 300000万 of 亿元: in 万元, where that is declared.
std::string in_own_multiple(std::string_view written, const types::Unit& unit, const types::Units& units) {
  std::size_t digits = written.size();
  while (digits > 0 && !(written[digits - 1] >= '0' && written[digits - 1] <= '9')) --digits;
  const std::string_view multiple = written.substr(digits);
  const std::size_t own = types::leading_multiplier(unit.name).second;
  if (multiple.empty() || own == 0 || types::leading_multiplier(multiple).second != multiple.size()) return {};
  const types::Unit* found = units.find(std::string(multiple) + unit.name.substr(own));
  return found != nullptr && found->powers == unit.powers ? std::string(written) + unit.name.substr(own) : std::string();
}

Amounts joined(const std::string& first, const std::string& second) {
  const auto with = [&](std::string_view word) { return "`" + first + "`" + (second.empty() ? std::string() : std::string(word) + "`" + second + "`"); };
  return {with(" or "), with("或"), with("还是")};
}

// A fraction takes no unit behind it, as `2/3%` would be 2 divided by 3%. Up to 2 it is a part of the whole: of so many percentage points it is said.
Amounts fraction_amounts(const std::string& fraction, const base::Number& value, const types::Unit& unit, const types::Units& units) {
  const std::string of_unit = fraction + " * 1" + unit.name;
  if (!unit.powers.empty()) return joined(fraction + " * 1" + units.print(unit.powers), of_unit);
  const auto whole = base::divide(base::Number{1}, unit.factor);
  if (unit.points || !whole) return joined(of_unit, {});
  return joined(fraction + " * " + base::to_string(*whole) + unit.name, base::absolute(value) > base::Number{2} ? of_unit : std::string());
}

}  // namespace

Amounts one_amount(const std::string& amount) { return joined(amount, {}); }

std::string in_unit(const base::Number& number, std::string_view unit) {
  const std::string written = base::to_string(number);
  return written + (written.find('/') == std::string::npos ? "" : " * 1") + std::string(unit);
}

Amounts likely_amounts(std::string_view written, const base::Number& value, const types::Unit& unit, const types::Units& units) {
  const std::string number = base::to_string(value);
  if (number.find('/') != std::string::npos) return fraction_amounts(number, value, unit, units);
  const std::string first = with_unit(written, number, unit.name);
  const bool ratio = unit.powers.empty();
  if (const std::string as_written = in_own_multiple(written, unit, units); !as_written.empty()) return {"`" + as_written + "`", "`" + as_written + "`", "`" + as_written + "`"};
  const auto scaled = base::divide(value, unit.factor);
  const std::string second = ratio && scaled ? base::to_string(*scaled) + unit.name : number + units.print(unit.powers);
  const auto read = types::parse_quantity(first, units, false);
  const auto* quantity = std::get_if<types::Quantity>(&read);
  const auto amount = quantity != nullptr ? base::multiply(quantity->number, quantity->unit.factor) : std::nullopt;
  const bool same = !ratio && amount && *amount == value;
  // 9/10 is said of the whole, and of points as it stands.
  if (ratio && written.find('/') != std::string_view::npos && base::absolute(value) <= base::Number{2}) return joined(unit.points ? first : second, {});
  return joined(first, same ? std::string() : second);
}

}  // namespace assay::semantics
