// What an expression is evaluated against: one row of a batch, at a date, with the knowledge of the as-of date.
#pragma once

#include "base/calendar.h"
#include "base/number.h"
#include "facts/facts.h"
#include "reference/values.h"
#include "semantics/model.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace assay::reference {

struct Cell {
  enum class Kind { missing, invalid, known } kind = Kind::missing;
  base::Number number;  // in the fact's declared unit
};

// One reported batch, with its cells found by fact and member.
class Facts {
 public:
  Facts(const semantics::Model& model, const facts::Batch& batch);

  Cell cell(types::FactId fact, std::uint32_t member, const base::Period& period, std::size_t row) const;
  struct Reported {
    base::Period period;
    const columns::Column* column;
  };
  const std::vector<Reported>& all(types::FactId fact, std::uint32_t member) const;
  static Cell at(const columns::Column& column, std::size_t row);

  const semantics::Model& model;
  const facts::Batch& batch;

 private:
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Reported>> cells_;
};

// The current member (dimension) or item (list) of an axis.
struct Current {
  const semantics::Axis* axis;
  std::size_t index;
};

struct Scores;  // what the scoring formulas read

struct Context {
  const Facts* facts = nullptr;
  std::size_t row = 0;
  base::Date as_of{}, at{}, due{};
  bool later = false;             // what will be, rather than what is: what has not happened yet may still be reported
  bool rows_may_come = false;     // what will be, and the season has not ended: lists may grow
  base::Date from{}, to{};        // what is looked at: the season, or a period of it
  bool windowed = false;          // not this season as a whole
  int shift = 0;                  // seasons back
  int previous = 0;               // of these, by `previous`
  std::vector<Current> current;   // of the quantifiers around, outermost first
  const Scores* scores = nullptr;

  const semantics::Model& model() const { return facts->model; }
  const types::Schema& schema() const { return facts->model.schema; }
  const Current& current_of(std::uint32_t variable) const;
};

Context season_before(Context context);
// What stands apart sees no member that is gone through around.
bool stands_apart(semantics::ExprId id, const Context& context);
Context outside(Context context);
// Over the period of an `x@…`.
Context over(const semantics::Expr& at_period, Context context);

// The members, items or period ends that an axis ranges over; nothing where it is a list of which the unit has no row.
std::optional<std::vector<Context>> members(const semantics::Axis& axis, const Context& context);
// The same of several axes.
std::optional<std::vector<Context>> members(const std::vector<semantics::Axis>& axes, const Context& context);

// The rows that the lists gone through may have beside those that are there: some more of the one list, or any number of whatever is gone
// through. `partial`: only those of a member of one of the list's dimensions are gone through, so that each may be another's.
struct Absent {
  std::size_t count = 0;
  bool endless = false, partial = false;
  bool none() const { return count == 0 && !endless; }
};
Absent absent(const std::vector<semantics::Axis>& axes, const Context& context);

// The member of one dimension that an axis stands at: its own, or that of its list's current item.
std::uint32_t member_of(const Current& current, types::DimensionId dimension, const Context& context);

}  // namespace assay::reference
