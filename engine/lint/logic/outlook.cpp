// Whether linear comparisons can hold, where that is seen at once: by the limits of each sum, or with every variable as high or as low
// as its comparisons would have it.
#include "lint/logic/system.h"

#include <algorithm>

namespace assay::lint {

namespace {

using base::Number;

// Far beyond what limits of one another come to; where it is not, elimination decides.
const Number kFar = 1'000'000'000'000;

Number as_far(const Range& range, bool up) {
  const std::optional<Limit>& end = up ? range.high : range.low;
  if (end && !end->strict) return end->at;
  if (end) return range.pick().value_or(end->at);
  const std::optional<Limit>& start = up ? range.low : range.high;
  const Number from = start ? (up ? base::ceiling(start->at) : base::floor(start->at)) : Number(0);
  return base::add(from, up ? kFar : -kFar).value_or(from);
}

}  // namespace

// The least or the greatest that a sum may come to; nothing where it has no end.
std::optional<Number> System::end(const Linear& linear, bool up) const {
  std::optional<Number> sum = linear.constant;
  for (const auto& [variable, times] : linear.terms) {
    const Range of = range(variable);
    const std::optional<Limit>& limit = (times.sign() > 0) == up ? of.high : of.low;
    const auto product = limit ? base::multiply(limit->at, times) : std::nullopt;
    sum = product ? base::add(*sum, *product) : std::nullopt;
    if (!sum) return std::nullopt;
  }
  return sum;
}

bool System::out_of_reach(const Row& row) const {
  const auto most = end(row.linear, true);
  if (most && (most->sign() < 0 || (most->sign() == 0 && row.relation == Relation::positive))) return true;
  const auto least = row.relation == Relation::zero ? end(row.linear, false) : std::nullopt;
  return least && least->sign() > 0;
}

Answer::Kind System::outlook() const {
  for (const auto& [variable, of] : ranges_)
    if (of.empty()) return Answer::Kind::none;
  if (std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) { return out_of_reach(row); })) return Answer::Kind::none;
  if (overflow_) return Answer::Kind::unknown;
  std::map<Variable, bool> up;
  for (const Row& row : rows_) {
    if (row.relation == Relation::zero) return Answer::Kind::unknown;
    for (const auto& [variable, times] : row.linear.terms) up.emplace(variable, times.sign() > 0);
  }
  Values values;
  for (const auto& [variable, high] : up) values.emplace(variable, as_far(range(variable), high));
  for (const Row& row : rows_) {
    std::optional<Number> sum = row.linear.constant;
    for (const auto& [variable, times] : row.linear.terms) {
      const auto product = base::multiply(values.at(variable), times);
      sum = sum && product ? base::add(*sum, *product) : std::nullopt;
    }
    if (!sum || sum->sign() < 0 || (sum->sign() == 0 && row.relation == Relation::positive)) return Answer::Kind::unknown;
  }
  return Answer::Kind::some;
}

}  // namespace assay::lint
