#include "exec/tiles/compile.h"

#include "exec/attained.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::exec::tiles {

using plan::Op;

Compiler::Compiler(const Context& context, const Uses& uses, const Deciding* deciding, std::span<const Known> known, Room room)
    : context_(context), program_(context.program), uses_(uses), deciding_(deciding), known_(known), room_(room), numbers_(program_.steps.size()), conditions_(program_.steps.size()), registers_(program_.steps.size()) {}

Code Compiler::run() {
  code_.covered.assign(program_.steps.size(), false);
  code_.early.assign(program_.steps.size(), false);
  for (std::size_t s = 0; s < program_.steps.size(); ++s) {
    if (!uses_.is_needed(s)) continue;
    code_.covered[s] = compile(program_.steps[s]);
    code_.early[s] = !code_.covered[s] && is_early(program_.steps[s]);
    if (code_.early[s]) import(program_.steps[s]);
  }
  find_results();
  drop_unread();
  decide_targets();
  spread_totals();
  put_in_order();
  list_imports();
  give_slots();
  place_conditions();
  code_.registers = registers_;
  return std::move(code_);
}

bool Compiler::compile(const plan::Step& step) {
  const plan::Grain& grain = program_.registers[step.out.index()].grain;
  if ((step.guard.valid() && !has_condition(step.guard)) || !grain.dimensions.empty() || !grain.lists.empty() || grain.periods != 0) return false;
  guard_ = step.guard;
  has_form_ = !step.load;
  if (program_.registers[step.out.index()].truth) conditions_[step.out.index()] = condition(step);
  else numbers_[step.out.index()] = number(step);
  const bool done = numbers_[step.out.index()].has_value() || conditions_[step.out.index()];
  lacks_room_ = lacks_room_ || (!done && has_form_ && has_inputs(step));
  return done;
}

bool Compiler::has_inputs(const plan::Step& step) const {
  return std::all_of(step.in.begin(), step.in.end(), [&](plan::RegisterId in) {
    return numbers_[in.index()].has_value() || conditions_[in.index()] || is_constant(program_.writer(in));
  });
}

bool Compiler::is_early(const plan::Step& step) const {
  return !step.guard.valid() && std::all_of(step.in.begin(), step.in.end(), [&](plan::RegisterId in) {
    return is_constant(program_.writer(in)) || program_.writer(in).op == Op::const_text || code_.early[in.index()] || (code_.covered[in.index()] && is_reread(in));
  });
}

// Whether it is read anew for a step outside.
bool Compiler::is_reread(plan::RegisterId id) const {
  const plan::Step& step = program_.writer(id);
  return step.load || (step.op == Op::scale_by && (code_.early[step.in[0].index()] || is_reread(step.in[0])));
}

void Compiler::import(const plan::Step& step) {
  const plan::RegisterInfo& info = program_.registers[step.out.index()];
  if (info.grain != plan::Grain{}) return;
  if (info.truth) {
    conditions_[step.out.index()] = true;
    return;
  }
  switch (step.op) {
    case Op::attain_compare:
    case Op::attain_quotient:
    case Op::attain_choose:
    case Op::attain_best:
    case Op::attain_mean:
    case Op::attain_least:
    case Op::attain_greatest:
    case Op::attain_scheme:
    case Op::attain_fold_mean:
    case Op::attain_fold_greatest:
    case Op::grade_value: break;
    default: return;
  }
  if (!known_[step.out.index()].fits) return;
  guard_ = {};
  emit(Kind::import, step);
  numbers_[step.out.index()] = attainment(step, kWhole);
}

void Compiler::list_imports() {
  std::vector<bool> listed(program_.steps.size());
  for (Instruction& each : code_.instructions) {
    if (each.kind == Kind::import) {
      each.load = static_cast<std::uint32_t>(code_.imports.size());
      code_.imports.push_back(each.out);
    }
    const auto note = [&](plan::RegisterId id) {
      if (id.index() >= listed.size() || !code_.early[id.index()] || listed[id.index()]) return;
      listed[id.index()] = true;
      code_.given.push_back(id);
    };
    for (const plan::RegisterId id : each.conditions) note(id);
    if (each.guard.valid()) note(each.guard);
  }
}

bool Compiler::condition(const plan::Step& step) {
  switch (step.op) {
    case Op::compare: return compare(step);
    case Op::compare_quotient: return compare_quotient(step);
    case Op::and_: return connective(Kind::all, step);
    case Op::or_: return connective(Kind::any, step);
    case Op::not_: return connective(Kind::negation, step);
    case Op::will_fail: return connective(Kind::will_fail, step);
    default: return has_form_ = false;
  }
}

