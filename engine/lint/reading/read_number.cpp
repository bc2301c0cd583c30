#include "lint/reading/reader.h"

#include "semantics/dated.h"

#include <algorithm>
#include <utility>

namespace assay::lint {

using base::Number;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;

namespace {

constexpr std::size_t kMostCases = 16;

Case constant(const Number& number) { return {Formulas::always(), Linear::of(number), Linear::of(1)}; }

// The least and the greatest of two ranges together.
Domain hull(const Domain& a, const Domain& b) {
  Domain out;
  if (a.low && b.low) out.low = std::min(*a.low, *b.low);
  if (a.high && b.high) out.high = std::max(*a.high, *b.high);
  return out;
}

bool not_negative(const Domain& d) { return d.low && d.low->sign() >= 0; }
bool positive(const Domain& d) { return d.low && d.low->sign() > 0; }

// Of products and quotients of what is not negative; of others nothing is said.
Domain product(const Domain& a, const Domain& b) {
  if (!not_negative(a) || !not_negative(b)) return {};
  Domain out;
  out.low = base::multiply(*a.low, *b.low).value_or(Number(0));
  if (a.high && b.high) out.high = base::multiply(*a.high, *b.high);
  return out;
}
Domain ratio(const Domain& a, const Domain& b) {
  if (!not_negative(a) || !positive(b)) return {};
  Domain out;
  out.low = b.high ? base::divide(*a.low, *b.high).value_or(Number(0)) : Number(0);
  if (a.high) out.high = base::divide(*a.high, *b.low);
  return out;
}

bool is_nonzero_constant(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == Kind::number) return e.number.sign() != 0;
  if (e.kind != Kind::param) return false;
  const auto& values = model.params[e.param].values;
  return std::none_of(values.begin(), values.end(), [](const semantics::DatedNumber& v) { return v.value.sign() == 0; });
}

}  // namespace

bool may_have_no_value(const semantics::Model& model, ExprId id) {
  using functions::Function;
  const Expr& e = model[id];
  if (e.kind == Kind::growth || e.kind == Kind::reduction || e.kind == Kind::unknown) return true;
  if (e.kind == Kind::divide && !is_nonzero_constant(model, e.children[1])) return true;
  if (e.kind == Kind::function && (e.function == Function::mod || e.function == Function::power || e.function == Function::days)) return true;
  const bool of_some = e.children.size() > 1 || std::any_of(e.axes.begin(), e.axes.end(), [](const semantics::Axis& a) { return a.kind == semantics::Axis::Kind::list; });
  if (e.kind == Kind::aggregate && of_some && e.aggregate != semantics::Aggregate::sum && e.aggregate != semantics::Aggregate::count && e.aggregate != semantics::Aggregate::distinct) return true;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId c) { return may_have_no_value(model, c); });
}

Domain Reader::bounds(const Cases& cases) const {
  std::optional<Domain> out;
  for (const Case& each : cases) {
    const Domain above = lint::bounds(each.above, vocabulary_.domains());
    const Domain one = each.is_linear() ? above : ratio(above, lint::bounds(each.below, vocabulary_.domains()));
    out = out ? hull(*out, one) : one;
  }
  return out.value_or(Domain{});
}

Cases Reader::whole_number(ExprId id, const Scope& scope, const Domain& domain) {
  if (may_have_no_value(model_, id)) return {undecided(Formulas::always(), id, scope, domain)};
  return {{Formulas::always(), Linear::of(vocabulary_.expression(id, scope, domain)), Linear::of(1)}};
}

// Every case of one with every case of the other; where one of them cannot be told, the whole is one unknown thing.
Cases Reader::combine(ExprId id, const Scope& scope, const Cases& a, const Cases& b, const Domain& otherwise,
                      const std::function<std::optional<Case>(const Case&, const Case&)>& join) {
  Cases out;
  for (const Case& x : a) {
    for (const Case& y : b) {
      const FormulaId when = formulas_.all({x.when, y.when});
      if (when == Formulas::never()) continue;
      auto joined = join(x, y);
      if (!joined || out.size() == kMostCases) return whole_number(id, scope, otherwise);
      joined->when = formulas_.all({when, joined->when});
      out.push_back(*std::move(joined));
    }
  }
  return out;
}

