#include "lint/logic/system.h"

#include "base/gcd.h"
#include "lint/logic/elimination.h"

#include <utility>

namespace assay::lint {

namespace {

using base::Number;

// Where `times * x + constant` meets 0.
std::optional<Number> root(const Linear& linear) {
  return base::divide(-linear.constant, linear.terms.front().second);
}

void narrow(Range& range, const Linear& linear, Relation relation, const Number& at) {
  const bool strict = relation == Relation::positive;
  const bool rising = linear.terms.front().second.sign() > 0;
  if (relation == Relation::zero || rising) range.raise({at, strict});
  if (relation == Relation::zero || !rising) range.lower({at, strict});
}

}  // namespace

Range System::range(Variable variable) const {
  if (const auto it = ranges_.find(variable); it != ranges_.end()) return it->second;
  const Domain& domain = (*domains_)[variable.index()];
  Range out;
  out.whole = domain.whole;
  if (domain.low) out.raise({*domain.low, false});
  if (domain.high) out.lower({*domain.high, false});
  return out;
}

bool System::allows(const Linear& linear, Relation relation) const {
  if (linear.terms.size() != 1) return true;
  const auto at = root(linear);
  if (!at) return true;
  Range left = range(linear.terms.front().first);
  narrow(left, linear, relation, *at);
  return !left.empty();
}

// Of whole values with whole factors: the limit is whole, too. False where the sum cannot be what it must.
bool System::tighten(Row& row) const {
  for (const auto& [variable, times] : row.linear.terms)
    if (!(*domains_)[variable.index()].whole) return true;
  Linear scaled = row.linear;
  for (std::size_t i = 0; i < scaled.terms.size(); ++i) {
    if (scaled.terms[i].second.is_whole()) continue;
    const auto by = Number::fraction(scaled.terms[i].second.denominator(), 1);
    const auto next = by ? scale(scaled, *by) : std::nullopt;
    if (!next) return true;
    scaled = *next;
  }
  base::Int128 common = 0;
  for (const auto& term : scaled.terms) {
    const Number size = base::absolute(term.second);
    common = static_cast<base::Int128>(base::gcd(static_cast<base::UInt128>(common), static_cast<base::UInt128>(size.numerator())));
  }
  if (common != 1) {
    const auto inverse = Number::fraction(1, common);
    auto reduced = inverse ? scale(scaled, *inverse) : std::nullopt;
    if (!reduced) return true;
    scaled = *std::move(reduced);
  }
  if (row.relation == Relation::zero) {
    row.linear = scaled;
    return scaled.constant.is_whole();
  }
  const bool strict = row.relation == Relation::positive;
  const auto constant = strict ? base::subtract(base::ceiling(scaled.constant), 1) : std::optional(base::floor(scaled.constant));
  if (!constant) return true;
  scaled.constant = *constant;
  row = {std::move(scaled), Relation::not_negative};
  return true;
}

bool System::assume(const Linear& linear, Relation relation) {
  if (linear.terms.size() > 1) {
    Row row{linear, relation};
    if (!tighten(row)) return false;
    rows_.push_back(std::move(row));
    return true;
  }
  const auto at = root(linear);
  if (!at) {
    overflow_ = true;
    return true;
  }
  const Variable variable = linear.terms.front().first;
  Range left = range(variable);
  narrow(left, linear, relation, *at);
  const bool some = !left.empty();
  ranges_.insert_or_assign(variable, left);
  return some;
}

Answer System::settle() const {
  Elimination elimination;
  std::map<Variable, Range> joined;
  for (const Row& row : rows_) {
    for (const auto& term : row.linear.terms) joined.emplace(term.first, Range{});
    elimination.add(row.linear, row.relation);
  }
  for (auto& [variable, of] : joined) {
    of = range(variable);
    if (of.empty()) return {Answer::Kind::none, {}};
    elimination.add(variable, of);
  }
  Answer out = elimination.run();
  if (out.kind == Answer::Kind::none) return out;
  if (overflow_) return {};
  for (const auto& [variable, of] : ranges_) {
    if (of.empty()) return {Answer::Kind::none, {}};
    if (out.kind != Answer::Kind::some || joined.contains(variable)) continue;
    const auto value = of.pick();
    if (!value) return {};
    out.values.emplace(variable, *value);
  }
  return out;
}

}  // namespace assay::lint
