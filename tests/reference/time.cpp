#include "reference/time.h"

#include <algorithm>
#include <optional>

namespace assay::reference {
namespace {

using base::Date;
using base::Period;
using base::Step;
using semantics::Binding;
using semantics::Expr;
using types::Fact;
using types::FactId;
using types::FactKind;

// Its year is the season, also where that is no calendar year.
bool is_season(const Period& period, const types::Season& season) {
  return period == types::whole_season(season) && types::periods(season, Step::year).size() == 1;
}

Date begin_of(const Period& period, const types::Season& season) { return is_season(period, season) ? season.from : first_day(period); }
Date end_of(const Period& period, const types::Season& season) { return is_season(period, season) ? season.to : last_day(period); }

bool is_part(const Period& part, const Period& whole, const types::Season& season) {
  return begin_of(part, season) >= begin_of(whole, season) && end_of(part, season) <= end_of(whole, season);
}

// A period of the season as it was `shift` years before.
Period shifted(Period period, int shift) {
  for (int i = 0; i < shift; ++i) period = year_before(period);
  return period;
}

// One fact of one member, seen from one context: which of its cells are read, and what they say.
class MemberInTime {
 public:
  // `beside`: for the bare name, where a period says nothing of which the total cannot be used.
  MemberInTime(FactId id, std::uint32_t member, const Context& context, bool beside = false)
      : id_(id), member_(member), context_(context), fact_(context.schema()[id]), beside_(beside) {}

  Value to_date() const {
    if (fact_.once) return once();
    if (fact_.kind == FactKind::cumulative && context_.from != context_.schema().season.from) return amount_within();
    return to_date(counting_periods());
  }

 private:
  Value to_date(const std::vector<Period>& counting) const {
    if (counting.empty()) return range(false);
    switch (fact_.kind) {
      case FactKind::flow: return flow(counting);
      case FactKind::cumulative: return cumulative(counting);
      default: return of(cell(counting.back()), counting.back());
    }
  }

  // What a running total came to at the end of the period, less what it was before.
  Value amount_within() const {
    Context end = context_;
    end.from = context_.schema().season.from;
    Context before = end;
    before.at = Date{context_.from.days - 1};
    return subtract(MemberInTime(id_, member_, end, beside_).to_date(), MemberInTime(id_, member_, before, beside_).to_date());
  }

  std::vector<Period> counting_periods() const {
    std::vector<Period> counting;
    const types::Season& season = context_.schema().season;
    for (const Period& p : types::periods(season, fact_.step))
      if (ends_by(p, context_.at) && (context_.from == season.from || begin_of(p, season) >= context_.from)) counting.push_back(p);
    return counting;
  }

  bool ends_by(const Period& period, Date date) const { return end_of(period, context_.schema().season) <= date; }
  // Everything of the season before is visible.
  bool visible(const Period& period) const { return context_.shift > 0 || ends_by(period, context_.as_of); }
  Cell cell(const Period& period) const {
    if (!visible(period)) return {};
    if (beside_ && total_unusable(period)) {
      Cell unusable;
      unusable.kind = Cell::Kind::invalid;
      return unusable;
    }
    return context_.facts->cell(id_, member_, shifted(period, context_.shift), context_.row);
  }

  // Of a flow a part of the total's own value to date; a longer period is none.
  bool total_unusable(const Period& period) const {
    const MemberInTime total(id_, facts::kTotal, context_);
    if (fact_.kind != FactKind::flow) return total.cell(period).kind == Cell::Kind::invalid;
    if (!unusable_) {
      unusable_.emplace();
      const std::vector<Period> counting = counting_periods();
      const FlowParts parts = total.flow_parts(counting);
      for (std::size_t i = 0; i < counting.size(); ++i)
        if (!parts.replaced[i] && (parts.broken[i] || total.cell(counting[i]).kind == Cell::Kind::invalid)) unusable_->push_back(counting[i]);
    }
    return std::find(unusable_->begin(), unusable_->end(), period) != unusable_->end();
  }

