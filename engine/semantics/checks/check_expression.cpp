// The way into the checks: one construct after another, each in a file of its name.
#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <utility>

namespace assay::semantics {

using syntax::ExprKind;

diagnostics::Diagnostic& Checker::report(Problem problem, Span span, std::vector<std::string> arguments) {
  diagnostics::Diagnostic& made = a_.report(problem, span, std::move(arguments));
  if (use_ && *use_ != span) made.related.push_back({*use_, {}, kUsedHere});
  return made;
}

ExprId Checker::add(Expr made) {
  if (!lets_.empty() || !a_.calls.empty() || repeated_ > 0) ++a_.expanded;
  return a_.add(std::move(made));
}

Checked Checker::make(Expr made, const syntax::Expr& e, Flavour flavour) {
  made.span = here(e.span);
  return {add(std::move(made)), flavour};
}

Checked Checker::check(syntax::ExprId id) {
  if (!id.valid()) return {};
  const syntax::Expr& e = (*file_)[id];
  const Span span = here(e.span);
  if (depth_ >= a_.limits.depth) {
    a_.report(Problem::depth_limit, span, {std::to_string(a_.limits.depth)});
    return {};
  }
  if (a_.expanded > a_.limits.parts) {
    if (!a_.expansion_reported) a_.report(Problem::expansion_limit, span, {std::to_string(a_.limits.parts)});
    a_.expansion_reported = true;
    return {};
  }
  ++depth_;
  const Checked out = dispatch(e);
  --depth_;
  return out;
}

Checked Checker::dispatch(const syntax::Expr& e) {
  switch (e.kind) {
    case ExprKind::error: return {};
    case ExprKind::number: return check_number(e);
    case ExprKind::string: return literal(e, Kind::text, Type::text);
    case ExprKind::boolean: return literal(e, Kind::truth, Type::truth);
    case ExprKind::date: return check_date(e);
    case ExprKind::unknown: return check_unknown(e);
    case ExprKind::set: report(Problem::set_as_value, e.span, {words(e)}); return {};
    case ExprKind::name: return check_name(e);
    case ExprKind::member_access: return check_member_access(e);
    case ExprKind::index: return check_index(e);
    case ExprKind::call: return check_call(e);
    case ExprKind::negate: return check_negate(e);
    case ExprKind::add:
    case ExprKind::subtract: return check_sum(e);
    case ExprKind::multiply:
    case ExprKind::divide: return check_product(e);
    case ExprKind::compare: return check_comparison(e);
    case ExprKind::in_set:
      if (const auto member = check_member(e)) return *member;
      return check_in_set(e);
    case ExprKind::in_range: return check_in_range(e);
    case ExprKind::within: return check_within(e);
    case ExprKind::timing: return check_timing(e);
    case ExprKind::is_missing:
    case ExprKind::is_reported: return check_reported(e);
    case ExprKind::at_least_of: return check_at_least(e);
    case ExprKind::not_:
    case ExprKind::and_:
    case ExprKind::or_:
    case ExprKind::implies: return check_connective(e);
    case ExprKind::if_: return check_if(e);
    case ExprKind::quantifier: return check_quantifier(e);
    case ExprKind::at_period: return check_at_period(e);
    case ExprKind::rank_among:
    case ExprKind::aggregate_among: return check_among(e);
  }
  return {};
}

ExprId Checker::condition(syntax::ExprId id) {
  const Checked value = check(id);
  return value ? as_condition(value, (*file_)[id]) : ExprId{};
}

Checked Checker::number(syntax::ExprId id) {
  const Checked value = check(id);
  if (value && at(value.id).kind == Kind::unknown) at(value.id).type = Type::number;
  if (!value || !is_numeric(value, (*file_)[id])) return {};
  return value;
}

bool Checker::is_numeric(const Checked& value, const syntax::Expr& e) {
  const Type type = at(value.id).type;
  if (type == Type::number) return true;
  const bool event = type == Type::event;
  report(at(value.id).kind == Kind::date ? Problem::date_as_value : event ? Problem::event_as_number : Problem::number_expected, e.span, {words(e), a_.year()});
  return false;
}

}  // namespace assay::semantics
