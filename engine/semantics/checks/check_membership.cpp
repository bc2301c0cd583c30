// Whether a value is one of several, between two, or about the same as another.
#include "semantics/checks/checker.h"
#include "semantics/passes/passes.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <utility>

namespace assay::semantics {

Checked Checker::check_in_set(const syntax::Expr& e) {
  const syntax::Expr& value_e = (*file_)[e.children[0]];
  Checked value = check(e.children[0]);
  std::vector<ExprId> children{value.id};
  bool ok = static_cast<bool>(value);
  for (std::size_t i = 1; i < e.children.size(); ++i) {
    const syntax::Expr& member_e = (*file_)[e.children[i]];
    Checked member = check_beside(e.children[i], value);
    if (!value || !member || !meet(value, value_e, member, member_e, false)) {
      ok = false;
      continue;
    }
    children[0] = value.id;
    children.push_back(member.id);
    if (at(value.id).type == Type::number) {
      // Of several values none is meant to be passed.
      doubt_comparison(value.id, member.id, e.children.size() == 2 ? Compare::eq : Compare::ge, value_e, member_e);
    }
  }
  if (!ok) return {};
  Expr made;
  made.kind = Kind::in_set;
  made.type = Type::truth;
  made.children = std::move(children);
  return make(std::move(made), e);
}

Checked Checker::check_in_range(const syntax::Expr& e) {
  const syntax::Expr& value_e = (*file_)[e.children[0]];
  Checked value = check(e.children[0]);
  Checked low = check_beside(e.children[1], value);
  Checked high = check_beside(e.children[2], value);
  if (!value || !low || !high) return {};
  if (!meet(value, value_e, low, (*file_)[e.children[1]], true) || !meet(value, value_e, high, (*file_)[e.children[2]], true)) return {};
  const auto first = constant_value(a_.model, low.id);
  const auto last = constant_value(a_.model, high.id);
  if (first && last && *first > *last) {
    const Span span = source::join((*file_)[e.children[1]].span, (*file_)[e.children[2]].span);
    report(Problem::range_without_value, span, {a_.words(span)});
    return {};
  }
  if (at(value.id).type == Type::number) {
    doubt_comparison(value.id, low.id, Compare::ge, value_e, (*file_)[e.children[1]]);
    doubt_comparison(value.id, high.id, Compare::le, value_e, (*file_)[e.children[2]]);
  }
  Expr made;
  made.kind = Kind::in_range;
  made.type = Type::truth;
  made.children = {value.id, low.id, high.id};
  return make(std::move(made), e);
}

// `%` is a part of what is compared with; anything else is a difference in its unit.
Checked Checker::check_within(const syntax::Expr& e) {
  const syntax::Expr& value_e = (*file_)[e.children[0]];
  const syntax::Expr& tolerance_e = (*file_)[e.children[1]];
  const syntax::Expr& other_e = (*file_)[e.children[2]];
  Checked value = number(e.children[0]);
  Checked tolerance = number(e.children[1]);
  Checked other = number(e.children[2]);
  if (!value || !tolerance || !other || !unify(value, value_e, other, other_e)) return {};
  const bool relative = at(tolerance.id).unit.percent;
  if (!relative && !unify(value, value_e, tolerance, tolerance_e)) return {};
  if (const auto written = constant_value(a_.model, tolerance.id); written && written->sign() < 0) {
    report(Problem::tolerance_negative, tolerance_e.span, {words(tolerance_e)});
    return {};
  }
  // A part of a percentage, where the difference is meant.
  const types::Unit& unit = at(other.id).unit;
  if (relative && (unit.percent || unit.points)) doubt_percent(tolerance.id, tolerance_e);
  Expr made;
  made.kind = Kind::within;
  made.type = Type::truth;
  made.relative = relative;
  made.children = {value.id, other.id, tolerance.id};
  return make(std::move(made), e);
}

}  // namespace assay::semantics
