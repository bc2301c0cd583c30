#include "reference/evaluate.h"
#include "reference/time.h"

#include <algorithm>
#include <functional>

namespace assay::reference {
namespace {

using base::Date;
using semantics::Expr;
using semantics::Timing;

struct Report {
  enum class Kind { invalid, date, yes, no } kind;
  std::int64_t first, last;  // the date, or the period's days
};

bool has_own_date(const Expr& expr) {
  return expr.timing == Timing::by || expr.timing == Timing::before || expr.timing == Timing::on;
}

Date moved(Date date, int years) {
  for (; years > 0; --years) date = first_day(year_before(period_of(date, base::Step::day)));
  return date;
}

// The season that is looked at, by its own days, and what of it.
struct Look {
  Date season_from, season_to, from, to, at, known, deadline;
  bool later = false, windowed = false;
};

// `last`: the deadline, as one of this season.
Look look(Date last, const Context& context) {
  const types::Season& season = context.schema().season;
  const auto there = [&](Date d) { return moved(d, context.shift); };
  Look l{there(season.from), there(season.to), there(context.from), there(context.to), there(context.at), context.as_of, {}, context.later, context.windowed};
  // All of an earlier season is known.
  if (context.shift > 0) l.known = l.season_to;
  l.deadline = there(std::min(last, context.to));
  return l;
}

// What the cells say that are visible: dates up to the as-of date whatever their period; yes and no of an ended period of the season. Of a
// period, only what is within it: dates, and yes of its parts; no also of what contains it.
class Visible {
 public:
  Visible(const Expr& subject, const Look& l, const Context& context) : l_(l), context_(context) {
    if (subject.kind == semantics::Kind::field) {
      add_field(subject);
      return;
    }
    const types::Fact& fact = context.schema()[subject.fact];
    std::uint32_t member = 0;
    for (std::size_t i = 0; i < fact.dimensions.size(); ++i) {
      const semantics::Binding& b = subject.bindings[i];
      const auto size = static_cast<std::uint32_t>(context.schema()[fact.dimensions[i]].members.size());
      member = member * size + (b.kind == semantics::Binding::Kind::fixed
                                    ? b.value
                                    : member_of(context.current_of(b.value), fact.dimensions[i], context));
    }
    for (const Facts::Reported& r : context.facts->all(subject.fact, member)) {
      const bool season = r.period.step == base::Step::year && r.period.year == base::civil(l.season_from).year;
      add(Facts::at(*r.column, context.row), season ? l.season_from : first_day(r.period), season ? l.season_to : last_day(r.period));
    }
  }

  std::vector<Report> reports;
  std::vector<std::int64_t> before_season;  // dates before its start

 private:
  // A yes or a no of a list's row stands for the season so far.
  void add_field(const Expr& subject) {
    const types::Fact& fact = context_.schema()[subject.fact];
    const types::List& list = context_.schema()[fact.list];
    const auto place = std::find(list.fields.begin(), list.fields.end(), subject.fact) - list.fields.begin();
    const columns::Column& column = context_.facts->batch.lists[fact.list.index()].fields[static_cast<std::size_t>(place)];
    const Cell cell = Facts::at(column, context_.current_of(subject.variable).index);
    // Wherever the season stands, a malformed one counts.
    const Date to_date = std::min(l_.known, l_.season_to);
    if (cell.kind == Cell::Kind::invalid) reports.push_back({Report::Kind::invalid, l_.season_from.days, to_date.days});
    else add(cell, l_.season_from, to_date);
    if (!context_.rows_may_come) return;
    // Until the season's end only a day that has come is there for good; of a yes it may be any.
    std::erase_if(reports, [](const Report& r) { return r.kind == Report::Kind::no; });
    for (Report& r : reports)
      if (r.kind == Report::Kind::yes) r.last = l_.season_to.days;
  }

