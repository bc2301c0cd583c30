#include "reference/among.h"

#include "reference/evaluate.h"

#include <cstdint>
#include <vector>

namespace assay::reference {
namespace {

std::vector<Value> of_all_units(semantics::ExprId id, const Context& context) {
  std::vector<Value> all;
  for (std::size_t row = 0; row < context.facts->batch.rows(); ++row) {
    Context other = context;
    other.row = row;
    all.push_back(number(id, other));
  }
  return all;
}

// Units that no one has named may still report.
bool others_may_come(const Context& context) { return context.later && context.schema().reports.empty(); }

Value aggregate_of(semantics::Aggregate aggregate, const std::vector<Value>& all) {
  switch (aggregate) {
    case semantics::Aggregate::sum: return sum_of(all);
    case semantics::Aggregate::min: return least_of(all);
    case semantics::Aggregate::max: return greatest_of(all);
    case semantics::Aggregate::median: return median_of(all);
    default: return mean_of(all);
  }
}

}  // namespace

// From 1 + those whose least is above its greatest, to 1 + those whose greatest is above its least.
Value rank_among(const semantics::Expr& expr, const Context& context) {
  const std::vector<Value> all = of_all_units(expr.children[0], context);
  const Value& own = all[context.row];
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  bool invalid = own.invalid;
  bool lacks = own.lacks;
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (row == context.row) continue;
    if (compare(low_end(all[row]), high_end(own)) > 0) ++certain;
    if (compare(high_end(all[row]), low_end(own)) <= 0) continue;
    ++possible;
    if (compare(low_end(all[row]), high_end(own)) > 0) continue;
    invalid = invalid || all[row].invalid;
    lacks = lacks || all[row].lacks;
  }
  return between(End{0, base::Number(certain + 1)}, others_may_come(context) ? End{1, {}} : End{0, base::Number(possible + 1)}, invalid, lacks);
}

Value aggregate_among(const semantics::Expr& expr, const Context& context) {
  const std::vector<Value> all = of_all_units(expr.children[0], context);
  const Value known = aggregate_of(expr.aggregate, all);
  if (!others_may_come(context)) return known;
  // Any further value may only lower the least and raise the greatest.
  return between(expr.aggregate == semantics::Aggregate::max ? low_end(known) : End{-1, {}},
                 expr.aggregate == semantics::Aggregate::min ? high_end(known) : End{1, {}}, known.invalid, known.lacks);
}

}  // namespace assay::reference
