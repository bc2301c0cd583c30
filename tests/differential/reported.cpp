#include "differential/reported.h"

#include <algorithm>
#include <map>
#include <set>

namespace assay::differential {
namespace {

using base::Number;
using base::Period;
using base::Step;
using types::Fact;
using types::FactKind;

// The cells of the rows [begin, end) of a column.
std::vector<Reported> cells_of(const columns::Column& column, std::size_t begin, std::size_t end) {
  std::vector<Reported> cells;
  for (std::size_t i = begin; i < end; ++i) {
    if (!column.valid.get(i) && column.find_odd(i) == nullptr) {
      cells.push_back({});
      continue;
    }
    const types::Value v = column.at(i);
    cells.push_back(v.is_point() ? Reported{Reported::Kind::known, *v.range.low} : Reported{Reported::Kind::malformed, {}});
  }
  return cells;
}

Number times(const Number& a, const Number& b) { return multiply(a, b).value_or(a); }
Number over(const Number& a, const Number& b) { return divide(a, b).value_or(a); }

constexpr std::int64_t kNeverHappens = 10'000'000;

// Fills one batch, fact by fact.
class Filler {
 public:
  Filler(const semantics::Model& model, std::size_t rows, const Mix& mix, Random& random)
      : model_(model), schema_(model.schema), mix_(mix), random_(random) {
    for (std::size_t i = 0; i < rows; ++i) {
      batch_.units.push_back("单位" + std::to_string(i + 1));
      // Some rows are complete, some all but empty.
      const int kind = random.between(0, 9);
      missing_.push_back(kind < 3 ? 0 : kind == 9 ? 90 : mix.missing);
      malformed_.push_back(kind < 2 ? 0 : mix.malformed);
    }
    batch_.files.emplace_back("facts.csv");
    batch_.texts = {"甲类", "乙类", "丁类"};
    for (const semantics::Expr& e : model.expressions)
      if (e.kind == semantics::Kind::number) thresholds_.push_back(e.number);
  }

  facts::Batch fill() {
    for (std::size_t f = 0; f < schema_.facts.size(); ++f) {
      const types::FactId id(f);
      const Fact& fact = schema_[id];
      if (fact.list.valid()) continue;
      for (std::uint32_t m = 0; m < fact.members; ++m) member(id, m, 100);
      if (fact.dimensions.empty() || fact.total == types::Total::none) continue;
      if (mix_.consistent) totals(id);
      else member(id, facts::kTotal, 40);
    }
    for (const types::List& list : schema_.lists) batch_.lists.push_back(items(list));
    return std::move(batch_);
  }

 private:
  // Only numbers have a scale; days, places, grades, flags and texts are whole.
  int scale_of(const Fact& fact) {
    const bool is_number = fact.kind == FactKind::flow || fact.kind == FactKind::cumulative || fact.kind == FactKind::level;
    return is_number ? random_.between(0, 6) : 0;
  }

  // A value of the fact in its unit; `parts` of them may add up to a threshold.
  Number value(const Fact& fact, int parts) {
    switch (fact.kind) {
      case FactKind::rank: return random_.between(1, 7);
      case FactKind::flag: return random_.between(0, 1);
      case FactKind::text: return static_cast<std::int64_t>(random_.below(batch_.texts.size()));
      case FactKind::grade: return static_cast<std::int64_t>(random_.below(schema_[fact.scale].grades.size()));
      default: break;
    }
    Number n = random_.between(0, 130);
    const int kind = random_.between(1, 100);
    if (kind <= 45 && !thresholds_.empty()) {
      n = over(random_.one_of(thresholds_), fact.unit.factor);
      if (random_.chance(50)) n = over(n, Number(parts));
      if (random_.chance(15)) n = times(n, *Number::fraction(99, 100));
      if (random_.chance(15)) n = add(n, *Number::scaled(1, 4)).value_or(n);
    } else if (kind <= 55) {
      n = *Number::scaled(random_.between(0, 30000), 2);
    } else if (kind <= 60) {
      n = Number(0);
    } else if (kind <= 63 && mix_.enormous) {
      n = *Number::scaled(random_.between(1, 999), -random_.between(12, 30));
    }
    if (fact.is_signed && random_.chance(30)) n = -n;
    if (fact.whole) n = floor(n);
    if (fact.low && n < *fact.low) n = *fact.low;
    if (fact.high && n > *fact.high) n = *fact.high;
    return n;
  }

