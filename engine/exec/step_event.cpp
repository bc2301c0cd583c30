#include "exec/steps.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace assay::exec {

using base::Number;

namespace {

// One cell of an event that can be read for a row: a day, or yes or no for days.
struct Report {
  enum class Kind : std::uint8_t { day, yes, no, invalid } kind = Kind::day;
  std::int64_t first = 0, last = 0;
};

Value between(std::int64_t first, std::int64_t last, bool invalid, bool lacks) {
  return settled({{Number(first), Number(last)}, invalid, lacks});
}

// The first day from one on that no "no" covers.
std::int64_t first_uncovered(const std::vector<Report>& reports, std::int64_t day) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const Report& r : reports) {
      if (r.kind != Report::Kind::no || r.first > day || day > r.last) continue;
      day = r.last + 1;
      moved = true;
    }
  }
  return day;
}

struct Silence {
  std::int64_t first = kNever;
  bool lacks = false;
};

// From when on it may have happened where nothing says that it has; `uncovered`: the first day that no "no" covers.
Silence unsaid(std::int64_t uncovered, const plan::Load& load) {
  const std::int64_t at = load.at.days;
  const std::int64_t known = load.known.days;
  const bool due = known >= load.deadline.days;
  if (!due && at > known && !load.later) return {known + 1, false};
  if (!due && !load.later) return {};
  if (uncovered <= std::min(load.deadline, load.to).days) return at <= known && uncovered > at ? Silence{} : Silence{uncovered, due};
  return {at > known ? known + 1 : kNever, false};
}

// grammar/meaning.md, "Events".
Value day_of(const std::vector<Report>& reports, const plan::Load& load) {
  const std::int64_t at = load.at.days;
  const std::int64_t known = load.known.days;
  const std::int64_t deadline = load.deadline.days;
  const bool due = known >= deadline;
  const std::int64_t uncovered = first_uncovered(reports, load.from.days);
  std::int64_t date = kNever, before_season = kNever;
  bool invalid = false;
  for (const Report& r : reports) {
    invalid = invalid || r.kind == Report::Kind::invalid;
    if (r.kind != Report::Kind::day) continue;
    std::int64_t& least = r.first < load.from.days ? before_season : date;
    least = std::min(least, r.first);
  }
  // The first occurrence lies between the least first day and the least last day of those known. A yes may have been so on any day that
  // no "no" covers; one that ends on the day of a date or later adds nothing to it.
  std::int64_t first = date, last = date;
  // From then on a malformed cell may say that it happened, and one of a period that ends by the deadline.
  std::int64_t perhaps = kNever, perhaps_in_time = kNever;
  for (const Report& r : reports) {
    if (r.kind == Report::Kind::yes && r.last < date) {
      first = std::min(first, uncovered <= r.last ? uncovered : r.first);
      last = std::min(last, r.last);
    } else if (r.kind == Report::Kind::invalid && date == kNever) {
      const std::int64_t day = first_uncovered(reports, std::max<std::int64_t>(r.first, load.from.days));
      if (day > r.last) continue;
      perhaps = std::min(perhaps, day);
      if (r.last <= deadline || !due) perhaps_in_time = std::min(perhaps_in_time, day);
    }
  }
  const bool too_late = first > at || (due && last > deadline);
  if (before_season != kNever && too_late) {
    if (before_season > at) return between(kNever, kNever, false, false);
    const bool may_come = (!due && (load.later || at > known)) || perhaps_in_time <= at;
    return between(before_season, may_come ? kNever : before_season, invalid, false);
  }
  bool lacks = true;
  if (first == kNever) {
    const Silence silence = unsaid(uncovered, load);
    first = std::min(silence.first, perhaps);
    lacks = silence.lacks;
  }
  if (first > at) first = last = kNever;
  return between(first, last > at ? kNever : last, invalid, lacks);
}

// The days that a cell speaks of, and what of it can be read: `within`: they are among those that are looked at; `visible`: it was due.
struct Days {
  base::Date first, last;
  bool within = true, visible = true;
};

std::optional<Report> read(const columns::Column& column, std::size_t row, const plan::Load& load, const Days& days) {
  if (column.valid.get(row)) {
    const std::int64_t v = column.data[row];
    if (v == facts::kEventYes || v == facts::kEventNo) {
      if (!days.visible || days.first > days.last) return std::nullopt;
      if (days.within) return Report{v == facts::kEventYes ? Report::Kind::yes : Report::Kind::no, days.first.days, days.last.days};
      // No in a longer period is no in each part of it.
      if (v == facts::kEventYes || days.last < load.from || days.first > load.to) return std::nullopt;
      return Report{Report::Kind::no, std::max(days.first, load.from).days, std::min(days.last, load.to).days};
    }
    if (load.windowed && (v < load.from.days || v > load.to.days)) return std::nullopt;
    // A later day says that it has not happened by the as-of date.
    if (v > load.known.days) return Report{Report::Kind::no, load.from.days, load.known.days};
    return Report{Report::Kind::day, v, v};
  }
  if (!days.visible || !days.within) return std::nullopt;
  const columns::Odd* odd = column.find_odd(row);
  if (odd == nullptr || !odd->value.invalid) return std::nullopt;
  return Report{Report::Kind::invalid, days.first.days, days.last.days};
}

