#include "semantics/checks/checker.h"

#include "base/number.h"
#include "diagnostics/kinds.h"
#include "semantics/checks/glued_words.h"

#include <string>
#include <utility>
#include <variant>

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
  if (!scale.valid() && at(other.id).type == Type::text && !can_be_seen(name) && !a_.incomplete && !find_glued_word(name.text, scope_->names())) {
    const std::string text = "`\"" + name.text + "\"`";
    report(Problem::unknown_name, name.span, {name.text, "a text stands in quotes: " + text}).arguments_zh = {name.text, "文字请加引号：" + text};
    return {};
  }
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
  a_.unknown_grade(name.span, name.text, of.name, grades);
  return {};
}

bool Checker::may_be_grade(const syntax::Expr& side) const {
  return side.kind == syntax::ExprKind::name && (a_.grade_names.contains(side.text) || !can_be_seen(side));
}

// 计数(…) >= 3个 where 个 is no unit: a count stands beside a number alone.
bool Checker::counted_with_unit(const syntax::Expr& e, const Checked& other) {
  if (e.kind != syntax::ExprKind::number || other.flavour != Flavour::count || a_.incomplete) return false;
  const auto read = types::parse_quantity(e.text, a_.model.schema.units, false);
  const auto* problem = std::get_if<types::QuantityProblem>(&read);
  if (problem == nullptr || problem->kind != types::QuantityProblem::Kind::unknown_unit || a_.rulebook.find(problem->text) != nullptr) return false;
  const std::string number = e.text.substr(0, e.text.size() - problem->text.size());
  if (!std::holds_alternative<types::Quantity>(types::parse_quantity(number, a_.model.schema.units, false))) return false;
  report(Problem::unknown_unit, e.span, {problem->text, "a count is compared with a number alone: `" + number + "`"}).arguments_zh = {problem->text, "个数直接与数比较：请写`" + number + "`"};
  return true;
}

// A value that is compared with `other`: a bare name may be one of its grades.
Checked Checker::check_beside(syntax::ExprId id, const Checked& other) {
  const syntax::Expr& e = (*file_)[id];
  if (other && counted_with_unit(e, other)) return {};
  return may_be_grade(e) && other ? grade_or_value(e, id, other) : check(id);
}

// Makes two values comparable, or says why they are not.
bool Checker::meet(Checked& left, const syntax::Expr& l, Checked& right, const syntax::Expr& r, bool ordered) {
  if (at(left.id).kind == Kind::unknown) adopt(left, right);
  else if (at(right.id).kind == Kind::unknown) adopt(right, left);
  const auto is_truth = [&](const Checked& c) { return at(c.id).type == Type::truth || at(c.id).type == Type::event; };
  const bool days = at(left.id).type == Type::event && at(right.id).type == Type::event;
  if (is_truth(left) && is_truth(right) && !days) {
    left = {as_condition(left, l)};
    right = {as_condition(right, r)};
    if (!left || !right) return false;
  }
  const Type type = at(left.id).type;
  if (type != at(right.id).type) {
    const bool number = type == Type::number || at(right.id).type == Type::number;
    const bool right_event = at(right.id).type == Type::event;
    if (number && (type == Type::event || right_event)) {
      const syntax::Expr& event = right_event ? r : l;
      report(at((right_event ? right : left).id).kind == Kind::date ? Problem::date_as_value : Problem::event_as_number, event.span, {words(event), a_.year()});
    } else {
      const bool quoted = type == Type::grade && r.kind == syntax::ExprKind::string;
      auto& made = report(Problem::types_differ, r.span, {words(l), words(r), quoted ? "a grade stands without quotation marks: `" + r.text + "`" : std::string()});
      if (quoted) made.arguments_zh = {words(l), words(r), "等级不加引号：`" + r.text + "`"};
      made.related.push_back({l.span, {}, kComparedWith});
    }
    return false;
  }
  if (type == Type::grade && at(left.id).scale != at(right.id).scale) {
    report(Problem::scales_differ, r.span, {words(l), words(r)}).related.push_back({l.span, {}, kComparedWith});
    return false;
  }
  if ((type == Type::truth || type == Type::text) && ordered) {
    report(Problem::only_equality, l.span, {words(l)});
    return false;
  }
  return type != Type::number || unify(left, l, right, r);
}

ExprId Checker::check_link(syntax::ExprId l, syntax::Op op, syntax::ExprId r, const syntax::Expr& e) {
  const syntax::Expr& left_e = (*file_)[l];
  const syntax::Expr& right_e = (*file_)[r];
  Checked left;
  Checked right;
  if (may_be_grade(left_e) && !may_be_grade(right_e)) {
    right = check(r);
    left = right ? grade_or_value(left_e, l, right) : Checked{};
  } else {
    left = check(l);
    right = check_beside(r, left);
  }
  if (!left || !right) return {};
  const Compare compare = compare_of(op);
  if (!meet(left, left_e, right, right_e, compare != Compare::eq && compare != Compare::ne)) return {};
  if (at(left.id).type == Type::number) {
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

}  // namespace assay::semantics
