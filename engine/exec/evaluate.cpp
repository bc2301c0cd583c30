#include "exec/evaluate.h"

#include "exec/assemble.h"
#include "exec/lean/lean.h"
#include "exec/population.h"
#include "exec/steps.h"
#include "exec/tiles/tiles.h"
#include "exec/uses.h"

#include <optional>
#include <span>
#include <vector>

namespace assay::exec {

using plan::Op;

Register run_step(Context& context, const plan::Step& step) {
  switch (step.op) {
    case Op::load_flow: return step_flow(context, step);
    case Op::load_cumulative: return step_cumulative(context, step);
    case Op::load_newest: return step_newest(context, step);
    case Op::load_once: return step_once(context, step);
    case Op::load_event: return step_event(context, step);
    case Op::load_field: return step_field(context, step);
    case Op::total_or: return step_total_or(context, step);
    case Op::flag_truth: return step_flag_truth(context, step);
    case Op::const_number:
    case Op::const_text:
    case Op::const_unknown:
    case Op::const_truth: return step_constant(context, step);
    case Op::is_member: return step_is_member(context, step);
    case Op::negate:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::of_base: return step_arithmetic(context, step);
    case Op::scale_by: return step_scale_by(context, step);
    case Op::round: return step_round(context, step);
    case Op::choose: return step_choose(context, step);
    case Op::absolute:
    case Op::round_half:
    case Op::round_down:
    case Op::round_up:
    case Op::modulo:
    case Op::raise: return step_function(context, step);
    case Op::days: return step_days(context, step);
    case Op::sum_of:
    case Op::mean_of:
    case Op::least_of:
    case Op::greatest_of:
    case Op::median_of:
    case Op::count_of: return step_several(context, step);
    case Op::default_to: return step_default(context, step);
    case Op::default_truth: return step_default_truth(context, step);
    case Op::broadcast: return step_broadcast(context, step);
    case Op::side_by_side: return step_side_by_side(context, step);
    case Op::not_yet: return step_not_yet(context, step);
    case Op::fold_sum:
    case Op::fold_avg:
    case Op::fold_min:
    case Op::fold_max:
    case Op::fold_median:
    case Op::fold_count:
    case Op::fold_share:
    case Op::fold_streak:
    case Op::fold_distinct: return step_fold_number(context, step);
    case Op::fold_every:
    case Op::fold_any: return step_fold_truth(context, step);
    case Op::among_rank:
    case Op::among_fold: return step_among(context, step);
    case Op::compare: return step_compare(context, step);
    case Op::compare_quotient: return step_compare_quotient(context, step);
    case Op::compare_days: return step_compare_days(context, step);
    case Op::is_reported: return step_reported(context, step);
    case Op::is_event_reported: return step_event_reported(context, step);
    case Op::at_least: return step_at_least(context, step);
    case Op::event_test: return step_event_test(context, step);
    case Op::not_:
    case Op::and_:
    case Op::or_: return step_connective(context, step);
    case Op::choose_truth: return step_choose_truth(context, step);
    case Op::will_fail: return step_will_fail(context, step);
    case Op::attain_truth: return step_attain_truth(context, step);
    case Op::attain_compare: return step_attain_compare(context, step);
    case Op::attain_quotient: return step_attain_quotient(context, step);
    case Op::attain_least:
    case Op::attain_greatest:
    case Op::attain_best:
    case Op::attain_mean: return step_attain_parts(context, step);
    case Op::attain_choose: return step_attain_choose(context, step);
    case Op::attain_fold_mean:
    case Op::attain_fold_greatest: return step_attain_fold(context, step);
    case Op::attain_final: return step_attain_final(context, step);
    case Op::attain_then: return step_attain_then(context, step);
    case Op::attain_scheme: return step_attain_scheme(context, step);
    case Op::grade_value: return step_grade_value(context, step);
    case Op::decided: return step_decided(context, step);
    case Op::score_sum:
    case Op::score_mean:
    case Op::score_least:
    case Op::score_greatest: return step_score(context, step);
    case Op::sum_weights: return step_sum_weights(context, step);
    case Op::share_weight: return step_share_weight(context, step);
    case Op::is_undecided: return step_is_undecided(context, step);
    case Op::count_undecided: return step_count_undecided(context, step);
    case Op::assume: return step_assume(context, step);
    case Op::case_hull: return step_case_hull(context, step);
    case Op::gate: return step_gate(context, step);
  }
  return {};
}

Truth TruthColumn::at(std::size_t i) const {
  if (is_true.get(i)) return Truth::true_;
  if (is_false.get(i)) return Truth::false_;
  if (invalid.get(i)) return Truth::invalid;
  return lacks.get(i) ? Truth::unknown : Truth::open_;
}

Value Trace::value(plan::RegisterId id, std::size_t element) const { return registers[id.index()].number.at(element); }
Truth Trace::truth(plan::RegisterId id, std::size_t element) const { return registers[id.index()].truth.at(element); }

void Register::release() {
  number.data.clear();
  number.high.clear();
  number.odd.clear();
}

struct Evaluator::State {
  const plan::Program& program;
  Uses uses;
  Deciding deciding;
  lean::Machine machine;
  tiles::Tiles tiles;
  std::vector<Register> registers;
  Context::Kept kept;

