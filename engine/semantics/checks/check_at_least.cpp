#include "semantics/checks/checker.h"
#include "semantics/passes/passes.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

// How many is known beforehand: a written number, or a parameter whatever its date.
bool Checker::may_be_so_many(ExprId id, std::size_t conditions) const {
  const base::Number most(static_cast<std::int64_t>(conditions));
  const auto fits = [&](const base::Number& n) { return n.is_whole() && n.sign() > 0 && n <= most; };
  if (at(id).kind != Kind::param) {
    const auto written = constant_value(a_.model, id);
    return written && fits(*written);
  }
  const auto& values = a_.model.params[at(id).param].values;
  return std::all_of(values.begin(), values.end(), [&](const DatedNumber& each) { return fits(each.value); });
}

Checked Checker::check_at_least(const syntax::Expr& e) {
  const syntax::Expr& count_e = (*file_)[e.children[0]];
  const Checked count = number(e.children[0]);
  std::vector<ExprId> children{count.id};
  bool ok = static_cast<bool>(count);
  for (std::size_t i = 1; i < e.children.size(); ++i) {
    children.push_back(condition(e.children[i]));
    ok = ok && children.back().valid();
  }
  if (!ok) return {};
  if (!at(count.id).unit.powers.empty() || !may_be_so_many(count.id, children.size() - 1)) {
    report(Problem::at_least_of_how_many, count_e.span, {words(count_e), std::to_string(children.size() - 1)});
    return {};
  }
  if (at(count.id).kind != Kind::param) {
    at(count.id).number = *constant_value(a_.model, count.id);
    at(count.id).kind = Kind::number;
    at(count.id).children.clear();
  }
  Expr made;
  made.kind = Kind::at_least;
  made.type = Type::truth;
  made.children = std::move(children);
  return make(std::move(made), e);
}

}  // namespace assay::semantics