  Value range(bool lacking) const {
    std::optional<base::Number> low = fact_.low;
    std::optional<base::Number> high = fact_.high;
    if (fact_.kind == FactKind::flag) {
      low = base::Number(0);
      high = base::Number(1);
    } else if (fact_.kind == FactKind::grade) {
      low = base::Number(0);
      high = base::Number(static_cast<std::int64_t>(context_.schema()[fact_.scale].grades.size()) - 1);
    } else if (fact_.kind == FactKind::text) {
      low.reset();
      high.reset();
    }
    // A total that is a sum has no end above, and none below where the fact may be negative.
    if (member_ == facts::kTotal && fact_.total == types::Total::sum) {
      high.reset();
      if (low && low->sign() >= 0) low = base::Number(0);
      else low.reset();
    }
    return between(low ? End{0, *low} : End{-1, {}}, high ? End{0, *high} : End{1, {}}, false, lacking);
  }

  Value of(const Cell& c, const Period& period) const {
    if (c.kind == Cell::Kind::known) return Value::point(c.number);
    if (c.kind == Cell::Kind::invalid) return malformed();
    return range(visible(period));
  }

  // Anything in its range.
  Value malformed() const {
    const Value v = range(false);
    return between(low_end(v), high_end(v), true, false);
  }

  // The whole season's cell, else the newest visible one of a step that ends by the criterion's due date; what is said of the season is
  // second to what was due before it ended.
  Value once() const {
    const types::Season& season = context_.schema().season;
    const bool earlier = context_.shift > 0;
    const bool grade = fact_.kind == FactKind::grade;
    const auto of_season = [&] {
      if (!earlier && grade && season.to > context_.as_of) return Cell{};
      return context_.facts->cell(id_, member_, shifted(types::whole_season(season), context_.shift), context_.row);
    };
    const bool steps_first = !earlier && context_.due < season.to;
    Cell c;
    if (!steps_first) c = of_season();
    std::vector<Period> steps = types::periods(season, season.step);
    // A yearly season's are quarters, and each year where it has several: after its own last quarter.
    if (season.step == Step::year) {
      std::vector<Period> years;
      years.swap(steps);
      for (const Period& quarter : types::periods(season, Step::quarter)) {
        steps.push_back(quarter);
        for (const Period& year : years)
          if (years.size() > 1 && last_day(year) == last_day(quarter)) steps.push_back(year);
      }
    }
    // In future, what a later step may still say is open, whatever an earlier one said.
    const bool open = !earlier && context_.later && std::any_of(steps.begin(), steps.end(), [&](const Period& p) {
      return ends_by(p, context_.due) && !ends_by(p, context_.as_of);
    });
    for (auto p = steps.rbegin(); p != steps.rend() && c.kind == Cell::Kind::missing && !open; ++p)
      if (earlier || ends_by(*p, context_.due)) c = cell(*p);
    if (c.kind == Cell::Kind::missing && steps_first && !open) c = of_season();
    if (c.kind == Cell::Kind::known) return Value::point(c.number);
    if (c.kind == Cell::Kind::invalid) return malformed();
    return range(earlier || context_.as_of >= context_.due);
  }

  // Each part once: from its own cell, or where one of its parts is missing from a coarser period that stands for all of them, the longest.
  // A malformed one leaves the last of them malformed.
  struct FlowParts {
    std::vector<Period> coarser;             // that stand for others
    std::vector<bool> replaced, broken;      // of those that count
  };
  FlowParts flow_parts(const std::vector<Period>& counting) const {
    FlowParts found{{}, std::vector<bool>(counting.size()), std::vector<bool>(counting.size())};
    auto& [coarser, replaced, broken] = found;
    for (const Step step : {Step::year, Step::half, Step::quarter}) {
      if (step <= fact_.step) continue;
      for (const Period& whole : coarser_periods(step)) {
        bool lacking = false;
        std::size_t last = 0;
        for (std::size_t i = 0; i < counting.size(); ++i)
          lacking = lacking || (is_part(counting[i], whole, context_.schema().season) && !replaced[i] && cell(counting[i]).kind == Cell::Kind::missing);
        for (std::size_t i = 0; i < counting.size(); ++i)
          if (is_part(counting[i], whole, context_.schema().season)) last = i;
        if (!lacking || broken[last] || cell(whole).kind == Cell::Kind::missing) continue;
        if (cell(whole).kind == Cell::Kind::invalid) {
          broken[last] = true;
          continue;
        }
        coarser.push_back(whole);
        for (std::size_t i = 0; i < counting.size(); ++i)
          if (is_part(counting[i], whole, context_.schema().season)) replaced[i] = true;
      }
    }
    return found;
  }

