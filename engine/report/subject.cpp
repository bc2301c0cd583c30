#include "report/subject.h"

#include "functions/functions.h"
#include "semantics/dump.h"

#include <algorithm>

namespace assay::report {

namespace {

using semantics::Binding;
using semantics::Expr;
using semantics::Kind;

std::string infix(const semantics::Model& model, const Expr& e, std::string_view sign) {
  const auto side = [&](std::size_t i) {
    const Kind kind = model[e.children[i]].kind;
    const bool loose = kind == Kind::add || kind == Kind::subtract || (i == 1 && kind == Kind::divide);
    const std::string text = subject(model, e.children[i]);
    return loose ? "(" + text + ")" : text;
  };
  return side(0) + " " + std::string(sign) + " " + side(1);
}

}  // namespace

std::string subject(const semantics::Model& model, semantics::ExprId expression) {
  const Expr& e = model[expression];
  switch (e.kind) {
    case Kind::fact:
    case Kind::field: {
      const types::Fact& fact = model.schema[e.fact];
      std::string text = fact.label.empty() ? fact.name : fact.label;
      for (std::size_t i = 0; i < e.bindings.size(); ++i) {
        if (e.bindings[i].kind != Binding::Kind::fixed) continue;
        text += "[" + model.schema[fact.dimensions[i]].members[e.bindings[i].value] + "]";
      }
      return text;
    }
    case Kind::add: return infix(model, e, "+");
    case Kind::subtract: return infix(model, e, "-");
    case Kind::multiply: return infix(model, e, "*");
    case Kind::divide: return infix(model, e, "/");
    case Kind::growth: return "growth(" + subject(model, e.children[0]) + ")";
    case Kind::reduction: return "reduction(" + subject(model, e.children[0]) + ")";
    case Kind::aggregate: {
      const std::string printed = semantics::print(model, expression);
      const bool of_a_value = !semantics::counts(e.aggregate);
      if (!of_a_value || e.children.size() != 1) return printed;
      return printed.substr(0, printed.find('(') + 1) + subject(model, e.children[0]) + ")";
    }
    case Kind::previous: return "previous(" + subject(model, e.children[0]) + ")";
    case Kind::at_period: {
      const Expr& inner = model[e.children[0]];
      const std::string text = subject(model, e.children[0]);
      const std::string period = e.period ? base::to_string(*e.period) : std::string(base::step_name(e.step));
      return (inner.kind == Kind::fact ? text : "(" + text + ")") + "@" + period;
    }
    case Kind::function: {
      if (e.function == functions::Function::default_) return subject(model, e.children[0]);
      std::string text(functions::entry(e.function).name);
      text += "(";
      for (std::size_t i = 0; i < e.children.size(); ++i) text += (i > 0 ? ", " : "") + subject(model, e.children[i]);
      if (e.function == functions::Function::power || (e.function == functions::Function::round && e.places != 0)) text += ", " + std::to_string(e.places);
      return text + ")";
    }
    case Kind::reported: return subject(model, e.children[0]) + (e.missing ? " is missing" : " is reported");
    default: return semantics::print(model, expression);
  }
}

}  // namespace assay::report
