#include "verify/compare.h"

#include "base/number.h"

namespace assay::verify {

namespace {

using What = semantics::Expectation::What;

constexpr std::size_t kRow = 0;
constexpr int kAttainmentPlaces = 9;

std::optional<types::Interval> range_of(const columns::Column& column) {
  const types::Value value = column.at(kRow);
  if (value.invalid && value.range.is_unbounded()) return std::nullopt;
  return value.range;
}

// The two enumerations name the same statuses in the same order.
exec::Status status_of(semantics::Expectation::Status status) { return static_cast<exec::Status>(status); }
static_assert(static_cast<int>(semantics::Expectation::Status::met) == static_cast<int>(exec::Status::met) &&
              static_cast<int>(semantics::Expectation::Status::missed) == static_cast<int>(exec::Status::missed) &&
              static_cast<int>(semantics::Expectation::Status::open) == static_cast<int>(exec::Status::open) &&
              static_cast<int>(semantics::Expectation::Status::unknown) == static_cast<int>(exec::Status::unknown) &&
              static_cast<int>(semantics::Expectation::Status::invalid) == static_cast<int>(exec::Status::invalid) &&
              static_cast<int>(semantics::Expectation::Status::not_applicable) == static_cast<int>(exec::Status::not_applicable));

// Both as they are rounded where they are formed.
bool same(const base::Number& expected, const std::optional<base::Number>& came, int places) {
  return came && base::rounded(expected, places) == base::rounded(*came, places);
}

class Comparison {
 public:
  Comparison(const semantics::Model& model, const exec::Outcome& outcome, const semantics::Expectation& expected)
      : model_(model), expected_(expected), department_(outcome.departments[expected.department]) {}

  Came compare() {
    if (expected_.target) {
      const exec::TargetOutcome& target = department_.targets[*expected_.target];
      if (expected_.criterion) of_criterion(target.criteria[*expected_.criterion]);
      else of_target(target);
    } else if (department_.scored.get(kRow)) {
      came_.range = range_of(department_.score);
    }
    came_.holds = expected_.what == What::status ? same_status() : same_range();
    return came_;
  }

 private:
  bool attainment() const { return expected_.what == What::attainment; }

  void of_criterion(const exec::CriterionOutcome& criterion) {
    came_.status = criterion.status[kRow];
    came_.provisional = criterion.provisional.get(kRow);
    if (came_.status != exec::Status::not_applicable) came_.range = range_of(attainment() ? criterion.attainment : criterion.score);
  }

  void of_target(const exec::TargetOutcome& target) {
    came_.status = target.status[kRow];
    came_.provisional = target.provisional.get(kRow);
    if (came_.status == exec::Status::not_applicable) return;
    came_.range = range_of(attainment() ? target.attainment : target.score);
    if (came_.status == exec::Status::met) return;
    const semantics::Target& rules = model_.departments[expected_.department].targets[*expected_.target];
    for (std::size_t c = 0; c < rules.criteria.size(); ++c)
      if (rules.criteria[c].decides && target.criteria[c].status[kRow] == came_.status) came_.because.push_back(c);
  }

  bool same_status() const {
    // Only of `met` it is said whether it is for good.
    const bool as_lasting = came_.status != exec::Status::met || came_.provisional == expected_.provisional;
    return came_.status == status_of(expected_.status) && as_lasting &&
           (expected_.because.empty() || expected_.because == came_.because);
  }

  bool same_range() const {
    const bool rounded_here = expected_.criterion || attainment();
    const int places = rounded_here ? kAttainmentPlaces : model_.scoring.places;
    return came_.range && same(expected_.low, came_.range->low, places) && same(expected_.high, came_.range->high, places);
  }

  const semantics::Model& model_;
  const semantics::Expectation& expected_;
  const exec::DepartmentOutcome& department_;
  Came came_;
};

}  // namespace

Came compare(const semantics::Model& model, const exec::Outcome& outcome, const semantics::Expectation& expected) {
  return Comparison(model, outcome, expected).compare();
}

}  // namespace assay::verify