  // The steps that run, each with the inputs that none after it reads.
  struct Turn {
    const plan::Step* step;
    std::size_t first_ending, endings;
  };
  std::vector<Turn> before, after;  // the tiles
  std::vector<plan::RegisterId> endings, kept_numbers;

  State(const plan::Program& of, Detail detail) : program(of), uses(of, detail), deciding(of), machine(of, uses), tiles(of, uses, detail == Detail::criterion ? nullptr : &deciding), registers(of.registers.size()) {
    for (std::size_t s = 0; s < program.steps.size(); ++s)
      if (uses.is_kept(s) && !program.registers[s].truth) kept_numbers.push_back(program.steps[s].out);
  }

  // What tiles do not cover, in the order in which it runs.
  void list_turns() {
    before.clear();
    after.clear();
    endings.clear();
    for (std::size_t s = 0; s < program.steps.size(); ++s) {
      const plan::Step& step = program.steps[s];
      if (!uses.is_needed(s) || step.op == Op::const_number || tiles.covers(s)) continue;  // constants are made where they are asked for
      (tiles.is_early(s) ? before : after).push_back({&step, 0, 0});
    }
    std::vector<bool> is_read(program.steps.size());
    const auto find_endings = [&](std::vector<Turn>& turns) {
      for (std::size_t i = turns.size(); i-- > 0;) {
        Turn& turn = turns[i];
        turn.first_ending = endings.size();
        for (const plan::RegisterId in : turn.step->in) {
          if (is_read[in.index()] || uses.is_kept(in.index()) || is_constant(program.writer(in))) continue;
          is_read[in.index()] = true;
          endings.push_back(in);
        }
        turn.endings = endings.size() - turn.first_ending;
      }
    };
    find_endings(after);
    for (const plan::RegisterId id : tiles.imports()) is_read[id.index()] = true;
    find_endings(before);
  }

  void run_needed_steps(Context& context) {
    machine.begin();
    do {
      if (tiles.begin(context)) list_turns();
      run(context, before);
    } while (!tiles.run(context, machine));
    run(context, after);
    for (const plan::RegisterId id : kept_numbers) machine.generalize(context, id);
  }

  void run(Context& context, const std::vector<Turn>& turns) {
    for (const Turn& turn : turns) {
      context.ending = std::span(endings).subspan(turn.first_ending, turn.endings);
      run(context, *turn.step);
      for (const plan::RegisterId in : context.ending) machine.release(context, in);
    }
  }

  void run(Context& context, const plan::Step& step) {
    if (step.guard.valid() && !registers[step.guard.index()].truth.is_true.any()) {
      machine.release(context, step.out);
      registers[step.out.index()] = Register{};
    } else if (!machine.run(context, step)) {
      registers[step.out.index()] = run_step(context, step);
    }
  }
};

Evaluator::Evaluator(const plan::Program& program, Detail detail, const Population* population)
    : program_(program), detail_(detail), population_(population), looks_among_(looks_among_units(program)) {}
Evaluator::~Evaluator() = default;

Outcome Evaluator::evaluate(const facts::Batch& batch, Trace* trace) {
  const plan::Program& program = program_;
  const Population* population = population_;
  std::optional<Population> alone;
  if (population == nullptr && looks_among_) {
    alone.emplace(program);
    for (std::size_t round = 0; round < alone->rounds(); ++round) {
      alone->gather(round, batch);
      alone->close(round);
    }
    population = &*alone;
  }
  if (trace == nullptr) {
    if (!state_) state_ = std::make_unique<State>(program, detail_);
    Context context(program, batch, population, state_->registers, &state_->kept);
    context.may_borrow = true;
    state_->run_needed_steps(context);
    return assemble(program, state_->deciding, state_->tiles.decided(), state_->registers, batch.rows(), detail_);
  }
  std::vector<Register> registers(program.registers.size());
  Context context(program, batch, population, registers);
  for (const plan::Step& step : program.steps) {
    if (step.guard.valid() && !registers[step.guard.index()].truth.is_true.any()) continue;
    registers[step.out.index()] = run_step(context, step);
  }
  Outcome outcome = assemble(program, Deciding(program), {}, registers, batch.rows(), detail_);
  trace->rows = batch.rows();
  trace->stride = context.shape_of({}).stride;
  trace->registers = std::move(registers);
  trace->combinations = context.items.made();
  trace->cells = context.all_cells();
  trace->elsewhere.clear();
  if (population != nullptr)
    for (const auto& [x, segments] : population->all())
      for (const Among& each : segments) trace->elsewhere[x].push_back(each.undecided());
  return outcome;
}

Outcome evaluate(const plan::Program& program, const facts::Batch& batch, Trace* trace, const Population* population, Detail detail) {
  return Evaluator(program, detail, population).evaluate(batch, trace);
}

}  // namespace assay::exec
