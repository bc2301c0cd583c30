// Attainments, which rise or fall with what they read, so that each end of it gives one of theirs.
#include "exec/attained.h"
#include "exec/quotient.h"
#include "exec/rising.h"
#include "exec/threshold.h"
#include "exec/tiles/compile.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace assay::exec::tiles {

using base::Int128;
using plan::Compare;
using plan::Op;
using plan::Quotient;
using plan::Scheme;

namespace {

bool the_less_the_better(Compare op) { return op == Compare::le || op == Compare::lt; }

std::int64_t floor_of(Int128 above, Int128 below) {
  const Int128 q = above / below - (above % below < 0 ? 1 : 0);
  return static_cast<std::int64_t>(std::clamp<Int128>(q, -static_cast<Int128>(kRoom), static_cast<Int128>(kRoom)));
}

// That no product of a quotient leaves the room.
bool quotient_fits(std::uint64_t bound, std::int64_t by, std::int64_t goal) {
  return goal < kOpen && by < (1 << 29) && bound * static_cast<std::uint64_t>(by) < static_cast<std::uint64_t>(kOpen);
}

}  // namespace

Compiler::Made Compiler::attain_compare(const plan::Step& step) {
  const plan::Step& condition = program_.writer(step.in[0]);
  if (condition.op != Op::compare || condition.small != step.small || condition.in[0] != step.in[1] || condition.in[1] != step.in[2]) return std::nullopt;
  const auto sides = beside(step, 1);
  if (!sides || sides->op == Compare::ne) return std::nullopt;
  if (sides->op != Compare::eq) return earned(*sides, step, step.out) ? Made(attainment(step, kWhole)) : std::nullopt;
  // The closer of what lies above and of what lies below, each end for itself.
  const std::size_t before = code_.instructions.size();
  const plan::RegisterId up = extra(), down = extra();
  Sides each = *sides;
  each.op = Compare::ge;
  bool fits = !threshold(sides->op, sides->goal, sides->by).decided && earned(each, step, up);
  each.op = Compare::le;
  fits = fits && earned(each, step, down);
  if (!fits) {
    code_.instructions.resize(before);
    return std::nullopt;
  }
  emit(Kind::least, step).numbers = list({up, down});
  return attainment(step, kWhole);
}

bool Compiler::earned(const Sides& sides, const plan::Step& step, plan::RegisterId into) {
  const std::int64_t at = threshold(sides.op, sides.goal, sides.by).at;
  const std::uint64_t bound = sides.value->bound() / static_cast<std::uint64_t>(sides.value->weight);
  Climb how;
  how.most = static_cast<std::int32_t>(kWhole);
  how.cap = static_cast<std::int32_t>(kMostFailed);
  how.by = sides.by;
  how.goal = std::max<std::int64_t>(sides.goal, 1);
  const bool lower = the_less_the_better(sides.op);
  if (lower) {
    how.top = within_ends(sides.op == Compare::lt ? at - 1 : at);
    how.foot = sides.goal > 0 ? kOpen - 1 : -kOpen;
    if (how.top == kOpen || !quotient_fits(bound, how.by, how.goal)) return false;
  } else {
    const std::int64_t from = sides.op == Compare::gt ? at + 1 : at;
    how.top = within_ends(from);
    how.foot = sides.goal > 0 ? 1 : kOpen;
    const auto share = sides.goal > 0 ? kernels::share(from, how.by, how.goal) : std::nullopt;
    if (share && share->multiplier != 0) how.share = *share;
    else if (!quotient_fits(bound, how.by, how.goal)) return false;
  }
  emit_earned(lower ? Kind::descend : Kind::climb, step, into, *sides.value, how);
  return true;
}

Compiler::Made Compiler::attain_quotient(const plan::Step& step) {
  const plan::Step& condition = program_.writer(step.in[0]);
  const auto op = static_cast<Compare>(step.small);
  if (!code_.covered[step.in[0].index()] || condition.op != Op::compare_quotient || condition.small != step.small || condition.quotient != step.quotient) return std::nullopt;
  if (!std::equal(condition.in.begin(), condition.in.end(), step.in.begin() + 1) || step.quotient != Quotient::itself) return std::nullopt;
  const Number* above = in(step, 1);
  const Number* below = in(step, 2);
  const base::Number* goal = constant(step, 3);
  if (goal->sign() <= 0) return std::nullopt;
  const auto crossed = cross(Quotient::itself, op, {above->scale, above->bound()}, {below->scale, below->bound()}, *goal);
  if (!crossed) return std::nullopt;
  const bool lower = the_less_the_better(op);
  const std::int64_t by_above = crossed->by_above * above->weight, by_below = crossed->by_below * below->weight;
  Instruction& out = emit(Kind::ratio, step);
  out.numbers = lower ? list({below->of, above->of}) : list({above->of, below->of});
  out.factors = lower ? code_.lists.of({by_below, by_above}) : code_.lists.of({by_above, by_below});
  out.more = op == Compare::gt || op == Compare::lt ? 1 : 0;
  return attainment(step, kWhole);
}

