#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"
#include "functions/functions.h"

#include <utility>

namespace assay::semantics {

namespace {

bool is_aggregate(const std::string& name) {
  using functions::Function;
  const functions::Entry* entry = functions::find(name);
  if (entry == nullptr) return false;
  switch (entry->function) {
    case Function::sum:
    case Function::avg:
    case Function::min:
    case Function::max:
    case Function::median:
    case Function::count:
    case Function::share:
    case Function::streak:
    case Function::mean: return true;
    default: return false;
  }
}

}  // namespace

// How many members of a dimension, items of a list or periods there are, which part of them, or how many in a row, with a condition.
Checked Checker::check_count(const syntax::Expr& e, Aggregate aggregate) {
  if (const auto fold = check_fold(e, aggregate)) return *fold;
  const syntax::Expr& over = (*file_)[e.children[0]];
  if (over.kind == syntax::ExprKind::error) return {};
  if (over.kind == syntax::ExprKind::set) {
    report(Problem::set_as_value, over.span, {words(over)});
    return {};
  }
  if (over.kind == syntax::ExprKind::member_access) {
    a_.not_supported(over.span, e.text + "(" + words(over) + ")");
    return {};
  }
  if (over.kind != syntax::ExprKind::name) {
    report(Problem::axis_expected, over.span, {words(over)});
    return {};
  }
  const auto opened = axis(over.text, over.span, nullptr);
  if (!opened) return {};
  if (aggregate == Aggregate::streak && opened->kind != Axis::Kind::period) {
    report(Problem::no_order, over.span, {over.text});
    return {};
  }
  if (aggregate != Aggregate::count && !e.where.valid()) {
    report(Problem::condition_expected, over.span, {words(over)});
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
  if (aggregate != Aggregate::share) return make(std::move(made), e, Flavour::count);
  if (const types::Unit* percent = a_.model.schema.units.find("%")) made.unit = *percent;
  return make(std::move(made), e);
}

// A list whose fields are named anywhere in the value is gone through, so that its bare field names can be seen in all of it.
void Checker::open_lists(syntax::ExprId id, Frame& frame) {
  if (!id.valid()) return;
  const syntax::Expr& e = (*file_)[id];
  if (e.kind == syntax::ExprKind::member_access) {
    const syntax::Expr& owner = (*file_)[e.children[0]];
    const Symbol* symbol = scope_->find(owner.text);
    if (symbol == nullptr || symbol->kind != Symbol::Kind::list) return;
    const ListId list(symbol->index);
    for (const Axis& each : frame.collected)
      if (each.list == list) return;
    for (const Frame& outer : frames_)
      if (!outer.collects && outer.axis.kind == Axis::Kind::list && outer.axis.list == list) return;
    Axis made;
    made.kind = Axis::Kind::list;
    made.list = list;
    made.variable = a_.variables++;
    frame.collected.push_back(made);
    return;
  }
  const bool of_several = e.children.size() != 1 || (e.kind == syntax::ExprKind::call && (*file_)[e.children[0]].kind == syntax::ExprKind::set);
  if (e.kind == syntax::ExprKind::call && is_aggregate(e.text) && !of_several) return;  // goes through its own
  for (const syntax::ExprId child : e.children) open_lists(child, frame);
}

// What an aggregate goes through itself must be known before the aggregates inside take what is left: where there are such, the value is
// looked through without them first.
Checked Checker::collected_value(syntax::ExprId id) {
  const std::size_t before = a_.model.expressions.size();
  looking_ahead_ = true;
  inner_aggregate_ = false;
  const Checked value = number(id);
  looking_ahead_ = false;
  if (!inner_aggregate_) return value;
  a_.model.expressions.resize(before);
  return number(id);
}

Checked Checker::check_aggregate(const syntax::Expr& e, Aggregate aggregate) {
  if (aggregate != Aggregate::median)
    if (const auto fold = check_fold(e, aggregate)) return *fold;
  const syntax::Expr& argument = (*file_)[e.children[0]];
  if (looking_ahead_) {
    inner_aggregate_ = true;
    return {};
  }
  Frame frame;
  frame.collects = true;
  open_lists(e.children[0], frame);
  for (const Axis& each : frame.collected)
    if (!may_open(each, a_.model.schema[each.list].name, argument.span)) return {};
  if (frame.collected.size() > 1) {
    a_.not_supported(e.span, e.text + "(" + a_.model.schema[frame.collected[0].list].name + " … " +
                                 a_.model.schema[frame.collected[1].list].name + ")");
    return {};
  }
  const bool over_list = !frame.collected.empty();
  frames_.push_back(std::move(frame));
  const Checked value = collected_value(e.children[0]);
  frames_.back().closed = true;
  const ExprId filter = e.where.valid() ? condition(e.where) : ExprId{};
  const std::vector<Axis> axes = std::move(frames_.back().collected);
  frames_.pop_back();
  if (!value || (e.where.valid() && !filter.valid())) return {};
  for (const Axis& each : axes) {
    if (each.kind != Axis::Kind::period) continue;
    const std::string name(base::step_name(each.step));
    if (over_list) {
      report(Problem::list_and_periods, e.span, {a_.model.schema[axes.front().list].name});
      return {};
    }
    if (!check_steps(value.id, each.step, name) || (filter.valid() && !check_steps(filter, each.step, name))) return {};
  }
  if (axes.empty()) {
    report(Problem::nothing_to_aggregate, argument.span, {words(argument), e.text});
    return {};
  }
  for (const Axis& each : axes)
    if (each.kind == Axis::Kind::dimension && !may_open(each, a_.model.schema[each.dimension].name, argument.span)) return {};
  if (over_list && axes.size() > 1) {
    a_.not_supported(e.span, e.text + "(" + words(argument) + " where …)");
    return {};
  }
  Expr made;
  made.kind = Kind::aggregate;
  made.aggregate = aggregate;
  made.axes = axes;
  made.children = {value.id};
  if (filter.valid()) made.children.push_back(filter);
  made.unit = at(value.id).unit;
  return make(std::move(made), e, value.flavour);
}

}  // namespace assay::semantics
