// Functions of values: without a value where a value in them has none, and of a divisor that is 0.
#include "lint/reading/reader.h"

#include <utility>

namespace assay::lint {

using base::Number;
using functions::Function;
using semantics::Expr;
using semantics::ExprId;

namespace {

constexpr std::size_t kMostCounted = 8;

}  // namespace

// Of so many of them, for each number from none to all, that exactly that many are true; nothing where they are too many.
std::optional<std::vector<FormulaId>> Reader::exactly(const std::vector<Truth>& parts) {
  if (parts.size() > kMostCounted) return std::nullopt;
  std::vector<FormulaId> out{Formulas::always()};
  for (const Truth& part : parts) {
    std::vector<FormulaId> next(out.size() + 1, Formulas::never());
    for (std::size_t k = 0; k < next.size(); ++k) {
      std::vector<FormulaId> either;
      if (k > 0) either.push_back(formulas_.all({out[k - 1], part.holds}));
      if (k < out.size()) either.push_back(formulas_.all({out[k], part.fails}));
      next[k] = formulas_.any(std::move(either));
    }
    out = std::move(next);
  }
  return out;
}

// One case for each number of them that may be true, each as so many of `out_of`; `domain`: of all of these.
Cases Reader::counted(ExprId id, const Scope& scope, const std::vector<Truth>& parts, std::size_t out_of, const Domain& domain) {
  const auto each = exactly(parts);
  if (!each) return whole_number(id, scope, domain);
  Cases out;
  for (std::size_t k = 0; k < each->size(); ++k) {
    if ((*each)[k] == Formulas::never()) continue;
    const auto number = Number::fraction(static_cast<base::Int128>(k), static_cast<base::Int128>(out_of));
    out.push_back({(*each)[k], Linear::of(*number), Linear::of(1)});
  }
  std::vector<FormulaId> some;
  for (const Truth& part : parts) some.push_back(neither(part));
  if (const FormulaId when = formulas_.any(std::move(some)); when != Formulas::never()) out.push_back(undecided(when, id, scope, domain));
  return out;
}

FormulaId Reader::zero(const Cases& cases) {
  std::vector<FormulaId> out;
  for (const Case& each : cases)
    if (each.is_linear()) out.push_back(formulas_.all({each.when, formulas_.atom(each.above, Relation::zero)}));
  return formulas_.any(std::move(out));
}

Cases Reader::function(ExprId id, const Scope& scope) {
  const Expr& e = model_[id];
  switch (e.function) {
    case Function::abs:
    case Function::round:
    case Function::floor:
    case Function::ceiling:
    case Function::mod:
    case Function::power: break;
    case Function::count: {
      std::vector<Truth> parts;
      for (const ExprId child : e.children) {
        if (model_[child].type != semantics::Type::truth) return whole_number(id, scope);
        parts.push_back(condition(child, scope));
      }
      return counted(id, scope, parts, 1, {Number(0), Number(static_cast<std::int64_t>(parts.size())), true});
    }
    default: return whole_number(id, scope);
  }
  std::vector<FormulaId> known;
  std::vector<Cases> values;
  for (const ExprId child : e.children) {
    values.push_back(number(child, scope));
    std::vector<FormulaId> some;
    for (const Case& each : values.back()) some.push_back(each.when);
    known.push_back(formulas_.any(std::move(some)));
  }
  if (e.function == Function::abs) {
    if (auto out = absolute(values.front())) return *std::move(out);
  }
  const bool divides = e.function == Function::mod || (e.function == Function::power && e.places < 0);
  if (divides) known.push_back(formulas_.negate(zero(values.back())));
  Domain domain;
  if (e.function == Function::abs || (e.function == Function::power && e.places % 2 == 0)) domain.low = Number(0);
  Cases out = whole_number(id, scope, domain);
  out.front().when = formulas_.all(std::move(known));
  return out;
}

// Each case split by its sign.
std::optional<Cases> Reader::absolute(const Cases& cases) {
  Cases out;
  for (const Case& each : cases) {
    if (!each.is_linear()) return std::nullopt;
    const Linear other = negate(each.above);
    out.push_back({formulas_.all({each.when, formulas_.atom(each.above, Relation::not_negative)}), each.above, Linear::of(1)});
    out.push_back({formulas_.all({each.when, formulas_.atom(other, Relation::positive)}), other, Linear::of(1)});
  }
  std::erase_if(out, [](const Case& each) { return each.when == Formulas::never(); });
  return out;
}

}  // namespace assay::lint
