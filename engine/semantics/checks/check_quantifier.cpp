#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace assay::semantics {

// `written` is the quantifier's own axis, with what it may say beside the name.
std::optional<Axis> Checker::axis(const std::string& name, Span span, const syntax::Axis* written) {
  Axis out;
  const Symbol* symbol = scope_->find(name);
  if (symbol != nullptr && symbol->broken) return std::nullopt;
  if (symbol != nullptr && symbol->kind == Symbol::Kind::dimension) {
    out.dimension = DimensionId(symbol->index);
  } else if (symbol != nullptr && symbol->kind == Symbol::Kind::list) {
    out.kind = Axis::Kind::list;
    out.list = ListId(symbol->index);
  } else if (const auto step = base::step_named(name); step && symbol == nullptr) {
    out.kind = Axis::Kind::period;
    out.step = *step;
    if (!open_period(out, name, span, written)) return std::nullopt;
    out.variable = a_.variables++;
    return out;
  } else {
    std::vector<std::string> candidates{"quarter", "month", "half", "year"};
    for (const types::Dimension& each : a_.model.schema.dimensions) candidates.push_back(each.name);
    for (const types::List& each : a_.model.schema.lists) candidates.push_back(each.name);
    constexpr auto kSteps = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"季", "季度"}, {"每季", "季度"}, {"每季度", "季度"}, {"月", "月份"}, {"每月", "月份"}, {"个月", "月份"}, {"年", "年份"}, {"年度", "年份"}, {"每年", "年份"}, {"半年度", "半年"}});
    const auto meant = std::find_if(kSteps.begin(), kSteps.end(), [&](const auto& each) { return each.first == name; });
    if (meant != kSteps.end() && !a_.incomplete) report(Problem::axis_expected, span, {name}).suggestion = std::string(meant->second);
    else a_.unknown(Problem::axis_expected, span, {name}, candidates);
    return std::nullopt;
  }
  if (written != nullptr && written->from.valid()) {
    report(Problem::only_years_from, span, {name});
    return std::nullopt;
  }
  if (!may_open(out, name, span)) return std::nullopt;
  out.variable = a_.variables++;
  return out;
}

std::vector<Axis> Checker::axes_around() const {
  std::vector<Axis> around;
  for (const Frame& frame : frames_) {
    if (!frame.collects) around.push_back(frame.axis);
    around.insert(around.end(), frame.collected.begin(), frame.collected.end());
  }
  return around;
}

std::vector<Axis> Checker::axes_here() const {
  std::vector<Axis> here;
  for (std::size_t i = let_frames_.empty() ? 0 : let_frames_.back(); i < frames_.size(); ++i) {
    if (!frames_[i].collects) here.push_back(frames_[i].axis);
    here.insert(here.end(), frames_[i].collected.begin(), frames_[i].collected.end());
  }
  return here;
}

bool Checker::may_open(Axis& axis, const std::string& name, Span span) {
  if (axis.kind == Axis::Kind::list && of_other_season()) {
    report(Problem::list_of_one_season, span, {name});
    return false;
  }
  const std::vector<Axis> around = axes_here();
  for (const Axis& outer : around) {
    const bool same = axis.kind == outer.kind && (axis.kind == Axis::Kind::list ? axis.list == outer.list : axis.dimension == outer.dimension);
    if (same || (axis.kind == Axis::Kind::dimension && goes_along(outer, axis.dimension))) {
      report(Problem::nested_axis, span, {name});
      return false;
    }
  }
  if (axis.kind != Axis::Kind::list) return true;
  // An item stands for its members of the dimensions that nothing around goes through.
  for (const DimensionId each : a_.model.schema[axis.list].dimensions) {
    const bool said = std::any_of(around.begin(), around.end(), [&](const Axis& outer) { return goes_along(outer, each); });
    axis.item_members.push_back(said ? std::nullopt : std::optional(a_.variables++));
  }
  return true;
}

// The dimension's own axis, or that of a list of which each item belongs to one member.
bool Checker::goes_along(const Axis& axis, DimensionId dimension) const {
  if (axis.kind == Axis::Kind::dimension) return axis.dimension == dimension;
  if (axis.kind != Axis::Kind::list) return false;
  const auto& dimensions = a_.model.schema[axis.list].dimensions;
  return std::find(dimensions.begin(), dimensions.end(), dimension) != dimensions.end();
}

Checked Checker::check_quantifier(const syntax::Expr& e) {
  if (formula_ != Formula::none) {
    report(Problem::facts_in_formula, e.span, {words(e)});
    return {};
  }
  const std::uint32_t first_variable = a_.variables;
  const auto opened = axis(e.axis.name.text, e.axis.name.span, &e.axis);
  if (!opened) return {};
  const bool over_period = std::exchange(over_period_, over_period_ && opened->kind != Axis::Kind::period);
  frames_.push_back({*opened, false, {}, false});
  const ExprId body = condition(e.children[0]);
  const ExprId filter = e.axis.where.valid() ? condition(e.axis.where) : ExprId{};
  frames_.pop_back();
  over_period_ = over_period;
  if (!body.valid() || (e.axis.where.valid() && !filter.valid())) return {};
  if (opened->kind == Axis::Kind::period) {
    const bool body_known = check_steps(body, opened->step, e.axis.name.text);
    if (!(filter.valid() ? check_steps(filter, opened->step, e.axis.name.text) : true) || !body_known) return {};
  }
  Expr made;
  made.kind = Kind::quantifier;
  made.type = Type::truth;
  made.quantifier = e.op == syntax::Op::any ? Quantifier::any : e.op == syntax::Op::no ? Quantifier::no : Quantifier::every;
  made.axes = {*opened};
  made.children = {body};
  if (filter.valid()) made.children.push_back(filter);
  if (!set_apart(made, first_variable, e.axis.name.span)) return {};
  return make(std::move(made), e);
}

}  // namespace assay::semantics
