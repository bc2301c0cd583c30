#include "differential/tier_claims.h"

#include "diagnostics/kinds.h"
#include "reference/evaluate.h"
#include "reference/reference.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace assay::differential {
namespace {

using base::Number;
using diagnostics::Kind;
using reference::Context;
using semantics::Compare;
using semantics::Criterion;
using semantics::ExprId;
using semantics::Scheme;

const Number kMark = 7;  // no tier of a random rulebook gives as much

struct Place {
  const Criterion* criterion = nullptr;
  std::size_t row = 0;
};

// The tier at a place in the text; nothing where a template has put it into several criteria.
std::optional<Place> tier_at(const semantics::Model& model, source::Span span) {
  std::optional<Place> found;
  for (const semantics::Department& department : model.departments) {
    for (const semantics::Target& target : department.targets) {
      for (const Criterion& criterion : target.criteria) {
        if (!criterion.scheme) continue;
        for (std::size_t row = 0; row < criterion.scheme->rows.size(); ++row) {
          if (criterion.scheme->rows[row].span != span) continue;
          if (found) return std::nullopt;
          found = Place{&criterion, row};
        }
      }
    }
  }
  return found;
}

std::optional<Number> earned(const Scheme& scheme, const Context& now) {
  const types::Value value = reference::scheme_attainment(scheme, types::Truth::true_, now);
  if (!value.range.low || value.range.low != value.range.high) return std::nullopt;
  return value.range.low;
}

// Tiers [from, to] alone, of which the last one gives the mark and all else nothing.
Scheme probe(const Scheme& scheme, std::size_t from, std::size_t to) {
  Scheme out = scheme;
  out.rows.assign(scheme.rows.begin() + static_cast<std::ptrdiff_t>(from), scheme.rows.begin() + static_cast<std::ptrdiff_t>(to + 1));
  for (Scheme::Row& row : out.rows) row.value = 0;
  out.rows.back().value = kMark;
  out.otherwise = 0;
  return out;
}

bool any_holds(Scheme scheme, const Context& now) {
  for (Scheme::Row& row : scheme.rows) row.value = kMark;
  scheme.otherwise = 0;
  return earned(scheme, now) == kMark;
}

// "-3.5人", "20/3%": the number alone.
Number leading_number(const std::string& text) {
  const std::string digits = text.substr(0, text.find_first_not_of("-0123456789./"));
  const std::size_t line = digits.find('/');
  const auto above = Number::parse(digits.substr(0, line));
  const auto below = line == std::string::npos ? Number(1) : Number::parse(digits.substr(line + 1));
  REQUIRE_MESSAGE((above && below), text);
  return *base::divide(*above, *below);
}
Number percent(const std::string& text) { return *base::divide(leading_number(text), 100); }

void replace(semantics::Model& model, ExprId id, const Number& by) {
  semantics::Expr& e = model.expressions[id.index()];
  semantics::Expr number;
  number.number = by;
  number.unit = e.unit;
  number.span = e.span;
  e = number;
}

// No more than what is said to be the most, which is rounded as all is that is earned.
std::optional<bool> award_stays_below(const reference::Facts& facts, std::size_t row, base::Date as_of, const diagnostics::Diagnostic& claim) {
  const Number most = claim.kind == Kind::linear_out_of_reach ? percent(claim.arguments[1]) : Number(1);
  const Number tolerance = *Number::scaled(1, 9);
  std::optional<bool> out;
  for (const semantics::Department& department : facts.model.departments) {
    for (const semantics::Target& target : department.targets) {
      for (const Criterion& criterion : target.criteria) {
        if (!criterion.scheme || criterion.scheme->span != claim.span) continue;
        const Context now = reference::at_moment(facts, row, as_of, criterion.due, criterion.due);
        const types::Value value = reference::scheme_attainment(*criterion.scheme, reference::condition(criterion.condition, now), now);
        if (!value.range.low || value.range.low != value.range.high) continue;
        out = out.value_or(true) && *base::subtract(*value.range.low, most) < tolerance;
      }
    }
  }
  return out;
}

// A value that may be reported: of a fact that is taken as it is, one within its range.
bool may_be(const semantics::Model& model, ExprId id, const Number& value) {
  const semantics::Expr& e = model[id];
  if (e.kind != semantics::Kind::fact) return true;
  // A total is not held by the range of its members.
  for (const semantics::Binding& b : e.bindings)
    if (b.kind == semantics::Binding::Kind::total) return true;
  const types::Fact& fact = model.schema[e.fact];
  if (fact.kind == types::FactKind::flow || fact.kind == types::FactKind::cumulative) return !fact.low || *fact.low <= value;
  return (!fact.low || *fact.low <= value) && (!fact.high || value <= *fact.high) && (!fact.whole || value.is_whole());
}

}  // namespace

std::optional<bool> witness_holds(const semantics::Model& given, const facts::Batch& batch, const diagnostics::Diagnostic& claim) {
  const bool gap = claim.kind == Kind::tier_gap;
  const bool falls = claim.kind == Kind::tier_falls;
  if (!gap && !falls && claim.kind != Kind::tier_unreachable && claim.kind != Kind::tiers_overlap) return std::nullopt;
  const auto found = tier_at(given, claim.span);
  if (!found) return std::nullopt;
  const Scheme& scheme = *found->criterion->scheme;
  const std::string& witness = claim.arguments[gap ? 0 : falls ? 4 : 2];
  semantics::Model model = given;
  if (const std::size_t at = witness.rfind(" = "); at != std::string::npos) {
    const Number shown = leading_number(witness.substr(at + 3));
    if (!may_be(given, scheme.value, shown)) return false;
    replace(model, scheme.value, *base::multiply(shown, given[scheme.value].unit.factor));
  } else {
    const bool lower = scheme.compare == Compare::le || scheme.compare == Compare::lt;
    replace(model, scheme.value, lower ? Number(1) : percent(witness));
    replace(model, scheme.goal, lower ? percent(witness) : Number(1));
  }
  const reference::Facts facts(model, batch);
  const base::Date due = found->criterion->due;
  const Context now = reference::at_moment(facts, 0, due, due, due);
  if (earned(scheme, now) != percent(claim.arguments[gap || falls ? 1 : 3])) return false;
  if (gap) return !any_holds(scheme, now);
  if (earned(probe(scheme, found->row, found->row), now) != kMark) return false;
  if (claim.kind == Kind::tier_unreachable) return true;
  if (falls) return percent(claim.arguments[1]) < percent(claim.arguments[3]);
  const auto earlier = tier_at(given, claim.related.front().span);
  return earlier && earlier->row < found->row && earned(probe(scheme, earlier->row, earlier->row), now) == kMark;
}

std::optional<bool> claim_holds(const reference::Facts& facts, std::size_t row, base::Date as_of, const diagnostics::Diagnostic& claim) {
  if (claim.kind == Kind::linear_out_of_reach || claim.kind == Kind::bonus_out_of_reach) return award_stays_below(facts, row, as_of, claim);
  const bool always = claim.kind == Kind::tier_always;
  if (!always && claim.kind != Kind::tier_unreachable && claim.kind != Kind::tier_out_of_range) return std::nullopt;
  const auto found = tier_at(facts.model, claim.span);
  if (!found) return std::nullopt;
  const Scheme& scheme = *found->criterion->scheme;
  const base::Date due = found->criterion->due;
  const auto got = earned(probe(scheme, always ? found->row : 0, found->row), reference::at_moment(facts, row, as_of, due, due));
  if (!got) return std::nullopt;
  return (got == kMark) == always;
}

}  // namespace assay::differential