Compiler::Made Compiler::number(const plan::Step& step) {
  switch (step.op) {
    case Op::load_flow:
    case Op::load_cumulative:
    case Op::load_newest:
    case Op::load_once: return load(step);
    case Op::scale_by: return scale_by(step);
    case Op::add:
    case Op::subtract: return add(step);
    case Op::multiply: return multiply(step);
    case Op::round: return round(step);
    case Op::score_sum:
    case Op::score_mean: return total(step);
    case Op::decided: return decided(step, step.in[0], step.in[1], 0, 1);
    case Op::attain_truth: return decided(step, step.in[0], step.in[0], kAttainmentPlaces, static_cast<std::int32_t>(kWhole));
    case Op::gate: return gate(step);
    case Op::attain_compare: return attain_compare(step);
    case Op::attain_quotient: return attain_quotient(step);
    case Op::attain_final: return attain_final(step);
    case Op::attain_then: return attain_then(step);
    case Op::attain_mean:
    case Op::attain_least:
    case Op::attain_greatest: return attain_parts(step);
    case Op::attain_scheme: return attain_scheme(step);
    default: has_form_ = false; return std::nullopt;
  }
}

const Compiler::Number* Compiler::in(const plan::Step& step, std::size_t i) const {
  const std::optional<Number>& found = numbers_[step.in[i].index()];
  return found ? &*found : nullptr;
}

const base::Number* Compiler::constant(const plan::Step& step, std::size_t i) const {
  const plan::Step& writer = program_.writer(step.in[i]);
  return writer.op == Op::const_number ? &writer.number : nullptr;
}

Instruction& Compiler::emit(Kind kind, plan::RegisterId into) {
  Instruction& out = code_.instructions.emplace_back();
  out.kind = kind;
  out.out = into;
  out.guard = guard_;
  if (given_by_.size() <= into.index()) given_by_.resize(into.index() + 1);
  given_by_[into.index()] = code_.instructions.size() - 1;
  return out;
}

Instruction* Compiler::giver(plan::RegisterId id) {
  if (id.index() >= given_by_.size() || given_by_[id.index()] >= code_.instructions.size()) return nullptr;
  Instruction& found = code_.instructions[given_by_[id.index()]];
  return found.out == id ? &found : nullptr;
}

bool Compiler::gives_condition(const Instruction& each) {
  switch (each.kind) {
    case Kind::reaches:
    case Kind::ratio_reaches:
    case Kind::all:
    case Kind::any:
    case Kind::negation:
    case Kind::will_fail: return true;
    default: return false;
  }
}

Compiler::Number Compiler::fresh(plan::RegisterId of, int scale, std::int64_t least, std::int64_t most) {
  Number out;
  out.of = of;
  out.scale = scale;
  out.least = least;
  out.most = most;
  return out;
}

Compiler::Number Compiler::attainment(const plan::Step& step, std::int64_t most) { return fresh(step, kAttainmentPlaces, 0, most); }

// Once the instruction stands but for that.
void Compiler::use_cell(const Number& number, Instruction& out) const {
  out.has_cell = number.cell.has_value();
  if (!number.cell) return;
  out.cell = *number.cell;
  const std::int32_t end = code_.loads[*number.cell].high;
  if (out.kind == Kind::reaches) {
    out.beyond = end >= out.more ? 1 : 0;
    return;
  }
  std::array<std::int32_t, 64> ends, made;
  ends.fill(end);
  (out.kind == Kind::climb ? kPortableLoops.climb : kPortableLoops.descend)(ends.data(), *out.climb, ends.size(), made.data(), {});
  out.beyond = made[0];
}