  Reported cell(const Fact& fact, std::size_t row, int parts) {
    if (random_.chance(missing_[row])) return {};
    if (random_.chance(malformed_[row])) return {Reported::Kind::malformed, {}};
    return {Reported::Kind::known, value(fact, parts)};
  }

  void put(types::FactId id, std::uint32_t member, const Period& period, const std::vector<Reported>& cells) {
    if (std::all_of(cells.begin(), cells.end(), [](const Reported& r) { return r.kind == Reported::Kind::missing; })) return;
    facts::Batch::Cells c;
    c.column = column_of(cells, scale_of(schema_[id]));
    for (std::size_t row = 0; row < cells.size(); ++row) {
      const bool missing = cells[row].kind == Reported::Kind::missing;
      c.places.push_back({0, missing ? 0U : 4U, missing ? 0U : row + 2});
      c.raw.emplace_back(cells[row].kind == Reported::Kind::malformed ? "abc" : "");
    }
    batch_.cells.emplace(facts::CellKey{id, member, period}, std::move(c));
  }

  std::vector<Reported> column(const Fact& fact, int parts, int present) {
    std::vector<Reported> cells;
    for (std::size_t row = 0; row < batch_.rows(); ++row) cells.push_back(random_.chance(present) ? cell(fact, row, parts) : Reported{});
    return cells;
  }

  void member(types::FactId id, std::uint32_t member, int present) {
    const Fact& fact = schema_[id];
    const types::Season& season = schema_.season;
    if (fact.kind == FactKind::event) return event(id, member);
    if (fact.once) return once(id, member, present);
    std::vector<Period> periods = types::periods(season, fact.step);
    const auto parts = static_cast<int>(periods.size());
    for (const int years : schema_.read_back) {
      std::vector<Period> there;
      for (const Period& p : periods) there.push_back(types::years_before(p, years));
      fill_season(id, member, there, parts, present);
    }
  }

  void fill_season(types::FactId id, std::uint32_t member, const std::vector<Period>& periods, int parts, int present) {
    const Fact& fact = schema_[id];
    std::vector<std::vector<Reported>> cells;
    for (std::size_t i = 0; i < periods.size(); ++i) cells.push_back(column(fact, fact.kind == FactKind::flow ? parts : 1, present));
    if (fact.kind == FactKind::cumulative && fact.step > Step::month && random_.chance(40)) return with_months(id, member, periods, present);
    if (fact.kind == FactKind::cumulative && !fact.is_signed) rising(cells);
    if (fact.kind == FactKind::flow)
      for (const Step step : {Step::quarter, Step::half, Step::year})
        if (step > fact.step) coarser(id, member, periods, cells, step);
    for (std::size_t i = 0; i < periods.size(); ++i) put(id, member, periods[i], cells[i]);
  }

  // Running totals of months that end before a period of the fact does, too.
  void with_months(types::FactId id, std::uint32_t member, const std::vector<Period>& periods, int present) {
    const Fact& fact = schema_[id];
    std::vector<Period> all;
    std::vector<std::vector<Reported>> cells;
    for (const Period& p : periods) {
      for (Period m = period_of(first_day(p), Step::month); last_day(m) < last_day(p); m = next(m)) {
        all.push_back(m);
        cells.push_back(column(fact, 1, 30));
      }
      all.push_back(p);
      cells.push_back(column(fact, 1, present));
    }
    if (!fact.is_signed) rising(cells);
    for (std::size_t i = 0; i < all.size(); ++i) put(id, member, all[i], cells[i]);
  }

  // A running total rises, mostly: one that falls is reported and stands.
  void rising(std::vector<std::vector<Reported>>& cells) {
    if (!mix_.consistent && random_.chance(20)) return;
    for (std::size_t row = 0; row < batch_.rows(); ++row) {
      std::vector<Number> known;
      for (const auto& column : cells)
        if (column[row].kind == Reported::Kind::known) known.push_back(column[row].number);
      std::sort(known.begin(), known.end());
      std::size_t next = 0;
      for (auto& column : cells)
        if (column[row].kind == Reported::Kind::known) column[row].number = known[next++];
    }
  }