const Compiler::Number* Compiler::attainment_of(const plan::Step& step, std::size_t i) const {
  const Number* part = in(step, i);
  return part != nullptr && !part->is_open() && part->least >= 0 && part->scale == kAttainmentPlaces && part->weight == 1 ? part : nullptr;
}

Compiler::Made Compiler::attain_parts(const plan::Step& step) {
  if (!has_condition(step.in[0]) || step.in.size() < 2) return std::nullopt;
  parts_.clear();
  std::int64_t most = kWhole;
  for (std::size_t i = 1; i < step.in.size(); ++i) {
    const Number* part = attainment_of(step, i);
    if (part == nullptr) return std::nullopt;
    most = std::max(most, part->most);
    parts_.push_back(part->of);
  }
  if (step.op == Op::attain_mean) {
    const auto count = static_cast<std::int64_t>(parts_.size());
    factors_.assign(parts_.size(), 1);
    if (!over(step.out, parts_, factors_, count, 0, most * count, kAttainmentPlaces)) return std::nullopt;
  } else {
    emit(step.op == Op::attain_least ? Kind::least : Kind::greatest, step).numbers = code_.lists.of(std::span<const plan::RegisterId>(parts_));
  }
  Instruction& cap = emit(Kind::cap, step);
  cap.numbers = list({step.out});
  cap.conditions = list({step.in[0]});
  return attainment(step, most);
}

Compiler::Made Compiler::attain_final(const plan::Step& step) {
  const Number* part = attainment_of(step, 1);
  if (part == nullptr || !has_condition(step.in[0])) return std::nullopt;
  Instruction& out = emit(Kind::final, step);
  out.numbers = list({part->of});
  out.conditions = list({step.in[0]});
  return attainment(step, std::max(kWhole, part->most));
}

Compiler::Made Compiler::attain_then(const plan::Step& step) {
  const Number* before = attainment_of(step, 1);
  const Number* then = attainment_of(step, 2);
  if (before == nullptr || then == nullptr || !has_condition(step.in[0])) return std::nullopt;
  Instruction& out = emit(Kind::then, step);
  out.numbers = list({before->of, then->of});
  out.conditions = list({step.in[0]});
  return attainment(step, std::max(before->most, then->most));
}

Instruction& Compiler::emit_earned(Kind kind, const plan::Step& step, plan::RegisterId into, const Number& value, const Climb& climb) {
  const bool falls = kind == Kind::descend;
  const std::int64_t from = falls ? std::int64_t{climb.top} + 1 : std::int64_t{climb.top} + climb.start;
  Instruction* given = giver(step.in[0]);
  if (given != nullptr && (given->kind != Kind::reaches || given->guard != step.guard || given->numbers[0] != value.of || given->more != from || given->falls != falls))
    given = nullptr;
  Instruction& out = given == nullptr ? emit(kind, into) : *given;
  if (given != nullptr) {
    if (given_by_.size() <= into.index()) given_by_.resize(into.index() + 1);
    given_by_[into.index()] = given_by_[step.in[0].index()];
    out.kind = kind;
    out.condition = std::exchange(out.out, into);
    out.reaches_beyond = out.beyond != 0;
  }
  out.numbers = list({value.of});
  out.falls = falls;
  out.climb = code_.lists.one(climb);
  use_cell(value, out);
  return out;
}

Compiler::Made Compiler::attain_scheme(const plan::Step& step) {
  if (step.in.size() > 3) return std::nullopt;
  return step.scheme->kind == Scheme::Kind::linear ? linear(step) : ratio_scheme(step);
}

