// What is said of a value that may not be there: `is missing`, `is reported`, `default(x, d)`, `unknown`.
#include "semantics/checks/checker.h"
#include "semantics/passes/passes.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <utility>

namespace assay::semantics {

bool Checker::is_reported(ExprId id) const {
  const Expr& e = at(id);
  if (e.kind == Kind::previous || e.kind == Kind::at_period) return is_reported(e.children[0]);
  return e.kind == Kind::fact || e.kind == Kind::field;
}

bool Checker::is_default(ExprId id) const { return at(id).kind == Kind::function && at(id).function == functions::Function::default_; }

bool Checker::needs_reported(const Checked& value, const syntax::Expr& e) {
  if (is_reported(value.id)) return true;
  report(Problem::reported_needs_fact, e.span, {words(e)});
  return false;
}

Checked Checker::check_reported(const syntax::Expr& e) {
  const Checked value = check(e.children[0]);
  if (!value || !needs_reported(value, (*file_)[e.children[0]])) return {};
  Expr made;
  made.kind = Kind::reported;
  made.type = Type::truth;
  made.missing = e.kind == syntax::ExprKind::is_missing;
  made.children = {value.id};
  return make(std::move(made), e);
}

Checked Checker::check_default(const syntax::Expr& e) {
  const syntax::Expr& value_e = (*file_)[e.children[0]];
  const syntax::Expr& default_e = (*file_)[e.children[1]];
  Checked value = check(e.children[0]);
  if (!value || !(is_default(value.id) || needs_reported(value, value_e))) return {};
  Checked otherwise = check_beside(e.children[1], value);
  if (!otherwise) return {};
  if (at(value.id).type == Type::event) {
    // A day, another event, or that it never happened.
    const Expr& day = at(otherwise.id);
    const bool never = day.kind == Kind::truth && !day.truth;
    if (day.type != Type::event && !never) {
      report(Problem::day_expected, default_e.span, {words(default_e)});
      return {};
    }
  } else if (!meet(value, value_e, otherwise, default_e, false)) {
    return {};
  }
  // A default that can never be a value of the fact would be read as another.
  if ((at(value.id).kind == Kind::fact || at(value.id).kind == Kind::field) && at(value.id).type == Type::number) {
    const types::Fact& fact = a_.model.schema[at(value.id).fact];
    const auto written = constant_value(a_.model, otherwise.id);
    const auto in_units = written ? base::divide(*written, fact.unit.factor) : std::nullopt;
    if (in_units && ((fact.low && *in_units < *fact.low) || (fact.high && *in_units > *fact.high))) {
      const auto end = [&](const std::optional<base::Number>& n) { return n ? base::to_string(*n) + fact.unit.name : std::string(); };
      report(Problem::default_out_of_range, default_e.span, {words(default_e), fact.name, end(fact.low) + ".." + end(fact.high)});
      return {};
    }
  }
  Expr made;
  made.kind = Kind::function;
  made.function = functions::Function::default_;
  made.type = at(value.id).type;
  made.scale = at(value.id).scale;
  made.unit = at(value.id).unit;
  made.children = {value.id, otherwise.id};
  return make(std::move(made), e, value.flavour);
}

// A condition, until it stands where something else belongs.
Checked Checker::check_unknown(const syntax::Expr& e) {
  if (formula_ != Formula::none) {
    report(Problem::quantity_not_here, e.span, {words(e)});
    return {};
  }
  Expr made;
  made.kind = Kind::unknown;
  made.type = Type::truth;
  return make(std::move(made), e, Flavour::bare);
}

}  // namespace assay::semantics
