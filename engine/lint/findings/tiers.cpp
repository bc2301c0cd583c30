#include "lint/findings/tiers.h"

#include <algorithm>

namespace assay::lint {

namespace {

using base::Number;
using semantics::Compare;
using semantics::Scheme;

bool lower_is_better(Compare op) { return op == Compare::le || op == Compare::lt; }

bool positive(const std::optional<Number>& end) { return end && end->sign() > 0; }

// Of a / b as the rows read it (grammar/meaning.md, "Schemes"): infinite over what is not positive, nothing under it.
std::optional<Domain> ratio(const Domain& a, const Domain& b) {
  if (b.high && b.high->sign() <= 0) return std::nullopt;
  Domain out;
  out.low = Number(0);
  if (positive(a.low) && b.high) out.low = base::divide(*a.low, *b.high).value_or(Number(0));
  if (!a.high) return out;
  if (a.high->sign() <= 0) out.high = Number(positive(b.low) ? 0 : 1);
  else if (positive(b.low)) out.high = base::divide(*a.high, *b.low);
  return out;
}

Domain measured(const Domain& domain, const Number& one) {
  Domain out;
  if (domain.low) out.low = base::divide(*domain.low, one);
  if (domain.high) out.high = base::divide(*domain.high, one);
  return out;
}

// Where a piece lies beside a bound: below, at or above it.
int side(const Range& cut, const Number& bound) {
  if (cut.low && cut.high && cut.low->at == cut.high->at) return cut.low->at < bound ? -1 : cut.low->at == bound ? 0 : 1;
  return cut.high && cut.high->at <= bound ? -1 : 1;
}

bool holds(const Scheme::Row& row, const Range& cut) {
  const int at = side(cut, row.bound);
  if (row.last) return at >= 0 && side(cut, *row.last) <= 0;
  return semantics::holds(row.compare, at);
}

Range within(const Domain& domain, Range range) {
  range.whole = range.whole || domain.whole;
  // Again, now that only whole limits are kept.
  if (range.low) range.raise(*range.low);
  if (range.high) range.lower(*range.high);
  if (domain.low) range.raise({*domain.low, false});
  if (domain.high) range.lower({*domain.high, false});
  return range;
}

// The whole line, at the bounds and between them.
std::vector<Range> cuts(const std::vector<Scheme::Row>& rows) {
  std::vector<Number> bounds;
  for (const Scheme::Row& row : rows) {
    bounds.push_back(row.bound);
    if (row.last) bounds.push_back(*row.last);
  }
  std::sort(bounds.begin(), bounds.end());
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  std::vector<Range> out;
  Range between;
  for (const Number& bound : bounds) {
    between.high = Limit{bound, true};
    out.push_back(between);
    out.push_back({Limit{bound, false}, Limit{bound, false}, false});
    between.low = Limit{bound, true};
  }
  between.high.reset();
  out.push_back(between);
  return out;
}

}  // namespace

std::optional<TierScale> TierScale::of(const Scheme& scheme, const Domain& of_value, const Domain& of_goal, const std::optional<Number>& spacing) {
  // A ratio is the same in whatever its value and goal are measured, and whole values are only whole in what they are counted in.
  const Number one = scheme.kind == Scheme::Kind::places ? Number(1) : spacing.value_or(Number(1));
  Domain value = measured(of_value, one);
  const Domain goal = measured(of_goal, one);
  value.whole = scheme.kind != Scheme::Kind::places && spacing.has_value();
  TierScale out(scheme, value, one);
  if (scheme.kind == Scheme::Kind::places) {
    out.range_ = value;
    out.range_.whole = true;
    return out;
  }
  const auto forth = ratio(value, goal);
  const auto back = ratio(goal, value);
  if (scheme.compare == Compare::eq) {
    if (!forth || !back) return std::nullopt;
    out.range_.low = std::min(*forth->low, *back->low);
    out.range_.high = Number(1);
    for (const Domain& each : {*forth, *back})
      if (each.high) out.range_.high = std::min(*out.range_.high, *each.high);
    return out;
  }
  const auto& read = lower_is_better(scheme.compare) ? back : forth;
  if (!read) return std::nullopt;
  out.range_ = *read;
  if (positive(goal.low) && goal.low == goal.high) out.goal_ = goal.low;
  return out;
}

// The values of which the ratio lies in a range; nothing where a number does not fit.
std::optional<Range> TierScale::behind(const Range& read) const {
  Range out = within(value_, {});
  const bool lower = lower_is_better(scheme_->compare);
  for (const auto* limit : {&read.low, &read.high}) {
    if (!*limit) continue;
    const bool from_below = (limit == &read.low) != lower;
    const auto [at, strict] = **limit;
    if (at.sign() <= 0) {
      // A ratio of 0 is that of no value, and of all below it; goal over value is never 0.
      if (lower && limit == &read.high) out = {Limit{Number(0), true}, Limit{Number(0), true}, false};
      if (!lower && limit == &read.high) out.lower({Number(0), false});
      if (!lower && limit == &read.low && strict) out.raise({Number(0), true});
      continue;
    }
    const auto value = lower ? base::divide(*goal_, at) : base::multiply(*goal_, at);
    if (!value) return std::nullopt;
    if (from_below) out.raise({*value, strict});
    else out.lower({*value, strict});
  }
  return out;
}

void TierScale::find_example(Piece& piece, Range read) const {
  if (!goal_) {
    if (const auto some = read.pick()) piece.example = Example{*some, scheme_->kind == Scheme::Kind::places ? some : std::nullopt};
    return;
  }
  const auto values = behind(read);
  if (!values) return;
  piece.possible = !values->empty();
  const auto value = piece.possible ? values->pick() : std::nullopt;
  const auto shown = value ? base::multiply(*value, one_) : std::nullopt;
  if (!shown) return;
  if (value->sign() <= 0) {
    if (!lower_is_better(scheme_->compare)) piece.example = Example{Number(0), shown};
    return;
  }
  const auto some = lower_is_better(scheme_->compare) ? base::divide(*goal_, *value) : base::divide(*value, *goal_);
  if (some) piece.example = Example{*some, shown};
}

std::vector<TierScale::Piece> TierScale::pieces() const {
  std::vector<Piece> out;
  for (const Range& cut : cuts(scheme_->rows)) {
    const Range read = within(range_, cut);
    if (read.empty()) continue;
    Piece& piece = out.emplace_back();
    for (std::size_t row = 0; row < scheme_->rows.size(); ++row)
      if (holds(scheme_->rows[row], cut)) piece.rows.push_back(row);
    find_example(piece, read);
  }
  return out;
}

}  // namespace assay::lint
