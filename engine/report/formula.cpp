#include "report/formula.h"

#include "exec/interval.h"
#include "plan/program.h"
#include "semantics/dated.h"
#include "semantics/dump.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace assay::report {

namespace {

using semantics::Aggregate;
using semantics::Combine;
using semantics::Expr;
using semantics::Kind;
using semantics::Quantity;
using semantics::Words;
using semantics::in_words;
using types::Truth;
using types::Value;

std::string end_text(const std::optional<base::Number>& end, std::string_view infinite) {
  return end ? base::to_string(*end) : std::string(infinite);
}

std::string range_text(const Range& range) {
  if (!range) return "?";
  if (range->is_point()) return base::to_string(*range->low);
  return "[" + end_text(range->low, "-∞") + ", " + end_text(range->high, "∞") + "]";
}

Range range_of_value(const Value& value) { return value.invalid && value.range.is_unbounded() ? Range() : Range(value.range); }

// The mean of a target's criteria, for which its `combine` may stand.
bool is_composite(const Expr& e) { return e.kind == Kind::fold && e.aggregate == Aggregate::avg && !e.of_targets && e.children.empty(); }

std::string_view composite_name(Combine combine) {
  switch (combine) {
    case Combine::mean: return "mean";
    case Combine::min: return "min";
    case Combine::all_or_nothing: return "all or nothing";
    case Combine::share_met: return "share met";
  }
  return "mean";
}

class Filler {
 public:
  Filler(const semantics::Model& model, base::Date as_of, Words words) : model_(model), as_of_(as_of), words_(words) {}

  std::string fill(semantics::ExprId id, const Quantities& with) const {
    return semantics::print(model_, id, [&](const Expr& e) -> std::optional<std::string> {
      if (e.kind == Kind::quantity) return range_text(range_of_value(quantity(e.quantity, with)));
      if (e.kind == Kind::fold) return fold(e, with);
      if (e.kind == Kind::param) return base::to_string(semantics::value_at(model_.params[e.param].values, as_of_));
      return std::nullopt;
    }, words_);
  }

 private:
  static Value quantity(Quantity which, const Quantities& with) {
    switch (which) {
      case Quantity::attainment: return with.attainment;
      case Quantity::stretch: return with.stretch;
      case Quantity::met: return with.met;
      case Quantity::weight: return with.weight;
      case Quantity::difficulty: return with.difficulty;
    }
    return Value::none();
  }

  // The members, each with its weight where that matters; one whose filter is undecided with a question mark.
  std::string fold(const Expr& e, const Quantities& with) const {
    constexpr std::string_view kNames[] = {"sum", "mean", "min", "max", "median", "count", "share"};
    const bool composite = is_composite(e);
    const Combine combine = composite ? with.combine : Combine::mean;
    std::string text = in_words(composite ? composite_name(combine) : kNames[static_cast<std::size_t>(e.aggregate)], words_);
    const bool averages = e.aggregate == Aggregate::avg && combine != Combine::min;
    const bool weighted = averages && std::any_of(with.members.begin(), with.members.end(), [&](const Quantities& m) {
                            return m.stated_weight != with.members.front().stated_weight;
                          });
    text += "(";
    bool first = true;
    for (const Quantities& member : with.members) {
      const Truth in = e.children.empty() ? Truth::true_ : truth(e.children[0], member);
      if (in == Truth::false_) continue;
      if (!first) text += ", ";
      first = false;
      const Range shown = combine == Combine::share_met            ? range_of_value(member.met)
                          : e.aggregate == Aggregate::count ? Range(types::Interval::point(1))
                                                                   : member.score;
      text += range_text(shown);
      if (in != Truth::true_) text += "?";
      if (weighted) text += " * " + base::to_string(member.stated_weight);
    }
    if (combine == Combine::all_or_nothing)
      for (const Quantities& member : with.members) text += (&member == &with.members.front() ? "; " + in_words("met ", words_) : std::string(", ")) + range_text(range_of_value(member.met));
    return text + ")";
  }

  // What a filter makes of one member; undecided where it is made of more than these.
  Truth truth(semantics::ExprId id, const Quantities& with) const {
    const Expr& e = model_[id];
    switch (e.kind) {
      case Kind::truth: return e.truth ? Truth::true_ : Truth::false_;
      case Kind::compare: {
        const auto a = number(e.children[0], with);
        const auto b = number(e.children[1], with);
        return a && b ? exec::compare(e.compare, *a, *b) : Truth::open_;
      }
      case Kind::not_: {
        const Truth t = truth(e.children[0], with);
        return t == Truth::true_ ? Truth::false_ : t == Truth::false_ ? Truth::true_ : t;
      }
      case Kind::and_:
      case Kind::or_: {
        const Truth dominant = e.kind == Kind::and_ ? Truth::false_ : Truth::true_;
        Truth out = e.kind == Kind::and_ ? Truth::true_ : Truth::false_;
        for (const semantics::ExprId child : e.children) {
          const Truth t = truth(child, with);
          if (t == dominant) return dominant;
          if (t != Truth::true_ && t != Truth::false_) out = t;
        }
        return out;
      }
      default: return Truth::open_;
    }
  }

  std::optional<Value> number(semantics::ExprId id, const Quantities& with) const {
    const Expr& e = model_[id];
    switch (e.kind) {
      case Kind::number: return Value::point(e.number);
      case Kind::param: return Value::point(semantics::value_at(model_.params[e.param].values, as_of_));
      case Kind::quantity: return quantity(e.quantity, with);
      default: break;
    }
    std::vector<Value> parts;
    for (const semantics::ExprId child : e.children) {
      const auto part = number(child, with);
      if (!part) return std::nullopt;
      parts.push_back(*part);
    }
    switch (e.kind) {
      case Kind::negate: return exec::negate(parts[0]);
      case Kind::add: return exec::add(parts[0], parts[1]);
      case Kind::subtract: return exec::subtract(parts[0], parts[1]);
      case Kind::multiply: return exec::multiply(parts[0], parts[1]);
      case Kind::divide: return exec::divide(parts[0], parts[1]);
      default: return std::nullopt;
    }
  }

  const semantics::Model& model_;
  base::Date as_of_;
  Words words_;
};

}  // namespace

std::string stated_formula(const semantics::Model& model, semantics::ExprId formula, Combine combine, Words words) {
  return semantics::print(model, formula, [&](const Expr& e) -> std::optional<std::string> {
    if (combine == Combine::mean || !is_composite(e)) return std::nullopt;
    return in_words(composite_name(combine), words) + in_words("(criteria)", words);
  }, words);
}

std::string filled_formula(const semantics::Model& model, semantics::ExprId formula, const Quantities& quantities, base::Date as_of, Words words) {
  return Filler(model, as_of, words).fill(formula, quantities);
}

}  // namespace assay::report
