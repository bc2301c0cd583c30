#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <array>
#include <string_view>
#include <utility>

namespace assay::semantics {

ExprId Checker::as_condition(const Checked& value, const syntax::Expr& e) {
  switch (at(value.id).type) {
    case Type::truth: return value.id;
    case Type::event:
      if (at(value.id).kind != Kind::date) return happened(value.id, e.span);
      report(Problem::date_as_value, e.span, {words(e)});
      return {};
    default: break;
  }
  const Expr& quantity = at(value.id);
  if (quantity.kind == Kind::quantity && (quantity.quantity == Quantity::met || quantity.quantity == Quantity::stretch)) {
    Expr one;
    one.kind = Kind::number;
    one.number = base::Number{1};
    Expr made;
    made.kind = Kind::compare;
    made.type = Type::truth;
    made.compare = Compare::eq;
    made.children = {value.id, make(std::move(one), e).id};
    return make(std::move(made), e).id;
  }
  const std::string comparison = "`" + compared(value, e) + "`";
  report(Problem::condition_expected, e.span, {words(e), "compare it with something: " + comparison}).arguments_zh = {words(e), "请与某值比较：" + comparison};
  return {};
}

// How the value may be made a condition: a goal is the right side, of what its criterion compares if that is of the same kind.
std::string Checker::compared(const Checked& value, const syntax::Expr& e) const {
  const Expr& own = at(value.id);
  const bool goal = own.kind == Kind::number || own.kind == Kind::negate || own.kind == Kind::param;
  if (own.type != Type::number || !goal) return words(e) + " >= …";
  constexpr std::array<std::string_view, 6> kSigns = {">=", ">", "<=", "<", "==", "!="};
  if (!of_criterion_.valid() || at(of_criterion_).kind != Kind::compare) return "… >= " + words(e);
  const Expr& beside = at(of_criterion_);
  const Expr& left = at(beside.children[0]);
  const bool alike = left.type == Type::number && left.kind != Kind::number && left.unit.powers == own.unit.powers;
  if (!alike || left.span.file != e.span.file) return "… >= " + words(e);
  return a_.words(left.span) + " " + std::string(kSigns[static_cast<std::size_t>(beside.compare)]) + " " + words(e);
}

// 类型 == "设备" or "基建": the left side is said once for several right ones.
bool Checker::repeated_right_side(const syntax::Expr& e, std::size_t child) {
  const syntax::Expr& value = (*file_)[e.children[child]];
  const syntax::Expr& first = (*file_)[e.children.front()];
  const bool equal = first.kind == syntax::ExprKind::compare && first.children.size() == 2 && first.ops.front() == syntax::Op::eq;
  const bool alone = value.kind == syntax::ExprKind::string || value.kind == syntax::ExprKind::number || (value.kind == syntax::ExprKind::name && !can_be_seen(value));
  if (child == 0 || e.kind != syntax::ExprKind::or_ || !equal || !alone || a_.incomplete) return false;
  const syntax::Expr& right = (*file_)[first.children[1]];
  if (right.kind != value.kind) return false;
  std::string all = words(right);
  for (std::size_t i = 1; i < e.children.size() && (*file_)[e.children[i]].kind == value.kind; ++i) all += ", " + words((*file_)[e.children[i]]);
  const std::string left = words((*file_)[first.children[0]]);
  report(Problem::condition_expected, value.span, {words(value), "write `" + left + " in {" + all + "}`"}).arguments_zh = {words(value), "请写`" + left + " 属于 {" + all + "}`"};
  return true;
}

Checked Checker::check_connective(const syntax::Expr& e) {
  std::vector<ExprId> parts;
  bool ok = true;
  for (std::size_t i = 0; i < e.children.size(); ++i) {
    parts.push_back(repeated_right_side(e, i) ? ExprId{} : condition(e.children[i]));
    ok = ok && parts.back().valid();
  }
  if (!ok) return {};
  if (parts.size() == 1 && e.kind != syntax::ExprKind::not_) return {parts.front()};
  Expr made;
  made.kind = e.kind == syntax::ExprKind::not_   ? Kind::not_
              : e.kind == syntax::ExprKind::and_ ? Kind::and_
              : e.kind == syntax::ExprKind::or_  ? Kind::or_
                                                 : Kind::implies;
  made.type = Type::truth;
  made.children = std::move(parts);
  return make(std::move(made), e);
}

Checked Checker::check_if(const syntax::Expr& e) {
  const ExprId decides = condition(e.children[0]);
  Checked then = check(e.children[1]);
  Checked otherwise = check(e.children[2]);
  if (!decides.valid() || !then || !otherwise) return {};
  const syntax::Expr& then_e = (*file_)[e.children[1]];
  const syntax::Expr& else_e = (*file_)[e.children[2]];
  if (at(then.id).kind == Kind::unknown) adopt(then, otherwise);
  else if (at(otherwise.id).kind == Kind::unknown) adopt(otherwise, then);
  Expr made;
  made.kind = Kind::if_;
  if (at(then.id).type == Type::number && at(otherwise.id).type == Type::number) {
    if (!unify(then, then_e, otherwise, else_e)) return {};
    made.unit = at(then.id).unit.name.empty() ? at(otherwise.id).unit : at(then.id).unit;
  } else if (at(then.id).type == Type::number || at(otherwise.id).type == Type::number) {
    report(Problem::branches_differ, else_e.span, {words(then_e), words(else_e)}).related.push_back({then_e.span, {}, kComparedWith});
    return {};
  } else {
    then = {as_condition(then, then_e)};
    otherwise = {as_condition(otherwise, else_e)};
    if (!then || !otherwise) return {};
    made.type = Type::truth;
  }
  made.children = {decides, then.id, otherwise.id};
  const bool quantity = then.flavour == Flavour::quantity || otherwise.flavour == Flavour::quantity;
  const bool count = then.flavour == Flavour::count || otherwise.flavour == Flavour::count;
  return make(std::move(made), e, quantity ? Flavour::quantity : count ? Flavour::count : Flavour::bare);
}

}  // namespace assay::semantics
