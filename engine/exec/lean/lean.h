// Runs the steps of a program in their lean form where they have one that fits the batch; the others are left to the caller.
#pragma once

#include "exec/kernels.h"
#include "exec/lean/span.h"
#include "exec/uses.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

namespace assay::exec::lean {

class Machine {
 public:
  // `uses`: which steps will run.
  Machine(const plan::Program& program, const Uses& uses);

  void begin();  // of a batch
  // False where the step must be run in its general form, for which its inputs now stand in the context's registers.
  bool run(Context& context, const plan::Step& step);
  // Writes the general form of a register into the context, where it has none yet.
  void generalize(Context& context, plan::RegisterId id);
  // Gives back what both forms of a register hold.
  void release(Context& context, plan::RegisterId id);
  // For what is computed elsewhere: a register's lean form, to be filled in, and room for its ranged rows.
  Span& place(Context& context, plan::RegisterId id);
  const Span* lean_form(Context& context, plan::RegisterId id) { return span(context, id); }  // nothing where it has none
  Ranged& ranged_rows(std::size_t words) { return pool_.next(words); }

 private:
  // What a load reads of its one period where no cell is there.
  struct Gap {
    types::Interval range;
    bool known = false;         // the range was asked for
    std::optional<int> scale;   // of the ends below
    std::int64_t low = 0, high = 0;
  };

  // A column of the load that runs.
  struct Cells {
    const columns::Column* column;  // none: nothing reported
    std::int64_t factor;            // to the load's scale
    bool lacks;                     // what is missing there was due
  };

  // What takes the place of dividing by `by`; the same as long as the step has the same bound.
  struct Division {
    std::int64_t by = 0;
    std::uint64_t most = 0;
    std::optional<kernels::Divisor> divisor;
  };
  // Likewise of a comparison with a goal.
  struct Sharing {
    std::int64_t from = 0, by = 0, goal = 0;
    std::optional<kernels::Share> share;
  };

  // (of * weight) / by half up, all rows and ends of it; false where the integers leave no room.
  bool divide(std::size_t step, Span& of, std::int64_t by);
  // The same of either sign, without a weight; the quotients are below 2^51.
  static void divide_slowly(Span& of, std::int64_t by, std::size_t n);
  const std::optional<kernels::Share>& share(std::size_t step, std::int64_t from, std::int64_t by, std::int64_t goal);
  bool share_of_goal(const plan::Step& step, const Span& a, const Span& b, std::int64_t by_a, std::int64_t by_b, std::size_t n, std::int64_t* out);
  static void multiply_out(Span& of, std::size_t n);
  bool run_lean(Context& context, const plan::Step& step, Span& out);
  const Span* span(Context& context, plan::RegisterId id);  // nothing where it has no lean form
  const Span* in(Context& context, const plan::Step& step, std::size_t i) { return span(context, step.in[i]); }
  // An input as a register of its own: the input itself where no later step reads it.
  Span take(Context& context, const plan::Step& step, std::size_t i);
  // The rows that are ranged in any of them; nothing where none is.
  const Ranged* either(std::initializer_list<const Span*> of) { return either(std::span(of.begin(), of.size())); }
  const Ranged* either(std::span<const Span* const> of);
  // The same and those rows, too.
  const Ranged* and_also(const Ranged* of, const columns::Bitmap& rows);
  bool absorb(Context& context, plan::RegisterId id, Span& out);

  bool read_gap(Context& context, const plan::Step& step, int scale);
  bool fold_segments(plan::Op op, const Span& from, const Shape& shape, std::size_t count, Span& out);
  // Attainments of a condition with such parts: 1 where it is true, else below 1, as is the upper end where it is false.
  void cap(const TruthColumn& own, const Shape& shape, Span& out);
  bool fold(Context& context, const plan::Step& step, Span& out);
  bool fold_count(Context& context, const plan::Step& step, Span& out);
  bool attain_fold(Context& context, const plan::Step& step, Span& out);
  bool load(Context& context, const plan::Step& step, Span& out);
  bool scale_by(Context& context, const plan::Step& step, Span& out);
  bool add(Context& context, const plan::Step& step, Span& out);
  bool multiply(Context& context, const plan::Step& step, Span& out);
  bool round(Context& context, const plan::Step& step, Span& out);
  bool compare(Context& context, const plan::Step& step);
  bool attain_compare(Context& context, const plan::Step& step, Span& out);
  bool compare_quotient(Context& context, const plan::Step& step);
  bool attain_quotient(Context& context, const plan::Step& step, Span& out);
  bool attain_parts(Context& context, const plan::Step& step, Span& out);
  bool attain_scheme(Context& context, const plan::Step& step, Span& out);
  bool decided(Context& context, const plan::Step& step, Span& out);
  bool total(Context& context, const plan::Step& step, Span& out);

  const plan::Program& program_;
  std::vector<Span> spans_;        // by register
  std::vector<Gap> gaps_;          // by step
  std::vector<Division> divisions_;
  std::vector<Sharing> sharings_;
  std::vector<bool> plain_;        // by register: no list is gone through
  std::vector<bool> rounded_;      // by register: nothing reads it but a step that rounds
  Pool pool_;
  std::vector<Cells> cells_;
  std::vector<const Span*> parts_;    // of the step that runs
  std::vector<std::uint32_t> place_;  // of a row among ranged ones; of no meaning elsewhere
};

}  // namespace assay::exec::lean
