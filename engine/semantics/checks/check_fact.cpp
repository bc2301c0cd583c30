#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

namespace {

Type type_of(types::FactKind kind) {
  switch (kind) {
    case types::FactKind::event: return Type::event;
    case types::FactKind::grade: return Type::grade;
    case types::FactKind::flag: return Type::truth;
    case types::FactKind::text: return Type::text;
    default: return Type::number;
  }
}

// 元/人: so much of one thing for each of another.
bool is_rate(const types::Unit& unit) {
  return std::any_of(unit.powers.begin(), unit.powers.end(), [](const auto& power) { return power.second < 0; });
}

// What one number may be made of many by.
void offer_fold(diagnostics::Diagnostic& told, const std::string& name, const std::string& of, const types::Unit& unit) {
  // Shares and rates do not add up.
  const bool rate = unit.percent || unit.points || is_rate(unit);
  told.arguments.push_back((rate ? "`avg(" : "`sum(") + name + ")`, ");
  told.arguments_zh = {name, of, (rate ? "`平均(" : "`求和(") + name + ")`、"};
}

}  // namespace

std::optional<std::uint32_t> Checker::variable_of(const Axis& axis, DimensionId dimension) const {
  if (axis.kind == Axis::Kind::dimension && axis.dimension == dimension) return axis.variable;
  if (axis.kind != Axis::Kind::list) return std::nullopt;
  const auto& dimensions = a_.model.schema[axis.list].dimensions;
  for (std::size_t d = 0; d < axis.item_members.size(); ++d)
    if (dimensions[d] == dimension) return axis.item_members[d];
  return std::nullopt;
}

// An axis that was opened for the dimension, or for a list whose items belong to its members, binds it; else the nearest aggregate around
// takes it; else the fact's total stands for it. An aggregate in a let takes it before what is open outside the let.
std::optional<Binding> Checker::bind(DimensionId dimension, types::Total total) {
  Frame* nearest = nullptr;
  auto let = let_frames_.rbegin();
  for (std::size_t i = frames_.size(); i > 0; --i) {
    const bool leaves_let = let != let_frames_.rend() && *let >= i;
    if (leaves_let && nearest != nullptr && !nearest->closed) break;
    while (let != let_frames_.rend() && *let >= i) ++let;
    Frame& frame = frames_[i - 1];
    if (!frame.collects) {
      if (const auto variable = variable_of(frame.axis, dimension)) return Binding{Binding::Kind::axis, *variable};
      continue;
    }
    for (const Axis& axis : frame.collected)
      if (const auto variable = variable_of(axis, dimension)) return Binding{Binding::Kind::axis, *variable};
    if (nearest == nullptr) nearest = &frame;
  }
  if (nearest != nullptr && !nearest->closed) {
    Axis axis;
    axis.dimension = dimension;
    axis.variable = a_.variables++;
    nearest->collected.push_back(axis);
    return Binding{Binding::Kind::axis, axis.variable};
  }
  if (total != types::Total::none) return Binding{Binding::Kind::total, 0};
  if (lenient_) return Binding{};
  return std::nullopt;
}

Checked Checker::use_fact(const syntax::Expr& e, FactId id, const std::vector<std::optional<std::uint32_t>>& fixed) {
  const types::Fact& fact = a_.model.schema[id];
  if (formula_ != Formula::none) {
    report(Problem::fact_in_formula, e.span, {words(e)});
    return {};
  }
  Expr made;
  made.kind = Kind::fact;
  made.type = type_of(fact.kind);
  made.fact = id;
  made.scale = fact.scale;
  if (made.type == Type::number) made.unit = fact.unit;
  for (std::size_t i = 0; i < fact.dimensions.size(); ++i) {
    if (i < fixed.size() && fixed[i]) {
      made.bindings.push_back({Binding::Kind::fixed, *fixed[i]});
      continue;
    }
    const auto binding = bind(fact.dimensions[i], fact.total);
    if (!binding) {
      const bool number = made.type == Type::number;
      const std::string name = words(e);
      const std::string& dimension = a_.model.schema[fact.dimensions[i]].name;
      auto& told = report(number ? Problem::bare_dimension : Problem::bare_dimension_condition, e.span, {name, dimension});
      if (number) offer_fold(told, name, dimension, made.unit);
      told.related.push_back({a_.model.fact_spans[id.index()], {}, kDeclaredHere});
      return {};
    }
    made.bindings.push_back(*binding);
  }
  return make(std::move(made), e);
}

FactId Checker::field_in_sight(const std::string& name, std::uint32_t& variable) const {
  const auto look_in = [&](const Axis& axis) {
    if (axis.kind != Axis::Kind::list) return FactId{};
    for (const FactId field : a_.model.schema[axis.list].fields)
      if (field.valid() && a_.model.schema[field].name == name) {
        variable = axis.variable;
        return field;
      }
    return FactId{};
  };
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (!frame->collects) {
      if (const FactId found = look_in(frame->axis); found.valid()) return found;
    }
    for (const Axis& axis : frame->collected)
      if (const FactId found = look_in(axis); found.valid()) return found;
  }
  return {};
}

Checked Checker::use_field(const syntax::Expr& e, FactId id, std::uint32_t variable) {
  const types::Fact& fact = a_.model.schema[id];
  if (of_other_season()) {
    report(Problem::list_of_one_season, e.span, {a_.model.schema[fact.list].name});
    return {};
  }
  Expr made;
  made.kind = Kind::field;
  made.type = type_of(fact.kind);
  made.fact = id;
  made.scale = fact.scale;
  made.variable = variable;
  if (made.type == Type::number) made.unit = fact.unit;
  return make(std::move(made), e);
}

Checked Checker::use_list_field(const syntax::Expr& e, ListId list) {
  const types::List& declared = a_.model.schema[list];
  FactId field;
  std::vector<std::string> candidates;
  for (const FactId each : declared.fields) {
    if (!each.valid()) continue;
    candidates.push_back(a_.model.schema[each].name);
    if (candidates.back() == e.text) field = each;
  }
  if (!field.valid()) {
    a_.unknown(Problem::unknown_field, e.op_span.valid() ? e.op_span : e.span, {e.text, declared.name}, candidates);
    return {};
  }
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (!frame->collects && frame->axis.kind == Axis::Kind::list && frame->axis.list == list)
      return use_field(e, field, frame->axis.variable);
    for (const Axis& axis : frame->collected)
      if (axis.kind == Axis::Kind::list && axis.list == list) return use_field(e, field, axis.variable);
  }
  if (lenient_) return use_field(e, field, 0);
  const bool number = type_of(a_.model.schema[field].kind) == Type::number;
  auto& told = report(number ? Problem::bare_dimension : Problem::bare_dimension_condition, e.span, {words(e), declared.name});
  if (number) offer_fold(told, words(e), declared.name, a_.model.schema[field].unit);
  told.related.push_back({a_.model.fact_spans[field.index()], {}, kDeclaredHere});
  return {};
}

}  // namespace assay::semantics
