// Runs steps tile by tile where the cells that came so far allow it; what it does not cover is left to the other forms.
#pragma once

#include "exec/lean/lean.h"
#include "exec/status_words.h"
#include "exec/tiles/code.h"
#include "exec/tiles/compile.h"
#include "exec/uses.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace assay::exec::tiles {

class Tiles {
 public:
  // `deciding`: as of Compiler.
  Tiles(const plan::Program& program, const Uses& uses, const Deciding* deciding = nullptr);
  ~Tiles();

  // Of a new batch: true if other steps than before are covered now, as cells have come that are wider, finer or of another kind than any before.
  bool begin(const Context& context);
  // Once the early steps were run, all that is covered: conditions into the context's registers, numbers that others read into the machine. False if it did not
  // fit: to be begun again.
  bool run(Context& context, lean::Machine& machine);
  bool covers(std::size_t step) const { return code_.covered[step]; }
  bool is_early(std::size_t step) const { return code_.early[step]; }     // of those that are not covered
  std::span<const plan::RegisterId> imports() const { return code_.imports; }  // numbers of early steps that are read
  // By target, of the batch that was run; without statuses where they are not known. None at all where no target is.
  std::span<TargetStatuses> decided() { return decided_; }

 private:
  struct Slot;
  // The cells of a load in this batch.
  struct Cells {
    const std::int64_t* data = nullptr;   // none: nothing reported
    const std::uint64_t* valid = nullptr;
    const std::uint64_t* malformed = nullptr;  // lies where a missing one does; none: no cell
    std::int64_t factor = 1, least = 0, most = 0;  // least and most of what stands in `data`
  };
  struct Words {
    std::uint64_t *yes = nullptr, *no = nullptr, *invalid = nullptr, *lacks = nullptr;
    bool is_brief = false;                // of the tile that runs alone
  };
  // Of the tile that runs.
  struct Tile {
    std::size_t first = 0, n = 0;         // rows, of whole words
    const std::uint64_t* alive = nullptr; // its words
    std::size_t word() const { return first / 64; }
    std::size_t words() const { return n / 64; }
  };

  // Takes account of the cells of a step; true if something about them is new.
  bool learn(const Context& context, std::size_t step);
  static void learn(const columns::Column& column, std::size_t rows, Known& known);
  void compile(const Context& context);
  void compile_steps(const Context& context);
  void cover_nothing();
  // False where the code does not fit the batch, and something was learned.
  bool prepare(const Context& context);
  bool prepare(const Context& context, std::uint32_t load);
  std::optional<std::uint32_t> run_all(std::size_t rows);  // the load whose cells did not fit
  bool run_tile(const Tile& tile);
  bool any_row(plan::RegisterId condition, const Tile& tile) const;
  void skip(const Instruction& each, const Tile& tile);
  void give_results(const Instruction& each, const Tile& tile);
  const std::int64_t* ahead_of(std::size_t load, const Tile& tile) const;
  bool run_load(const Instruction& each, const Tile& tile);
  void run_number(const Instruction& each, const Tile& tile);
  void run_condition(const Instruction& each, const Tile& tile);
  void run_statuses(const Instruction& each, const Tile& tile);
  void begin_statuses(std::size_t rows);
  void clear_brief(plan::RegisterId condition, const Tile& tile);
  void decide(const Instruction& each, plan::RegisterId condition, const std::uint64_t* low, const std::uint64_t* high, bool points, bool beyond, const Tile& tile);
  bool take_over(Context& context, lean::Machine& machine);
  void run_import(const Instruction& each, const Tile& tile);
  void hand_over(Context& context, lean::Machine& machine);
  Words at(plan::RegisterId condition, const Tile& tile) const;
  TruthWords truth(plan::RegisterId condition, const Tile& tile) const;

  const plan::Program& program_;
  const Uses& uses_;
  const Deciding* deciding_;
  std::vector<Known> known_;              // by step
  Code code_;
  bool is_compiled_ = false;
  bool is_large_ = false;                 // nothing is covered
  bool expects_zeros_ = false;            // some came where no cell had been zero before
  std::vector<std::uint32_t> loads_;      // those that run
  std::vector<Cells> cells_;              // by load
  std::vector<Words> words_;              // by register
  std::vector<columns::Bitmap> own_;      // of conditions that are no registers of the program and yet stay, four each
  std::vector<std::uint64_t> brief_;      // of those that do not stay
  std::vector<TargetStatuses> decided_;   // by target
  std::vector<columns::Bitmap> malformed_;  // by load
  bool any_malformed_ = false;
  std::unique_ptr<Slot[]> slots_;
  std::vector<std::uint64_t> alive_, nothing_;
  std::vector<std::vector<std::int32_t>> lows_, highs_;  // of results, all rows
  std::vector<std::vector<std::int32_t>> given_lows_, given_highs_;  // likewise of imports
  bool is_stale_ = false;                 // the code is of less than was learned since
  std::uint32_t misfit_ = 0;
  std::size_t read_ = 0;                  // loads of the tile that runs
  const Loops& loops_;
};

}  // namespace assay::exec::tiles
