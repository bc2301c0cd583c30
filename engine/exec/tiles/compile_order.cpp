// What follows once all steps have instructions: statuses of targets, sums of very many numbers, and where conditions stand.
#include "exec/tiles/compile.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace assay::exec::tiles {

namespace {

// So many numbers are added up at once; more are added as they come, so that none has to stay.
constexpr std::size_t kMostAtOnce = 4;

}  // namespace

// A target is decided as soon as the conditions of its criteria are, while their bits are at hand; one of which none is computed here is left to the outcome.
void Compiler::decide_targets() {
  if (deciding_ == nullptr) return;
  std::vector<std::optional<std::size_t>> written(registers_);
  for (std::size_t i = 0; i < code_.instructions.size(); ++i) {
    const Instruction& each = code_.instructions[i];
    if (gives_condition(each)) written[each.out.index()] = i;
    if (each.condition.valid()) written[each.condition.index()] = i;
  }
  for (std::size_t t = 0; t < deciding_->targets.size(); ++t) {
    const Deciding::Target& target = deciding_->targets[t];
    const auto criteria = std::span(deciding_->criteria).subspan(target.first, target.count);
    const auto is_known = [&](const Deciding::Criterion& each) { return has_condition(each.now) && has_condition(each.future); };
    if (target.applies.valid() || criteria.empty() || !std::all_of(criteria.begin(), criteria.end(), is_known)) continue;
    std::optional<std::size_t> after;
    for (const Deciding::Criterion& each : criteria) after = std::max({after, written[each.now.index()], written[each.future.index()]});
    if (!after) continue;
    Instruction out;
    out.kind = Kind::statuses;
    out.out = extra();
    out.load = static_cast<std::uint32_t>(t);
    const std::span<plan::RegisterId> conditions = code_.lists.make<plan::RegisterId>(2 * criteria.size());
    for (std::size_t c = 0; c < criteria.size(); ++c) {
      conditions[2 * c] = criteria[c].now;
      conditions[2 * c + 1] = criteria[c].future;
    }
    out.conditions = conditions;
    insert(*after, out);
    code_.decided.push_back(out.load);
  }
}

void Compiler::spread_totals() {
  std::vector<std::size_t> written(registers_, 0);
  for (std::size_t i = 0; i < code_.instructions.size(); ++i) written[code_.instructions[i].out.index()] = i;
  for (std::size_t i = 0; i < code_.instructions.size(); ++i) {
    Instruction& total = code_.instructions[i];
    if (total.kind != Kind::total || total.guard.valid() || !total.weighed.empty() || total.numbers.size() <= kMostAtOnce) continue;
    std::vector<std::pair<std::size_t, std::size_t>> parts;  // where each is there, and which
    for (std::size_t n = 0; n < total.numbers.size(); ++n) parts.emplace_back(written[total.numbers[n].index()], n);
    std::sort(parts.begin(), parts.end());
    const auto factor = [&](std::size_t n) { return code_.lists.of({total.factors[n]}); };
    Instruction begin = total;
    begin.numbers = list({total.numbers[parts[0].second]});
    begin.factors = factor(parts[0].second);
    insert(parts[0].first, begin);
    for (const auto& [after, n] : std::span(parts).subspan(1, parts.size() - 2)) {
      Instruction more;
      more.kind = Kind::addition;
      more.out = total.out;
      more.numbers = list({total.out, total.numbers[n]});
      more.factors = factor(n);
      insert(after, more);
    }
    const std::size_t last = parts.back().second;
    const auto numbers = list({total.out, total.numbers[last]});
    total.kind = Kind::addition;
    total.factors = factor(last);
    total.numbers = numbers;
  }
}

void Compiler::put_in_order() {
  std::stable_sort(inserted_.begin(), inserted_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Instruction> all;
  all.reserve(code_.instructions.size() + inserted_.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < code_.instructions.size(); ++i) {
    all.push_back(code_.instructions[i]);
    for (; next < inserted_.size() && inserted_[next].first == i; ++next) all.push_back(inserted_[next].second);
  }
  code_.instructions = std::move(all);
  inserted_.clear();
}

// Conditions stay where a step outside or the outcome reads them.
void Compiler::place_conditions() {
  std::vector<bool> stays(registers_);
  const auto keep = [&](plan::RegisterId id) {
    if (id.valid()) stays[id.index()] = true;
  };
  for (std::size_t s = 0; s < program_.steps.size(); ++s) {
    if (deciding_ == nullptr && uses_.is_kept(s)) stays[s] = true;
    if (!uses_.is_needed(s) || code_.covered[s]) continue;
    for (const plan::RegisterId in : program_.steps[s].in) keep(in);
    keep(program_.steps[s].guard);
  }
  if (deciding_ != nullptr) {
    std::vector<bool> is_decided(deciding_->targets.size());
    for (const std::uint32_t t : code_.decided) is_decided[t] = true;
    for (std::size_t t = 0; t < deciding_->targets.size(); ++t) {
      const Deciding::Target& target = deciding_->targets[t];
      keep(target.applies);
      keep(target.will_apply);
      if (is_decided[t]) continue;
      for (const Deciding::Criterion& each : std::span(deciding_->criteria).subspan(target.first, target.count)) {
        keep(each.now);
        keep(each.future);
      }
    }
    for (const plan::DepartmentPlan& department : program_.departments) keep(department.scored);
  }
  std::vector<std::size_t> last(registers_, 0), place(registers_, 0), free;
  for (std::size_t i = 0; i < code_.instructions.size(); ++i) {
    const Instruction& each = code_.instructions[i];
    for (const plan::RegisterId id : each.conditions) last[id.index()] = i;
    if (each.guard.valid()) last[each.guard.index()] = i;
  }
  std::vector<bool> is_placed(registers_);
  for (std::size_t i = 0; i < code_.instructions.size(); ++i) {
    const Instruction& each = code_.instructions[i];
    for (const plan::RegisterId id : {gives_condition(each) ? each.out : plan::RegisterId(), each.condition}) {
      if (!id.valid()) continue;
      if (stays[id.index()]) {
        code_.conditions.push_back(id);
        continue;
      }
      if (free.empty()) free.push_back(code_.places++);
      place[id.index()] = free.back();
      is_placed[id.index()] = true;
      free.pop_back();
      code_.brief.push_back({id, place[id.index()]});
    }
    const auto end = [&](plan::RegisterId id) {
      if (!id.valid() || !is_placed[id.index()] || last[id.index()] > i) return;
      is_placed[id.index()] = false;
      free.push_back(place[id.index()]);
    };
    for (const plan::RegisterId id : each.conditions) end(id);
    end(each.guard);
    if (gives_condition(each)) end(each.out);
    end(each.condition);
  }
}

}  // namespace assay::exec::tiles
