#include "lint/reading/reader.h"

#include <utility>

namespace assay::lint {

using base::Number;
using semantics::Aggregate;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;

namespace {

constexpr std::size_t kMostCompared = 8;

bool counts(const Expr& e) { return semantics::counts(e.aggregate); }

}  // namespace

// The values of all members, where each is a plain sum of variables; nothing otherwise.
std::optional<std::vector<Linear>> Reader::members(const Expr& e, const Scope& scope) {
  const auto scopes = scopes_of(e.axes, scope, model_.schema);
  if (!scopes) return std::nullopt;
  std::vector<Linear> out;
  for (const Scope& each : *scopes) {
    Cases cases = number(e.children[0], each);
    if (cases.size() != 1 || cases.front().when != Formulas::always() || !cases.front().is_linear()) return std::nullopt;
    out.push_back(std::move(cases.front().above));
  }
  return out;
}

// What an aggregate may be that is not looked into.
Domain Reader::unfolded(const Expr& e, const Scope& scope) {
  if (counts(e)) {
    Domain out{Number(0), std::nullopt, e.aggregate != Aggregate::share};
    const auto scopes = scopes_of(e.axes, scope, model_.schema);
    if (scopes) out.high = Number(static_cast<std::int64_t>(scopes->size()));
    if (e.aggregate == Aggregate::share) out.high = Number(1);
    return out;
  }
  if (e.aggregate == Aggregate::distinct) {
    const auto scopes = scopes_of(e.axes, scope, model_.schema);
    return {Number(0), scopes ? std::optional(Number(static_cast<std::int64_t>(scopes->size()))) : std::nullopt, true};
  }
  const std::vector<Scope> some = some_scopes_of(e.axes, scope, model_.schema);
  if (some.size() != 1) return {};
  Domain one = bounds(number(e.children[0], some.front()));
  if (e.aggregate == Aggregate::avg || e.aggregate == Aggregate::median) one.whole = false;
  if (e.aggregate != Aggregate::sum) return one;
  Domain out;
  if (one.low && one.low->sign() >= 0) out.low = Number(0);
  if (one.high && one.high->sign() <= 0) out.high = Number(0);
  return out;
}

Cases Reader::aggregate(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  if (none_has_ended(e.axes, scope, model_.schema)) return {undecided(Formulas::always(), id, scope)};
  if (counts(e)) {
    const auto scopes = scopes_of(e.axes, scope, model_.schema);
    if (!scopes || e.aggregate == Aggregate::streak) return whole_number(id, scope, unfolded(e, scope));
    const std::size_t out_of = e.aggregate == Aggregate::share ? scopes->size() : 1;
    const Expr* filter = e.children.empty() ? nullptr : &model_[e.children[0]];
    if (filter == nullptr || (filter->kind == Kind::truth && filter->truth))
      return {{Formulas::always(), Linear::of(*Number::fraction(static_cast<base::Int128>(scopes->size()), static_cast<base::Int128>(out_of))), Linear::of(1)}};
    std::vector<Truth> parts;
    for (const Scope& each : *scopes) parts.push_back(condition(e.children[0], each));
    return counted(id, scope, parts, out_of, unfolded(e, scope));
  }
  const auto values = e.children.size() == 1 && e.aggregate != Aggregate::distinct ? members(e, scope) : std::nullopt;
  if (!values) return whole_number(id, scope, unfolded(e, scope));
  if (e.aggregate == Aggregate::sum || e.aggregate == Aggregate::avg) {
    std::optional<Linear> sum = Linear{};
    for (const Linear& each : *values) sum = sum ? add(*sum, each) : std::nullopt;
    if (sum && e.aggregate == Aggregate::avg) sum = scale(*sum, *Number::fraction(1, static_cast<base::Int128>(values->size())));
    if (!sum) return whole_number(id, scope, unfolded(e, scope));
    return {{Formulas::always(), *sum, Linear::of(1)}};
  }
  if ((e.aggregate != Aggregate::min && e.aggregate != Aggregate::max) || values->size() > kMostCompared)
    return whole_number(id, scope, unfolded(e, scope));
  Cases out;
  for (const Linear& each : *values) {
    std::vector<FormulaId> when;
    for (const Linear& other : *values) {
      const auto difference = e.aggregate == Aggregate::min ? subtract(other, each) : subtract(each, other);
      if (!difference) return whole_number(id, scope, unfolded(e, scope));
      when.push_back(formulas_.atom(*difference, Relation::not_negative));
    }
    out.push_back({formulas_.all(std::move(when)), each, Linear::of(1)});
  }
  return out;
}

}  // namespace assay::lint
