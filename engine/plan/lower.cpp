#include "plan/lower.h"

#include "plan/lowering.h"

#include <algorithm>
#include <utility>

namespace assay::plan {

Program lower(const semantics::Model& model, base::Date as_of) {
  Lowering lowering(model, as_of);
  lowering.builder().reserve(model.expressions.size() * 3 / 2);
  for (const semantics::Department& d : model.departments) lowering.department(d);
  lowering.total();
  return std::move(lowering.builder()).finish();
}

Program lower_expression(const semantics::Model& model, semantics::ExprId expression, base::Date as_of, Moment& moment) {
  Lowering lowering(model, as_of);
  const base::Date end = model.schema.season.to;
  moment = moment_now(model.schema.season, as_of, end);
  lowering.value(expression, {moment, {}, nullptr});
  return std::move(lowering.builder()).finish();
}

}  // namespace assay::plan
