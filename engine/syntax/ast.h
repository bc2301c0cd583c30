// The syntax tree of a rules file: what was written and where, before any name is looked up.
//
// Names are in NFC; keywords of both languages and full-width twins have become the same kinds. Expressions live in one
// table a file and are named by ExprId. The tree owns all its text.
#pragma once

#include "base/calendar.h"
#include "base/ids.h"
#include "source/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace assay::syntax {

using source::Span;
using ExprId = base::Id<struct ExprTag>;

struct Name {
  std::string text;  // NFC, without back-quotes
  Span span;
};
struct Text {
  std::string value;  // unescaped
  Span span;
};

// What `children`, `text` and the other fields of an Expr hold is said beside each kind.
enum class ExprKind : std::uint8_t {
  error,         // stands where parsing failed
  number,        // text: the whole token in ASCII twins: "16.6万人", "100%", "3pp", "166_000"
  string,        // text
  date,          // date
  boolean,       // flag
  unknown,       // the word `unknown`
  name,          // text, one identifier
  member_access, // children[0] . text            部门.fact, 平台.营收
  call,          // text ( children… ) ; where: filter of the last argument; `distinct` in flag
  negate,        // - children[0]
  add, subtract, multiply, divide,  // children[0], children[1]
  compare,       // children[0] ops[0] children[1] ops[1] children[2] …
  in_set,        // children[0] in { children[1…] }
  in_range,      // children[0] in children[1] .. children[2]
  within,        // children[0] within children[1] of children[2]
  timing,        // children[0] by|before|after|on children[1]; op says which
  is_missing, is_reported,  // children[0]
  not_, and_, or_, implies, // children
  if_,           // children: condition, then, else
  quantifier,    // op: every any no; axis; children[0]: body
  at_least_of,   // at least children[0] of { children[1…] }
  index,         // children[0] [ children[1…] ]: members
  at_period,     // children[0] @ text: "2022", "2023Q1", "quarter"
  rank_among,    // rank of children[0] among text ("units")
  aggregate_among,  // text (avg …) of children[0] among name (in `axis.name`)
  set,           // { children… }
};

enum class Op : std::uint8_t { none, ge, gt, le, lt, eq, ne, by, before, after, on, every, any, no };

// What a quantifier or an aggregate ranges over: a dimension, a list, `quarter`, `month`, `year`, with `from … to …`.
struct Axis {
  Name name;
  ExprId from, to;  // `every year from 2019 to 2023`
  ExprId where;     // `every 整治项目 where … has`
};

struct Expr {
  ExprKind kind = ExprKind::error;
  Op op = Op::none;
  bool flag = false;
  base::Date date{};
  Span span;
  Span op_span;  // of the operator or of the name inside (call, member_access)
  std::string text;
  std::vector<ExprId> children;
  std::vector<Op> ops;
  Axis axis;     // quantifier; of a call `from` and `to` alone: `count(year from 2021 to 2023 where …)`
  ExprId where;  // call
};

struct Use { Text path; Span span; };

struct Season {
  Name name;  // "2023"
  std::optional<Text> label;
  base::Date from{}, to{};
  Span from_span, to_span;
  std::optional<base::Step> step;
  Span span;
};

struct Unit {
  Name name;
  std::optional<Text> label;
  ExprId definition;  // `10000 元`: number and unit expression; invalid for a base unit
  Span span;
};

struct Reports { std::vector<Name> units; Span span; };

struct Dimension {
  Name name;
  std::optional<Text> label;
  std::vector<Name> members;
  Span span;
};

enum class FactKind : std::uint8_t { flow, cumulative, level, event, rank, grade, flag, text };
enum class Total : std::uint8_t { none, sum, mean, min, max };

struct Fact {
  Name name;
  std::optional<Text> label;
  FactKind kind = FactKind::level;
  Span kind_span;
  ExprId unit;                 // the unit expression: 人, 元/人, %; invalid if none was written
  std::optional<Name> scale;   // grade S
  std::vector<Name> dimensions;
  Total total = Total::none;
  Span total_span;
  ExprId range_low, range_high;  // inclusive; either may be invalid
  Span range_span;
  bool whole = false, is_signed = false, evidence = false;
  std::optional<base::Step> step;
  Span step_span;
  Span span;
};

struct List {
  Name name;
  std::optional<Text> label;
  std::vector<Name> dimensions;
  std::optional<std::uint32_t> size;
  std::vector<Fact> fields;
  Span span;
};

struct Grade { Name name; ExprId value; };
struct Scale {
  Name name;
  std::optional<Text> label;
  std::vector<Grade> grades;  // worst first
  std::optional<Name> pass;
  Span span;
};