  Value flow(const std::vector<Period>& counting) const {
    const auto [coarser, replaced, broken] = flow_parts(counting);
    std::vector<Value> parts;
    for (const Period& whole : coarser) parts.push_back(of(cell(whole), whole));
    for (std::size_t i = 0; i < counting.size(); ++i)
      if (!replaced[i]) parts.push_back(broken[i] ? malformed() : of(cell(counting[i]), counting[i]));
    return sum_of(parts);
  }

  // Those of the season that count.
  std::vector<Period> coarser_periods(Step step) const {
    const types::Season& season = context_.schema().season;
    std::vector<Period> found;
    for (Period p = period_of(season.from, step); first_day(p) <= season.to; p = next(p))
      if (begin_of(p, season) >= context_.from && end_of(p, season) <= season.to && ends_by(p, context_.at)) found.push_back(p);
    return found;
  }

  Value cumulative(const std::vector<Period>& counting) const {
    const Cell last = cell(counting.back());
    if (last.kind == Cell::Kind::known) return of(last, counting.back());
    const bool malformed_last = last.kind == Cell::Kind::invalid;
    const Value bounds = range(!malformed_last && visible(counting.back()));
    End low{0, base::Number(0)};
    if (fact_.is_signed) low = low_end(bounds);
    // The newest known one before it, of a period of the step or of a month.
    const types::Season& season = context_.schema().season;
    const Date end = end_of(counting.back(), season);
    Date newest = begin_of(counting.front(), season);
    const auto look = [&](const Period& p) {
      const Cell before = cell(p);
      if (fact_.is_signed || before.kind != Cell::Kind::known || end_of(p, season) >= end || end_of(p, season) < newest) return;
      newest = end_of(p, season);
      low = End{0, before.number};
    };
    for (const Period& p : counting) look(p);
    for (Period m = period_of(newest, Step::month); fact_.step > Step::month && last_day(m) < end; m = next(m)) look(m);
    return between(low, high_end(bounds), malformed_last, bounds.lacks);
  }

