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

}  // namespace

Amounts likely_amounts(std::string_view written, const base::Number& value, const types::Unit& unit, const types::Units& units) {
  const std::string number = base::to_string(value);
  const std::string first = with_unit(written, number, unit.name);
  const bool ratio = unit.powers.empty();
  if (const std::string as_written = in_own_multiple(written, unit, units); !as_written.empty()) return {"`" + as_written + "`", "`" + as_written + "`", "`" + as_written + "`"};
  const auto scaled = base::divide(value, unit.factor);
  const std::string second = ratio && scaled ? base::to_string(*scaled) + unit.name : number + units.print(unit.powers);
  const auto read = types::parse_quantity(first, units, false);
  const auto* quantity = std::get_if<types::Quantity>(&read);
  const auto amount = quantity != nullptr ? base::multiply(quantity->number, quantity->unit.factor) : std::nullopt;
  const bool same = !ratio && amount && *amount == value;
  const auto joined = [&](std::string_view word) { return "`" + first + "`" + (same ? std::string() : std::string(word) + "`" + second + "`"); };
  return {joined(" or "), joined("或"), joined("还是")};
}

}  // namespace assay::semantics
