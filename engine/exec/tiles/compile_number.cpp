// Cells, and arithmetic of values and scores.
#include "exec/load.h"
#include "exec/scale.h"
#include "exec/tiles/compile.h"
#include "exec/weighing.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace assay::exec::tiles {

using plan::Op;

namespace {

constexpr std::size_t kMostPeriods = 32;
constexpr int kMoreRoom = 3;  // in bits

// An end of a missing cell; nothing where no tile holds it.
std::optional<std::int32_t> end_of(const std::optional<base::Number>& end, int scale, std::int32_t open) {
  if (!end) return open;
  const auto scaled = end->to_scaled(scale);
  return scaled && fits_tile(*scaled) ? std::optional(static_cast<std::int32_t>(*scaled)) : std::nullopt;
}

// With room to both sides; the sign stays what it is.
std::int64_t room_below(std::int64_t least, int more) {
  if (least >= 0) return std::min<std::int64_t>(least, 1);
  return -static_cast<std::int64_t>((std::bit_ceil(magnitude(least) + 1) << more) - 1);
}
std::int64_t room_above(std::int64_t most, int more) { return most <= 0 ? 0 : static_cast<std::int64_t>((std::bit_ceil(magnitude(most) + 1) << more) - 1); }

}  // namespace

// What lies outside of the range of a fact is malformed, so it needs no room.
void Compiler::take_bounds(const Known& known, Load& out) const {
  const Room room = known.is_tight ? Room::narrow : room_;
  const int more = room == Room::narrow ? 0 : kMoreRoom;
  const auto within = [](std::int64_t roomy, std::int64_t seen, std::int32_t end) {
    const std::int64_t most = fits_tile(end) ? end : kOpen - 1;
    return std::max(seen, std::min(roomy, most));
  };
  out.most = within(room_above(known.most, more), known.most, out.high);
  out.least = -within(-room_below(known.least, more), -known.least, -out.low);
  if (room == Room::ample_and_zero) out.least = std::min<std::int64_t>(out.least, std::max(0, out.low));
}