// What steps outside read: cells and what only moves their decimal point are better read anew, and so is what may be invalid, which a tile keeps of conditions
// alone.
void Compiler::find_results() {
  std::vector<bool> outside(program_.steps.size()), read(program_.steps.size());
  for (std::size_t s = program_.steps.size(); s-- > 0;) {
    if (!uses_.is_needed(s)) continue;
    const plan::Step& step = program_.steps[s];
    if (code_.covered[s] && read[s]) {
      const auto malformed = [&](std::uint32_t load) { return known_[code_.loads[load].step.index()].malformed; };
      const bool may_be_invalid = numbers_[s] && std::any_of(numbers_[s]->reading.begin(), numbers_[s]->reading.end(), malformed);
      if (step.load || step.op == Op::scale_by || may_be_invalid) outside[s] = true;
    }
    if (code_.covered[s] && !outside[s]) {
      if (numbers_[s] && (read[s] || uses_.is_kept(s))) {  // of what is kept, attainments and scores, none is invalid
        const Number& n = *numbers_[s];
        code_.results.push_back({step.out, n.of, n.weight, n.scale, n.bound(), n.is_open(), n.least >= 0, n.lacking});
      }
      continue;
    }
    if (step.op == Op::const_number) continue;
    for (const plan::RegisterId in : step.in) read[in.index()] = true;
  }
  for (std::size_t s = 0; s < program_.steps.size(); ++s) {
    if (!outside[s]) continue;
    code_.early[s] = is_reread(program_.steps[s].out);
    code_.covered[s] = false;
  }
}

// Numbers that nothing here reads any more.
void Compiler::drop_unread() {
  std::vector<bool> read(registers_);
  for (const Result& result : code_.results) read[result.of.index()] = true;
  std::size_t left = code_.instructions.size();
  for (std::size_t i = left; i-- > 0;) {
    const Instruction& each = code_.instructions[i];
    if (!gives_condition(each) && !each.condition.valid() && !read[each.out.index()]) continue;
    for (const plan::RegisterId in : each.numbers) read[in.index()] = true;
    code_.instructions[--left] = each;
  }
  code_.instructions.erase(code_.instructions.begin(), code_.instructions.begin() + static_cast<std::ptrdiff_t>(left));
}

// `written`: by register, the last instruction that writes it.
void Compiler::give_results(std::span<const std::size_t> written) {
  std::vector<std::vector<std::uint32_t>> results(code_.results.empty() ? 0 : code_.instructions.size());
  for (std::size_t r = 0; r < code_.results.size(); ++r) results[written[code_.results[r].of.index()]].push_back(static_cast<std::uint32_t>(r));
  for (std::size_t i = 0; i < results.size(); ++i)
    if (!results[i].empty()) code_.instructions[i].results = code_.lists.of(std::span<const std::uint32_t>(results[i]));
}

void Compiler::give_slots() {
  std::vector<std::size_t> last(registers_, 0);
  std::vector<std::uint32_t> slot(registers_, 0), free;
  for (std::size_t i = 0; i < code_.instructions.size(); ++i)
    for (const plan::RegisterId in : code_.instructions[i].numbers) last[in.index()] = i;
  // A number is read beyond the tiles as soon as it stands.
  std::vector<std::size_t> written(registers_, 0);
  for (std::size_t i = 0; i < code_.instructions.size(); ++i) {
    const std::size_t out = code_.instructions[i].out.index();
    written[out] = i;
    last[out] = std::max(last[out], i);
  }
  give_results(written);
  std::vector<bool> ended(registers_);
  for (std::size_t i = 0; i < code_.instructions.size(); ++i) {
    Instruction& each = code_.instructions[i];
    const std::span<std::uint32_t> from = code_.lists.make<std::uint32_t>(each.numbers.size());
    std::transform(each.numbers.begin(), each.numbers.end(), from.begin(), [&](plan::RegisterId in) { return slot[in.index()]; });
    each.from = from;
    // An instruction may write a register that another has begun.
    const bool again = std::find(each.numbers.begin(), each.numbers.end(), each.out) != each.numbers.end();
    if (again) {
      each.to = slot[each.out.index()];
    } else if (!gives_condition(each)) {
      if (free.empty()) free.push_back(static_cast<std::uint32_t>(code_.slots++));
      each.to = slot[each.out.index()] = free.back();
      free.pop_back();
    }
    for (const plan::RegisterId in : each.numbers) {
      if (last[in.index()] != i || (again && in == each.out) || ended[in.index()]) continue;
      ended[in.index()] = true;
      free.push_back(slot[in.index()]);
    }
    if (!gives_condition(each) && last[each.out.index()] == i) free.push_back(each.to);
  }
  // Which cells are read as both of their ends.
  std::vector<bool> both(registers_);
  for (const Result& result : code_.results) both[result.of.index()] = true;
  for (const Instruction& each : code_.instructions)
    for (std::size_t i = each.has_cell ? 1 : 0; i < each.numbers.size(); ++i) both[each.numbers[i].index()] = true;
  for (Instruction& each : code_.instructions) each.both = both[each.out.index()];
}

}  // namespace assay::exec::tiles
