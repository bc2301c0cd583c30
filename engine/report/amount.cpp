#include "report/amount.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace assay::report {

namespace {

constexpr int kShownPlaces = 6;   // an exact decimal with more is rounded for people
constexpr int kRoundedPlaces = 4;
constexpr int kMostPlaces = 36;

std::string trimmed(std::string fixed) {
  if (fixed.find('.') == std::string::npos) return fixed;
  while (fixed.ends_with('0')) fixed.pop_back();
  if (fixed.ends_with('.')) fixed.pop_back();
  return fixed;
}

int side(const base::Number& a, const base::Number& b) { return a < b ? -1 : b < a ? 1 : 0; }

// So many that it is still on its side of 0 and of the others, and does not look like one of them.
int rounded_places(const base::Number& n, const std::vector<base::Number>& beside) {
  const auto tells = [&](int places) {
    const auto shown = base::rounded(n, places);
    if (!shown || side(*shown, base::Number(0)) != side(n, base::Number(0))) return !shown;
    return std::all_of(beside.begin(), beside.end(), [&](const base::Number& other) {
      const auto shown_other = base::rounded(other, places);
      return n == other || (side(*shown, other) == side(n, other) && (!shown_other || *shown != *shown_other));
    });
  };
  int places = kRoundedPlaces;
  while (places < kMostPlaces && !tells(places)) ++places;
  return places;
}

std::string plain(const base::Number& n, const std::vector<base::Number>& beside = {}) {
  const auto exact = n.decimal_places();
  if (exact && *exact <= kShownPlaces) return base::to_string(n);
  const int places = rounded_places(n, beside);
  if (exact && *exact <= places) return base::to_string(n);
  return "≈" + trimmed(base::to_fixed(n, places));
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

namespace {

std::string amount_beside(const base::Number& base_value, const types::Unit& unit, const Range& beside) {
  std::vector<base::Number> others;
  if (beside)
    for (const std::optional<base::Number>& end : {beside->low, beside->high})
      if (end) others.push_back(in_unit(*end, unit));
  // `21 km`, but `21%` and `21人`.
  const bool latin = !unit.name.empty() && ((unit.name[0] >= 'a' && unit.name[0] <= 'z') || (unit.name[0] >= 'A' && unit.name[0] <= 'Z'));
  return plain(in_unit(base_value, unit), others) + (latin ? " " : "") + unit.name;
}

}  // namespace

std::string amount(const base::Number& base_value, const types::Unit& unit) { return amount_beside(base_value, unit, std::nullopt); }

std::string difference(const base::Number& base_value, const types::Unit& unit, Language language) {
  if (unit.percent && unit.name == "%") return say(Word::points, language, plain(in_unit(base_value, unit)));
  return amount(base_value, unit);
}

std::string amount(const Range& range, const types::Unit& unit, Language language, const Range& beside) {
  if (!range || range->is_unbounded()) return std::string(word(Word::not_known, language));
  const auto end = [&](const std::optional<base::Number>& n) { return amount_beside(*n, unit, beside); };
  if (range->is_point()) return end(range->low);
  if (!range->high) return say(Word::at_least, language, end(range->low));
  if (!range->low) return say(Word::at_most, language, end(range->high));
  return say(Word::between, language, end(range->low), end(range->high));
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
