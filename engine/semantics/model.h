// The meaning of a rulebook: every name resolved, every type and unit checked, every statement's consequence spelled out.
//
// Expressions live in one table. Lets, units, percent signs, chains and label look-ups are gone: numbers are in base units, and a
// let is its expression again at each place of use. The model owns all it needs; only spans point back to the rules' text.
#pragma once

#include "base/calendar.h"
#include "base/ids.h"
#include "base/number.h"
#include "functions/functions.h"
#include "semantics/compare.h"
#include "semantics/test.h"
#include "source/source.h"
#include "types/schema.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay::semantics {

using source::Span;
using ExprId = base::Id<struct ModelExprTag>;
using types::DimensionId;
using types::FactId;
using types::ListId;
using types::ScaleId;

enum class Type : std::uint8_t { number, truth, event, grade, text };

enum class Kind : std::uint8_t {
  number,      // number, in base units; `unit` says how it was written
  truth,       // truth
  grade,       // grade: index in `scale`
  text,        // text
  date,        // date; type event: a day
  unknown,     // a number, condition, grade or text of which nothing is known
  param,       // param: its value of the evaluated date
  elapsed,     // share of the season's steps ended by the evaluated date
  fact,        // fact with `bindings`; type number (ranks too), truth (flag), grade, text; its value to date
  field,       // fact: a field of the list of axis `variable`, for its current item
  negate,      // children[0]
  add, subtract, multiply, divide,
  if_,         // children: condition, then, else; type number or truth
  previous,    // children[0] as of the season before
  at_period,   // children[0] over `period`, or over the current period of `step` of the quantifier around; of any type
  growth,      // children[0] / previous(children[0]) - 1
  reduction,   // 1 - children[0] / previous(children[0])
  aggregate,   // aggregate over axes; children[0]: value (count, share, streak: filter); children[1]: filter, if there is one
  rank_among,       // the place of children[0] among that of all units, the greatest first
  aggregate_among,  // aggregate (sum avg min max median) of children[0] over all units
  function,    // function of children: min max sum avg median count of several, abs, round (places), floor, ceiling, mod, power (places: the
               // exponent), days, default; `number` of round, floor and ceiling: the unit that is rounded in
  compare,     // children[0] compare children[1]; both numbers, grades, or events (their days); eq and ne also truths and texts
  in_set,      // children[0] equals one of the others
  in_range,    // children[1] <= children[0] <= children[2]
  within,      // children[0] and children[1] differ by no more than children[2]; `relative`: times children[1]
  at_least,    // children[0], a number or a param, of the conditions after it hold
  reported,    // children[0], a fact or field or one of last season, is there; `missing`: is not
  member,      // the current member of axis `variable` is one of `members`
  event,       // children[0]: fact or field of type event; timing, date (of none: a bare event, inside the season)
  not_, and_, or_, implies,  // children; and_, or_ two or more
  quantifier,  // quantifier over axes[0]; children[0]: body; children[1]: filter, if there is one (lists)
  quantity,    // scoring: quantity
  fold,        // scoring: aggregate (sum avg min max count) of the criteria's or the targets' scores; children[0]: filter, if there is one
};

enum class Timing : std::uint8_t { none, by, before, after, on };
enum class Quantifier : std::uint8_t { every, any, no };
enum class Aggregate : std::uint8_t { sum, avg, min, max, median, count, share, streak, distinct };
// Counting aggregates have a filter alone, no value.
inline bool counts(Aggregate a) { return a == Aggregate::count || a == Aggregate::share || a == Aggregate::streak; }
enum class Quantity : std::uint8_t { attainment, stretch, met, weight, difficulty };

struct Years {
  int first = 0, last = 0;
};

// What a quantifier or an aggregate ranges over. `variable` is unique in the model.
struct Axis {
  enum class Kind : std::uint8_t { dimension, list, period } kind = Kind::dimension;
  DimensionId dimension;
  ListId list;
  base::Step step = base::Step::quarter;  // period
  std::optional<base::Step> within;       // period: only those within the current one of this longer step, which is gone through outside
  std::optional<Years> years;             // period: whole seasons, this and earlier ones
  // list: the variable of the current item's member of each of the list's dimensions; none where that is gone through around.
  std::vector<std::optional<std::uint32_t>> item_members;
  std::uint32_t variable = 0;
};

// Which member of one dimension a fact is taken for.
struct Binding {
  enum class Kind : std::uint8_t {
    axis,   // the current member of axis `value`
    fixed,  // member number `value`
    total,  // the fact's total over this dimension
  } kind = Kind::axis;
  std::uint32_t value = 0;
};

