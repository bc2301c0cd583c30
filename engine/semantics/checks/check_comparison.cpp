#include "semantics/checks/checker.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <utility>

namespace assay::semantics {

Compare compare_of(syntax::Op op) {
  switch (op) {
    case syntax::Op::gt: return Compare::gt;
    case syntax::Op::le: return Compare::le;
    case syntax::Op::lt: return Compare::lt;
    case syntax::Op::eq: return Compare::eq;
    case syntax::Op::ne: return Compare::ne;
    default: return Compare::ge;
  }
}

// A chain is the `and` of its links; what stands between two of them is in both.
Checked Checker::check_comparison(const syntax::Expr& e) {
  if (const auto member = check_member(e)) return *member;
  std::vector<ExprId> links;
  bool ok = true;
  for (std::size_t i = 0; i + 1 < e.children.size(); ++i) {
    if (i > 0) ++repeated_;
    const ExprId link = check_link(e.children[i], e.ops[i], e.children[i + 1], e);
    if (i > 0) --repeated_;
    ok = ok && link.valid();
    links.push_back(link);
  }
  if (!ok || links.empty()) return {};
  if (links.size() == 1) return {links.front()};
  Expr made;
  made.kind = Kind::and_;
  made.type = Type::truth;
  made.children = std::move(links);
  return make(std::move(made), e);
}

// A name beside a grade is one of the grades of its scale, where it is none of the names that can be seen.
Checked Checker::grade_or_value(const syntax::Expr& name, syntax::ExprId id, const Checked& other) {
  if (!other) return {};
  const ScaleId scale = at(other.id).type == Type::grade ? at(other.id).scale : ScaleId{};
  if (!scale.valid()) return check(id);
  const types::Scale& of = a_.model.schema[scale];
  std::vector<std::string> grades;
  for (std::size_t i = 0; i < of.grades.size(); ++i) {
    grades.push_back(of.grades[i].name);
    if (of.grades[i].name != name.text) continue;
    Expr made;
    made.kind = Kind::grade;
    made.type = Type::grade;
    made.grade = static_cast<std::uint32_t>(i);
    made.scale = scale;
    return make(std::move(made), name);
  }
  if (can_be_seen(name)) return check(id);
  a_.unknown(Problem::unknown_grade, name.span, {name.text, of.name}, grades);
  return {};
}

ExprId Checker::check_link(syntax::ExprId l, syntax::Op op, syntax::ExprId r, const syntax::Expr& e) {
  const syntax::Expr& left_e = (*file_)[l];
  const syntax::Expr& right_e = (*file_)[r];
  const auto may_be_grade = [&](const syntax::Expr& side) {
    return side.kind == syntax::ExprKind::name && (a_.grade_names.contains(side.text) || !can_be_seen(side));
  };
  Checked left;
  Checked right;
  if (may_be_grade(left_e) && !may_be_grade(right_e)) {
    right = check(r);
    left = right ? grade_or_value(left_e, l, right) : Checked{};
  } else {
    left = check(l);
    right = may_be_grade(right_e) && left ? grade_or_value(right_e, r, left) : check(r);
  }
  if (!left || !right) return {};
  const Compare compare = compare_of(op);
  const bool equality = compare == Compare::eq || compare == Compare::ne;
  const auto is_truth = [&](const Checked& c) { return at(c.id).type == Type::truth || at(c.id).type == Type::event; };
  Type type = at(left.id).type;
  if (is_truth(left) && is_truth(right)) {
    left = {as_condition(left, left_e)};
    right = {as_condition(right, right_e)};
    type = Type::truth;
  } else if (type != at(right.id).type) {
    const bool number = type == Type::number || at(right.id).type == Type::number;
    const bool right_event = at(right.id).type == Type::event;
    if (number && (type == Type::event || right_event)) {
      const syntax::Expr& event = right_event ? right_e : left_e;
      report(Problem::event_as_number, event.span, {words(event)});
    } else {
      report(Problem::types_differ, right_e.span, {words(left_e), words(right_e)}).related.push_back({left_e.span, {}, kComparedWith});
    }
    return {};
  }
  if (type == Type::grade && at(left.id).scale != at(right.id).scale) {
    report(Problem::scales_differ, right_e.span, {words(left_e), words(right_e)}).related.push_back({left_e.span, {}, kComparedWith});
    return {};
  }
  if ((type == Type::truth || type == Type::text) && !equality) {
    report(Problem::only_equality, left_e.span, {words(left_e)});
    return {};
  }
  if (type == Type::number) {
    if (!unify(left, left_e, right, right_e)) return {};
    doubt_comparison(left.id, right.id, compare, left_e, right_e);
    doubt_comparison(right.id, left.id, compare, right_e, left_e);
  }
  Expr made;
  made.kind = Kind::compare;
  made.type = Type::truth;
  made.compare = compare;
  made.children = {left.id, right.id};
  made.span = here(e.children.size() == 2 ? e.span : source::join(left_e.span, right_e.span));
  return add(std::move(made));
}

// What is right by the rules and yet probably not meant.
void Checker::doubt_comparison(ExprId left, ExprId right, Compare op, const syntax::Expr& l, const syntax::Expr& r) {
  const Expr& value = at(left);
  const Expr& other = at(right);
  if (value.kind == Kind::fact && op == Compare::eq && !(other.kind == Kind::number && other.number.sign() == 0)) {
    const types::FactKind kind = a_.model.schema[value.fact].kind;
    if (kind == types::FactKind::flow || kind == types::FactKind::cumulative)
      report(Problem::equality_on_flow, l.span, {words(l)});
  }
  if (value.kind == Kind::subtract && value.unit.points && other.kind == Kind::number && other.unit.percent && other.number.sign() != 0) {
    const auto points = base::divide(other.number, *base::Number::fraction(1, 100));
    report(Problem::percent_against_points, r.span, {words(r), (points ? base::to_string(*points) : words(r)) + "pp"});
  }
}

}  // namespace assay::semantics
