#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"
#include <set>
#include <utility>

namespace assay::semantics {

// How many members of a dimension, items of a list or periods there are, which part of them, or how many in a row, with a condition.
Checked Checker::check_count(const syntax::Expr& e, Aggregate aggregate) {
  if (const auto fold = check_fold(e, aggregate)) return *fold;
  const syntax::Expr& over = (*file_)[e.children[0]];
  if (over.kind == syntax::ExprKind::error) return {};
  if (over.kind == syntax::ExprKind::set) {
    report(Problem::set_as_value, over.span, {words(over)});
    return {};
  }
  if (over.kind != syntax::ExprKind::name) {
    // 占比(a/b) is the quotient itself.
    const bool quotient = aggregate == Aggregate::share && over.kind == syntax::ExprKind::divide;
    report(Problem::axis_expected, over.span, {words(over), quotient ? "write `" + words(over) + "` alone" : std::string()}).arguments_zh = {
        words(over), quotient ? "请只写`" + words(over) + "`" : std::string()};
    return {};
  }
  const std::uint32_t first_variable = a_.variables;
  const auto opened = axis(over.text, over.span, e.axis.from.valid() ? &e.axis : nullptr);
  if (!opened) return {};
  if (aggregate == Aggregate::streak && opened->kind != Axis::Kind::period) {
    report(Problem::no_order, over.span, {over.text});
    return {};
  }
  if (aggregate != Aggregate::count && !e.where.valid()) {
    report(Problem::condition_expected, over.span, {words(over), "compare it with something: `" + words(over) + " >= …" + "`"}).arguments_zh = {words(over), "请与某值比较：`" + words(over) + " >= …" + "`"};
    return {};
  }
  ExprId filter;
  if (e.where.valid()) {
    const bool over_period = std::exchange(over_period_, over_period_ && opened->kind != Axis::Kind::period);
    frames_.push_back({*opened, false, {}, false});
    filter = condition(e.where);
    frames_.pop_back();
    over_period_ = over_period;
    if (!filter.valid()) return {};
    if (opened->kind == Axis::Kind::period && !check_steps(filter, opened->step, over.text)) return {};
  } else {
    Expr all;
    all.kind = Kind::truth;
    all.type = Type::truth;
    all.truth = true;
    all.span = here(over.span);
    filter = add(std::move(all));
  }
  Expr made;
  made.kind = Kind::aggregate;
  made.aggregate = aggregate;
  made.axes = {*opened};
  made.children = {filter};
  if (!set_apart(made, first_variable, over.span)) return {};
  if (aggregate != Aggregate::share) return make(std::move(made), e, Flavour::count);
  if (const types::Unit* percent = a_.model.schema.units.find("%")) made.unit = *percent;
  return make(std::move(made), e);
}

// What an aggregate goes through itself must be known before the aggregates inside take what is left: where there are such, the value is
// looked through without them first.
Checked Checker::collected_value(syntax::ExprId id, Aggregate aggregate) {
  const auto value = [&] { return aggregate == Aggregate::distinct ? distinct_value(id) : number(id); };
  const std::size_t before = a_.model.expressions.size();
  looking_ahead_ = true;
  inner_aggregate_ = false;
  const Checked found = value();
  looking_ahead_ = false;
  if (!inner_aggregate_) return found;
  a_.model.expressions.resize(before);
  return value();
}

// What can be told apart: categories, grades and numbers.
Checked Checker::distinct_value(syntax::ExprId id) {
  const syntax::Expr& e = (*file_)[id];
  const Checked value = check(id);
  if (!value) return {};
  const Type type = at(value.id).type;
  if (type == Type::text || type == Type::grade || type == Type::number) return value;
  report(Problem::distinct_needs_field, e.span, {words(e)});
  return {};
}

std::string Checker::axis_name(const Axis& axis) const {
  switch (axis.kind) {
    case Axis::Kind::dimension: return a_.model.schema[axis.dimension].name;
    case Axis::Kind::list: return a_.model.schema[axis.list].name;
    case Axis::Kind::period: break;
  }
  return std::string(base::step_name(axis.step));
}

Checked Checker::check_aggregate(const syntax::Expr& e, Aggregate aggregate) {
  if (aggregate != Aggregate::median)
    if (const auto fold = check_fold(e, aggregate)) return *fold;
  const syntax::Expr& argument = (*file_)[e.children[0]];
  if (looking_ahead_) {
    inner_aggregate_ = true;
    return {};
  }
  const std::uint32_t first_variable = a_.variables;
  Frame frame;
  frame.collects = true;
  std::set<std::uint32_t> lets;
  open_lists(e.children[0], frame, lets);
  if (frame.collected.size() > 1) {
    report(Problem::gone_through_at_once, argument.span, {axis_name(frame.collected[0]), axis_name(frame.collected[1])});
    return {};
  }
  for (Axis& each : frame.collected)
    if (!may_open(each, axis_name(each), argument.span)) return {};
  frames_.push_back(std::move(frame));
  const Checked value = collected_value(e.children[0], aggregate);
  frames_.back().closed = true;
  const ExprId filter = e.where.valid() ? condition(e.where) : ExprId{};
  const std::vector<Axis> axes = std::move(frames_.back().collected);
  frames_.pop_back();
  if (!value || (e.where.valid() && !filter.valid())) return {};
  if (axes.empty()) {
    report(Problem::nothing_to_aggregate, argument.span, {words(argument), e.text});
    return {};
  }
  if (axes.size() > 1 && axes.front().kind == Axis::Kind::list) {
    report(Problem::gone_through_at_once, argument.span, {axis_name(axes[0]), axis_name(axes[1])});
    return {};
  }
  for (const Axis& each : axes) {
    if (each.kind != Axis::Kind::period) continue;
    const std::string name(base::step_name(each.step));
    if (!check_steps(value.id, each.step, name) || (filter.valid() && !check_steps(filter, each.step, name))) return {};
  }
  if (aggregate == Aggregate::sum) doubt_sum(value.id, e);
  Expr made;
  made.kind = Kind::aggregate;
  made.aggregate = aggregate;
  made.axes = axes;
  made.children = {value.id};
  if (filter.valid()) made.children.push_back(filter);
  if (!set_apart(made, first_variable, argument.span)) return {};
  if (aggregate == Aggregate::distinct) return make(std::move(made), e, Flavour::count);
  made.unit = at(value.id).unit;
  return make(std::move(made), e, value.flavour);
}

}  // namespace assay::semantics
