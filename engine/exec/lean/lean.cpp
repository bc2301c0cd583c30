#include "exec/lean/lean.h"

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

Span& Machine::place(Context& context, plan::RegisterId id) {
  context.registers[id.index()].release();
  return spans_[id.index()];
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
