#include "report/amount.h"

namespace assay::report {

namespace {

constexpr int kShownPlaces = 6;   // an exact decimal with more is rounded for people
constexpr int kRoundedPlaces = 4;

std::string trimmed(std::string fixed) {
  if (fixed.find('.') == std::string::npos) return fixed;
  while (fixed.ends_with('0')) fixed.pop_back();
  if (fixed.ends_with('.')) fixed.pop_back();
  return fixed;
}

std::string plain(const base::Number& n) {
  const auto places = n.decimal_places();
  if (places && *places <= kShownPlaces) return base::to_string(n);
  return "≈" + trimmed(base::to_fixed(n, kRoundedPlaces));
}

base::Number in_unit(const base::Number& base_value, const types::Unit& unit) {
  return base::divide(base_value, unit.factor).value_or(base_value);
}

std::string percent_point(const base::Number& ratio) {
  const base::Number hundred(100);
  const base::Number percent = base::multiply(ratio, hundred).value_or(ratio);
  const std::string shown = base::to_fixed(percent, 2);
  if (percent < hundred && shown == "100.00") return "99.99%";
  return shown + "%";
}

}  // namespace

std::string amount(const base::Number& base_value, const types::Unit& unit) {
  // `21 km`, but `21%` and `21人`.
  const bool latin = !unit.name.empty() && ((unit.name[0] >= 'a' && unit.name[0] <= 'z') || (unit.name[0] >= 'A' && unit.name[0] <= 'Z'));
  return plain(in_unit(base_value, unit)) + (latin ? " " : "") + unit.name;
}

std::string difference(const base::Number& base_value, const types::Unit& unit, Language language) {
  if (unit.percent && unit.name == "%") return say(Word::points, language, plain(in_unit(base_value, unit)));
  return amount(base_value, unit);
}

std::string amount(const Range& range, const types::Unit& unit, Language language) {
  if (!range || range->is_unbounded()) return std::string(word(Word::not_known, language));
  if (range->is_point()) return amount(*range->low, unit);
  if (!range->high) return say(Word::at_least, language, amount(*range->low, unit));
  if (!range->low) return say(Word::at_most, language, amount(*range->high, unit));
  return say(Word::between, language, amount(*range->low, unit), amount(*range->high, unit));
}

std::string percentage(const Range& range) {
  if (!range || range->is_unbounded()) return "–";
  if (range->is_point()) return percent_point(*range->low);
  return "[" + (range->low ? percent_point(*range->low) : "-∞") + ", " + (range->high ? percent_point(*range->high) : "∞") + "]";
}

std::string score(const Range& range, int places) {
  if (!range || range->is_unbounded()) return "–";
  const auto end = [&](const std::optional<base::Number>& n) { return n ? base::to_fixed(*n, places) : std::string("∞"); };
  if (range->is_point()) return end(range->low);
  return "[" + (range->low ? end(range->low) : "-∞") + ", " + end(range->high) + "]";
}

std::string exact(const std::optional<base::Number>& end) { return end ? base::to_string(*end) : std::string(); }

}  // namespace assay::report
