#include "reference/time.h"

#include <algorithm>
#include <limits>

namespace assay::reference {
namespace {

using base::Date;
using semantics::Expr;
using semantics::Timing;

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

// The day on which something happened lies between two days, or it never did.
struct Happening {
  std::int64_t low = kNever, high = kNever;
  bool invalid = false, lacks = false;
};

struct Report {
  enum class Kind { invalid, date, yes, no } kind;
  std::int64_t first, last;  // the date, or the period's days
};

bool has_own_date(const Expr& expr) {
  return expr.timing == Timing::by || expr.timing == Timing::before || expr.timing == Timing::on;
}

// What the cells say that are visible: dates up to the as-of date whatever their period; yes and no of an ended period of the season.
class Visible {
 public:
  Visible(const Expr& expr, const Context& context) : context_(context) {
    const Expr& subject = context.model()[expr.children[0]];
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
    for (const Facts::Reported& r : context.facts->all(subject.fact, member))
      add(Facts::at(*r.column, context.row), first_day(r.period), last_day(r.period));
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
    const types::Season& season = context_.schema().season;
    const Cell cell = Facts::at(column, context_.current_of(subject.variable).index);
    if (cell.kind == Cell::Kind::invalid) reports.push_back({Report::Kind::invalid, 0, 0});
    else add(cell, season.from, std::min(context_.as_of, season.to));
  }

  void add(const Cell& cell, Date first, Date last) {
    const types::Season& season = context_.schema().season;
    const bool ended = first >= season.from && first <= last && last <= season.to && last <= context_.as_of;
    if (cell.kind == Cell::Kind::missing) return;
    if (cell.kind == Cell::Kind::invalid) {
      if (ended) reports.push_back({Report::Kind::invalid, 0, 0});
      return;
    }
    const auto number = static_cast<std::int64_t>(cell.number.numerator());
    if (number == facts::kEventYes || number == facts::kEventNo) {
      if (ended) reports.push_back({number == facts::kEventYes ? Report::Kind::yes : Report::Kind::no, first.days, last.days});
    } else if (number < season.from.days) {
      // Of the season before: an answer only where it was given for this one.
      if (first >= season.from && last <= season.to) before_season.push_back(number);
    } else if (number <= context_.as_of.days) {
      reports.push_back({Report::Kind::date, number, number});
    } else if (context_.as_of >= season.from) {
      // A date to come says that it has not happened yet.
      reports.push_back({Report::Kind::no, season.from.days, context_.as_of.days});
    }
  }

  const Context& context_;
};

bool covered(const std::vector<Report>& reports, std::int64_t day) {
  return std::any_of(reports.begin(), reports.end(),
                     [&](const Report& r) { return r.kind == Report::Kind::no && r.first <= day && day <= r.last; });
}

// The earliest of what is known to have happened; nothing where nothing is.
std::optional<Happening> earliest(const std::vector<Report>& reports) {
  std::optional<Happening> found;
  for (const Report& r : reports) {
    if (r.kind != Report::Kind::date && r.kind != Report::Kind::yes) continue;
    if (!found) found = Happening{};
    found->low = std::min(found->low, r.first);
    found->high = std::min(found->high, r.last);
  }
  if (found) found->lacks = found->low != found->high;
  return found;
}

Happening happening(const Expr& expr, const Context& context) {
  const Visible visible(expr, context);
  const std::vector<Report>& reports = visible.reports;
  for (const Report& r : reports)
    if (r.kind == Report::Kind::invalid) return {0, kNever, true, false};

  const std::int64_t at = context.at.days;
  const std::int64_t as_of = context.as_of.days;
  if (auto found = earliest(reports)) {
    if (found->low > at) return {};
    if (found->high > at) found->high = kNever;
    return *found;
  }

  if (!visible.before_season.empty()) {
    const std::int64_t first = *std::min_element(visible.before_season.begin(), visible.before_season.end());
    return first > at ? Happening{} : Happening{first, first, false, false};
  }

  const types::Season& season = context.schema().season;
  const Date own = expr.timing == Timing::before ? Date{expr.date.days - 1} : expr.date;
  const Date deadline = has_own_date(expr) ? std::min(own, context.due) : context.due;
  const bool due = context.as_of >= deadline;
  // Until it is due, what was not reported has not happened; but of a past day that may still turn out otherwise.
  if (!due && at > as_of) return {as_of + 1, kNever, false, false};
  if (!due && !context.later) return {};
  for (std::int64_t day = season.from.days; day <= std::min(deadline, season.to).days; ++day) {
    if (covered(reports, day)) continue;
    // What lies after `at` is never.
    if (at <= as_of && day > at) return {};
    return {day, kNever, false, due};
  }
  if (at > as_of) return {as_of + 1, kNever, false, false};
  return {};
}

}  // namespace

Truth happened(const Expr& expr, const Context& context) {
  const Happening h = happening(expr, context);
  if (h.invalid) return Truth::invalid;
  const types::Season& season = context.schema().season;
  std::int64_t first = season.from.days;
  std::int64_t last = season.to.days;
  switch (expr.timing) {
    case Timing::none: break;
    case Timing::by: last = expr.date.days; break;
    case Timing::before: last = expr.date.days - 1; break;
    case Timing::after:
      first = std::int64_t{expr.date.days} + 1;
      last = kNever - 1;
      break;
    case Timing::on: first = last = expr.date.days; break;
  }
  if (first > last || h.high < first || h.low > last) return Truth::false_;
  if (h.low >= first && h.high <= last) return Truth::true_;
  return undecided_by(false, h.lacks);
}

}  // namespace assay::reference