  void add(const Cell& cell, Date first, Date last) {
    const bool within = first >= l_.from && last <= l_.to;
    const bool ended = first >= l_.season_from && first <= last && last <= l_.season_to && last <= l_.known;
    if (cell.kind == Cell::Kind::missing) return;
    if (cell.kind == Cell::Kind::invalid) {
      if (ended && within) reports.push_back({Report::Kind::invalid, first.days, last.days});
      return;
    }
    const auto number = static_cast<std::int64_t>(cell.number.numerator());
    if (number == facts::kEventYes) {
      if (ended && within) reports.push_back({Report::Kind::yes, first.days, last.days});
    } else if (number == facts::kEventNo) {
      if (ended && first <= l_.to && last >= l_.from) reports.push_back({Report::Kind::no, std::max(first, l_.from).days, std::min(last, l_.to).days});
    } else if (l_.windowed && (number < l_.from.days || number > l_.to.days)) {
      return;
    } else if (number < l_.from.days) {
      // Of the season before: an answer only where it was given for this one.
      if (within) before_season.push_back(number);
    } else if (number <= l_.known.days) {
      reports.push_back({Report::Kind::date, number, number});
    } else if (l_.known >= l_.from) {
      // A date to come says that it has not happened yet.
      reports.push_back({Report::Kind::no, l_.from.days, l_.known.days});
    }
  }