struct Expr {
  Kind kind{};
  Type type = Type::number;
  Compare compare{};
  Timing timing{};
  Quantifier quantifier{};
  Aggregate aggregate{};
  Quantity quantity{};
  bool truth = false;
  functions::Function function{};
  bool relative = false;             // within
  bool missing = false;              // reported
  bool apart = false;                // aggregate, quantifier, of units: a let's, the same whatever member is gone through around
  int places = 0;                    // function
  bool of_targets = false;           // fold: of the targets' scores, else of the criteria's
  std::uint32_t grade = 0;
  std::uint32_t variable = 0;        // field, member
  DimensionId dimension;             // member
  std::vector<std::uint32_t> members;  // member: ascending
  base::Date date{};
  std::optional<base::Period> period;  // at_period
  base::Step step{};                 // at_period
  base::Number number;
  types::Unit unit;                  // numbers: dimension, and the unit to show values in
  FactId fact;
  ScaleId scale;
  std::uint32_t param = 0;           // index into Model::params
  std::string text;
  std::vector<Binding> bindings;     // fact: one a dimension of the fact
  std::vector<Axis> axes;
  std::vector<ExprId> children;
  Span span;                         // as written at the place of use
};

struct DatedNumber {
  base::Number value;
  base::Date from{}, to{};           // inclusive
  Span span;
};

struct Param {
  std::string name, label, source, assumed;
  types::Unit unit;
  std::vector<DatedNumber> values;   // ascending, not overlapping
  Span span;
};

// How a criterion earns its attainment where it says so itself, from `value` compared with `goal` (grammar/meaning.md, "Schemes").
struct Scheme {
  enum class Kind : std::uint8_t {
    all_or_nothing,  // reads the condition alone
    proportional,    // numbers: floor, cap
    linear,          // numbers: from, to
    steps,           // rows on the ratio
    deduct,          // numbers: points, per
    bonus,           // numbers: points, per and, where there is one, the limit
    places,          // rows on a place
  } kind = Kind::all_or_nothing;
  // The first row that holds gives its value: `compare bound`, or from `bound` to `last`.
  struct Row {
    Compare compare{};
    base::Number bound;
    std::optional<base::Number> last;
    base::Number value;
    Span span;
    friend bool operator==(const Row&, const Row&) = default;
  };
  ExprId value, goal;                // numbers; not of all_or_nothing
  Compare compare{};                 // value compare goal
  std::vector<base::Number> numbers;
  bool of_goal = false;              // bonus: `per` is a share of the goal
  std::vector<Row> rows;
  base::Number otherwise;            // where no row holds
  bool has_otherwise = false;        // it was stated
  Span span;
  friend bool operator==(const Scheme&, const Scheme&) = default;
};

struct Stretch {
  std::string quote;
  ExprId condition;
  Span span;
};

struct Criterion {
  enum class Kind : std::uint8_t { require, aim, judge } kind = Kind::require;
  std::string id;                    // 市红十字会.1.aed
  std::string name;                  // aed, or its number within the target
  std::string quote;                 // as written; may be empty
  bool decides = false;              // takes part in the target's verdict
  ExprId condition;                  // judges too: grade >= the pass or the stated grade (a truth `true` where the scale has no pass)
  FactId judged;                     // judges: the grade that is reported
  std::optional<Stretch> stretch;
  std::optional<Scheme> scheme;
  base::Date due{};
  base::Number weight{1};            // share in mean(criteria)
  Span span;                         // of the statement; of one that a template makes: of its `apply`
  std::optional<Span> template_span; // and of the statement in the template
};

// What `mean(criteria)` is in a target's formula.
enum class Combine : std::uint8_t { mean, min, all_or_nothing, share_met };

struct Target {
  std::string id;                    // 市红十字会.1
  std::string name;                  // 1
  std::string title, text;
  base::Number weight;
  ExprId applies_when;               // may be invalid
  Combine combine = Combine::mean;
  std::vector<Criterion> criteria;
  Span span, text_span, title_span;
};

struct Department {
  std::string name, label;
  std::vector<DatedNumber> difficulty;
  std::string difficulty_source;
  std::vector<Target> targets;
  Span span;
};

// Who is ahead where scores are equal: nobody, the higher difficulty, the one that stands first in the rulebook.
enum class Ties : std::uint8_t { shared, difficulty, order };

struct Scoring {
  int places = 4;
  Ties ties = Ties::shared;
  ExprId criterion, target, department;  // attainment + 10% * stretch; weight * mean(criteria); sum(targets) * difficulty where not stated
  Span span;
};

struct Model {
  types::Schema schema;
  std::vector<Expr> expressions;
  std::vector<Param> params;
  std::vector<Department> departments;
  Scoring scoring;
  std::vector<Test> tests;           // in the order of the files
  // Beside the schema, place by place: where each fact, dimension, list, scale and season was declared.
  std::vector<Span> fact_spans, dimension_spans, list_spans, scale_spans;
  Span season_span;

  const Expr& operator[](ExprId id) const { return expressions[id.index()]; }
};

}  // namespace assay::semantics
