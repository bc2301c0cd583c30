// Cells, and arithmetic of values and scores.
#include "exec/load.h"
#include "exec/scale.h"
#include "exec/tiles/compile.h"
#include "exec/weighing.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace assay::exec::tiles {

using plan::Op;

namespace {

constexpr std::size_t kMostSlots = 32;

// Loads that lack, of both, ascending.
std::vector<std::uint32_t> both(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

// An end of a missing cell; nothing where no tile holds it.
std::optional<std::int32_t> end_of(const std::optional<base::Number>& end, int scale, std::int32_t open) {
  if (!end) return open;
  const auto scaled = end->to_scaled(scale);
  return scaled && fits_tile(*scaled) ? std::optional(static_cast<std::int32_t>(*scaled)) : std::nullopt;
}

}  // namespace

// One member; the cells of one period, or of several of a flow added up.
Compiler::Made Compiler::load(const plan::Step& step) {
  const plan::Load& from = *step.load;
  if (!known_[step.out.index()].fits || from.slots.empty() || from.members.size() != 1 || from.slots.size() > kMostSlots) return std::nullopt;
  if (step.op == Op::load_flow) return flow(step);
  std::vector<facts::CellKey> others;
  if (step.op != Op::load_newest)
    for (const plan::Load::Slot& other : std::span(from.slots).first(from.slots.size() - 1)) others.push_back({from.fact, from.members[0], other.period});
  return read(step, from.slots.back(), std::move(others), step.out);
}

Compiler::Made Compiler::flow(const plan::Step& step) {
  const plan::Load& from = *step.load;
  std::vector<facts::CellKey> coarse;
  for (const plan::Load::Coarse& each : from.coarse) coarse.push_back({from.fact, from.members[0], each.period});
  const std::size_t before = code_.instructions.size(), loads = code_.loads.size();
  Made sum = read(step, from.slots[0], std::move(coarse), from.slots.size() == 1 ? step.out : extra());
  for (std::size_t i = 1; i < from.slots.size() && sum; ++i) {
    const Made part = read(step, from.slots[i], {}, extra());
    sum = part ? added(*sum, *part, false, i + 1 == from.slots.size() ? step.out : extra()) : std::nullopt;
  }
  if (sum) return sum;
  code_.instructions.resize(before);
  code_.loads.resize(loads);
  return std::nullopt;
}

Compiler::Made Compiler::read(const plan::Step& step, const plan::Load::Slot& slot, std::vector<facts::CellKey> others, plan::RegisterId into) {
  const plan::Load& from = *step.load;
  const Known& known = known_[step.out.index()];
  const bool once = step.op == Op::load_once;
  Load out;
  out.step = step.out;
  out.key = {from.fact, from.members[0], slot.period};
  out.others = std::move(others);
  out.visible = slot.visible || once;
  out.scale = known.scale.value_or(0);
  out.least = known.least;
  out.most = known.most;
  const types::Interval missing = range_of_missing(context_, step);
  const auto low = end_of(missing.low, out.scale, -kOpen), high = end_of(missing.high, out.scale, kOpen);
  if (!low || !high || !fits_tile(out.least) || !fits_tile(out.most)) return std::nullopt;
  out.low = *low;
  out.high = *high;
  Number made = fresh(into, out.scale, out.least, out.most);
  for (const std::int32_t end : {out.low, out.high}) {
    if (!fits_tile(end)) continue;
    made.least = std::min<std::int64_t>(made.least, end);
    made.most = std::max<std::int64_t>(made.most, end);
  }
  made.open_low = out.low == -kOpen;
  made.open_high = out.high == kOpen;
  const auto index = static_cast<std::uint32_t>(code_.loads.size());
  if ((once ? from.lacks : slot.visible) && out.low != out.high) made.lacking = {index};
  made.reading = {index};
  made.cell = index;
  emit(Kind::load, into).load = index;
  code_.loads.push_back(std::move(out));
  return made;
}

Compiler::Made Compiler::scale_by(const plan::Step& step) {
  const Number* a = in(step, 0);
  const auto shift = power_of_ten(step.number);
  if (a == nullptr || !shift) return std::nullopt;
  Number made = *a;
  made.scale -= *shift;
  return made;
}

Compiler::Made Compiler::add(const plan::Step& step) {
  const Number* a = in(step, 0);
  const Number* b = in(step, 1);
  return a == nullptr || b == nullptr ? std::nullopt : added(*a, *b, step.op == Op::subtract, step.out);
}

Compiler::Made Compiler::added(const Number& a, const Number& b, bool minus, plan::RegisterId into) {
  const int scale = std::max(a.scale, b.scale);
  const std::int64_t lift_a = lift(a.bound(), scale - a.scale), lift_b = lift(b.bound(), scale - b.scale);
  if (lift_a == 0 || lift_b == 0) return std::nullopt;
  const std::int64_t least = a.least * lift_a + (minus ? -b.most : b.least) * lift_b;
  const std::int64_t most = a.most * lift_a + (minus ? -b.least : b.most) * lift_b;
  const std::int64_t by_a = lift_a * a.weight, by_b = lift_b * b.weight * (minus ? -1 : 1);
  if (!fits_tile(least) || !fits_tile(most) || !fits_tile(by_a) || !fits_tile(by_b)) return std::nullopt;
  Number made = fresh(into, scale, least, most);
  made.open_low = a.open_low || (minus ? b.open_high : b.open_low);
  made.open_high = a.open_high || (minus ? b.open_low : b.open_high);
  made.lacking = both(a.lacking, b.lacking);
  made.reading = both(a.reading, b.reading);
  Instruction& out = emit(Kind::sum, into);
  out.numbers = {a.of, b.of};
  out.factors = {by_a, by_b};
  out.open = made.is_open();
  return made;
}

// By a constant, which the steps behind take as a weight.
Compiler::Made Compiler::multiply(const plan::Step& step) {
  const bool left = constant(step, 0) != nullptr;
  const base::Number* factor = constant(step, left ? 0 : 1);
  const Number* values = in(step, left ? 1 : 0);
  if (factor == nullptr || values == nullptr || factor->sign() <= 0) return std::nullopt;
  const auto places = factor->decimal_places();
  const auto by = places && *places <= 9 ? factor->to_scaled(*places) : std::nullopt;
  const int scale = values->scale + places.value_or(0);
  if (!by || *by > 1'000'000'000 || scale > 27 || values->bound() >= kRoom / static_cast<std::uint64_t>(*by) || !fits_tile(values->weight * *by)) return std::nullopt;
  Number made = *values;
  made.scale = scale;
  made.weight *= *by;
  made.least *= *by;
  made.most *= *by;
  return made;
}

// Numbers times their factors, added up and divided, half up. Both ends of the fraction are cut down first, which leaves more room.
Compiler::Made Compiler::over(plan::RegisterId into, std::vector<plan::RegisterId> numbers, std::vector<std::int64_t> factors, std::int64_t by, std::int64_t least,
                              std::int64_t most, int scale) {
  std::int64_t common = by;
  for (const std::int64_t factor : factors) common = std::gcd(common, factor);
  for (std::int64_t& factor : factors) factor /= common;
  by /= common;
  least /= common;
  most = most / common + 1;
  Weighed how;
  how.half = by / 2;  // of an odd number no quotient lies in the middle
  const std::int64_t top = (most + how.half) / by;
  if (!fits_tile(top) || !std::all_of(factors.begin(), factors.end(), fits_tile)) return std::nullopt;
  how.weight = factors[0];
  const auto divisor = kernels::divisor(static_cast<std::uint64_t>(by), static_cast<std::uint64_t>(most + how.half));
  if (divisor) {
    how.by = *divisor;
    how.is_narrow = divisor->multiplier < (std::uint64_t{1} << 32U) && (static_cast<std::uint64_t>(most + how.half) >> divisor->first) < (std::uint64_t{1} << 32U);
  } else {
    how.divisor = by;
  }
  Instruction& out = emit(Kind::mean, into);
  out.numbers = std::move(numbers);
  out.factors = std::move(factors);
  out.over = how;
  return fresh(into, scale, least / by, top);
}

Compiler::Made Compiler::round(const plan::Step& step) {
  const Number* a = in(step, 0);
  if (a == nullptr) return std::nullopt;
  const int places = static_cast<int>(step.small), drop = a->scale - places;
  if (drop <= 0) return *a;
  const std::int64_t by = drop <= 18 ? lift(0, drop) : 0;
  if (by == 0 || a->is_open() || a->least < 0) return std::nullopt;
  return over(step.out, {a->of}, {a->weight}, by, a->least, a->most, places);
}

Compiler::Made Compiler::total(const plan::Step& step) {
  if (step.small != 0 || step.in.empty()) return std::nullopt;
  const bool is_mean = step.op == Op::score_mean;
  std::vector<const Number*> parts;
  std::vector<Part> sides;
  for (std::size_t i = 0; i < step.in.size(); ++i) {
    const Number* part = in(step, i);
    if (part == nullptr || part->is_open() || part->least < 0) return std::nullopt;
    parts.push_back(part);
    sides.push_back({part->scale, part->bound()});
  }
  // The mean of one is that one, to 9 places.
  if (parts.size() == 1 && (!is_mean || (step.numbers[0].sign() > 0 && parts[0]->scale <= kAttainmentPlaces))) return *parts[0];
  const auto weighing = weigh(step, sides);
  if (!weighing) return std::nullopt;
  std::int64_t least = 0;
  std::vector<std::int64_t> factors;
  std::vector<plan::RegisterId> numbers;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    least += parts[i]->least * weighing->factors[i];
    numbers.push_back(parts[i]->of);
    factors.push_back(weighing->factors[i] * parts[i]->weight);
  }
  const auto most = static_cast<std::int64_t>(weighing->bound);
  if (is_mean) return over(step.out, std::move(numbers), std::move(factors), weighing->by, least, most, weighing->scale);
  if (!fits_tile(most) || !std::all_of(factors.begin(), factors.end(), fits_tile)) return std::nullopt;
  // What was only rounded for this sum is rounded as it is added up; nothing reads it by itself, then.
  std::vector<Weighed> rounded;
  std::vector<plan::RegisterId> before;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const Instruction* made = giver(numbers[i]);
    if (made == nullptr || made->kind != Kind::mean || made->numbers.size() != 1 || made->over.divisor != 0 || factors[i] != 1) break;
    rounded.push_back(made->over);
    before.push_back(made->numbers[0]);
  }
  Instruction& out = emit(Kind::total, step);
  out.numbers = std::move(numbers);
  out.factors = std::move(factors);
  if (rounded.size() == out.numbers.size()) {
    out.numbers = std::move(before);
    out.weighed = std::move(rounded);
  }
  return fresh(step, weighing->scale, least, most);
}

Compiler::Made Compiler::decided(const plan::Step& step, plan::RegisterId now, plan::RegisterId future, int scale, std::int32_t whole) {
  if (!has_condition(now) || !has_condition(future)) return std::nullopt;
  Instruction& out = emit(Kind::decided, step);
  out.conditions = {now, future};
  out.more = whole;
  return fresh(step, scale, 0, whole);
}

Compiler::Made Compiler::gate(const plan::Step& step) {
  const Number* score = in(step, 0);
  if (score == nullptr || score->is_open() || score->least < 0 || !has_condition(step.in[1])) return std::nullopt;
  Instruction& out = emit(Kind::gate, step);
  out.numbers = {score->of};
  out.conditions = {step.in[1]};
  Number made = *score;
  made.of = step.out;
  made.cell.reset();
  made.least = 0;
  return made;
}

}  // namespace assay::exec::tiles