  const Look& l_;
  const Context& context_;
};

bool covered(const std::vector<Report>& reports, std::int64_t day) {
  return std::any_of(reports.begin(), reports.end(),
                     [&](const Report& r) { return r.kind == Report::Kind::no && r.first <= day && day <= r.last; });
}

// The first of some days that no "no" covers.
std::int64_t first_uncovered(const std::vector<Report>& reports, std::int64_t from, std::int64_t to) {
  for (std::int64_t day = from; day <= to; ++day)
    if (!covered(reports, day)) return day;
  return kNever;
}

// What it is where nothing says that it happened. `day_asked`: where the day itself is asked for.
Happening unsaid(const std::vector<Report>& reports, const Look& l, bool day_asked) {
  const std::int64_t at = l.at.days;
  const std::int64_t known = l.known.days;
  const bool due = l.known >= l.deadline;
  // Until it is due, what was not reported has not happened; but of a past day that may still turn out otherwise.
  if (!due && at > known && !(day_asked && l.later)) return {known + 1, kNever, false, false};
  if (!due && !l.later) return {};
  const std::int64_t day = first_uncovered(reports, l.from.days, std::min(l.deadline, l.to).days);
  if (day == kNever) return {at > known ? known + 1 : kNever, kNever, false, false};
  // What lies after `at` is never.
  if (at <= known && day > at) return {};
  return {day, kNever, false, due};
}

Happening happening_by(const Expr& subject, const Look& l, bool day_asked, const Context& context) {
  const Visible visible(subject, l, context);
  const std::vector<Report>& reports = visible.reports;
  const std::int64_t at = l.at.days;
  const std::int64_t deadline = l.deadline.days;
  const bool due = l.known.days >= deadline;
  const bool any_malformed = std::any_of(reports.begin(), reports.end(), [](const Report& r) { return r.kind == Report::Kind::invalid; });
  // No mark is left of a point.
  const auto marked = [&](std::int64_t low, std::int64_t high, bool lacks) {
    return low == high ? Happening{low, high, false, false} : Happening{low, high, any_malformed, lacks};
  };

  std::int64_t date = kNever;
  for (const Report& r : reports)
    if (r.kind == Report::Kind::date) date = std::min(date, r.first);
  Happening found{date, date, false, false};
  // From then on a malformed cell may say that it happened, and one of a period that ends by the deadline.
  std::int64_t perhaps = kNever;
  std::int64_t perhaps_in_time = kNever;
  for (const Report& r : reports) {
    if (r.kind == Report::Kind::yes && r.last < date) {  // else the date says more
      // It may have been so before, on any day that no "no" covers.
      const std::int64_t first = first_uncovered(reports, l.from.days, r.last);
      found.low = std::min(found.low, first == kNever ? r.first : first);
      found.high = std::min(found.high, r.last);
    }
    if (r.kind != Report::Kind::invalid || date != kNever) continue;
    const std::int64_t day = first_uncovered(reports, std::max<std::int64_t>(r.first, l.from.days), r.last);
    perhaps = std::min(perhaps, day);
    if (r.last <= deadline || !due) perhaps_in_time = std::min(perhaps_in_time, day);
  }
  const auto& earlier = visible.before_season;
  const std::int64_t before = earlier.empty() ? kNever : *std::min_element(earlier.begin(), earlier.end());
  const bool too_late = found.low > at || (due && found.high > deadline);
  if (before != kNever && too_late) {
    if (before > at) return {};
    // It may happen in the season yet.
    const bool may_come = (!due && (l.later || at > l.known.days)) || perhaps_in_time <= at;
    return marked(before, may_come ? kNever : before, false);
  }
  if (found.low != kNever) return found.low > at ? Happening{} : marked(found.low, found.high > at ? kNever : found.high, true);
  const Happening otherwise = unsaid(reports, l, day_asked);
  const std::int64_t low = std::min(otherwise.low, perhaps);
  return low > at ? Happening{} : marked(low, kNever, otherwise.lacks);
}

// The criterion's due date is none for another season, all of which should have been reported.
Date due_in(const Context& context) { return context.shift > 0 ? context.schema().season.to : context.due; }

// What `x@P` and `previous(x)` look at, and when.
std::optional<semantics::ExprId> looked_into(semantics::ExprId id, Context& context) {
  const Expr& e = context.model()[id];
  if (e.kind != semantics::Kind::at_period && e.kind != semantics::Kind::previous) return std::nullopt;
  context = e.kind == semantics::Kind::previous ? season_before(context) : over(e, context);
  return e.children[0];
}

std::int64_t into(std::int64_t day, const Happening& h) { return std::clamp(day, h.low, h.high); }

// Of an event, a day, never, or a default for one of them.
Happening day_of(semantics::ExprId id, bool day_asked, const std::function<Date(const Context&)>& deadline, Context context) {
  while (const auto inner = looked_into(id, context)) id = *inner;
  const Expr& e = context.model()[id];
  if (e.kind == semantics::Kind::truth) return {};
  if (e.kind == semantics::Kind::date) {
    const std::int64_t day = moved(e.date, context.shift).days;
    return {day, day, false, false};
  }
  if (e.kind != semantics::Kind::function) return happening_by(e, look(deadline(context), context), day_asked, context);
  const Happening own = day_of(e.children[0], day_asked, deadline, context);
  if (own.low == own.high || own.invalid || !own.lacks) return own;
  switch (missing(e, context)) {
    case Missing::may_come_late: return own;
    case Missing::may_come: return {own.low, own.high, false, false};
    case Missing::counts: break;
  }
  const Happening d = day_of(e.children[1], day_asked, deadline, context);
  Happening taken{into(d.low, own), into(d.high, own), d.invalid, d.lacks};
  if (taken.low == taken.high) taken.invalid = taken.lacks = false;
  return taken;
}

// Where the event itself is looked at, whatever its default.
Context looked_at(semantics::ExprId id, Context context) {
  for (;;) {
    if (const auto inner = looked_into(id, context)) id = *inner;
    else if (context.model()[id].kind == semantics::Kind::function) id = context.model()[id].children[0];
    else return context;
  }
}

}  // namespace

Happening happening(semantics::ExprId event, const Context& context) {
  return day_of(event, true, due_in, context);
}

Truth happened(const Expr& expr, const Context& around) {
  const auto deadline = [&](const Context& c) {
    // A date of the condition is one of the season around it.
    if (!has_own_date(expr) || around.shift != c.shift) return due_in(c);
    return std::min(due_in(c), expr.timing == Timing::before ? Date{expr.date.days - 1} : expr.date);
  };
  const Happening h = day_of(expr.children[0], false, deadline, around);
  const Context within = looked_at(expr.children[0], around);
  const Look l = look(deadline(within), within);
  const Date date = moved(expr.date, around.shift);
  std::int64_t first = l.from.days;
  std::int64_t last = l.to.days;
  switch (expr.timing) {
    case Timing::none: break;
    case Timing::by: last = date.days; break;
    case Timing::before: last = date.days - 1; break;
    case Timing::after:
      first = std::int64_t{date.days} + 1;
      last = kNever - 1;
      break;
    case Timing::on: first = last = date.days; break;
  }
  if (first > last || h.high < first || h.low > last) return Truth::false_;
  if (h.low >= first && h.high <= last) return Truth::true_;
  return undecided_by(h.invalid, h.lacks);
}

}  // namespace assay::reference
