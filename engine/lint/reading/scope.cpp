#include "lint/reading/scope.h"

#include <algorithm>

namespace assay::lint {

namespace {

using semantics::Axis;

constexpr std::size_t kMostScopes = 64;

std::vector<Scope> ended(const Axis& axis, const Scope& scope, const types::Schema& schema) {
  std::vector<Scope> out;
  for (const base::Period& period : types::periods(schema.season, axis.step)) {
    if (base::last_day(period) > scope.at) continue;
    out.push_back(scope);
    out.back().at = base::last_day(period);
    out.back().in_period = true;
  }
  return out;
}

// Or within a longer period: neither is followed.
bool is_of_other_seasons(const Axis& axis) { return axis.years || axis.within; }

}  // namespace

std::uint32_t Scope::member_of(std::uint32_t variable) const {
  for (const auto& [each, member] : members)
    if (each == variable) return member;
  return kAnyMember;
}

std::optional<std::vector<Scope>> scopes_of(const std::vector<Axis>& axes, const Scope& scope, const types::Schema& schema) {
  std::vector<Scope> all{scope};
  for (const Axis& axis : axes) {
    std::vector<Scope> next;
    for (const Scope& each : all) {
      if (axis.kind == Axis::Kind::list || is_of_other_seasons(axis)) return std::nullopt;
      if (axis.kind == Axis::Kind::period) {
        const std::vector<Scope> inner = ended(axis, each, schema);
        next.insert(next.end(), inner.begin(), inner.end());
        continue;
      }
      const std::size_t size = schema[axis.dimension].members.size();
      if (all.size() * size > kMostScopes) return std::nullopt;
      for (std::size_t member = 0; member < size; ++member) {
        next.push_back(each);
        next.back().members.emplace_back(axis.variable, static_cast<std::uint32_t>(member));
      }
    }
    all = std::move(next);
  }
  if (all.empty()) return std::nullopt;
  return all;
}

bool none_has_ended(const std::vector<Axis>& axes, const Scope& scope, const types::Schema& schema) {
  return std::any_of(axes.begin(), axes.end(), [&](const Axis& axis) {
    if (axis.kind != Axis::Kind::period || axis.within) return false;
    if (axis.years) return axis.years->first >= base::civil(schema.season.from).year && scope.at < schema.season.to;
    return ended(axis, scope, schema).empty();
  });
}

std::vector<Scope> some_scopes_of(const std::vector<Axis>& axes, const Scope& scope, const types::Schema& schema) {
  std::vector<Scope> all{scope};
  for (const Axis& axis : axes) {
    if (is_of_other_seasons(axis)) return {};
    std::vector<Scope> next;
    for (Scope& each : all) {
      if (axis.kind == Axis::Kind::period) {
        const std::vector<Scope> inner = ended(axis, each, schema);
        next.insert(next.end(), inner.begin(), inner.end());
      } else {
        each.members.emplace_back(axis.variable, kAnyMember);
        next.push_back(each);
      }
    }
    all = std::move(next);
  }
  return all;
}

namespace {

using semantics::Expr;
using semantics::Kind;
using types::FactKind;

bool adds_up(const types::Fact& fact) { return fact.kind == FactKind::flow || fact.kind == FactKind::cumulative; }

// Whether what the fact comes to over the scope's period is the difference of its values to date, or the newest one.
bool can_be_read(const semantics::Model& model, const Expr& e, const Scope& scope) {
  const types::Fact& fact = model.schema[e.fact];
  if (fact.once || fact.kind == FactKind::event || fact.kind == FactKind::flag || fact.kind == FactKind::text) return false;
  std::size_t within = 0, until = 0, before = 0;
  for (const base::Period& p : types::periods(model.schema.season, fact.step)) {
    const types::Days days = types::days_of(model.schema.season, p);
    if (days.last > scope.at) continue;
    ++until;
    if (days.last < *scope.over_from) ++before;
    if (days.first >= *scope.over_from) ++within;
  }
  if (within == 0) return false;
  if (!adds_up(fact) || *scope.over_from == model.schema.season.from) return true;
  const bool total = std::any_of(e.bindings.begin(), e.bindings.end(), [](const semantics::Binding& b) { return b.kind == semantics::Binding::Kind::total; });
  if (total && fact.total != types::Total::sum) return false;
  // A longer period may have been reported in place of some of its parts: then these may be what makes it up, where any of them may be nothing.
  const bool may_be_nothing = fact.low ? fact.low->sign() == 0 : !fact.high;
  return until - before == within && (fact.kind == FactKind::cumulative || may_be_nothing);
}

bool can_be_read(const semantics::Model& model, semantics::ExprId id, const Scope& scope) {
  const Expr& e = model[id];
  switch (e.kind) {
    case Kind::number:
    case Kind::param: return true;
    case Kind::fact: return can_be_read(model, e, scope);
    case Kind::aggregate: {
      const bool of_members = std::all_of(e.axes.begin(), e.axes.end(), [](const Axis& axis) { return axis.kind == Axis::Kind::dimension; });
      if (!of_members || e.children.size() != 1 || semantics::counts(e.aggregate)) return false;
      break;
    }
    case Kind::negate:
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide:
    case Kind::previous:
    case Kind::growth:
    case Kind::reduction: break;
    default: return false;
  }
  return std::all_of(e.children.begin(), e.children.end(), [&](semantics::ExprId child) { return can_be_read(model, child, scope); });
}

}  // namespace

std::optional<Scope> scope_of_period(const semantics::Model& model, const Expr& e, const Scope& scope) {
  if (scope.over_from) return std::nullopt;
  Scope out = scope;
  out.in_period = true;
  if (e.period) {
    const auto placed = types::place(model.schema.season, *e.period);
    if (!placed) return std::nullopt;
    out.at = placed->to;
    out.over_from = placed->from;
    out.shift += placed->years_before;
  } else {
    // The current period of the quantifier around.
    if (!scope.in_period || e.step == base::Step::year) return std::nullopt;
    const base::Period current = base::period_of(scope.at, e.step);
    if (base::last_day(current) != scope.at) return std::nullopt;
    out.over_from = base::first_day(current);
  }
  return can_be_read(model, e.children[0], out) ? std::optional(out) : std::nullopt;
}

Reading reading_of(const semantics::Model& model, const Expr& fact, const Scope& scope) {
  Reading out{scope, std::nullopt};
  out.end.over_from.reset();
  if (!scope.over_from || *scope.over_from == model.schema.season.from || !adds_up(model.schema[fact.fact])) return out;
  out.before = out.end;
  out.before->at = base::Date{scope.over_from->days - 1};
  return out;
}

base::Date date_of(const Scope& scope) {
  base::Date date = scope.at;
  for (int i = 0; i < scope.shift; ++i) date = base::last_day(base::year_before(base::period_of(date, base::Step::day)));
  return date;
}

}  // namespace assay::lint
