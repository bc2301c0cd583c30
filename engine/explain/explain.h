// The door of the explain stage: an outcome -> the reasons for it: which condition, with what value, from which cell, by how much.
#pragma once

#include "exec/evaluate.h"
#include "exec/outcome.h"
#include "facts/facts.h"
#include "plan/program.h"
#include "semantics/dump.h"
#include "semantics/model.h"
#include "types/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace assay::explain {

// A cell that a value rests on.
struct Cell {
  enum class State : unsigned char { reported, missing, invalid, not_due } state = State::reported;
  facts::CellKey key;
  std::string fact;                     // label, else name
  std::string member;                   // "吴兴区", empty without dimensions; of a list: the item
  std::optional<facts::Place> place;    // reported, invalid
  std::string text;                     // as reported, with its unit; yes or no in English where only the value was kept
  std::optional<bool> answer;           // then which
  bool denies = false;                  // an event that had not happened
  bool wants_day = false;               // an event that happened, on a day that is not said
  std::optional<base::Date> day;        // of an event: the day that it says
  std::optional<std::uint32_t> item;    // of a list's field: the row of the list
  std::size_t items = 0, items_short = 0;  // of a list of which the unit has some rows, but fewer than its size
  std::optional<facts::Doubt> doubt;    // it counts, but a warning doubts it
  // What the unit itself reported, where a review says otherwise or, of a missing one, has superseded it.
  struct Own {
    facts::Place place;
    std::string text;
    std::optional<bool> answer;
  };
  std::optional<Own> own;
  std::string reason;                   // of such a review
  bool withdrawn = false;               // of a missing one: a review of the same period says that nothing is reported
  std::string unit, elsewhere;          // of a cell of another unit: whose, and where it is (path:row:col) if it is there
  bool of_other_units = false;          // stands for the cells of other units, which this batch need not hold; `fact` is an expression
};

// An event of which the days are counted, but which had not happened by a day: the last that counts, or that of which the facts are known.
struct Never {
  semantics::ExprId event;
  base::Date by;
  std::optional<base::Date> came;       // after that, as a cell says

  friend bool operator==(const Never&, const Never&) = default;
};

// One comparison or event within a condition, for one member or period.
struct Atom {
  semantics::ExprId expression;
  semantics::Span span;                 // in the rules
  std::string text;                     // in the language's spelling, from the model, in the words asked for
  std::vector<std::string> where;       // {"吴兴区", "2023Q1"}: of each quantifier around it; empty outside
  types::Truth truth = types::Truth::unknown;
  bool decisive = true;                 // its truth takes part in that of the condition (not dominated)
  bool negated = false;                 // the condition asks that it does not hold: it stands under `not` or `no`
  bool before_season = false;           // of an event: it happened, but before the season began
  bool to_date = false;                 // in one of the season's periods the value is a flow's, from the season's beginning to that period's end
  bool is_event = false;                // value and goal are days since 1970
  std::optional<types::Value> value;    // left side; none for flags and texts
  std::string said, goal_said;          // of a text on the left and on the right, where that reads facts: which
  std::optional<bool> answer;           // of a flag by itself or on the left: which
  std::optional<bool> goal_answer;      // of one on the right that reads facts
  std::optional<types::Value> goal;     // right side
  // value - goal, both points; of a range or a tolerance: how far outside (+ above, - below); of an event: days early (+) or late (-).
  std::optional<base::Number> margin;
  std::optional<base::Number> tolerance;  // within: what may lie between both
  types::Unit unit;                     // to show value, goal and margin in
  bool turned = false;                  // a constant stands on the left: value and goal are the right and the left side
  bool lower_is_better = false;         // of the value
  bool is_day = false;                  // value and goal are the days of two events
  std::vector<Never> never;
  std::vector<std::string> defaults;    // "default(x, 3人) = 3人": the defaults taken under it
  std::vector<Cell> cells;
  std::size_t cells_left_out = 0;       // that there are besides these
};

// Of what a verdict rests on so much is listed, and the rest counted; two lists of a thousand rows make a million comparisons.
inline constexpr std::size_t kMostAtoms = 500;      // of those that are decisive, and of the others
inline constexpr std::size_t kMostCells = 1000;     // of an atom, and of those that are missing or cannot be used
inline constexpr std::size_t kMostCellsOfAll = 20'000;  // of all atoms together; beyond that each has
inline constexpr std::size_t kFewCells = 10;

struct LeftOut {
  std::size_t decisive = 0, others = 0;  // atoms
  std::size_t needs = 0, faults = 0, doubts = 0;
  bool any() const { return decisive + others + needs + faults + doubts > 0; }
};

// Why, in one word that does not change (cli.md: `reason`).
enum class Reason : unsigned char {
  met, value_out_of_range, event_late, event_not_happened, not_due_yet, fact_missing, cell_invalid, division_by_zero, too_many_digits, not_applicable, event_before_season, base_not_positive,
  no_members,
};
std::string_view code(Reason reason);   // "value_out_of_range"

struct Pace {
  base::Number done, elapsed;           // the shares of the goal, and of the time until it is due
  enum class State : unsigned char { ahead, on_track, behind } state = State::on_track;
  std::string of;                       // of several comparisons: which
  std::optional<base::Date> due;        // before the season's end
};

struct CriterionReasons {
  Reason reason = Reason::met;
  std::vector<Atom> atoms;              // in the order of the rule; of quantifiers one a member
  std::vector<Cell> needs;              // due and missing, under the parts that are undecided and not dominated; of atoms and cells that are left out, too
  std::vector<Cell> faults;             // invalid cells it rests on, likewise
  std::vector<Cell> doubts;             // cells it rests on that a warning doubts, each once; of atoms and cells that are left out, too
  LeftOut left_out;
  std::optional<Pace> pace;
};

// `trace` is of an evaluation of `batch` that kept its registers.
CriterionReasons explain(const semantics::Model& model, const plan::Program& program, const facts::Batch& batch, const exec::Trace& trace,
                         const exec::Outcome& outcome, std::size_t department, std::size_t target, std::size_t criterion, std::size_t row,
                         semantics::Words words = semantics::Words::english);

// Why a target applies, does not, or is not known to: the atoms, needs and faults of its `applies when`; empty where it has none.
CriterionReasons explain_applies(const semantics::Model& model, const plan::Program& program, const facts::Batch& batch,
                                 const exec::Trace& trace, std::size_t department, std::size_t target, std::size_t row,
                                 semantics::Words words = semantics::Words::english);

// Why a score has no value: what its formula came upon.
enum class Fault : unsigned char { division_by_zero, too_many_digits, nothing_left };
std::string_view code(Fault fault);  // "division_by_zero"
// Nothing where the register has a value in that row.
std::optional<Fault> score_fault(const plan::Program& program, const exec::Trace& trace, plan::RegisterId score, std::size_t row);

}  // namespace assay::explain
