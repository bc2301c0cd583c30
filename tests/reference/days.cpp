// Days beside each other: grammar/meaning.md, "Days".
#include "reference/evaluate.h"
#include "reference/time.h"

#include <vector>

namespace assay::reference {
namespace {

using semantics::Compare;
using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;

Happening day_of(ExprId id, const Context& context) {
  const Expr& e = context.model()[id];
  if (e.kind == Kind::date) {
    // Of another season, the same day of that.
    const std::int64_t day = types::years_before(e.date, context.shift).days;
    return {day, day, false, false};
  }
  return happening(id, context);
}

bool never(const Happening& h) { return h.low == kNever; }

// Whether a comparison of two days that both come can be true, and whether it can be false.
struct Possible {
  bool yes, no;
};

Possible possible(Compare op, const Happening& a, const Happening& b) {
  switch (op) {
    case Compare::le: return {a.low <= b.high, a.high > b.low};
    case Compare::lt: return {a.low < b.high, a.high >= b.low};
    case Compare::eq: return {a.low <= b.high && b.low <= a.high, !(a.low == b.high && b.low == a.high)};
    default: return {true, true};
  }
}

void events_counted(ExprId id, const Context& context, std::vector<ExprId>& events) {
  const Expr& e = context.model()[id];
  using functions::Function;
  bool passes = e.kind == Kind::negate || e.kind == Kind::add || e.kind == Kind::subtract || e.kind == Kind::multiply || e.kind == Kind::divide;
  if (e.kind == Kind::function) {
    if (e.function == Function::days) {
      for (const ExprId c : e.children) events.push_back(c);
      return;
    }
    for (const Function f : {Function::abs, Function::round, Function::floor, Function::ceiling, Function::mod, Function::power})
      passes = passes || e.function == f;
  }
  if (passes)
    for (const ExprId c : e.children) events_counted(c, context, events);
}

}  // namespace

Truth compare_days(Compare op, ExprId left, ExprId right, const Context& context) {
  if (op == Compare::ge) return compare_days(Compare::le, right, left, context);
  if (op == Compare::gt) return compare_days(Compare::lt, right, left, context);
  if (op == Compare::ne) return not_(compare_days(Compare::eq, left, right, context));
  const Happening a = day_of(left, context);
  const Happening b = day_of(right, context);
  // Nothing is so of what never happens.
  if (never(a) || never(b)) return Truth::false_;
  const Possible p = possible(op, a, b);
  if (!p.yes) return Truth::false_;
  if (!p.no && a.high != kNever && b.high != kNever) return Truth::true_;
  return undecided_by(a.invalid || b.invalid, a.lacks || b.lacks);
}

Value days_between(const Expr& e, const Context& context) {
  const Happening a = day_of(e.children[0], context);
  const Happening b = day_of(e.children[1], context);
  const bool invalid = a.invalid || b.invalid;
  const bool lacking = a.lacks || b.lacks;
  if (!invalid && (never(a) || never(b)) && context.as_of >= context.due) return Value::none();
  if (a.high == kNever || b.high == kNever) return unbounded(invalid, lacking);
  return between(End{0, base::Number(b.low - a.high)}, End{0, base::Number(b.high - a.low)}, invalid, lacking);
}

Truth days_are_there(const Expr& e, const Context& context) {
  std::vector<ExprId> events;
  for (const ExprId c : e.children) events_counted(c, context, events);
  std::vector<Truth> parts;
  for (const ExprId id : events) {
    const Happening h = day_of(id, context);
    parts.push_back(h.high != kNever ? Truth::true_
                    : never(h)       ? Truth::false_
                                     : undecided_by(h.invalid, h.lacks));
  }
  return and_(parts);
}

}  // namespace assay::reference