  // Totals of some periods for which all members are known, beside or instead of these.
  void totals(types::FactId id) {
    const Fact& fact = schema_[id];
    if (random_.chance(30)) return;
    std::set<Period> periods;
    for (const auto& [key, cells] : batch_.cells)
      if (key.fact == id && key.period.step == fact.step) periods.insert(key.period);
    for (const Period& period : periods) {
      std::vector<std::vector<Reported>> cells;
      for (std::uint32_t m = 0; m < fact.members; ++m) {
        const auto found = batch_.cells.find({id, m, period});
        cells.push_back(found == batch_.cells.end() ? std::vector<Reported>(batch_.rows()) : cells_of(found->second.column, 0, batch_.rows()));
      }
      std::vector<Reported> column(batch_.rows());
      for (std::size_t row = 0; row < batch_.rows(); ++row) {
        Number total = cells.front()[row].number;
        bool all = true;
        for (std::size_t m = 0; m < cells.size(); ++m) {
          const Number n = cells[m][row].number;
          all = all && cells[m][row].kind == Reported::Kind::known;
          if (m == 0) continue;
          total = fact.total == types::Total::min ? std::min(total, n) : fact.total == types::Total::max ? std::max(total, n) : add(total, n).value_or(n);
        }
        // One that cannot be used, as malformed as one that its members contradict.
        if (random_.chance(malformed_[row])) {
          column[row] = {Reported::Kind::malformed, {}};
          continue;
        }
        if (!all || random_.chance(40)) continue;
        if (fact.total == types::Total::mean) total = over(total, Number(static_cast<std::int64_t>(cells.size())));
        column[row] = {Reported::Kind::known, total};
        const int gone = random_.one_of<int>({0, 50, 100});
        for (auto& of_member : cells)
          if (random_.chance(gone)) of_member[row] = {};
      }
      for (std::uint32_t m = 0; m < fact.members; ++m) {
        batch_.cells.erase({id, m, period});
        put(id, m, period, cells[m]);
      }
      put(id, facts::kTotal, period, column);
    }
  }

  // Halves and years beside or instead of their parts.
  void coarser(types::FactId id, std::uint32_t member, const std::vector<Period>& periods, std::vector<std::vector<Reported>>& cells, Step step) {
    if (!random_.chance(50)) return;
    const Fact& fact = schema_[id];
    for (Period whole = period_of(first_day(periods.front()), step); first_day(whole) <= first_day(periods.back()); whole = next(whole)) {
      std::vector<Reported> column;
      for (std::size_t row = 0; row < batch_.rows(); ++row) {
        column.emplace_back();
        if (!random_.chance(40)) continue;
        Number sum;
        bool all = true;
        for (std::size_t i = 0; i < periods.size(); ++i) {
          if (!contains(whole, periods[i])) continue;
          all = all && cells[i][row].kind == Reported::Kind::known;
          sum = add(sum, cells[i][row].number).value_or(sum);
        }
        if (!mix_.consistent) {
          column.back() = cell(fact, row, 1);
          continue;
        }
        if (!all) {
          if (random_.chance(malformed_[row])) column.back().kind = Reported::Kind::malformed;
          continue;
        }
        column.back() = {Reported::Kind::known, sum};
        for (std::size_t i = 0; i < periods.size(); ++i)
          if (contains(whole, periods[i]) && random_.chance(30)) cells[i][row] = {};
      }
      put(id, member, whole, column);
      if (mix_.consistent) return;
    }
  }

  void once(types::FactId id, std::uint32_t member, int present) {
    const Fact& fact = schema_[id];
    for (const int years : schema_.read_back)
      if (random_.chance(60)) put(id, member, types::years_before(types::whole_season(schema_.season), years), column(fact, 1, present));
    const Step step = schema_.season.step;
    for (const Period& p : types::periods(schema_.season, step == Step::year ? Step::quarter : step))
      if (random_.chance(40)) put(id, member, p, column(fact, 1, 50));
  }

