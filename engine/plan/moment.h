// When an expression is evaluated, and how `previous`, stated periods and quantifiers over periods lead from one moment to another.
#pragma once

#include "base/calendar.h"
#include "semantics/model.h"
#include "types/schema.h"

#include <compare>
#include <vector>

namespace assay::plan {

// At a date, over the days since `from`, with what is due by `due`. Days are those of the program's season; what is read lies `shift` years
// before them.
struct Moment {
  base::Date at{}, due{};  // `due` of the criterion
  base::Date from{}, to{}; // the season's first and last day, or those of a stated period
  int shift = 0;
  int before = 0;          // how many of these `previous` went
  bool later = false;      // what will be, rather than what is: as-of is before `due`
  bool growing = false;    // what will be, and as-of is before the season's end: rows may come
  friend auto operator<=>(const Moment&, const Moment&) = default;
  // Until when what is asked of here is to be reported: of another season, all of which is known, to its end.
  base::Date last_due() const { return shift == 0 && due < to ? due : to; }
  // Of a part of this season, or of another one.
  bool is_windowed(const types::Season& season) const { return shift > 0 || from != season.from || to != season.to; }
};

// As of a date, now or, at `due`, in future.
Moment moment_now(const types::Season& season, base::Date as_of, base::Date due);
Moment moment_in_future(const types::Season& season, base::Date as_of, base::Date due);
Moment season_before(Moment moment);
// Over the stated or the current period of an `x@…`.
Moment over(const types::Season& season, const semantics::Expr& at_period, Moment moment);

// A period that a quantifier goes through, as it is called in its own year, and the moment at its end.
struct PeriodMoment {
  base::Period period;
  Moment moment;
};
std::vector<PeriodMoment> periods_of(const types::Season& season, const semantics::Axis& axis, const Moment& moment);

// The periods of `step` within the season that end on or before `at`, in order.
std::vector<base::Period> ended_periods(const types::Season& season, base::Step step, base::Date at);

}  // namespace assay::plan