Compiler::Made Compiler::ratio_scheme(const plan::Step& step) {
  const Scheme& scheme = *step.scheme;
  const Number* value = in(step, 1);
  const base::Number* goal_number = constant(step, 2);
  const auto rising = Rising::of(scheme);
  if (value == nullptr || goal_number == nullptr || !rising || goal_number->sign() <= 0 || rising->most() >= kOpen) return std::nullopt;
  const auto places = goal_number->decimal_places();
  const auto whole = places && *places <= 18 ? goal_number->to_scaled(*places) : std::nullopt;
  if (!whole) return std::nullopt;
  const int scale = std::max(value->scale, *places);
  const std::int64_t lift_value = lift(value->bound(), scale - value->scale), lift_goal = lift(magnitude(*whole), scale - *places);
  const bool lower = the_less_the_better(scheme.compare);
  if (lift_value == 0 || lift_goal == 0 || (lower && (value->least < 1 || value->open_low))) return std::nullopt;
  std::int64_t by = lift_value * value->weight, goal = *whole * lift_goal;
  const std::int64_t common = std::gcd(by, goal);
  by /= common;
  goal /= common;
  const std::uint64_t bound = value->bound() / static_cast<std::uint64_t>(value->weight);
  // From where on the ratio reaches a limit, or up to where.
  const auto reached = [&](const Limit& limit, bool strictly) -> std::int64_t {
    if (lower) {
      if (limit.top == 0) return kOpen;
      const Int128 above = Int128{goal} * limit.bottom, below = Int128{by} * limit.top;
      return floor_of(strictly ? above - 1 : above, below);
    }
    if (limit.top == 0) return strictly ? 1 : -std::int64_t{kOpen};
    const Int128 above = Int128{goal} * limit.top, below = Int128{by} * limit.bottom;
    return floor_of(strictly ? above : above - 1, below) + 1;
  };
  if (scheme.kind == Scheme::Kind::steps) {
    std::vector<std::int32_t> from, values;
    for (std::size_t i = 0; i < rising->limits().size(); ++i) {
      const std::int64_t at = reached(rising->limits()[i], scheme.rows[i].compare == Compare::gt);
      from.push_back(static_cast<std::int32_t>(std::clamp<std::int64_t>(lower ? at + 1 : at, -std::int64_t{kOpen}, kOpen)));
      if (lower && at >= kOpen) return std::nullopt;
    }
    for (const std::int64_t each : rising->values()) values.push_back(static_cast<std::int32_t>(each));
    Instruction& out = emit(Kind::tiers, step);
    out.numbers = list({value->of});
    out.falls = lower;
    out.tiers = code_.lists.one(Tiers{code_.lists.of(std::span<const std::int32_t>(from)), code_.lists.of(std::span<const std::int32_t>(values))});
    return attainment(step, rising->most());
  }
  if (!quotient_fits(bound, by, goal)) return std::nullopt;
  const std::int64_t foot = reached(rising->limits()[0], false), top = reached(rising->limits()[1], false);
  Climb how;
  how.most = how.cap = static_cast<std::int32_t>(rising->most());
  how.by = by;
  how.goal = goal;
  if (lower) {
    how.foot = static_cast<std::int32_t>(std::clamp<std::int64_t>(foot, -std::int64_t{kOpen}, kOpen - 1));
    how.top = static_cast<std::int32_t>(std::clamp<std::int64_t>(top, -std::int64_t{kOpen}, kOpen - 1));
  } else {
    how.foot = within_ends(foot);
    how.top = within_ends(top);
    const auto share = top <= goal / by + 1 ? kernels::share(top, by, goal) : std::nullopt;
    if (share && share->multiplier != 0) how.share = *share;
  }
  emit_earned(lower ? Kind::descend : Kind::climb, step, step.out, *value, how);
  return attainment(step, rising->most());
}

// Rising ones alone.
Compiler::Made Compiler::linear(const plan::Step& step) {
  const Number* value = in(step, 1);
  if (value == nullptr) return std::nullopt;
  const auto way = way_of(*step.scheme, value->scale);
  if (!way || way->from >= way->to) return std::nullopt;
  const std::int64_t lifted = lift(value->bound(), way->scale - value->scale);
  if (lifted == 0 || lifted > kOpen) return std::nullopt;
  const std::int64_t by = lifted * value->weight, all = way->to - way->from;
  if (way->from % by != 0 || !fits_tile(way->from / by)) return std::nullopt;
  const std::int64_t start = way->from / by, common = std::gcd(by, all);
  const std::uint64_t bound = value->bound() / static_cast<std::uint64_t>(value->weight) + magnitude(start);
  Climb how;
  how.start = static_cast<std::int32_t>(start);
  how.most = how.cap = static_cast<std::int32_t>(kWhole);
  how.by = by / common;
  how.goal = all / common;
  const std::int64_t top = (how.goal + how.by - 1) / how.by;
  if (!fits_tile(top) || !fits_tile(top + start)) return std::nullopt;
  how.top = static_cast<std::int32_t>(top);
  how.foot = 1;
  const auto share = kernels::share(top, how.by, how.goal);
  if (share && share->multiplier != 0) how.share = *share;
  else if (!quotient_fits(bound, how.by, how.goal)) return std::nullopt;
  emit_earned(Kind::climb, step, step.out, *value, how);
  return attainment(step, kWhole);
}

}  // namespace assay::exec::tiles
