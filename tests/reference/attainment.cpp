#include "reference/evaluate.h"

#include <algorithm>

namespace assay::reference {
namespace {

using semantics::Compare;
using semantics::Expr;
using semantics::Kind;
using semantics::Quantifier;
using semantics::Type;

constexpr int kPlaces = 9;

const Value kNothing = Value::point(0);
const Value kAll = Value::point(1);
const Value kAnything{{base::Number(0), base::Number(1)}, false, false};

Value rounded_ends(const Value& v) {
  return between(End{0, rounded(Exact(*v.range.low), kPlaces)}, End{0, rounded(Exact(*v.range.high), kPlaces)}, false, false);
}

Value capped(const Value& v) {
  const base::Number cap = *base::Number::scaled(999'999'999, kPlaces);
  return between(End{0, std::min(*v.range.low, cap)}, End{0, std::min(*v.range.high, cap)}, false, false);
}

// What may be true and may be not.
Value capped_low(const Value& v) { return between(low_end(capped(v)), high_end(v), false, false); }

// a / b of the smaller and the greater end, 0 unless both are positive.
Exact quotient(const End& a, const End& b) {
  const bool positive = (a.infinite > 0 || (a.infinite == 0 && a.value.sign() > 0)) && (b.infinite > 0 || (b.infinite == 0 && b.value.sign() > 0));
  if (!positive || b.infinite != 0) return {};
  return rounded(a.value / b.value, kPlaces);
}

// The smaller over the greater.
Value quotients(const Value& smaller, const Value& greater) {
  return between(End{0, quotient(low_end(smaller), high_end(greater))}, End{0, quotient(high_end(smaller), low_end(greater))}, false, false);
}

// Whether a number is made of a rank: then no quotient says how close it came.
bool reads_rank(semantics::ExprId id, const Context& context) {
  const Expr& e = context.model()[id];
  if (e.kind == Kind::fact || e.kind == Kind::field) return context.schema()[e.fact].kind == types::FactKind::rank;
  if (e.kind == Kind::rank_among) return true;
  if (e.kind == Kind::aggregate) return !semantics::counts(e.aggregate) && e.aggregate != semantics::Aggregate::distinct && reads_rank(e.children[0], context);
  if (e.kind == Kind::if_) return reads_rank(e.children[1], context) || reads_rank(e.children[2], context);
  if (e.kind == Kind::function && (e.function == functions::Function::count || e.function == functions::Function::days)) return false;
  for (const semantics::ExprId c : e.children)
    if (context.model()[c].type == Type::number && reads_rank(c, context)) return true;
  return false;
}

// Whether a quotient says how close it came.
bool has_ratio(const Expr& e, const Context& context) {
  return context.model()[e.children[0]].type == Type::number && e.compare != Compare::ne && !reads_rank(e.children[0], context) &&
         !reads_rank(e.children[1], context);
}

// Of a comparison that is false.
Value of_failed_comparison(const Expr& e, const Context& context) {
  if (!has_ratio(e, context)) return kNothing;
  const Value a = number(e.children[0], context);
  const Value b = number(e.children[1], context);
  switch (e.compare) {
    case Compare::ge:
    case Compare::gt: return quotients(a, b);
    case Compare::le:
    case Compare::lt: return quotients(b, a);
    default: return more_than(a, b) == Truth::true_ ? quotients(b, a) : quotients(a, b);
  }
}

// Of one that may be true: it may have come no closer than the least quotient.
Value of_undecided_comparison(const Expr& e, const Context& context) {
  if (!has_ratio(e, context)) return kAnything;
  const Value a = number(e.children[0], context);
  const Value b = number(e.children[1], context);
  const auto from = [](const End& smaller, const End& greater) { return between(End{0, quotient(smaller, greater)}, End{0, base::Number(1)}, false, false); };
  const Value rising = from(low_end(a), high_end(b));
  const Value falling = from(low_end(b), high_end(a));
  switch (e.compare) {
    case Compare::ge:
    case Compare::gt: return capped_low(rising);
    case Compare::le:
    case Compare::lt: return capped_low(falling);
    default: return capped_low(hull(rising, falling));
  }
}

Value of_truth(Truth t) { return t == Truth::true_ ? kAll : t == Truth::false_ ? kNothing : kAnything; }

// The days it counts have to be there, and it has to hold.
Value of_comparison(const Expr& e, const Context& context) {
  const Truth there = days_are_there(e, context);
  const Truth t = compared(e, context);
  const Value own = t == Truth::true_ ? kAll : t == Truth::false_ ? capped(of_failed_comparison(e, context)) : of_undecided_comparison(e, context);
  return least_of({of_truth(there), own});
}

// The mean of the `count` greatest, of the lows and of the highs.
Value best(const std::vector<Value>& parts, std::size_t count) {
  std::vector<base::Number> lows;
  std::vector<base::Number> highs;
  for (const Value& v : parts) {
    lows.push_back(*v.range.low);
    highs.push_back(*v.range.high);
  }
  const auto mean = [&](std::vector<base::Number>& of) {
    std::sort(of.begin(), of.end());
    Exact sum;
    for (std::size_t i = of.size() - count; i < of.size(); ++i) sum = sum + Exact(of[i]);
    return End{0, sum / Exact(base::Number(static_cast<std::int64_t>(count)))};
  };
  return between(mean(lows), mean(highs), false, false);
}

Value of_quantifier(const Expr& e, const Context& context) {
  const auto around = members(e.axes[0], context);
  if (!around || (around->empty() && e.axes[0].kind == semantics::Axis::Kind::period)) return kAnything;
  std::vector<Value> parts;
  for (const Context& c : *around) {
    const Truth filter = e.children.size() > 1 ? condition(e.children[1], c) : Truth::true_;
    if (filter == Truth::false_) continue;
    Value part;
    if (e.quantifier == Quantifier::no) {
      const Truth body = condition(e.children[0], c);
      part = body == Truth::true_ ? kNothing : body == Truth::false_ ? kAll : kAnything;
    } else {
      part = attainment(e.children[0], c);
    }
    if (undecided(filter)) part = e.quantifier == Quantifier::any ? hull(kNothing, part) : kAnything;
    parts.push_back(part);
  }
  const Absent more = absent(e.axes, context);
  if (more.endless) return kAnything;
  parts.insert(parts.end(), more.count, kAnything);
  if (e.quantifier == Quantifier::any) return parts.empty() ? kNothing : greatest_of(parts);
  return parts.empty() ? kAll : rounded_ends(mean_of(parts));
}

std::vector<Value> of_parts(const Expr& e, const Context& context) {
  std::vector<Value> all;
  for (const semantics::ExprId c : e.children) all.push_back(attainment(c, context));
  return all;
}

// Of a condition that is not true.
Value of_untrue(const Expr& e, Truth state, const Context& context) {
  switch (e.kind) {
    case Kind::compare: return of_comparison(e, context);
    case Kind::at_least: {
      // The best of them, as many as are asked for.
      std::vector<Value> parts;
      for (std::size_t i = 1; i < e.children.size(); ++i) parts.push_back(attainment(e.children[i], context));
      return rounded_ends(best(parts, static_cast<std::size_t>(number(e.children[0], context).range.low->numerator())));
    }
    case Kind::and_: return least_of(of_parts(e, context));
    case Kind::or_: return greatest_of(of_parts(e, context));
    case Kind::implies: {
      // As `not a or b`: where a is not decided, it may be all.
      const Truth premise = condition(e.children[0], context);
      const Value b = attainment(e.children[1], context);
      return undecided(premise) ? greatest_of({kAnything, b}) : b;
    }
    case Kind::if_: {
      const Truth chosen = condition(e.children[0], context);
      if (chosen == Truth::true_) return attainment(e.children[1], context);
      if (chosen == Truth::false_) return attainment(e.children[2], context);
      return hull(attainment(e.children[1], context), attainment(e.children[2], context));
    }
    case Kind::quantifier: return of_quantifier(e, context);
    case Kind::at_period:
      if (context.model()[e.children[0]].kind != Kind::fact) return attainment(e.children[0], over(e, context));
      return undecided(state) ? kAnything : kNothing;
    case Kind::previous:
      if (context.model()[e.children[0]].kind != Kind::fact) return attainment(e.children[0], season_before(context));
      return undecided(state) ? kAnything : kNothing;
    default: return undecided(state) ? kAnything : kNothing;
  }
}

}  // namespace

Value capped_attainment(semantics::ExprId id, const Context& context) { return capped(attainment(id, context)); }

Value attainment(semantics::ExprId id, const Context& context) {
  if (stands_apart(id, context)) return attainment(id, outside(context));
  const Truth state = condition(id, context);
  if (state == Truth::true_) return kAll;
  const Value v = of_untrue(context.model()[id], state, context);
  if (state == Truth::false_) return capped(v);
  // Not known to be true: its low end is that of a failure.
  return capped_low(v);
}

}  // namespace assay::reference
