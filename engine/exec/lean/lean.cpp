#include "exec/lean/lean.h"

#include "exec/steps.h"
#include "exec/uses.h"

#include <algorithm>
#include <utility>

namespace assay::exec::lean {

using plan::Op;

namespace {

bool is_plain(const plan::Grain& grain) { return grain.lists.empty(); }

Span constant_span(const base::Number& n) {
  Span out;
  const std::optional<int> places = n.decimal_places();
  const std::optional<std::int64_t> scaled = places && *places <= 18 ? n.to_scaled(*places) : std::nullopt;
  out.there = scaled && magnitude(*scaled) < kRoom;
  if (!out.there) return out;
  out.scale = *places;
  out.bound = magnitude(*scaled);
  out.data = {*scaled};
  out.constant = true;
  return out;
}

}  // namespace

Machine::Machine(const plan::Program& program, const Uses& uses)
    : program_(program), spans_(program.steps.size()), gaps_(program.steps.size()), divisions_(program.steps.size()), sharings_(program.steps.size()),
      plain_(program.steps.size()), rounded_(program.steps.size()) {
  std::vector<std::size_t> readers(program.steps.size());
  for (std::size_t s = 0; s < program.steps.size(); ++s) {
    const plan::Step& step = program.steps[s];
    plain_[s] = is_plain(program.registers[s].grain);
    if (step.op == Op::const_number && plain_[s]) spans_[s] = constant_span(step.number);
    if (!uses.is_needed(s)) continue;
    for (const plan::RegisterId in : step.in) ++readers[in.index()];
  }
  for (std::size_t s = 0; s < program.steps.size(); ++s) {
    const plan::Step& step = program.steps[s];
    if (step.op == Op::round && uses.is_needed(s) && readers[step.in[0].index()] == 1 && !uses.is_kept(step.in[0].index())) rounded_[step.in[0].index()] = true;
  }
}

void Machine::begin() { pool_.begin(); }


bool Machine::run(Context& context, const plan::Step& step) {
  Span& out = spans_[step.out.index()];
  if (plain_[step.out.index()]) {
    if (step.op == Op::compare && compare(context, step)) return true;
    if (step.op == Op::compare_quotient && compare_quotient(context, step)) return true;
    out.there = run_lean(context, step, out);
    if (out.there) {
      context.registers[step.out.index()].release();  // what a batch before has left
      return true;
    }
  }
  for (const plan::RegisterId in : step.in) generalize(context, in);
  return false;
}

bool Machine::run_lean(Context& context, const plan::Step& step, Span& out) {
  switch (step.op) {
    case Op::load_flow:
    case Op::load_cumulative:
    case Op::load_newest:
    case Op::load_once: return load(context, step, out);
    case Op::fold_sum:
    case Op::fold_avg:
    case Op::fold_min:
    case Op::fold_max: return fold(context, step, out);
    case Op::fold_count:
    case Op::fold_share: return fold_count(context, step, out);
    case Op::attain_fold_mean:
    case Op::attain_fold_greatest: return attain_fold(context, step, out);
    case Op::scale_by: return scale_by(context, step, out);
    case Op::add:
    case Op::subtract: return add(context, step, out);
    case Op::multiply: return multiply(context, step, out);
    case Op::round: return round(context, step, out);
    case Op::attain_compare: return attain_compare(context, step, out);
    case Op::attain_quotient: return attain_quotient(context, step, out);
    case Op::attain_least:
    case Op::attain_greatest: return attain_parts(context, step, out);
    case Op::attain_scheme: return attain_scheme(context, step, out);
    case Op::decided: return decided(context, step, out);
    case Op::score_sum:
    case Op::score_mean: return total(context, step, out);
    default: return false;
  }
}

const Span* Machine::span(Context& context, plan::RegisterId id) {
  Span& of = spans_[id.index()];
  if (!of.there) of.there = plain_[id.index()] && absorb(context, id, of);
  return of.there ? &of : nullptr;
}

Span Machine::take(Context& context, const plan::Step& step, std::size_t i) {
  Span& from = spans_[step.in[i].index()];
  const bool ends = std::find(context.ending.begin(), context.ending.end(), step.in[i]) != context.ending.end();
  if (ends && !from.constant) {
    from.there = false;
    return std::move(from);
  }
  Span out;
  out.mark_as(from);
  out.data = from.data.is_view() ? columns::Ints::view(from.data) : from.data;
  out.low = from.low;
  out.high = from.high;
  return out;
}

const Ranged* Machine::either(std::span<const Span* const> of) {
  const Ranged* first = nullptr;
  Ranged* several = nullptr;
  bool lacks = true;  // what is lacking under the first counts
  const auto add = [&](const Ranged& from, bool with_lacking) {
    for (std::size_t w = 0; w < several->bits.words(); ++w) {
      several->bits.data()[w] |= from.bits.data()[w];
      if (with_lacking) several->lacking.data()[w] |= from.lacking.data()[w];
    }
  };
  for (const Span* each : of) {
    if (each->ranged == nullptr) continue;
    if (first == nullptr) {
      first = each->ranged;
      lacks = each->lacks;
      continue;
    }
    if (several == nullptr && each->ranged == first && each->lacks == lacks) continue;
    if (several == nullptr) {
      several = &pool_.next(first->bits.words());
      add(*first, lacks);
    }
    add(*each->ranged, each->lacks);
  }
  if (several == nullptr) return first;
  list_rows(*several);
  return several;
}

const Ranged* Machine::and_also(const Ranged* of, const columns::Bitmap& rows) {
  bool more = false;
  for (std::size_t w = 0; w < rows.words(); ++w) more = more || (rows.data()[w] & ~(of == nullptr ? 0 : of->bits.data()[w])) != 0;
  if (!more) return of;
  Ranged& out = pool_.next(rows.words());
  for (std::size_t w = 0; w < rows.words(); ++w) out.bits.data()[w] = rows.data()[w] | (of == nullptr ? 0 : of->bits.data()[w]);
  list_rows(out);
  return &out;
}

bool Machine::divide(std::size_t step, Span& of, std::int64_t by) {
  const std::uint64_t most = of.bound + static_cast<std::uint64_t>(by / 2);
  if (!of.positive || of.open || most >= kRoom) return false;
  Division& known = divisions_[step];
  if (known.by != by || known.most != most) known = {by, most, kernels::divisor(static_cast<std::uint64_t>(by), most)};
  if (!known.divisor) return false;
  const auto each = [&](columns::Ints& ints, std::size_t n) {
    if (!ints.is_view()) return kernels::weighed(ints.data(), of.weight, by / 2, *known.divisor, n, ints.data());
    const columns::Ints from = std::move(ints);
    ints = columns::Ints(n);
    kernels::weighed(from.data(), of.weight, by / 2, *known.divisor, n, ints.data());
  };
  each(of.data, of.data.size());
  each(of.low, of.count());
  each(of.high, of.count());
  of.weight = 1;
  of.bound = of.bound / static_cast<std::uint64_t>(by) + 1;
  return true;
}

void Machine::divide_slowly(Span& of, std::int64_t by, std::size_t n) {
  columns::Ints into(n);
  kernels::divide_half_up(of.data.data(), by, n, into.data());
  of.data = std::move(into);
  kernels::divide_half_up(of.low.data(), by, of.count(), of.low.data());
  kernels::divide_half_up(of.high.data(), by, of.count(), of.high.data());
  of.bound = of.bound / static_cast<std::uint64_t>(by) + 1;
}

const std::optional<kernels::Share>& Machine::share(std::size_t step, std::int64_t from, std::int64_t by, std::int64_t goal) {
  Sharing& known = sharings_[step];
  if (known.from != from || known.by != by || known.goal != goal) known = {from, by, goal, kernels::share(from, by, goal)};
  return known.share;
}

void Machine::multiply_out(Span& of, std::size_t n) {
  if (of.weight == 1) return;
  columns::Ints from;
  const std::int64_t* x = of.data.data();
  if (of.data.is_view()) {
    from = std::move(of.data);
    x = from.data();
    of.data = columns::Ints(n);
  }
  kernels::scaled(x, of.weight, n, of.data.data());
  for (std::size_t i = 0; i < of.count(); ++i) {
    const std::int64_t low = of.low[i], high = of.high[i];
    const auto times = [&](std::int64_t end) { return end == kOpen || end == -kOpen ? (of.weight < 0 ? -end : end) : end * of.weight; };
    of.low[i] = times(of.weight < 0 ? high : low);
    of.high[i] = times(of.weight < 0 ? low : high);
  }
  of.weight = 1;
}

void Machine::release(Context& context, plan::RegisterId id) {
  Span& of = spans_[id.index()];
  of.there = false;
  of.data.clear();
  of.low.clear();
  of.high.clear();
  context.registers[id.index()].release();
}

}  // namespace assay::exec::lean