// One member; the cells of one period, or of several of a flow added up.
Compiler::Made Compiler::load(const plan::Step& step) {
  const plan::Load& from = *step.load;
  if (!known_[step.out.index()].fits || from.slots.empty() || from.members.size() != 1 || from.slots.size() > kMostPeriods) return std::nullopt;
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
  const types::Interval missing = range_of_missing(context_, step);
  const auto low = end_of(missing.low, out.scale, -kOpen), high = end_of(missing.high, out.scale, kOpen);
  if (!low || !high || !fits_tile(known.least) || !fits_tile(known.most)) return std::nullopt;
  out.low = *low;
  out.high = *high;
  take_bounds(known, out);
  Number made = fresh(into, out.scale, out.least, out.most);
  for (const std::int32_t end : {out.low, out.high}) {
    if (!fits_tile(end)) continue;
    made.least = std::min<std::int64_t>(made.least, end);
    made.most = std::max<std::int64_t>(made.most, end);
  }
  made.open_low = out.low == -kOpen;
  made.open_high = out.high == kOpen;
  const auto index = static_cast<std::uint32_t>(code_.loads.size());
  const LoadSet alone = code_.lists.of({index});
  if ((once ? from.lacks : slot.visible) && out.low != out.high) made.lacking = alone;
  made.reading = alone;
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
  made.lacking = code_.lists.both(a.lacking, b.lacking);
  made.reading = code_.lists.both(a.reading, b.reading);
  Instruction& out = emit(Kind::sum, into);
  out.numbers = list({a.of, b.of});
  out.factors = code_.lists.of({by_a, by_b});
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
Compiler::Made Compiler::over(plan::RegisterId into, std::span<const plan::RegisterId> numbers, std::span<std::int64_t> factors, std::int64_t by, std::int64_t least,
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
  out.numbers = code_.lists.of(numbers);
  out.factors = code_.lists.of(std::span<const std::int64_t>(factors));
  out.weighed = code_.lists.of({how});
  return fresh(into, scale, least / by, top);
}

Compiler::Made Compiler::round(const plan::Step& step) {
  const Number* a = in(step, 0);
  if (a == nullptr) return std::nullopt;
  const int places = static_cast<int>(step.small), drop = a->scale - places;
  if (drop <= 0) return *a;
  const std::int64_t by = drop <= 18 ? lift(0, drop) : 0;
  if (by == 0 || a->is_open() || a->least < 0) return std::nullopt;
  std::int64_t weight = a->weight;
  return over(step.out, std::span(&a->of, 1), std::span(&weight, 1), by, a->least, a->most, places);
}

Compiler::Made Compiler::total(const plan::Step& step) {
  if (step.small != 0 || step.in.empty()) return std::nullopt;
  const bool is_mean = step.op == Op::score_mean;
  sides_.clear();
  for (std::size_t i = 0; i < step.in.size(); ++i) {
    const Number* part = in(step, i);
    if (part == nullptr || part->is_open() || part->least < 0) return std::nullopt;
    sides_.push_back({part->scale, part->bound()});
  }
  // The mean of one is that one, to 9 places.
  if (step.in.size() == 1 && (!is_mean || (step.numbers[0].sign() > 0 && in(step, 0)->scale <= kAttainmentPlaces))) return *in(step, 0);
  const auto weighing = weigh(step, sides_);
  if (!weighing) return std::nullopt;
  std::int64_t least = 0;
  factors_.clear();
  parts_.clear();
  for (std::size_t i = 0; i < step.in.size(); ++i) {
    const Number& part = *in(step, i);
    least += part.least * weighing->factors[i];
    parts_.push_back(part.of);
    factors_.push_back(weighing->factors[i] * part.weight);
  }
  const auto most = static_cast<std::int64_t>(weighing->bound);
  if (is_mean) return over(step.out, parts_, factors_, weighing->by, least, most, weighing->scale);
  if (!fits_tile(most) || !std::all_of(factors_.begin(), factors_.end(), fits_tile)) return std::nullopt;
  // What was only rounded for this sum is rounded as it is added up; nothing reads it by itself, then.
  rounded_.clear();
  before_.clear();
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Instruction* made = giver(parts_[i]);
    if (made == nullptr || made->kind != Kind::mean || made->numbers.size() != 1 || made->weighed[0].divisor != 0 || factors_[i] != 1) break;
    rounded_.push_back(made->weighed[0]);
    before_.push_back(made->numbers[0]);
  }
  const bool rounds = rounded_.size() == parts_.size();
  Instruction& out = emit(Kind::total, step);
  out.numbers = code_.lists.of(std::span<const plan::RegisterId>(rounds ? before_ : parts_));
  out.factors = code_.lists.of(std::span<const std::int64_t>(factors_));
  if (rounds) out.weighed = code_.lists.of(std::span<const Weighed>(rounded_));
  return fresh(step, weighing->scale, least, most);
}

Compiler::Made Compiler::decided(const plan::Step& step, plan::RegisterId now, plan::RegisterId future, int scale, std::int32_t whole) {
  if (!has_condition(now) || !has_condition(future)) return std::nullopt;
  Instruction& out = emit(Kind::decided, step);
  out.conditions = list({now, future});
  out.more = whole;
  return fresh(step, scale, 0, whole);
}

Compiler::Made Compiler::gate(const plan::Step& step) {
  const Number* score = in(step, 0);
  if (score == nullptr || score->is_open() || score->least < 0 || !has_condition(step.in[1])) return std::nullopt;
  Instruction& out = emit(Kind::gate, step);
  out.numbers = list({score->of});
  out.conditions = list({step.in[1]});
  Number made = *score;
  made.of = step.out;
  made.cell.reset();
  made.least = 0;
  return made;
}

}  // namespace assay::exec::tiles
