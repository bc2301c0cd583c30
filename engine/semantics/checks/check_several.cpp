// `max(a, b)`, `median({a, b, c})`, `count(c1, c2)`: functions of several values beside each other.
#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <utility>

namespace assay::semantics {

using functions::Function;

Checked Checker::check_several(const syntax::Expr& e, Function function, const std::vector<syntax::ExprId>& values) {
  if (e.where.valid()) {
    report(Problem::filter_not_allowed, (*file_)[e.where].span, {e.text});
    return {};
  }
  if (function == Function::count) return count_of_several(e, values);
  std::vector<Checked> parts;
  bool ok = true;
  for (const syntax::ExprId id : values) {
    parts.push_back(number(id));
    ok = ok && parts.back();
  }
  if (!ok) return {};
  // All of them stand beside the first that has a unit of its own.
  std::size_t pivot = 0;
  while (pivot < parts.size() && parts[pivot].flavour != Flavour::quantity) ++pivot;
  if (pivot == parts.size()) pivot = 0;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (i != pivot && !unify(parts[pivot], (*file_)[values[pivot]], parts[i], (*file_)[values[i]])) return {};
  Expr made;
  made.kind = Kind::function;
  made.function = function;
  made.unit = at(parts[pivot].id).unit;
  Flavour flavour = parts[pivot].flavour;
  for (const Checked& each : parts) {
    made.children.push_back(each.id);
    if (flavour == Flavour::bare && each.flavour == Flavour::count) flavour = Flavour::count;
  }
  return make(std::move(made), e, flavour);
}

// Of conditions how many hold, of values how many there are.
Checked Checker::count_of_several(const syntax::Expr& e, const std::vector<syntax::ExprId>& values) {
  Expr made;
  made.kind = Kind::function;
  made.function = Function::count;
  bool ok = true;
  std::size_t conditions = 0;
  for (const syntax::ExprId id : values) {
    const syntax::Expr& value_e = (*file_)[id];
    Checked value = check(id);
    if (value && at(value.id).type == Type::event) value = {as_condition(value, value_e)};
    if (value && at(value.id).type != Type::truth && at(value.id).type != Type::number) {
      is_numeric(value, value_e);
      value = {};
    }
    ok = ok && value;
    if (!value) continue;
    if (at(value.id).type == Type::truth) ++conditions;
    made.children.push_back(value.id);
  }
  if (!ok) return {};
  if (conditions != 0 && conditions != values.size()) {
    const syntax::Expr& first = (*file_)[values.front()];
    for (std::size_t i = 1; i < values.size(); ++i) {
      if (at(made.children[i]).type == at(made.children[0]).type) continue;
      const syntax::Expr& other = (*file_)[values[i]];
      report(Problem::branches_differ, other.span, {words(first), words(other)}).related.push_back({first.span, {}, kComparedWith});
      break;
    }
    return {};
  }
  return make(std::move(made), e, Flavour::count);
}

}  // namespace assay::semantics
