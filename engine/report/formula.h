// A scoring formula as it is stated, and with the values of one criterion, target or department put in.
#pragma once

#include "report/model.h"
#include "semantics/dump.h"
#include "semantics/model.h"
#include "types/value.h"

#include <string>
#include <vector>

namespace assay::report {

// What the names in a formula stand for; and, of a criterion or target that another formula goes over, its score and stated weight.
struct Quantities {
  types::Value attainment, stretch, met, weight, difficulty;
  Range score;
  base::Number stated_weight{1};
  std::vector<Quantities> members;  // of a fold
  semantics::Combine combine = semantics::Combine::mean;
};

std::string stated_formula(const semantics::Model& model, semantics::ExprId formula, semantics::Combine combine, semantics::Words words);
std::string filled_formula(const semantics::Model& model, semantics::ExprId formula, const Quantities& quantities, base::Date as_of, semantics::Words words);

}  // namespace assay::report
