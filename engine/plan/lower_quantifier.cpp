#include "plan/lowering.h"

#include <algorithm>
#include <utility>

namespace assay::plan {

using semantics::Aggregate;
using semantics::Axis;
using semantics::Expr;
using semantics::Quantifier;

namespace {

const Axis* period_axis(const std::vector<Axis>& axes) {
  for (const Axis& axis : axes)
    if (axis.kind == Axis::Kind::period) return &axis;
  return nullptr;
}

Op fold_op(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::sum: return Op::fold_sum;
    case Aggregate::avg: return Op::fold_avg;
    case Aggregate::min: return Op::fold_min;
    case Aggregate::max: return Op::fold_max;
    case Aggregate::median: return Op::fold_median;
    case Aggregate::count: return Op::fold_count;
    case Aggregate::share: return Op::fold_share;
    case Aggregate::streak: return Op::fold_streak;
    case Aggregate::distinct: break;
  }
  return Op::fold_distinct;
}

}  // namespace

Scope Lowering::within(const Scope& scope, const std::vector<Axis>& axes) const {
  Scope inner = scope;
  for (const Axis& axis : axes) {
    if (axis.kind == Axis::Kind::dimension) {
      inner.grain.dimensions.push_back(axis.dimension);
      inner.grain.variables.push_back(axis.variable);
    } else if (axis.kind == Axis::Kind::list) {
      // The item's members of the list's dimensions can be seen, too.
      for (std::size_t d = 0; d < axis.item_members.size(); ++d) {
        if (!axis.item_members[d]) continue;
        inner.grain.dimensions.push_back(model().schema[axis.list].dimensions[d]);
        inner.grain.variables.push_back(*axis.item_members[d]);
      }
      Grain items;
      items.lists = {axis.list};
      items.list_variables = {axis.variable};
      inner.grain = join(inner.grain, items);
    }
  }
  return inner;
}

std::vector<Scope> Lowering::periods(const Scope& scope, const Axis& axis) const {
  std::vector<Scope> out;
  for (const PeriodMoment& p : periods_of(model().schema.season, axis, scope.moment)) {
    out.push_back(scope);
    out.back().moment = p.moment;
  }
  return out;
}

// Registers of one grain as one register with an element for each of them, innermost.
RegisterId Lowering::side_by_side(std::vector<RegisterId> in) {
  const RegisterInfo info = builder_.info(in.front());
  Grain grain = info.grain;
  grain.periods = static_cast<std::uint32_t>(in.size());
  Step step;
  step.op = Op::side_by_side;
  step.in = std::move(in);
  return info.truth ? builder_.truth(std::move(step), std::move(grain)) : builder_.number(std::move(step), std::move(grain));
}

