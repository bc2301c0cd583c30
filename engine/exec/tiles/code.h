// What the steps of a program become where they run tile by tile: instructions over 32-bit ends, with every scale, factor and divisor worked out.
//
// A tile is a few hundred rows. A number has the low and the high end of each of its rows, which are one where a point is known, so that what is missing
// costs no branch. A condition's bits stand in the registers of the batch.
#pragma once

#include "exec/tiles/lists.h"
#include "exec/tiles/loops.h"
#include "facts/facts.h"
#include "plan/program.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace assay::exec::tiles {

inline constexpr std::size_t kRows = 512;  // of a tile

// In the order of their registers: `numbers`, which stand in slots, and `conditions`.
enum class Kind : std::uint8_t {
  load,
  import,            // an attainment that a step before the tiles has given
  sum,               // number0 * factors[0] + number1 * factors[1]
  scaled,            // number0 * factors[0] + more
  total,             // each number times its factor, added up; or each weighed and divided, and then added up
  mean,              // the same over a whole number, half up
  climb, descend,    // what number0 earns
  tiers,             // the same: values[i] from reached[i] on, the greatest first; else the last value
  ratio,             // what number0 beside number1 earns
  decided,           // more where condition0 is true, 0 where condition1 is false, else between
  least, greatest,   // of all
  cap,               // number0 as an attainment of condition0
  gate,              // number0 where condition0 is true, 0 where it is false, else between
  reaches,           // a condition: number0 >= more
  ratio_reaches,     // number0 * factors[0] >= number1 * factors[1] + more
  all, any,          // of conditions
  negation,          // of condition0
  will_fail,         // true where condition1 is false and condition0 is not; else false
  final,             // number0; where condition0 is true the whole, where it is false less than that
  then,              // number1, less than the whole, where condition0 is true; else number0
  addition,          // number0, which it writes, and number1 * factors[0]
  statuses,          // of a target that applies everywhere: conditions now and in future of each criterion that decides it
};

// From the greatest on.
struct Tiers {
  std::span<const std::int32_t> reached, values;
};

// There are tens of thousands in a large rulebook, each read once a tile: what some have and others not stands in the lists of their code.
struct Instruction {
  Kind kind{};
  bool open = false;                   // some end of `numbers` may be without bound
  bool falls = false;                  // what comes out falls with number0; a condition holds where it does not reach
  bool both = false;                   // of a load: its high ends are read, too
  bool has_cell = false;
  bool reaches_beyond = false;         // whether the high end of a missing cell reaches `condition`
  std::uint32_t to = 0;                // slots, of `out` and of `numbers`
  std::span<const std::uint32_t> from;
  plan::RegisterId out;
  plan::RegisterId guard;              // a condition: of no meaning in a tile where no row has it; none: always run
  plan::RegisterId condition;          // of what is earned: that number0 has come to the top, where that is a condition of its own
  std::int32_t more = 0;
  std::uint32_t load = 0;              // index into Code::loads, or into Code::imports, or the place of a target among all
  // Where number0 is a cell as it was read: its load, and what comes of the high end of a missing one, which is the same in all rows.
  std::uint32_t cell = 0;
  std::int32_t beyond = 0;
  std::span<const plan::RegisterId> numbers, conditions;
  std::span<const std::uint32_t> results;  // indices into Code::results of what `out` is read as beyond the tiles; of the last that writes it
  LoadSet lacking;                     // what is missing of them is due
  LoadSet reading;                     // of a condition: all that are under its numbers
  std::span<const std::int64_t> factors;
  std::span<const Weighed> weighed;    // of a mean: what its sum is divided by, and of one number its weight; of a total what each number is divided by before
  const Climb* climb = nullptr;
  const Tiers* tiers = nullptr;
};

// The cells of one step that loads.
struct Load {
  plan::RegisterId step;
  facts::CellKey key;
  std::vector<facts::CellKey> others;  // must not be there
  bool visible = true;                 // otherwise nothing is read
  int scale = 0;
  std::int64_t least = 0, most = 0;    // of the cells that were taken into account, at the scale
  std::int32_t low = 0, high = 0;      // of a missing one
};

// A number that is read beyond the tiles.
struct Result {
  plan::RegisterId id;
  plan::RegisterId of;                 // whose slot it is
  std::int64_t weight = 1;             // all ends times it
  int scale = 0;
  std::uint64_t bound = 0;
  bool open = false, positive = false;
  LoadSet lacking;
};

// A condition that nothing beyond the tiles reads: its bits stand in a place that others take after it.
struct Brief {
  plan::RegisterId id;
  std::size_t place = 0;
};

struct Code {
  Lists lists;
  std::vector<Load> loads;
  std::vector<Instruction> instructions;
  std::vector<Result> results;
  std::vector<plan::RegisterId> conditions;  // that are computed and stay
  std::vector<Brief> brief;                  // the others
  std::vector<std::uint32_t> decided;        // targets whose statuses come out
  // Steps that rest on nothing but cells and constants run before the tiles; numbers and conditions of theirs that are read here.
  std::vector<bool> early;                   // by step
  std::vector<plan::RegisterId> imports, given;
  std::size_t registers = 0;                 // those of the program, and those after them that only instructions hand to each other
  std::size_t slots = 0, places = 0;
  std::vector<bool> covered;                 // by step: nothing else needs to run it
};

}  // namespace assay::exec::tiles
