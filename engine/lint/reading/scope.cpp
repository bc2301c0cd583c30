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

std::optional<Scope> scope_of_period(const semantics::Model& model, const semantics::Expr& e, const Scope& scope) {
  using types::FactKind;
  if (!e.period || model[e.children[0]].kind != semantics::Kind::fact) return std::nullopt;
  const types::Fact& fact = model.schema[model[e.children[0]].fact];
  if (fact.once || fact.kind == FactKind::event || fact.kind == FactKind::flag || fact.kind == FactKind::text) return std::nullopt;
  const auto placed = types::place(model.schema.season, *e.period);
  if (!placed) return std::nullopt;
  // What adds up since the season began is less by what came before P.
  const bool adds_up = fact.kind == FactKind::flow || fact.kind == FactKind::cumulative;
  if (adds_up && placed->from != model.schema.season.from) return std::nullopt;
  const auto all = types::periods(model.schema.season, fact.step);
  const bool some = std::any_of(all.begin(), all.end(), [&](const base::Period& p) { return base::first_day(p) >= placed->from && base::last_day(p) <= placed->to; });
  if (!some) return std::nullopt;
  Scope out = scope;
  out.at = placed->to;
  out.shift += placed->years_before;
  out.in_period = true;
  return out;
}

base::Date date_of(const Scope& scope) {
  base::Date date = scope.at;
  for (int i = 0; i < scope.shift; ++i) date = base::last_day(base::year_before(base::period_of(date, base::Step::day)));
  return date;
}

}  // namespace assay::lint