// The grain in which members are folded: without those lists around that none of the values reads, so that pairs of items are made only
// where they are compared.
Grain Lowering::folded_grain(const Scope& inner, const std::vector<Axis>& axes, const std::vector<RegisterId>& values) const {
  Grain out = inner.grain;
  const auto is_read = [&](std::uint32_t variable) {
    const auto reads = [&](RegisterId r) {
      const std::vector<std::uint32_t>& lists = builder_.grain(r).list_variables;
      return std::find(lists.begin(), lists.end(), variable) != lists.end();
    };
    return std::any_of(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.variable == variable; }) ||
           std::any_of(values.begin(), values.end(), reads);
  };
  for (std::size_t i = out.lists.size(); i-- > 0;) {
    if (is_read(out.list_variables[i])) continue;
    out.lists.erase(out.lists.begin() + static_cast<std::ptrdiff_t>(i));
    out.list_variables.erase(out.list_variables.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return out;
}

// What is left of it behind the fold.
Grain Lowering::outside(const Grain& folded, const Scope& outer) const {
  Grain out = outer.grain;
  out.lists.clear();
  out.list_variables.clear();
  for (std::size_t i = 0; i < folded.lists.size(); ++i) {
    const auto& around = outer.grain.list_variables;
    if (std::find(around.begin(), around.end(), folded.list_variables[i]) == around.end()) continue;
    out.lists.push_back(folded.lists[i]);
    out.list_variables.push_back(folded.list_variables[i]);
  }
  return out;
}

// In future every list may grow until the season's end; now those may that are due and have fewer rows than their size.
base::Apart<Absent> Lowering::absent_rows(const Expr& e, const Scope& outer) const {
  const types::Schema& schema = model().schema;
  const bool later = outer.moment.growing;
  Absent out;
  out.later = later;
  out.alone = e.axes.size() == 1;
  bool any = false;
  for (const Axis& axis : e.axes) {
    if (axis.kind != Axis::Kind::list) continue;
    const types::List& list = schema[axis.list];
    any = any || later || (list.size && builder_.as_of() >= outer.moment.due);
    for (const types::DimensionId d : list.dimensions) {
      const auto has = [&](const std::vector<types::DimensionId>& all) { return std::find(all.begin(), all.end(), d) != all.end(); };
      out.partial = out.partial || has(outer.grain.dimensions) ||
                    std::any_of(outer.grain.lists.begin(), outer.grain.lists.end(), [&](types::ListId around) { return has(schema[around].dimensions); });
    }
  }
  if (!any) return {};
  if (e.kind != semantics::Kind::aggregate || semantics::counts(e.aggregate)) return out;
  const Expr& x = at(e.children[0]);
  if (x.kind != semantics::Kind::field || x.variable != e.axes[0].variable) return out;
  const types::Fact& fact = schema[x.fact];
  const auto scaled = [&](const std::optional<base::Number>& end) { return end ? base::multiply(*end, fact.unit.factor) : std::nullopt; };
  if (fact.kind == types::FactKind::grade)
    out.range = {base::Number(0), base::Number(static_cast<std::int64_t>(schema[fact.scale].grades.size()) - 1)};
  else if (fact.kind != types::FactKind::event && fact.kind != types::FactKind::text)
    out.range = {scaled(fact.low), scaled(fact.high)};
  return out;
}

RegisterId Lowering::fold(Op op, std::vector<RegisterId> in, bool filtered, const Grain& folded, const Expr& e, const Scope& outer) {
  Step step;
  step.op = op;
  step.in = std::move(in);
  step.small = filtered ? 1 : 0;
  step.lacks = builder_.as_of() >= outer.moment.due;
  step.absent = absent_rows(e, outer);
  const bool truth = op == Op::fold_every || op == Op::fold_any;
  return truth ? builder_.truth(std::move(step), outside(folded, outer)) : builder_.number(std::move(step), outside(folded, outer));
}

// What was computed for all that is gone through, of one scope or of each period's, in one grain.
RegisterId Lowering::over_members(const Expr& e, std::vector<RegisterId> parts, const Grain& folded) {
  for (RegisterId& part : parts) part = builder_.widen(part, folded);
  return period_axis(e.axes) != nullptr ? side_by_side(std::move(parts)) : parts.front();
}

RegisterId Lowering::aggregate(const Expr& e, const Scope& scope) {
  std::vector<Scope> inner{within(scope, e.axes)};
  if (const Axis* axis = period_axis(e.axes)) inner = periods(inner.front(), *axis);
  if (inner.empty()) {
    Step step;
    step.op = Op::not_yet;
    return builder_.number(std::move(step), {});
  }
  std::vector<std::vector<RegisterId>> parts(e.children.size());
  std::vector<RegisterId> all;
  for (std::size_t i = 0; i < e.children.size(); ++i)
    for (const Scope& s : inner) all.push_back(parts[i].emplace_back(value(e.children[i], s)));
  const Grain folded = folded_grain(inner.front(), e.axes, all);
  std::vector<RegisterId> in;
  for (std::vector<RegisterId>& each : parts) in.push_back(over_members(e, std::move(each), folded));
  const bool filtered = in.size() > 1;
  return fold(fold_op(e.aggregate), std::move(in), filtered, folded, e, scope);
}

RegisterId Lowering::quantifier(const Expr& e, const Scope& scope) {
  const bool every = e.quantifier == Quantifier::every;
  const auto filtered = [&](const Scope& s) {
    const RegisterId body = value(e.children[0], s);
    if (e.children.size() == 1) return body;
    const RegisterId filter = value(e.children[1], s);
    return every ? condition(Op::or_, {condition(Op::not_, {filter}), body}) : condition(Op::and_, {filter, body});
  };
  const auto folded = [&](RegisterId r) { return e.quantifier == Quantifier::no ? condition(Op::not_, {r}) : r; };
  if (e.axes[0].kind == Axis::Kind::period) {
    std::vector<RegisterId> parts;
    for (const Scope& s : periods(scope, e.axes[0])) parts.push_back(filtered(s));
    if (parts.empty()) return builder_.constant(types::Truth::open_);
    return folded(condition(every ? Op::and_ : Op::or_, std::move(parts)));
  }
  const Scope inner = within(scope, e.axes);
  const RegisterId body = filtered(inner);
  const Grain grain = folded_grain(inner, e.axes, {body});
  return folded(fold(every ? Op::fold_every : Op::fold_any, {builder_.widen(body, grain)}, false, grain, e, scope));
}

}  // namespace assay::plan