  Reported happening(const Period& period) {
    const int kind = random_.between(1, 100);
    if (kind <= 30) return {Reported::Kind::known, Number(facts::kEventNo)};
    if (kind <= 55) return {Reported::Kind::known, Number(facts::kEventYes)};
    const base::Date first = first_day(period);
    const base::Date last = last_day(period);
    if (kind <= 70) return {Reported::Kind::known, Number(last.days)};
    if (kind <= 95) return {Reported::Kind::known, Number(first.days + random_.between(0, last.days - first.days))};
    return {Reported::Kind::known, Number(schema_.season.from.days + random_.between(-90, 480))};
  }

  // What a period's cell says of what happened on a day, or never.
  Reported of_day(const Period& period, std::int64_t happened, const types::Season& season) {
    const auto date = [&](std::int64_t day) { return Reported{Reported::Kind::known, Number(day)}; };
    const int kind = random_.between(1, 100);
    if (last_day(period).days < happened) {
      if (kind <= 10 && happened != kNeverHappens) return date(happened);  // as planned
      if (kind <= 20 && first_day(period) >= season.from) return date(season.from.days - random_.between(1, 90));  // of the season before
      return date(facts::kEventNo);
    }
    if (kind <= 50) return date(happened);
    if (kind > 90 && first_day(period).days > happened) return date(facts::kEventNo);  // of its own days
    return date(facts::kEventYes);
  }

  void event(types::FactId id, std::uint32_t member) {
    const types::Season& season = schema_.season;
    std::vector<Period> periods = types::periods(season, random_.chance(70) ? season.step : random_.one_of<Step>({Step::month, Step::half, Step::year}));
    const std::size_t of_season = periods.size();
    for (const int years : schema_.read_back)
      for (std::size_t i = 0; years > 0 && i < of_season; ++i)
        if (random_.chance(60)) periods.push_back(types::years_before(periods[i], years));
    if (!mix_.consistent && random_.chance(15)) periods.push_back(period_of(season.to, Step::day));
    if (random_.chance(15)) periods.push_back(Period{Step::half, 2023, 1});
    if (mix_.consistent && random_.chance(15)) periods.push_back(types::whole_season(season));
    std::vector<std::vector<Reported>> cells(periods.size());
    for (std::size_t row = 0; row < batch_.rows(); ++row) {
      std::map<int, std::int64_t> days;  // by year
      for (std::size_t i = 0; i < periods.size(); ++i) {
        Reported r;
        if (random_.chance(malformed_[row])) {
          r.kind = Reported::Kind::malformed;
        } else if (!random_.chance(missing_[row])) {
          const base::Date first{first_day(Period{Step::year, periods[i].year, 0})};
          const auto [day, added] = days.try_emplace(periods[i].year, kNeverHappens);
          if (added && random_.chance(70)) day->second = first.days + random_.between(0, 364);
          r = mix_.consistent ? of_day(periods[i], day->second, season) : happening(periods[i]);
        }
        cells[i].push_back(r);
      }
    }
    for (std::size_t i = 0; i < periods.size(); ++i)
      if (batch_.cells.count({id, member, periods[i]}) == 0) put(id, member, periods[i], cells[i]);
  }

  facts::ListTable items(const types::List& list) {
    facts::ListTable table;
    table.reported_units = columns::Bitmap(batch_.rows());
    std::size_t members = 1;
    for (const types::DimensionId d : list.dimensions) members *= schema_[d].members.size();
    std::vector<std::vector<Reported>> fields(list.fields.size());
    for (std::size_t row = 0; row < batch_.rows(); ++row) {
      if (random_.chance(20)) continue;
      table.reported_units.set(row);
      table.reported = true;
      const int most = mix_.consistent && list.size ? static_cast<int>(*list.size) : 4;
      for (int i = random_.between(1, most); i > 0; --i) {
        table.unit.push_back(static_cast<std::uint32_t>(row));
        table.member.push_back(static_cast<std::uint32_t>(random_.below(members)));
        table.item.push_back("项目" + std::to_string(i));
        for (std::size_t f = 0; f < list.fields.size(); ++f) fields[f].push_back(field(schema_[list.fields[f]], row));
      }
    }
    for (const std::vector<Reported>& f : fields) {
      table.fields.push_back(column_of(f, scale_of(schema_[list.fields[table.fields.size()]])));
      std::vector<facts::Place> places;
      for (std::size_t i = 0; i < f.size(); ++i) places.push_back({0, 3, f[i].kind == Reported::Kind::missing ? 0 : i + 2});
      table.places.push_back(places);
    }
    return table;
  }