std::optional<Case> Reader::quotient(const Case& a, const Case& b) {
  if (!b.is_linear()) return std::nullopt;
  if (b.above.is_constant()) {
    if (b.above.constant.sign() == 0) return Case{Formulas::never(), {}, Linear::of(1)};
    const auto by = base::divide(1, b.above.constant);
    const auto above = by ? scale(a.above, *by) : std::nullopt;
    if (!above) return std::nullopt;
    return Case{Formulas::always(), *above, a.below};
  }
  if (!a.is_linear()) return std::nullopt;
  const FormulaId some = formulas_.any({formulas_.atom(b.above, Relation::positive), formulas_.atom(negate(b.above), Relation::positive)});
  return Case{some, a.above, b.above};
}

Cases Reader::arithmetic(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  const Cases a = number(e.children[0], scope);
  const Cases b = number(e.children[1], scope);
  if (e.kind == Kind::multiply) {
    return combine(id, scope, a, b, product(bounds(a), bounds(b)), [](const Case& x, const Case& y) -> std::optional<Case> {
      const bool first = x.is_linear() && x.above.is_constant();
      if (!first && !(y.is_linear() && y.above.is_constant())) return std::nullopt;
      const Case& varies = first ? y : x;
      const auto above = scale(varies.above, first ? x.above.constant : y.above.constant);
      if (!above) return std::nullopt;
      return Case{Formulas::always(), *above, varies.below};
    });
  }
  if (e.kind == Kind::divide)
    return combine(id, scope, a, b, ratio(bounds(a), bounds(b)), [&](const Case& x, const Case& y) { return quotient(x, y); });
  const bool minus = e.kind == Kind::subtract;
  return combine(id, scope, a, b, {}, [&](const Case& x, Case y) -> std::optional<Case> {
    if (minus) y.above = negate(y.above);
    Linear left = x.above;
    Linear right = y.above;
    if (x.below != y.below) {
      // A plain number beside a quotient.
      const auto lifted = x.is_linear() && left.is_constant()   ? scale(y.below, left.constant)
                          : y.is_linear() && right.is_constant() ? scale(x.below, right.constant)
                                                                 : std::nullopt;
      if (!lifted) return std::nullopt;
      (x.is_linear() ? left : right) = *lifted;
    }
    const auto above = add(left, right);
    if (!above) return std::nullopt;
    return Case{Formulas::always(), *above, x.is_linear() ? y.below : x.below};
  });
}

// It has no truth, as a division by 0 has none.
FormulaId Reader::neither(const Truth& truth) {
  if (formulas_.are_opposite(truth.holds, truth.fails)) return Formulas::never();
  return formulas_.all({formulas_.negate(truth.holds), formulas_.negate(truth.fails)});
}

// What chooses or is counted is neither true nor false there: then the whole lies somewhere in a range, and that may decide a comparison of it or not.
Case Reader::undecided(FormulaId when, ExprId id, const Scope& scope, const Domain& domain) {
  const FormulaId decides = flag(vocabulary_.decided(id, scope)).holds;
  return {formulas_.all({when, decides}), Linear::of(vocabulary_.expression(id, scope, domain)), Linear::of(1)};
}

Cases Reader::choice(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  const Truth decides = condition(e.children[0], scope);
  Cases out;
  for (const bool then : {true, false}) {
    for (Case each : number(e.children[then ? 1 : 2], scope)) {
      each.when = formulas_.all({each.when, then ? decides.holds : decides.fails});
      if (each.when != Formulas::never()) out.push_back(std::move(each));
    }
  }
  if (const FormulaId when = neither(decides); when != Formulas::never()) out.push_back(undecided(when, id, scope));
  return out.size() > kMostCases ? whole_number(id, scope) : out;
}