// One value of a parameter or a difficulty and the days from which it holds (the season's start if not said).
struct DatedValue {
  ExprId value;
  std::optional<base::Date> from, to;
  Span span;
};

struct Param {
  Name name;
  std::optional<Text> label;
  ExprId unit;
  std::vector<DatedValue> values;
  std::optional<Text> source;
  std::optional<Text> assumed;
  Span span;
};

struct Let { Name name; ExprId value; Span span; };
struct Function { Name name; std::vector<Name> parameters; ExprId body; Span span; };

// How a criterion earns its attainment, as written after its condition.
struct Scheme {
  enum class Kind : std::uint8_t { all_or_nothing, proportional, linear, steps, deduct, bonus, places } kind = Kind::all_or_nothing;
  // proportional: floor, cap; linear: from, to; deduct: points, per; bonus: points, per, up to. Invalid where not written.
  std::vector<ExprId> values;
  struct Step { Op op = Op::none; ExprId bound; ExprId last; ExprId value; Span span; };  // steps: op bound: value; places: bound[..last]: value; else: op none, no bound
  std::vector<Step> steps;
  bool of_goal = false;  // bonus: `per 5% of goal over` rather than `per 1pp over`
  Span span;
};

struct Stretch { std::optional<Text> quote; ExprId condition; Span span; };

struct Criterion {
  enum class Kind : std::uint8_t { require, aim, judge, require_judge } kind = Kind::require;
  std::optional<Name> name;
  std::optional<Text> quote;
  ExprId condition;                 // not for judges
  std::optional<Name> scale;        // judge … on S
  std::optional<Name> at_least;     // require judge … at least G
  std::optional<Stretch> stretch;
  std::optional<Scheme> scheme;
  std::optional<base::Date> due;
  Span due_span;
  ExprId weight;
  Span span;                        // the whole statement; its start is the place of the rule
};

struct Apply { Name name; std::vector<ExprId> arguments; Span span; };

struct Combine {
  enum class Kind : std::uint8_t { mean, min, all_or_nothing, share_met } kind = Kind::mean;
  Span span;
};

struct Target {
  Name id;  // "1", or an identifier
  std::optional<Text> title;
  ExprId weight;
  ExprId applies_when;
  std::optional<Combine> combine;
  std::optional<Text> text;
  std::vector<std::variant<Criterion, Let, Apply>> body;
  Span span;
  Span head;  // `target 1 "…"` alone
};

struct Department {
  Name name;
  std::optional<Text> label;
  std::vector<DatedValue> difficulty;
  std::optional<Text> difficulty_source;
  Span difficulty_span;
  std::vector<std::variant<Fact, Let, Param, List, Function, Target>> body;
  Span span;
  Span head;
};

struct Template { Name name; std::vector<Name> parameters; std::vector<Criterion> criteria; Span span; };

struct Scoring {
  struct Formula { Name name; ExprId value; };
  std::optional<std::uint32_t> round_places;  // `round half up 4`
  Span round_span;
  std::vector<Formula> formulas;              // criterion, target, department
  std::optional<Name> ties;                   // `ties WORD`
  Span span;
};

struct Test {
  // `training`, `市红十字会.1.year`, `teams[吴兴区]`, `raised@2023Q1`, `平台["甲"].营收`, and what stands there.
  struct Given {
    std::vector<Name> path;
    std::vector<ExprId> members;   // within the brackets
    std::optional<Name> field;     // behind them
    std::optional<Name> period;    // "2023Q1"
    ExprId value;
    Span span;                     // of the place
  };
  struct Expect {
    std::vector<Name> path;  // 市红十字会 . 1 . aed
    enum class What : std::uint8_t { status, attainment, score } what = What::status;
    std::string status;      // met missed open unknown invalid not_applicable
    bool provisional = false;
    std::vector<Name> because;
    ExprId value, high;      // attainment, score: the number, or an interval's ends
    Span status_span;        // with `provisional`
    Span because_span;
    Span span;
  };
  Text name;
  std::optional<base::Date> as_of;
  std::vector<Given> given;
  std::vector<Expect> expect;
  Span span;
};

using Statement = std::variant<Use, Season, Unit, Reports, Dimension, List, Scale, Param, Fact, Let, Function, Template, Department,
                               Scoring, Test>;

struct File {
  source::FileId file;
  std::vector<Expr> expressions;
  std::vector<Statement> statements;

  const Expr& operator[](ExprId id) const { return expressions[id.index()]; }
};

}  // namespace assay::syntax
