#include "exec/population.h"

#include "exec/context.h"
#include "exec/steps.h"

#include <algorithm>

namespace assay::exec {

using base::Number;
using plan::Op;
using plan::RegisterId;

namespace {

bool looks_among_units(const plan::Step& step) { return step.op == Op::among_rank || step.op == Op::among_fold; }

std::size_t above(const std::vector<Number>& sorted, const Number& bound) {
  return static_cast<std::size_t>(sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), bound));
}

Value fold(semantics::Aggregate how, std::span<const Member> members) {
  switch (how) {
    case semantics::Aggregate::sum: return sum(members);
    case semantics::Aggregate::min: return least(members);
    case semantics::Aggregate::max: return greatest(members);
    case semantics::Aggregate::median: return median(members);
    default: return average(members);
  }
}

}  // namespace

void Ends::add(const Value& value) {
  ++count_;
  if (value.range.low) lows_.push_back(*value.range.low);
  if (value.range.high) highs_.push_back(*value.range.high);
  else ++endless_;
}

void Ends::close() {
  std::sort(lows_.begin(), lows_.end());
  std::sort(highs_.begin(), highs_.end());
}

std::size_t Ends::certainly_above(const Value& value) const { return value.range.high ? above(lows_, *value.range.high) : 0; }

std::size_t Ends::possibly_above(const Value& value) const {
  return value.range.low ? endless_ + above(highs_, *value.range.low) : count_;
}

void Among::add(const Value& value) {
  if (asked_.rank) {
    all_.add(value);
    if (value.invalid) invalid_.add(value);
    else if (value.lacks) lacking_.add(value);
  }
  if (!asked_.aggregates.empty()) members_.push_back({value});
}

void Among::close() {
  for (Ends* ends : {&all_, &lacking_, &invalid_}) ends->close();
  for (const semantics::Aggregate how : asked_.aggregates) aggregates_[how] = fold(how, members_);
  members_ = {};
}

Value Among::rank(const Value& own) const {
  const auto place = [](std::size_t ahead) { return Number(static_cast<std::int64_t>(ahead + 1)); };
  // A value that is no point may lie above its own low end, but never above itself.
  const std::size_t itself = own.is_point() ? 0 : 1;
  const auto undecided = [&](const Ends& ends, bool among_them) {
    return ends.possibly_above(own) - ends.certainly_above(own) > (among_them ? itself : 0);
  };
  Value out;
  out.range = {place(all_.certainly_above(own)), place(all_.possibly_above(own) - itself)};
  out.invalid = own.invalid || undecided(invalid_, own.invalid);
  out.lacks = own.lacks || undecided(lacking_, !own.invalid && own.lacks);
  return settled(out);
}

bool looks_among_units(const plan::Program& program) {
  return std::any_of(program.steps.begin(), program.steps.end(), [](const plan::Step& step) { return looks_among_units(step); });
}

Population::Population(const plan::Program& program) : program_(program) {
  // The round in which a register can be computed: all that it looks at among units was gathered in rounds before.
  std::vector<std::size_t> round(program.steps.size(), 0);
  for (std::size_t s = 0; s < program.steps.size(); ++s) {
    const plan::Step& step = program.steps[s];
    for (const RegisterId in : step.in) round[s] = std::max(round[s], round[in.index()]);
    if (!looks_among_units(step)) continue;
    const RegisterId x = step.in[0];
    const auto [asked, fresh] = asked_.try_emplace(x);
    if (step.op == Op::among_rank) asked->second.rank = true;
    else asked->second.aggregates.insert(static_cast<semantics::Aggregate>(step.small));
    if (fresh) {
      if (rounds_.size() <= round[s]) rounds_.resize(round[s] + 1);
      rounds_[round[s]].registers.push_back(x);
      found_.try_emplace(x);
    }
    ++round[s];
  }
  for (Round& each : rounds_) {
    each.needed.assign(program.steps.size(), false);
    for (const RegisterId x : each.registers) each.needed[x.index()] = true;
    for (std::size_t s = program.steps.size(); s-- > 0;)
      if (each.needed[s])
        for (const RegisterId in : program.steps[s].in) each.needed[in.index()] = true;
  }
}

void Population::gather(std::size_t round, const facts::Batch& batch) {
  std::vector<Register> registers(program_.registers.size());
  Context context(program_, batch, this, registers);
  for (const plan::Step& step : program_.steps)
    if (rounds_[round].needed[step.out.index()]) registers[step.out.index()] = run_step(context, step);
  for (const RegisterId x : rounds_[round].registers) {
    const Shape shape = context.shape(x);
    std::vector<Among>& segments = found_.at(x);
    while (segments.size() < shape.segments) segments.emplace_back(asked_.at(x));
    Ascending values(registers[x.index()].number);
    for (std::size_t s = 0; s < shape.segments; ++s)
      for (std::size_t row = 0; row < shape.rows; ++row) {
        const Value value = values.at(s * shape.stride + row);
        segments[s].add(value);
        if ((value.invalid || value.lacks) && segments[s].notes_more(value.invalid)) segments[s].note(elsewhere(program_, batch, x, s, row, value));
      }
  }
}

void Population::close(std::size_t round) {
  for (const RegisterId x : rounds_[round].registers)
    for (Among& each : found_.at(x)) each.close();
}

}  // namespace assay::exec
