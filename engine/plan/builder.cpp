#include "plan/builder.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace assay::plan {
namespace {

std::size_t mix(std::size_t seed, std::size_t value) { return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6U) + (seed >> 2U)); }

std::size_t hash(const base::Number& n) {
  return mix(static_cast<std::size_t>(n.numerator()), static_cast<std::size_t>(n.denominator()));
}

std::size_t hash(const Step& step) {
  std::size_t h = static_cast<std::size_t>(step.op);
  for (const RegisterId id : step.in) h = mix(h, id.index());
  h = mix(h, hash(step.number));
  for (const base::Number& n : step.numbers) h = mix(h, hash(n));
  h = mix(h, step.small * 4 + static_cast<std::size_t>(step.quotient));
  h = mix(h, static_cast<std::size_t>(step.date.days));
  h = mix(h, std::hash<std::string>{}(step.text));
  if (step.load) {
    h = mix(h, step.load->fact.index());
    for (const std::uint32_t m : step.load->members) h = mix(h, m);
    for (const Load::Slot& s : step.load->slots) h = mix(h, static_cast<std::size_t>(s.period.year * 400 + s.period.index));
    h = mix(h, static_cast<std::size_t>(step.load->at.days));
    h = mix(h, static_cast<std::size_t>(step.load->from.days));
  }
  return h;
}

// `b` is put under the other's register and guard while they are compared: a copy would cost more than all else here.
bool same(const Step& a, Step& b) {
  const RegisterId out = std::exchange(b.out, a.out);
  const RegisterId guard = b.guard;
  if (!a.guard.valid()) b.guard = {};  // what is always computed serves everyone
  const bool equal = a == b;
  b.out = out;
  b.guard = guard;
  return equal;
}

}  // namespace

Grain join(const Grain& a, const Grain& b) {
  const bool more = a.variables.size() >= b.variables.size();
  Grain out = more ? a : b;
  const Grain& other = more ? b : a;
  for (std::size_t i = 0; i < other.lists.size(); ++i) {
    const auto at = std::lower_bound(out.list_variables.begin(), out.list_variables.end(), other.list_variables[i]);
    if (at != out.list_variables.end() && *at == other.list_variables[i]) continue;
    out.lists.insert(out.lists.begin() + (at - out.list_variables.begin()), other.lists[i]);
    out.list_variables.insert(at, other.list_variables[i]);
  }
  return out;
}

Builder::Builder(const semantics::Model& model, base::Date as_of) {
  program_.model = &model;
  program_.as_of = as_of;
}

void Builder::reserve(std::size_t steps) {
  program_.steps.reserve(steps);
  program_.registers.reserve(steps);
  seen_.reserve(steps);
}

RegisterId Builder::put(Step step, Grain grain, bool truth) {
  step.guard = guard_;
  const std::size_t h = hash(step);
  for (auto [it, end] = seen_.equal_range(h); it != end; ++it) {
    const Step& other = program_.steps[it->second];
    const RegisterInfo& info = program_.registers[other.out.index()];
    if (same(other, step) && info.truth == truth && info.grain == grain) return other.out;
  }
  step.out = RegisterId{program_.registers.size()};
  program_.registers.push_back({truth, std::move(grain)});
  seen_.emplace(h, program_.steps.size());
  program_.steps.push_back(std::move(step));
  return program_.steps.back().out;
}

RegisterId Builder::number(Step step, Grain grain) { return put(std::move(step), std::move(grain), false); }
RegisterId Builder::truth(Step step, Grain grain) { return put(std::move(step), std::move(grain), true); }

RegisterId Builder::constant(const base::Number& value) {
  Step step;
  step.op = Op::const_number;
  step.number = value;
  return number(std::move(step), {});
}

RegisterId Builder::constant(types::Truth value) {
  Step step;
  step.op = Op::const_truth;
  step.small = static_cast<std::uint32_t>(value);
  return truth(std::move(step), {});
}

RegisterId Builder::widen(RegisterId id, const Grain& to) {
  const RegisterInfo info = program_.registers[id.index()];
  if (info.grain == to) return id;
  Step step;
  step.op = Op::broadcast;
  step.in = {id};
  return put(std::move(step), to, info.truth);
}

Grain Builder::widen_all(std::vector<RegisterId>& ids) {
  Grain widest;
  for (const RegisterId id : ids) widest = join(widest, grain(id));
  for (RegisterId& id : ids) id = widen(id, widest);
  return widest;
}

void Builder::remember(semantics::ExprId expression, const Moment& moment, RegisterId value) {
  program_.uses.push_back({expression, moment, value});
}

Program Builder::finish() && {
  const auto key = [](const Use& u) { return std::tie(u.expression, u.moment); };
  std::stable_sort(program_.uses.begin(), program_.uses.end(), [&](const Use& a, const Use& b) { return key(a) < key(b); });
  program_.uses.erase(std::unique(program_.uses.begin(), program_.uses.end(), [&](const Use& a, const Use& b) { return key(a) == key(b); }),
                      program_.uses.end());
  return std::move(program_);
}

}  // namespace assay::plan
