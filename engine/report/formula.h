// A scoring formula as it is stated, and with the values of one criterion, target or department put in.
#pragma once

#include "report/model.h"
#include "semantics/model.h"

#include <string>
#include <utility>
#include <vector>

namespace assay::report {

// What the names in a formula stand for; nothing where they have no value.
struct Quantities {
  Range attainment, stretch, met, weight, difficulty;
  std::vector<std::pair<Range, base::Number>> members;  // of a fold: the scores, and their weights
};

std::string stated_formula(const semantics::Model& model, semantics::ExprId formula);
std::string filled_formula(const semantics::Model& model, semantics::ExprId formula, const Quantities& quantities, base::Date as_of);

}  // namespace assay::report