  Reported field(const Fact& fact, std::size_t row) {
    if (fact.kind != FactKind::event) return cell(fact, row, 1);
    if (random_.chance(missing_[row])) return {};
    if (random_.chance(malformed_[row])) return {Reported::Kind::malformed, {}};
    const types::Season& season = schema_.season;
    return happening(random_.one_of(types::periods(season, season.step)));
  }

  const semantics::Model& model_;
  const types::Schema& schema_;
  const Mix& mix_;
  Random& random_;
  facts::Batch batch_;
  std::vector<Number> thresholds_;
  std::vector<int> missing_, malformed_;
};

base::Date quarter_end(int quarter) { return last_day(Period{Step::quarter, 2023, quarter}); }

// What may have stood there `steps` quarters before. From one of them on it is told of that it has happened, and from one on the day.
Reported event_before(const Reported& now, int steps, Random fixed, Random& random) {
  const base::Date as_of = quarter_end(4 - steps);
  const int told = fixed.between(0, 4);
  const int day_told = fixed.between(0, told);
  const bool yes = now.number == Number(facts::kEventYes);
  const bool dated = now.kind == Reported::Kind::known && !yes && now.number >= Number(first_day(Period{Step::year, 2023, 0}).days);
  const bool comes = dated && now.number > Number(as_of.days);
  if (steps < told && (yes || dated) && !comes) return steps < day_told ? now : Reported{Reported::Kind::known, Number(facts::kEventYes)};
  if (comes && random.chance(50)) return random.chance(50) ? now : Reported{Reported::Kind::known, Number(as_of.days + random.between(1, 60))};
  if (random.chance(20)) return {Reported::Kind::malformed, {}};
  return random.chance(50) ? Reported{} : Reported{Reported::Kind::known, Number(facts::kEventNo)};
}

std::string shown(const types::Schema& schema, const Fact& fact, const facts::Batch& batch, const Reported& cell) {
  if (cell.kind == Reported::Kind::missing) return "";
  if (cell.kind == Reported::Kind::malformed) return "abc";
  const auto index = static_cast<std::size_t>(cell.number.sign() >= 0 ? cell.number.numerator() : 0);
  switch (fact.kind) {
    case FactKind::flag: return cell.number.sign() != 0 ? "是" : "否";
    case FactKind::text: return batch.texts[index];
    case FactKind::grade: return schema[fact.scale].grades[index].name;
    case FactKind::event:
      if (cell.number == Number(facts::kEventNo)) return "否";
      if (cell.number == Number(facts::kEventYes)) return "是";
      return base::to_string(base::Date{static_cast<std::int32_t>(cell.number.numerator())});
    case FactKind::rank: return base::to_string(cell.number);
    default: return base::to_string(cell.number) + fact.unit.name;
  }
}

}  // namespace

columns::Column column_of(const std::vector<Reported>& cells, int scale) {
  columns::Column c;
  c.scale = scale;
  c.data.assign(cells.size(), 0);
  c.valid = columns::Bitmap(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (cells[row].kind == Reported::Kind::missing) continue;
    if (cells[row].kind == Reported::Kind::malformed) {
      c.odd.push_back({static_cast<std::uint32_t>(row), types::Value::none()});
    } else if (const auto scaled = cells[row].number.to_scaled(scale)) {
      c.data[row] = *scaled;
      c.valid.set(row);
    } else {
      c.odd.push_back({static_cast<std::uint32_t>(row), types::Value::point(cells[row].number)});
    }
  }
  return c;
}

facts::Batch random_batch(const semantics::Model& model, std::size_t rows, const Mix& mix, Random& random) {
  return Filler(model, rows, mix, random).fill();
}

facts::Batch earlier(const semantics::Model& model, const facts::Batch& batch, int steps, std::uint64_t seed) {
  facts::Batch out = slice(batch, 0, batch.rows());
  if (steps == 0) return out;
  for (auto& [key, of] : out.cells) {
    const Fact& fact = model.schema[key.fact];
    if (!fact.once || fact.kind == FactKind::grade || key.period != types::whole_season(model.schema.season)) continue;
    Random arrivals(seed + key.fact.value);
    std::vector<Reported> cells = cells_of(of.column, 0, batch.rows());
    for (Reported& cell : cells)
      if (arrivals.between(-2, 3) >= 4 - steps) cell = {};
    of.column = column_of(cells, of.column.scale);
  }
  Random arrivals(seed);
  Random changes(seed + static_cast<std::uint64_t>(steps));
  for (std::size_t l = 0; l < batch.lists.size(); ++l) {
    const facts::ListTable& all = batch.lists[l];
    facts::ListTable kept;
    kept.reported_units = columns::Bitmap(batch.rows());
    std::vector<std::size_t> there;
    for (std::size_t i = 0; i < all.unit.size(); ++i) {
      if (arrivals.between(-2, 3) >= 4 - steps) continue;
      there.push_back(i);
      kept.reported = true;
      kept.reported_units.set(all.unit[i]);
      kept.unit.push_back(all.unit[i]);
      kept.member.push_back(all.member[i]);
      kept.item.push_back(all.item[i]);
    }
    for (std::size_t f = 0; f < all.fields.size(); ++f) {
      const std::vector<Reported> cells = cells_of(all.fields[f], 0, all.unit.size());
      const bool event = model.schema[model.schema.lists[l].fields[f]].kind == FactKind::event;
      std::vector<Reported> then;
      std::vector<facts::Place> places;
      for (const std::size_t i : there) {
        // What another row says, or nothing.
        Reported was = cells[i];
        if (event) was = event_before(was, steps, Random(seed + 7 * i + f), changes);
        else if (changes.chance(30)) was = changes.chance(30) ? Reported{} : cells[changes.below(cells.size())];
        then.push_back(was);
        places.push_back({0, 3, was.kind == Reported::Kind::missing ? 0 : i + 2});
      }
      kept.fields.push_back(column_of(then, all.fields[f].scale));
      kept.places.push_back(places);
    }
    out.lists[l] = std::move(kept);
  }
  return out;
}

facts::Batch slice(const facts::Batch& batch, std::size_t begin, std::size_t end) {
  facts::Batch part;
  part.units.assign(batch.units.begin() + static_cast<std::ptrdiff_t>(begin), batch.units.begin() + static_cast<std::ptrdiff_t>(end));
  part.files = batch.files;
  part.texts = batch.texts;
  for (const auto& [key, cells] : batch.cells) {
    facts::Batch::Cells c;
    c.column = column_of(cells_of(cells.column, begin, end), cells.column.scale);
    if (!c.column.valid.any() && c.column.odd.empty()) continue;
    for (std::size_t i = begin; i < end; ++i) {
      c.places.push_back(i < cells.places.size() ? cells.places[i] : facts::Place{});
      c.raw.push_back(i < cells.raw.size() ? cells.raw[i] : "");
    }
    part.cells.emplace(key, std::move(c));
  }
  for (const facts::ListTable& list : batch.lists) {
    facts::ListTable t;
    t.reported_units = columns::Bitmap(end - begin);
    for (std::size_t i = begin; i < end; ++i) t.reported_units.put(i - begin, list.reported_units.get(i));
    t.reported = t.reported_units.any();
    std::size_t first = 0;
    while (first < list.unit.size() && list.unit[first] < begin) ++first;
    std::size_t last = first;
    for (; last < list.unit.size() && list.unit[last] < end; ++last) {
      t.unit.push_back(list.unit[last] - static_cast<std::uint32_t>(begin));
      t.member.push_back(list.member[last]);
      t.item.push_back(list.item[last]);
    }
    for (std::size_t f = 0; f < list.fields.size(); ++f) {
      t.fields.push_back(column_of(cells_of(list.fields[f], first, last), list.fields[f].scale));
      t.places.emplace_back(list.places[f].begin() + static_cast<std::ptrdiff_t>(first), list.places[f].begin() + static_cast<std::ptrdiff_t>(last));
    }
    part.lists.push_back(std::move(t));
  }
  return part;
}

std::string to_csv(const semantics::Model& model, const facts::Batch& batch) {
  const types::Schema& schema = model.schema;
  std::string out = "unit,fact,period";
  for (const types::Dimension& d : schema.dimensions) out += "," + d.name;
  out += ",value\n";
  std::map<std::string, const std::pair<const facts::CellKey, facts::Batch::Cells>*> sorted;
  for (const auto& entry : batch.cells) {
    const auto& key = entry.first;
    sorted[std::to_string(key.fact.value) + "/" + std::to_string(key.member) + "/" + base::to_string(key.period)] = &entry;
  }
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    for (const auto& [order, entry] : sorted) {
      const auto& [key, cells] = *entry;
      const Fact& fact = schema[key.fact];
      const Reported cell = cells_of(cells.column, row, row + 1).front();
      if (cell.kind == Reported::Kind::missing) continue;
      const bool is_number = fact.kind == FactKind::flow || fact.kind == FactKind::cumulative || fact.kind == FactKind::level;
      if (is_number && cell.kind == Reported::Kind::known && !cell.number.decimal_places()) continue;
      const std::string name = fact.judge ? fact.aliases.empty() ? fact.name : fact.aliases.front() : types::qualified_name(fact);
      out += batch.units[row] + "," + name + "," + base::to_string(key.period);
      for (std::size_t d = 0; d < schema.dimensions.size(); ++d) {
        out += ",";
        if (key.member == facts::kTotal) continue;
        std::size_t rest = key.member;
        for (std::size_t i = fact.dimensions.size(); i-- > 0;) {
          const std::vector<std::string>& members = schema[fact.dimensions[i]].members;
          if (fact.dimensions[i].index() == d) out += members[rest % members.size()];
          rest /= members.size();
        }
      }
      out += "," + shown(schema, fact, batch, cell) + "\n";
    }
  }
  return out;
}