  FactId id_;
  std::uint32_t member_;
  const Context& context_;
  const Fact& fact_;
  bool beside_ = false;
  mutable std::optional<std::vector<Period>> unusable_;  // of the total, once asked for
};

// The members that bindings with a total leave: every one of the dimensions that are totalled.
std::vector<std::uint32_t> bound_members(const Expr& expr, const Fact& fact, const Context& context) {
  std::vector<std::uint32_t> all{0};
  for (std::size_t i = 0; i < fact.dimensions.size(); ++i) {
    const auto size = static_cast<std::uint32_t>(context.schema()[fact.dimensions[i]].members.size());
    const Binding& b = expr.bindings[i];
    std::vector<std::uint32_t> next;
    for (const std::uint32_t before : all) {
      switch (b.kind) {
        case Binding::Kind::axis:
          next.push_back(before * size + member_of(context.current_of(b.value), fact.dimensions[i], context));
          break;
        case Binding::Kind::fixed: next.push_back(before * size + b.value); break;
        case Binding::Kind::total:
          for (std::uint32_t m = 0; m < size; ++m) next.push_back(before * size + m);
          break;
      }
    }
    all = next;
  }
  return all;
}

bool every_dimension_totalled(const Expr& expr) {
  return !expr.bindings.empty() &&
         std::all_of(expr.bindings.begin(), expr.bindings.end(), [](const Binding& b) { return b.kind == Binding::Kind::total; });
}

bool any_dimension_totalled(const Expr& expr) {
  return std::any_of(expr.bindings.begin(), expr.bindings.end(), [](const Binding& b) { return b.kind == Binding::Kind::total; });
}

Value totalled(types::Total how, const std::vector<Value>& values) {
  switch (how) {
    case types::Total::mean: return mean_of(values);
    case types::Total::min: return least_of(values);
    case types::Total::max: return greatest_of(values);
    default: return sum_of(values);
  }
}

// One member's value, in base units.
Value of_member(FactId id, std::uint32_t member, const Context& context, bool beside = false) {
  const Value v = MemberInTime(id, member, context, beside).to_date();
  const base::Number& factor = context.schema()[id].unit.factor;
  return factor == base::Number(1) ? v : multiply(v, Value::point(factor));
}

Value in_base_units(const Expr& expr, const Context& context) {
  const Fact& fact = context.schema()[expr.fact];
  std::vector<Value> values;
  const bool bare = every_dimension_totalled(expr);
  for (const std::uint32_t m : bound_members(expr, fact, context)) values.push_back(of_member(expr.fact, m, context, bare));
  if (!any_dimension_totalled(expr)) return values.front();
  const Value of_members = totalled(fact.total, values);
  if (!bare) return of_members;
  const Value reported = of_member(expr.fact, facts::kTotal, context);
  if (reported.is_point()) return reported;
  // Both are true at once. Where they do not meet, the total says between what it is.
  const auto into = [&](const End& end) {
    if (compare(end, low_end(reported)) < 0) return low_end(reported);
    return compare(end, high_end(reported)) > 0 ? high_end(reported) : end;
  };
  const End low = into(low_end(of_members)), high = into(high_end(of_members));
  if (reported.invalid && compare(low, high) == 0) return reported;
  return between(low, high, of_members.invalid || reported.invalid, reported.lacks && of_members.lacks);
}

const columns::Column& field_column(const Expr& expr, const Context& context) {
  const types::Fact& fact = context.schema()[expr.fact];
  const types::List& list = context.schema()[fact.list];
  const auto place = std::find(list.fields.begin(), list.fields.end(), expr.fact) - list.fields.begin();
  return context.facts->batch.lists[fact.list.index()].fields[static_cast<std::size_t>(place)];
}

Cell field_cell(const Expr& expr, const Context& context) {
  return Facts::at(field_column(expr, context), context.current_of(expr.variable).index);
}

Value field_value(const Expr& expr, const Context& context) {
  const Cell c = field_cell(expr, context);
  // In future it may be reported anew.
  if (!context.rows_may_come) {
    if (c.kind == Cell::Kind::known) return Value::point(c.number);
    if (c.kind == Cell::Kind::invalid) {
      const Value v = field_range(expr, context);
      return between(low_end(v), high_end(v), true, false);
    }
  }
  return field_range(expr, context);
}

}  // namespace

Value field_range(const Expr& expr, const Context& context) {
  const Fact& fact = context.schema()[expr.fact];
  const bool lacking = context.as_of >= context.due;
  if (fact.kind == FactKind::flag) return {{base::Number(0), base::Number(1)}, false, lacking};
  if (fact.kind == FactKind::grade) {
    const auto last = static_cast<std::int64_t>(context.schema()[fact.scale].grades.size()) - 1;
    return {{base::Number(0), base::Number(last)}, false, lacking};
  }
  if (fact.kind == FactKind::text) return unbounded(false, lacking);
  return between(fact.low ? End{0, *fact.low} : End{-1, {}}, fact.high ? End{0, *fact.high} : End{1, {}}, false, lacking);
}

Value value_to_date(const Expr& expr, const Context& context) {
  if (expr.kind != semantics::Kind::field) return in_base_units(expr, context);
  const base::Number& factor = context.schema()[expr.fact].unit.factor;
  const Value v = field_value(expr, context);
  return factor == base::Number(1) ? v : multiply(v, Value::point(factor));
}

TextValue text_to_date(const Expr& expr, const Context& context) {
  const Value v = expr.kind == semantics::Kind::field ? field_value(expr, context) : in_base_units(expr, context);
  if (!v.is_point()) return {std::nullopt, v.invalid, v.lacks};
  return {context.facts->batch.texts[static_cast<std::size_t>(v.range.low->numerator())], false, false};
}

}  // namespace assay::reference