// growth: (x - previous) / previous; reduction: (previous - x) / previous; only of a base that is positive.
Cases Reader::change(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  Scope before = scope;
  ++before.shift;
  const Cases x = number(e.children[0], scope);
  const Cases base = number(e.children[0], before);
  return combine(id, scope, x, base, {}, [&](const Case& a, const Case& b) -> std::optional<Case> {
    if (!a.is_linear() || !b.is_linear()) return std::nullopt;
    const auto above = e.kind == Kind::growth ? subtract(a.above, b.above) : subtract(b.above, a.above);
    if (!above) return std::nullopt;
    const FormulaId some = formulas_.atom(b.above, Relation::positive);
    if (!b.above.is_constant() || b.above.constant.sign() <= 0) return Case{some, *above, b.above};
    const auto scaled = scale(*above, base::divide(1, b.above.constant).value_or(Number(0)));
    if (!scaled || scaled->is_constant() != above->is_constant()) return std::nullopt;
    return Case{Formulas::always(), *scaled, Linear::of(1)};
  });
}

Cases Reader::number(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  if (too_much()) return whole_number(id, scope);
  switch (e.kind) {
    case Kind::number: return {constant(e.number)};
    case Kind::grade: return {constant(Number(static_cast<std::int64_t>(e.grade)))};
    case Kind::text: return {constant(vocabulary_.text(e.text))};
    case Kind::param: return {constant(semantics::value_at(model_.params[e.param].values, date_of(scope)))};
    case Kind::elapsed: {
      // Elsewhere than under a period it depends on the day on which the rule is evaluated.
      if (!scope.in_period) return {{Formulas::always(), Linear::of(vocabulary_.elapsed(scope)), Linear::of(1)}};
      const auto all = types::periods(model_.schema.season, model_.schema.season.step);
      const auto ended = std::count_if(all.begin(), all.end(), [&](const base::Period& p) { return base::last_day(p) <= scope.at; });
      return {constant(*Number::fraction(ended, static_cast<base::Int128>(all.size())))};
    }
    case Kind::fact:
    case Kind::field: {
      // Only numbers have a unit: the places of grades and the numbers of texts are their own.
      const Number factor = e.type == semantics::Type::number ? model_.schema[e.fact].unit.factor : Number(1);
      const Reading reading = reading_of(model_, e, scope);
      const Variable value = vocabulary_.value(e, reading.end);
      const Linear end = Linear::of(value, factor);
      // Each place where it stands ranges on its own then.
      if (vocabulary_.is_yet_to_come(value)) return {undecided(Formulas::always(), id, scope, lint::bounds(end, vocabulary_.domains()))};
      if (!reading.before) return {{Formulas::always(), end, Linear::of(1)}};
      const auto over = subtract(end, Linear::of(vocabulary_.value(e, *reading.before), factor));
      return over ? Cases{{Formulas::always(), *over, Linear::of(1)}} : whole_number(id, scope);
    }
    case Kind::negate: {
      Cases out = number(e.children[0], scope);
      for (Case& each : out) each.above = negate(each.above);
      return out;
    }
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide: return arithmetic(id, scope);
    case Kind::if_: return choice(id, scope);
    case Kind::previous: {
      Scope before = scope;
      ++before.shift;
      return number(e.children[0], before);
    }
    case Kind::at_period: {
      const auto within = scope_of_period(model_, e, scope);
      return within ? number(e.children[0], *within) : whole_number(id, scope);
    }
    case Kind::growth:
    case Kind::reduction: return change(id, scope);
    case Kind::aggregate: return aggregate(id, scope);
    case Kind::rank_among: return whole_number(id, scope, {Number(1), std::nullopt, true});
    case Kind::function: return function(id, scope);
    default: return whole_number(id, scope);
  }
}

}  // namespace assay::lint
