#include "report/subject.h"

#include "functions/functions.h"
#include "semantics/dump.h"

#include <algorithm>

namespace assay::report {

namespace {

using semantics::Binding;
using semantics::Expr;
using semantics::Kind;
using semantics::Words;

std::string infix(const semantics::Model& model, const Expr& e, std::string_view sign, Words words) {
  const auto side = [&](std::size_t i) {
    const Kind kind = model[e.children[i]].kind;
    const bool loose = kind == Kind::add || kind == Kind::subtract || (i == 1 && kind == Kind::divide);
    const std::string text = subject(model, e.children[i], words);
    return loose ? "(" + text + ")" : text;
  };
  return side(0) + " " + std::string(sign) + " " + side(1);
}

}  // namespace

std::string subject(const semantics::Model& model, semantics::ExprId expression, Words words) {
  const auto spelled = [&](std::string_view english) { return semantics::in_words(english, words); };
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
    case Kind::add: return infix(model, e, "+", words);
    case Kind::subtract: return infix(model, e, "-", words);
    case Kind::multiply: return infix(model, e, "*", words);
    case Kind::divide: return infix(model, e, "/", words);
    case Kind::growth: return spelled("growth(") + subject(model, e.children[0], words) + ")";
    case Kind::reduction: return spelled("reduction(") + subject(model, e.children[0], words) + ")";
    case Kind::aggregate: {
      const std::string printed = semantics::print(model, expression, words);
      const bool of_a_value = !semantics::counts(e.aggregate);
      if (!of_a_value || e.children.size() != 1) return printed;
      return printed.substr(0, printed.find('(') + 1) + subject(model, e.children[0], words) + ")";
    }
    case Kind::previous: return spelled("previous(") + subject(model, e.children[0], words) + ")";
    case Kind::at_period: {
      const Expr& inner = model[e.children[0]];
      const std::string text = subject(model, e.children[0], words);
      const std::string period = e.period ? base::to_string(*e.period) : spelled(base::step_name(e.step));
      return (inner.kind == Kind::fact ? text : "(" + text + ")") + "@" + period;
    }
    case Kind::function: {
      if (e.function == functions::Function::default_) return subject(model, e.children[0], words);
      std::string text = semantics::function_in_words(functions::entry(e.function).name, words);
      text += "(";
      for (std::size_t i = 0; i < e.children.size(); ++i) text += (i > 0 ? ", " : "") + subject(model, e.children[i], words);
      if (e.function == functions::Function::power || (e.function == functions::Function::round && e.places != 0)) text += ", " + std::to_string(e.places);
      return text + ")";
    }
    case Kind::reported: return subject(model, e.children[0], words) + spelled(e.missing ? " is missing" : " is reported");
    default: return semantics::print(model, expression, words);
  }
}

}  // namespace assay::report
