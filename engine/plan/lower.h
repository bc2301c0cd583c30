// The door of the plan stage: model -> program for one as-of date. Cannot fail: what the model says can be computed.
#pragma once

#include "base/calendar.h"
#include "plan/program.h"
#include "semantics/model.h"

#include <string>
#include <vector>

namespace assay::plan {

Program lower(const semantics::Model& model, base::Date as_of);
// One expression alone (`assay eval`), due at the season's end: the program's only product is its register, found by Program::find.
Program lower_expression(const semantics::Model& model, semantics::ExprId expression, base::Date as_of, Moment& moment);

// Every rule a program must obey (registers written once and before they are read, grains that fit, …); the broken ones, as sentences.
std::vector<std::string> verify(const Program& program);

std::string dump_plan(const Program& program);

}  // namespace assay::plan
