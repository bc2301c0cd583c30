// The quantities that the formulas of the scoring block read.
#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <array>
#include <string_view>
#include <utility>

namespace assay::semantics {

namespace {

struct Named {
  std::string_view name;
  Quantity quantity;
  bool criterion, target, department;  // known in
};

constexpr std::array<Named, 5> kQuantities{{
    {"attainment", Quantity::attainment, true, true, false},
    {"stretch", Quantity::stretch, true, false, false},
    {"met", Quantity::met, true, true, false},
    {"weight", Quantity::weight, true, true, false},
    {"difficulty", Quantity::difficulty, true, true, true},
}};

bool is_criteria(const std::string& name) { return name == "criteria"; }
bool is_targets(const std::string& name) { return name == "targets"; }

}  // namespace

std::optional<Checked> Checker::formula_name(const syntax::Expr& e) {
  if (formula_ == Formula::none || !quantities_) return std::nullopt;
  if (is_criteria(e.text) || is_targets(e.text)) {
    report(Problem::many_as_number, e.span, {words(e)});
    return Checked{};
  }
  for (const Named& each : kQuantities) {
    if (e.text != each.name) continue;
    const bool known = formula_ == Formula::criterion ? each.criterion : formula_ == Formula::target ? each.target : each.department;
    if (!known) {
      report(Problem::quantity_not_here, e.span, {words(e)});
      return Checked{};
    }
    Expr made;
    made.kind = Kind::quantity;
    made.quantity = each.quantity;
    return make(std::move(made), e);
  }
  return std::nullopt;
}

std::optional<Checked> Checker::check_fold(const syntax::Expr& e, Aggregate aggregate) {
  const syntax::Expr& argument = (*file_)[e.children[0]];
  if (formula_ == Formula::none || !quantities_ || argument.kind != syntax::ExprKind::name) return std::nullopt;
  const bool targets = is_targets(argument.text);
  if (!targets && !is_criteria(argument.text)) return std::nullopt;
  if (formula_ != (targets ? Formula::department : Formula::target)) {
    report(Problem::quantity_not_here, argument.span, {words(argument)});
    return Checked{};
  }
  Expr made;
  made.kind = Kind::fold;
  made.aggregate = aggregate == Aggregate::share ? Aggregate::count : aggregate;
  made.of_targets = targets;
  Expr all = made;
  if (e.where.valid()) {
    // Its names are those of one criterion or target.
    const Formula outer = std::exchange(formula_, targets ? Formula::target : Formula::criterion);
    const ExprId filter = condition(e.where);
    formula_ = outer;
    if (!filter.valid()) return Checked{};
    made.children.push_back(filter);
  } else if (aggregate == Aggregate::share) {
    report(Problem::condition_expected, argument.span, {argument.text, "compare it with something: `" + argument.text + " >= …" + "`"}).arguments_zh = {argument.text, "请与某值比较：`" + argument.text + " >= …" + "`"};
    return Checked{};
  }
  const Checked fold = make(std::move(made), e);
  if (aggregate != Aggregate::share) return fold;
  Expr share;
  share.kind = Kind::divide;
  share.children = {fold.id, make(std::move(all), e).id};
  return make(std::move(share), e);
}

}  // namespace assay::semantics