namespace {

void add_facts(const semantics::Model& model, semantics::ExprId id, std::set<types::FactId>& facts) {
  const semantics::Expr& e = model[id];
  if (e.fact.valid()) facts.insert(e.fact);
  for (const semantics::ExprId c : e.children) add_facts(model, c, facts);
}

}  // namespace

std::string describe(const semantics::Model& model, const facts::Batch& batch, std::size_t row, const semantics::Criterion* criterion) {
  const types::Schema& schema = model.schema;
  std::set<types::FactId> wanted;
  if (criterion != nullptr) {
    add_facts(model, criterion->condition, wanted);
    if (criterion->stretch) add_facts(model, criterion->stretch->condition, wanted);
  }
  std::map<std::string, std::string> lines;
  for (const auto& [key, cells] : batch.cells) {
    if (criterion != nullptr && wanted.count(key.fact) == 0) continue;
    const Fact& fact = schema[key.fact];
    const Reported cell = cells_of(cells.column, row, row + 1).front();
    if (cell.kind == Reported::Kind::missing) continue;
    const std::string member = key.member == facts::kTotal ? "[total]" : fact.dimensions.empty() ? "" : "[" + types::member_name(schema, fact, key.member) + "]";
    const std::string place = types::qualified_name(fact) + member + "@" + base::to_string(key.period);
    lines[place] = shown(schema, fact, batch, cell);
  }
  std::string out;
  for (const auto& [place, text] : lines) out += "    " + place + " = " + text + "\n";
  for (std::size_t l = 0; l < batch.lists.size(); ++l) {
    const facts::ListTable& list = batch.lists[l];
    const auto& fields = schema.lists[l].fields;
    if (criterion != nullptr && std::none_of(fields.begin(), fields.end(), [&](types::FactId f) { return wanted.count(f) != 0; })) continue;
    out += "    list " + schema.lists[l].name + (list.reported_units.get(row) ? "\n" : ": no row\n");
    for (std::size_t i = 0; i < list.unit.size(); ++i) {
      if (list.unit[i] != row) continue;
      out += "      member " + std::to_string(list.member[i]) + ":";
      for (std::size_t f = 0; f < list.fields.size(); ++f) {
        const Fact& fact = schema[schema.lists[l].fields[f]];
        const Reported cell = cells_of(list.fields[f], i, i + 1).front();
        out += " " + fact.name + "=" + (cell.kind == Reported::Kind::missing ? "-" : shown(schema, fact, batch, cell));
      }
      out += "\n";
    }
  }
  return out;
}

}  // namespace assay::differential
