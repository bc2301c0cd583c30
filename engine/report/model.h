// What a report says, whatever its format: units, departments, targets, criteria and the reasons for each.
//
// Numbers are exact and in base units; texts are the rulebook's and the files' own.
#pragma once

#include "base/number.h"
#include "exec/outcome.h"
#include "explain/explain.h"
#include "types/unit.h"
#include "types/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::report {

// A score or an attainment; nothing where there is none to give.
using Range = std::optional<types::Interval>;

struct Cell {
  explain::Cell::State state = explain::Cell::State::reported;
  std::string fact;     // as people call it
  std::string name;     // 部门.fact, as the rules call it
  std::string member;
  std::string period;
  std::string place;    // facts.csv:118:5; empty where nothing was reported
  std::string text;     // as reported; yes or no in English where only the value was kept
  std::optional<bool> answer;  // then which
  std::string doubt;    // the code of the warning that doubts it, though it counts; empty where none does
  std::string doubted;  // then the place of that, where the cell is a sum that the doubted one is part of
  std::size_t items = 0, items_short = 0;  // of a list of which some rows are there, but fewer than its size
  bool wants_day = false;  // an event that has happened, but nobody says when
  std::string own_place, own_text;  // what the unit itself reported, where a review says otherwise or has superseded it; empty elsewhere
  std::optional<bool> own_answer;
  std::string reason;               // of such a review
  bool withdrawn = false;           // by a review of the same period, which says that nothing is reported
  bool of_list = false;         // of an item of a list
  std::string unit;             // of a cell of another unit: whose
  bool of_other_units = false;  // a cell of another unit; without `unit` it stands for those of all others, and `fact` is an expression
};

struct Atom {
  enum class Form : std::uint8_t { comparison, event, days, other } form = Form::other;
  std::string expr;      // in the language's own spelling
  std::string rule;      // path:line:column
  std::string subject;   // the left side as people call it
  std::string relation;  // as the rule asks for it, so turned round where negated: ≥ > ≤ < = ≠ ∈ ∉ ≈ ≉; of events by, before, after, on
  std::vector<std::string> where;  // members and periods, where the condition is one of several
  types::Truth truth = types::Truth::unknown;  // of `expr`
  bool decisive = true;
  bool negated = false;  // the rule asks that `expr` does not hold
  bool lower_is_better = false;
  bool to_date = false;        // a flow's total since the season began, in one of its periods
  bool before_season = false;  // an event of before the season's start
  Range value, goal;                // base units; events: days since 1970
  std::optional<base::Number> margin;
  std::optional<base::Number> tolerance;  // of ≈: what may lie between both, where it is a share of the goal
  std::string value_name, goal_name;  // of grades and of other values that are no numbers for people
  std::optional<bool> answer;         // of a flag: which
  std::optional<bool> goal_answer;    // of one that it is compared with
  // Events of which the days are counted, but which had not happened by then.
  struct Never {
    std::string event;
    base::Date by;
    std::optional<base::Date> came;   // after that, as a cell says
  };
  std::vector<Never> never;
  types::Unit unit;
  std::vector<std::string> defaults; // default(x, 3人) = 3人: taken for what is missing
  std::string base_unit;            // the unit that value, goal and margin are in
  std::vector<Cell> cells;
  std::size_t cells_left_out = 0;   // that there are besides these

  // Of what the rule asks for: that `expr` holds or, negated, that it does not.
  types::Truth as_asked() const {
    if (!negated || types::undecided(truth)) return truth;
    return truth == types::Truth::true_ ? types::Truth::false_ : types::Truth::true_;
  }
};

// Why there is no score.
struct NoScore {
  std::string_view reason;  // "division_by_zero", "too_many_digits", "nothing_left", "not_applicable"
  std::string of;           // whose formula; of not_applicable what does not apply
};

// What a criterion's own way of scoring read.
struct SchemeReading {
  enum class Reads : std::uint8_t { nothing, ratio, value, is_short, over, over_of_goal } reads = Reads::nothing;
  std::string rule;         // `steps { >= 100%: 100%, else 0% }`
  Range value;
  types::Unit unit;
};

// A parameter that a rule reads.
struct ParamUse {
  std::string name, label, source, assumed;
  base::Number value;       // of the date the rule is evaluated for
  types::Unit unit;
};

// What it comes to as the units themselves reported it, beside what it comes to as reviewed.
struct Own {
  exec::Status status{};  // of criteria and targets
  Range attainment, score;
  friend bool operator==(const Own&, const Own&) = default;
};

struct Stretch {
  exec::Status status{};
  Range value;
};

// A state that was reported for one period of the season and is missing in others.
struct ReportedOnce {
  std::string fact, read;  // `budget`, `budget@2023`: as one that is reported once a season is read
};

struct Criterion {
  std::string id, quote, condition;
  std::string kind;  // require, aim, judge
  bool decides = false;
  exec::Status status{};
  bool provisional = false;
  Range attainment, score;
  std::optional<NoScore> no_score;
  std::optional<Stretch> stretch;
  std::optional<SchemeReading> scheme;
  std::string rule;  // path:line:column of the statement
  std::string in_template;         // of the statement in the template, where one made it
  std::vector<ParamUse> params;    // that its condition reads
  base::Date due{};
  std::string reason;
  explain::Reason reason_code{};
  std::optional<explain::Pace> pace;
  std::vector<Atom> atoms;
  std::vector<Cell> needs, faults;
  std::vector<Cell> doubts;          // reported, and doubted; of what was decided by
  explain::LeftOut left_out;         // of these four
  std::optional<ReportedOnce> once;  // of the first of the needs of which that is so
  std::optional<Own> self;
};

struct Target {
  std::string id, name, title;
  base::Number weight;
  exec::Status status{};
  bool provisional = false;
  Range attainment, score;
  std::optional<NoScore> no_score;
  std::string applies;             // its `applies when`, as written; empty without one
  std::vector<Cell> needs, faults; // under an undecided `applies when`
  explain::LeftOut left_out;
  std::vector<Criterion> criteria;
  std::optional<Own> self;
};

struct Department {
  std::string name, label;
  base::Number difficulty{1};
  Range score;
  std::optional<NoScore> no_score;
  std::uint32_t rank_low = 0, rank_high = 0;  // 0 where there is no score
  std::vector<Target> targets;
  std::optional<Own> self;
};

struct Unit {
  std::string name;
  Range score;
  std::optional<NoScore> no_score;
  std::vector<Department> departments;
  std::optional<Own> self;
};

}  // namespace assay::report
