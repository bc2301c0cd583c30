#include "reference/context.h"

#include <stdexcept>

namespace assay::reference {
namespace {

using semantics::Axis;

// The member that an item of a list has of one of the list's dimensions.
std::uint32_t item_member(const types::List& list, const facts::ListTable& table, std::size_t item, types::DimensionId dimension,
                          const types::Schema& schema) {
  std::size_t rest = table.member[item];
  for (std::size_t i = list.dimensions.size(); i-- > 0;) {
    const std::size_t size = schema[list.dimensions[i]].members.size();
    if (list.dimensions[i] == dimension) return static_cast<std::uint32_t>(rest % size);
    rest /= size;
  }
  return 0;
}

bool has_dimension(const types::List& list, types::DimensionId dimension) {
  for (const types::DimensionId d : list.dimensions)
    if (d == dimension) return true;
  return false;
}

// An item belongs here if all that stands at a member of one of its dimensions, a quantifier or an item of a list around, stands at its own.
bool belongs(const Axis& axis, std::size_t item, const Context& context) {
  const types::List& list = context.schema()[axis.list];
  const facts::ListTable& table = context.facts->batch.lists[axis.list.index()];
  if (table.unit[item] != context.row) return false;
  for (const Current& c : context.current) {
    for (const types::DimensionId d : list.dimensions) {
      const bool stands = (c.axis->kind == Axis::Kind::dimension && c.axis->dimension == d) ||
                          (c.axis->kind == Axis::Kind::list && has_dimension(context.schema()[c.axis->list], d));
      if (stands && member_of(c, d, context) != item_member(list, table, item, d, context.schema())) return false;
    }
  }
  return true;
}

struct Days {
  base::Date first, last;
};

// A season that is no calendar year has no year but itself.
Days days_of(const base::Period& period, const Context& context) {
  const types::Season& season = context.schema().season;
  const bool inside = first_day(period) >= season.from && last_day(period) <= season.to;
  if (period.step == base::Step::year && !inside) return {season.from, season.to};
  return {first_day(period), last_day(period)};
}

// The whole of the season that begins in a year.
Context season_of(int year, Context context) {
  const types::Season& season = context.schema().season;
  context.shift = base::civil(season.from).year - year + context.previous;
  context.from = season.from;
  context.to = season.to;
  context.at = season.to;
  context.windowed = context.shift > 0;
  return context;
}

}  // namespace

bool stands_apart(semantics::ExprId id, const Context& context) { return context.model()[id].apart && !context.current.empty(); }

Context outside(Context context) {
  context.current.clear();
  return context;
}

Context season_before(Context context) {
  ++context.shift;
  ++context.previous;
  context.windowed = true;
  return context;
}

Context over(const semantics::Expr& e, Context context) {
  const types::Season& season = context.schema().season;
  const base::Step step = e.period ? e.period->step : e.step;
  if (step == base::Step::year && types::periods(season, step).size() == 1) {
    const int now = context.shift - context.previous;
    return season_of(e.period ? e.period->year : base::civil(season.from).year - now, context);
  }
  base::Period period = base::period_of(context.at, step);
  if (e.period) {
    period = *e.period;
    context.shift = context.previous;
    for (; first_day(period) < season.from; ++period.year) ++context.shift;
  }
  context.from = first_day(period);
  context.to = context.at = last_day(period);
  context.windowed = context.shift > 0 || context.from != season.from || context.to != season.to;
  return context;
}

Facts::Facts(const semantics::Model& m, const facts::Batch& b) : model(m), batch(b) {
  for (const auto& [key, cells] : b.cells) cells_[{key.fact.value, key.member}].push_back({key.period, &cells.column});
}

Cell Facts::at(const columns::Column& column, std::size_t row) {
  if (!column.valid.get(row) && column.find_odd(row) == nullptr) return {};
  const Value v = column.at(row);
  if (v.invalid || !v.is_point()) return {Cell::Kind::invalid, {}};
  return {Cell::Kind::known, *v.range.low};
}

const std::vector<Facts::Reported>& Facts::all(types::FactId fact, std::uint32_t member) const {
  static const std::vector<Reported> kNone;
  const auto it = cells_.find({fact.value, member});
  return it == cells_.end() ? kNone : it->second;
}

Cell Facts::cell(types::FactId fact, std::uint32_t member, const base::Period& period, std::size_t row) const {
  for (const Reported& r : all(fact, member))
    if (r.period == period) return at(*r.column, row);
  return {};
}

const Current& Context::current_of(std::uint32_t variable) const {
  for (const Current& c : current) {
    if (c.axis->variable == variable) return c;
    for (const auto& of_item : c.axis->item_members)
      if (of_item == variable) return c;
  }
  throw std::logic_error("an expression reads an axis that is not around it");
}

std::optional<std::vector<Context>> members(const Axis& axis, const Context& context) {
  std::vector<Context> all;
  const auto add = [&](std::size_t index) {
    all.push_back(context);
    all.back().current.push_back({&axis, index});
  };
  switch (axis.kind) {
    case Axis::Kind::dimension:
      for (std::size_t i = 0; i < context.schema()[axis.dimension].members.size(); ++i) add(i);
      break;
    case Axis::Kind::list: {
      const facts::ListTable& table = context.facts->batch.lists[axis.list.index()];
      if (!table.reported || !table.reported_units.get(context.row)) return std::nullopt;
      for (std::size_t i = 0; i < table.unit.size(); ++i)
        if (belongs(axis, i, context)) add(i);
      break;
    }
    case Axis::Kind::period:
      if (axis.years) {
        for (int year = axis.years->first; year <= axis.years->last; ++year) {
          const Context then = season_of(year, context);
          if (then.shift == then.previous && context.at < context.schema().season.to) continue;
          all.push_back(then);
          all.back().current.push_back({&axis, all.size() - 1});
        }
        break;
      }
      for (const base::Period& p : types::periods(context.schema().season, axis.step)) {
        const Days days = days_of(p, context);
        if (days.last > context.at || days.first < context.from || days.last > context.schema().season.to) continue;
        // Of those within a longer period that is gone through around.
        if (axis.within && !base::contains(base::period_of(context.at, *axis.within), p)) continue;
        add(all.size());
        all.back().at = days.last;
      }
      break;
  }
  return all;
}

std::optional<std::vector<Context>> members(const std::vector<Axis>& axes, const Context& context) {
  std::vector<Context> all{context};
  for (const Axis& axis : axes) {
    std::vector<Context> next;
    for (const Context& c : all) {
      const auto inner = members(axis, c);
      if (!inner) return std::nullopt;
      next.insert(next.end(), inner->begin(), inner->end());
    }
    all = next;
  }
  return all;
}

Absent absent(const std::vector<Axis>& axes, const Context& context) {
  constexpr std::size_t kMost = 1000;
  Absent out;
  for (const Axis& axis : axes) {
    if (axis.kind != Axis::Kind::list) continue;
    const types::List& list = context.schema()[axis.list];
    const bool due = context.as_of >= context.due;
    if (!context.rows_may_come && !due) continue;  // so far, the rows that are there are all
    if (!list.size) {
      out.endless = out.endless || context.rows_may_come;
      continue;
    }
    std::size_t there = 0;
    for (const std::uint32_t unit : context.facts->batch.lists[axis.list.index()].unit) there += unit == context.row ? 1 : 0;
    if (there >= *list.size) continue;
    out.count = *list.size - there;
    out.endless = out.endless || out.count > kMost || axes.size() > 1;
    for (const Current& c : context.current)
      for (const types::DimensionId d : list.dimensions)
        out.partial = out.partial || (c.axis->kind == Axis::Kind::dimension && c.axis->dimension == d) ||
                      (c.axis->kind == Axis::Kind::list && has_dimension(context.schema()[c.axis->list], d));
  }
  return out;
}

std::uint32_t member_of(const Current& current, types::DimensionId dimension, const Context& context) {
  if (current.axis->kind != Axis::Kind::list) return static_cast<std::uint32_t>(current.index);
  return item_member(context.schema()[current.axis->list], context.facts->batch.lists[current.axis->list.index()], current.index,
                     dimension, context.schema());
}

}  // namespace assay::reference