void store(Register& out, std::size_t element, const Value& v) {
  if (v.is_point()) {
    out.number.data[element] = static_cast<std::int64_t>(v.range.low->numerator());
    out.number.valid.set(element);
  } else {
    out.number.odd.push_back({static_cast<std::uint32_t>(element), v});
  }
}

}  // namespace

Register step_event(Context& context, const plan::Step& step) {
  const plan::Load& load = *step.load;
  const types::Fact& fact = context.schema[load.fact];
  const Shape shape = context.shape(step.out);
  Register out = number_register(shape, 0);
  out.bound = kNever;
  out.number.gap = day_of({}, load);
  std::vector<Report> reports;

  if (fact.list.valid()) {
    const facts::ListTable& table = context.batch.lists[fact.list.index()];
    const types::List& list = context.schema[fact.list];
    const auto field = static_cast<std::size_t>(std::find(list.fields.begin(), list.fields.end(), load.fact) - list.fields.begin());
    if (field >= table.fields.size()) return out;
    for (std::size_t item = 0; item < shape.rows; ++item) {
      reports.clear();
      if (auto r = read(table.fields[field], item, load, {load.from, std::min(load.to, load.known)})) {
        // Only a day that has come is there for good; of a yes it may be any.
        if (load.growing && r->kind == Report::Kind::no) continue;
        if (load.growing && r->kind == Report::Kind::yes) r->last = load.to.days;
        reports.push_back(*r);
        store(out, item, day_of(reports, load));
      }
    }
    return out;
  }

  for (std::size_t s = 0; s < load.members.size(); ++s) {
    struct Readable {
      const columns::Column* column;
      Days days;
    };
    std::vector<Readable> columns;
    for (const Source& source : context.cells(load.fact, load.members[s])) {
      const bool whole = source.period == base::period_of(load.season_from, base::Step::year);
      const base::Date first = whole ? load.season_from : base::first_day(source.period);
      const base::Date last = whole ? load.season_to : base::last_day(source.period);
      const bool of_season = first >= load.season_from && last <= load.season_to;
      // Under a period of another season only a date of this one counts.
      columns.push_back({source.column, {first, last, first >= load.from && last <= load.to, of_season && last <= load.known}});
    }
    if (columns.empty()) continue;
    for (std::size_t row = 0; row < shape.rows; ++row) {
      reports.clear();
      for (const Readable& c : columns)
        if (const auto r = read(*c.column, row, load, c.days); r && (c.days.within || r->last >= load.from.days)) reports.push_back(*r);
      if (!reports.empty()) store(out, s * shape.stride + row, day_of(reports, load));
    }
  }
  return out;
}

Register step_event_test(Context& context, const plan::Step& step) {
  const Register& day = context.in(step, 0);
  const Shape shape = context.shape(step.out);
  Register out = truth_register(shape);
  const std::int64_t date = step.date.days;
  std::int64_t first = step.from.days;
  std::int64_t last = date;
  switch (static_cast<plan::Timing>(step.small)) {
    case plan::Timing::none:
    case plan::Timing::by: break;
    case plan::Timing::before: last = date - 1; break;
    case plan::Timing::after:
      first = date + 1;
      last = kNever - 1;
      break;
    case plan::Timing::on: first = date; break;
  }
  const auto test = [&](const Value& v) {
    const Truth undecided = v.invalid ? Truth::invalid : v.lacks ? Truth::unknown : Truth::open_;
    if (first > last) return Truth::false_;  // no day is both
    if (!v.range.low || !v.range.high) return undecided;
    const Number low = *v.range.low;
    const Number high = *v.range.high;
    if (low >= Number(first) && high <= Number(last)) return Truth::true_;
    if (high < Number(first) || low > Number(last)) return Truth::false_;
    return undecided;
  };
  const Truth gap = test(day.number.gap);
  for (std::size_t w = 0; w < day.number.valid.words(); ++w) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; ++i) {
      const std::int64_t d = day.number.data[w * 64 + i];
      bits |= std::uint64_t{d >= first && d <= last} << i;
    }
    out.truth.is_true.data()[w] = bits & day.number.valid.data()[w];
    out.truth.is_false.data()[w] = ~bits & day.number.valid.data()[w];
  }
  Ascending at(day.number);
  for_each_dead(shape, day.number.valid,
                [&](std::size_t element) { put(out.truth, element, at.in_gap(element) ? gap : test(at.at(element))); });
  return out;
}

}  // namespace assay::exec
