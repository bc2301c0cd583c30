// From the steps of a program to the instructions of tiles, for as many steps as have some.
#pragma once

#include "exec/assemble.h"
#include "exec/bounds.h"
#include "exec/context.h"
#include "exec/tiles/code.h"
#include "exec/uses.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace assay::exec::tiles {

// What is known of the cells that a load reads, from all batches so far.
struct Known {
  bool fits = true;                  // false once they were such as no tile takes; of a step whose attainments are imported once those were
  bool malformed = false;            // some were malformed
  bool is_tight = false;             // with room for greater ones a step has no instruction that otherwise has one
  std::optional<int> scale;          // the greatest; none: no cell yet
  std::int64_t least = 0, most = 0;  // at the scale
};

// How much more than what has come so far instructions take, so that little is compiled anew. Bounds that no cell may leave have room enough.
enum class Room : std::uint8_t {
  narrow,   // up to a power of two; what is positive stays so
  ample,    // several times as much
  ample_and_zero,  // and down to zero
};

class Compiler {
 public:
  // `known`: by step. Cells of those that are tight have narrow room.
  // `deciding`: the outcome has the statuses of targets and of no criteria; none: of criteria, too.
  Compiler(const Context& context, const Uses& uses, const Deciding* deciding, std::span<const Known> known, Room room);
  Code run();
  // Whether a step has no instruction that with less room might have one.
  bool lacks_room() const { return lacks_room_; }
  // Whether `out` is one, and no number.
  static bool gives_condition(const Instruction& each);

 private:
  // A number as a slot times a weight.
  struct Number {
    plan::RegisterId of;
    std::int64_t weight = 1;
    int scale = 0;
    std::int64_t least = 0, most = 0;   // of the products; ends without bound aside
    bool open_low = false, open_high = false;
    LoadSet lacking, reading;           // those under it whose missing cells are due, and all of them
    std::optional<std::uint32_t> cell;  // the load whose cells it is as they were read
    bool is_open() const { return open_low || open_high; }
    std::uint64_t bound() const { return std::max(magnitude(least), magnitude(most)); }
  };
  using Made = std::optional<Number>;
  // A value beside a constant: value * by ? goal, as whole numbers.
  struct Sides {
    const Number* value;
    std::int64_t by, goal;
    plan::Compare op;
  };

  bool compile(const plan::Step& step);
  bool is_early(const plan::Step& step) const;
  bool is_reread(plan::RegisterId id) const;
  void import(const plan::Step& step);
  void list_imports();
  Made number(const plan::Step& step);
  bool condition(const plan::Step& step);
  bool has_inputs(const plan::Step& step) const;

  // compile_number.cpp
  Made load(const plan::Step& step);
  Made read(const plan::Step& step, const plan::Load::Slot& slot, std::vector<facts::CellKey> others, plan::RegisterId into);
  Made flow(const plan::Step& step);
  Made added(const Number& a, const Number& b, bool minus, plan::RegisterId into);
  Made scale_by(const plan::Step& step);
  Made add(const plan::Step& step);
  Made multiply(const plan::Step& step);
  Made round(const plan::Step& step);
  Made total(const plan::Step& step);
  Made over(plan::RegisterId into, std::span<const plan::RegisterId> numbers, std::span<std::int64_t> factors, std::int64_t by, std::int64_t least, std::int64_t most,
            int scale);
  Made decided(const plan::Step& step, plan::RegisterId now, plan::RegisterId future, int scale, std::int32_t whole);
  Made gate(const plan::Step& step);

  // compile_condition.cpp
  bool compare(const plan::Step& step);
  bool reaches(const Sides& sides, plan::RegisterId into);
  bool equals(const Sides& sides, const plan::Step& step);
  bool compare_quotient(const plan::Step& step);
  bool connective(Kind kind, const plan::Step& step);
  std::optional<Sides> beside(const plan::Step& step, std::size_t first) const;

  // compile_attained.cpp
  Made attain_compare(const plan::Step& step);
  bool earned(const Sides& sides, const plan::Step& step, plan::RegisterId into);
  Made attain_final(const plan::Step& step);
  Made attain_then(const plan::Step& step);
  Made attain_quotient(const plan::Step& step);
  Made attain_parts(const plan::Step& step);
  Made attain_scheme(const plan::Step& step);
  Made ratio_scheme(const plan::Step& step);
  Made linear(const plan::Step& step);

  const Number* in(const plan::Step& step, std::size_t i) const;
  const base::Number* constant(const plan::Step& step, std::size_t i) const;
  bool has_condition(plan::RegisterId id) const { return conditions_[id.index()]; }
  const Number* attainment_of(const plan::Step& step, std::size_t i) const;
  Instruction& emit(Kind kind, const plan::Step& step) { return emit(kind, step.out); }
  Instruction& emit(Kind kind, plan::RegisterId into);
  Instruction* giver(plan::RegisterId id);  // the instruction that computes it; none where nothing does here
  std::span<const plan::RegisterId> list(std::initializer_list<plan::RegisterId> ids) { return code_.lists.of(ids); }
  // A register of no step, for what only the instructions of one hand to each other.
  plan::RegisterId extra() { return plan::RegisterId{registers_++}; }

  static Number fresh(const plan::Step& step, int scale, std::int64_t least, std::int64_t most) { return fresh(step.out, scale, least, most); }
  static Number fresh(plan::RegisterId of, int scale, std::int64_t least, std::int64_t most);
  static Number attainment(const plan::Step& step, std::int64_t most);
  // The instruction that computes the condition of an attainment gives both, where it looks at the same end of the same number; else a new one.
  Instruction& emit_earned(Kind kind, const plan::Step& step, plan::RegisterId into, const Number& value, const Climb& climb);
  void use_cell(const Number& number, Instruction& out) const;
  void take_bounds(const Known& known, Load& out) const;

  // compile_order.cpp
  void decide_targets();
  void spread_totals();
  void place_conditions();
  void insert(std::size_t after, const Instruction& each) { inserted_.emplace_back(after, each); }
  void put_in_order();

  void drop_unread();
  void find_results();
  void give_slots();
  void give_results(std::span<const std::size_t> written);

  const Context& context_;
  const plan::Program& program_;
  const Uses& uses_;
  const Deciding* deciding_;
  std::vector<std::pair<std::size_t, Instruction>> inserted_;  // behind that instruction
  std::span<const Known> known_;
  const Room room_;
  bool lacks_room_ = false;
  bool has_form_ = true;                        // the step that is compiled, with integers that are small enough
  std::vector<std::optional<Number>> numbers_;  // by step
  std::vector<bool> conditions_;                // by step
  std::vector<std::size_t> given_by_;           // by register: the instruction that computes it
  std::size_t registers_;                       // those of the program and those beside
  plan::RegisterId guard_;                      // of the step that is compiled
  std::vector<plan::RegisterId> parts_, before_;  // of that step
  std::vector<std::int64_t> factors_;
  std::vector<Weighed> rounded_;
  std::vector<Part> sides_;
  Code code_;
};

// Whether an integer may stand in a tile.
inline bool fits_tile(std::int64_t n) { return n < kOpen && n > -kOpen; }

// What reaches an end at all, where a whole number of any size says from when on.
inline std::int32_t within_ends(std::int64_t n) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(n, -std::int64_t{kOpen} + 1, kOpen));
}

}  // namespace assay::exec::tiles
