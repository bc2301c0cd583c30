// The declared facts: what may be reported, for whom, in which unit and how often. The contract between rules and data.
#pragma once

#include "base/calendar.h"
#include "base/ids.h"
#include "base/number.h"
#include "types/unit.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay::types {

using FactId = base::Id<struct FactTag>;
using DimensionId = base::Id<struct DimensionTag>;
using ListId = base::Id<struct ListTag>;
using ScaleId = base::Id<struct ScaleTag>;

// Member index of a fact's own total over its dimensions.
inline constexpr std::uint32_t kTotal = 0xFFFFFFFFU;

struct Season {
  std::string name;   // "2023"
  std::string label;
  base::Date from{}, to{};
  base::Step step = base::Step::quarter;
};

// The season's periods of a step, in order; the season begins and ends with one.
std::vector<base::Period> periods(const Season& season, base::Step step);
// The same without those that reach beyond the season.
std::vector<base::Period> whole_periods(const Season& season, base::Step step);
// Of what holds for the season: the step under which what is said of a part of it stands, and the periods that it may stand under, by their ends. Those
// of a year are its quarters; where there are several years, these too.
base::Step once_step(const Season& season);
std::vector<base::Period> once_periods(const Season& season);
// A period as a part of this season, and how many years it lies before that; nothing where no season has it.
struct Placed {
  int years_before = 0;
  base::Date from{}, to{};  // in this season
};
std::optional<Placed> place(const Season& season, base::Period period);
// A day or a period some years before; a day keeps its month and day.
base::Date years_before(base::Date date, int years);
base::Period years_before(base::Period period, int years);
// Stands for the whole season where a cell's period is asked for: the year in which it begins.
base::Period whole_season(const Season& season);
// Whether the season is no calendar year, nor several: then a year that is reported is the season that begins in it.
bool has_own_years(const Season& season);
// The days that a reported period speaks of.
struct Days {
  base::Date first{}, last{};
};
Days days_of(const Season& season, base::Period period);
// The longest shorter periods that one longer than a day is made of, in order.
std::vector<base::Period> parts_of(const Season& season, base::Period whole);
bool contains(const Season& season, base::Period whole, base::Period part);

struct Dimension {
  std::string name, label;
  std::vector<std::string> members;
};

struct Grade { std::string name; base::Number value; };  // value: 80% is 4/5
struct Scale {
  std::string name, label;
  std::vector<Grade> grades;            // worst first
  std::optional<std::size_t> pass;      // index of the lowest grade that passes
};

enum class FactKind : std::uint8_t { flow, cumulative, level, event, rank, grade, flag, text };
enum class Total : std::uint8_t { none, sum, mean, min, max };

struct Fact {
  std::string name;                 // identifier
  std::string label;                // may be empty
  std::string department;           // empty: of the whole season
  std::vector<std::string> aliases; // further names under which cells may come: a judge's criterion id and its quote
  FactKind kind = FactKind::level;
  Unit unit;                        // cells are kept in this unit
  ScaleId scale;                    // grade
  ListId list;                      // valid: a field of this list, not a fact of its own
  std::vector<DimensionId> dimensions;
  Total total = Total::none;
  std::optional<base::Number> low, high;  // declared or implied range, inclusive, in `unit`; flows and cumulatives have low 0 unless signed; ranks 1
  bool range_declared = false;
  bool whole = false;               // ranks too
  bool is_signed = false;
  bool evidence = false;
  base::Step step = base::Step::quarter;
  bool once = false;                // flag and text without a stated step, judges' grades: one value for the season; step is of no meaning
  bool judge = false;               // the grade of a judged criterion

  // Number of member cells: the product of the sizes of its dimensions, 1 without any. Member index: row-major, last dimension fastest.
  std::size_t members = 1;
};

struct List {
  std::string name, label;
  std::vector<DimensionId> dimensions;
  std::optional<std::uint32_t> size;
  std::vector<FactId> fields;
};

// One whose targets the rules state. It reports for units, and is none.
struct Department { std::string name, label; };

struct Schema {
  Season season;
  Units units;
  std::vector<Department> departments;
  std::vector<std::string> reports;   // declared reporting units; empty: any
  std::vector<Dimension> dimensions;
  std::vector<Scale> scales;
  std::vector<List> lists;
  std::vector<Fact> facts;            // list fields too
  std::vector<int> read_back{0, 1};   // how many years before the season what rules read was reported, ascending

  const Fact& operator[](FactId id) const { return facts[id.index()]; }
  const Dimension& operator[](DimensionId id) const { return dimensions[id.index()]; }
  const List& operator[](ListId id) const { return lists[id.index()]; }
  const Scale& operator[](ScaleId id) const { return scales[id.index()]; }
};

// "部门.name" or "name": how a fact is named for people.
std::string qualified_name(const Fact& fact);
// "吴兴区" or "吴兴区/…" of a member index.
std::string member_name(const Schema& schema, const std::vector<DimensionId>& dimensions, std::size_t member);
std::string member_name(const Schema& schema, const Fact& fact, std::size_t member);

}  // namespace assay::types
