#include "report/formula.h"

#include "semantics/dump.h"

#include <string_view>

namespace assay::report {

namespace {

using semantics::Aggregate;
using semantics::Expr;
using semantics::Kind;
using semantics::Quantity;

enum Tightness { kSum, kProduct, kSign, kOperand };

std::string end_text(const std::optional<base::Number>& end, std::string_view infinite) {
  return end ? base::to_string(*end) : std::string(infinite);
}

std::string range_text(const Range& range) {
  if (!range) return "?";
  if (range->is_point()) return base::to_string(*range->low);
  return "[" + end_text(range->low, "-∞") + ", " + end_text(range->high, "∞") + "]";
}

class Printer {
 public:
  Printer(const semantics::Model& model, const Quantities* quantities, base::Date as_of) : model_(model), quantities_(quantities), as_of_(as_of) {}

  std::string print(semantics::ExprId id, Tightness least) const {
    const Expr& e = model_[id];
    switch (e.kind) {
      case Kind::add: return infix(e, " + ", kSum, least);
      case Kind::subtract: return infix(e, " - ", kSum, least);
      case Kind::multiply: return infix(e, " * ", kProduct, least);
      case Kind::divide: return infix(e, " / ", kProduct, least);
      case Kind::negate: return bracketed("-" + print(e.children[0], kSign), kSign, least);
      case Kind::quantity: return quantity(e.quantity);
      case Kind::fold: return fold(e);
      case Kind::param: return param(e);
      default: return semantics::print(model_, id);
    }
  }

 private:
  static std::string bracketed(std::string text, Tightness own, Tightness least) { return own < least ? "(" + text + ")" : text; }

  std::string infix(const Expr& e, std::string_view sign, Tightness own, Tightness least) const {
    const auto tighter = static_cast<Tightness>(own + 1);
    return bracketed(print(e.children[0], own) + std::string(sign) + print(e.children[1], tighter), own, least);
  }

  std::string quantity(Quantity which) const {
    switch (which) {
      case Quantity::attainment: return quantities_ ? range_text(quantities_->attainment) : "attainment";
      case Quantity::stretch: return quantities_ ? range_text(quantities_->stretch) : "stretch";
      case Quantity::met: return quantities_ ? range_text(quantities_->met) : "met";
      case Quantity::weight: return quantities_ ? range_text(quantities_->weight) : "weight";
      case Quantity::difficulty: return quantities_ ? range_text(quantities_->difficulty) : "difficulty";
    }
    return {};
  }

  std::string fold(const Expr& e) const {
    std::string text = "mean";
    if (e.aggregate == Aggregate::sum) text = "sum";
    if (e.aggregate == Aggregate::min) text = "min";
    if (e.aggregate == Aggregate::max) text = "max";
    if (!quantities_) return text + (e.of_targets ? "(targets)" : "(criteria)");
    bool weighted = false;
    for (const auto& member : quantities_->members) weighted = weighted || member.second != quantities_->members.front().second;
    text += "(";
    for (std::size_t i = 0; i < quantities_->members.size(); ++i) {
      if (i != 0) text += ", ";
      text += range_text(quantities_->members[i].first);
      if (weighted && e.aggregate == Aggregate::avg) text += " * " + base::to_string(quantities_->members[i].second);
    }
    return text + ")";
  }

  std::string param(const Expr& e) const {
    const semantics::Param& p = model_.params[e.param];
    if (!quantities_) return p.name;
    for (const semantics::DatedNumber& value : p.values)
      if (value.from <= as_of_ && as_of_ <= value.to) return base::to_string(value.value);
    return p.name;
  }

  const semantics::Model& model_;
  const Quantities* quantities_;
  base::Date as_of_;
};

}  // namespace

std::string stated_formula(const semantics::Model& model, semantics::ExprId formula) {
  return Printer(model, nullptr, {}).print(formula, kSum);
}

std::string filled_formula(const semantics::Model& model, semantics::ExprId formula, const Quantities& quantities, base::Date as_of) {
  return Printer(model, &quantities, as_of).print(formula, kSum);
}

}  // namespace assay::report
