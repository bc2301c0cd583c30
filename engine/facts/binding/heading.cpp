#include "facts/binding/heading.h"

#include "base/nearest.h"
#include "diagnostics/kinds.h"
#include "facts/binding/running_name.h"
#include "facts/binding/spoken_heading.h"
#include "facts/binding/spread.h"
#include "facts/binding/unit_advice.h"
#include "types/unit.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace assay::facts::binding {

namespace {

using diagnostics::Cell;
using diagnostics::Kind;
using types::FactId;

std::optional<types::Quantity> one_of_unit(const types::Schema& schema, const std::string& text) {
  const auto read = types::parse_quantity("1" + text, schema.units, true);
  const auto* quantity = std::get_if<types::Quantity>(&read);
  return quantity != nullptr && quantity->number == quantity->multiplier ? std::optional(*quantity) : std::nullopt;
}

class Binder {
 public:
  Binder(const types::Schema& schema, const Names& names, std::span<const HeadingCell> cells, std::uint64_t row,
         const std::string& path, diagnostics::Sink& sink)
      : schema_(schema), names_(names), cells_(cells), row_(row), path_(path), sink_(sink) {}

  std::optional<Layout> bind();

 private:
  Cell at(std::size_t column) const { return {path_, row_, static_cast<std::uint32_t>(column + 1)}; }
  void fail(Kind kind, Cell cell, std::vector<std::string> arguments = {}, std::vector<std::string> arguments_zh = {}) {
    sink_.report(kind, std::move(cell), std::move(arguments)).arguments_zh = std::move(arguments_zh);
    failed_ = true;
  }
  void find_form();
  void bind_column(std::size_t column);
  bool bind_fixed(std::size_t column);
  bool bind_fact(std::size_t column);
  std::span<const FactId> facts(const HeadingCell& cell) const {
    return layout_.form == Layout::Form::list ? names_.fields(layout_.list, cell.text) : cell.facts;
  }
  std::span<const FactId> facts_of_name(const HeadingCell& cell) const {
    return layout_.form == Layout::Form::list ? names_.fields(layout_.list, cell.split->name) : cell.facts_of_name;
  }
  bool bind_value(std::size_t column);
  void bind_unit(FactColumn& column, const std::string& text, std::string_view heading);
  void take(std::optional<std::uint32_t>& slot, std::size_t column, std::string_view heading) {
    if (slot) fail(Kind::facts_repeated_heading, at(column), {std::string(heading)});
    slot = static_cast<std::uint32_t>(column);
  }
  void take_unit(std::size_t column, std::string_view heading);
  void fail_measure(std::size_t column) { fail(Kind::facts_measure_column, at(column), {std::string(cells_[column].text)}); }
  void check_whole();

  const types::Schema& schema_;
  const Names& names_;
  std::span<const HeadingCell> cells_;
  std::uint64_t row_;
  const std::string& path_;
  diagnostics::Sink& sink_;
  Layout layout_;
  Spread spread_;
  bool failed_ = false;
};

void Binder::find_form() {
  // 序号 may stand before the items.
  const std::size_t item = cells_.size() > 1 && cells_[0].fixed == Column::number ? 1 : 0;
  if (const HeadingCell& first = cells_[item]; first.list && (item == 0 || first.facts.empty())) {
    layout_.form = Layout::Form::list;
    layout_.list = *first.list;
    layout_.item = static_cast<std::uint32_t>(item);
    return;
  }
  const auto has = [&](Column wanted) {
    return std::any_of(cells_.begin(), cells_.end(), [&](const HeadingCell& cell) { return cell.fixed == wanted; });
  };
  const auto has_value_with_unit = [&] {
    return std::any_of(cells_.begin(), cells_.end(), [&](const HeadingCell& cell) { return cell.is_value; });
  };
  spread_ = find_spread(schema_, names_, cells_);
  layout_.form = has(Column::fact) && (has(Column::value) || has_value_with_unit() || spread_.is_any()) ? Layout::Form::by_cell : Layout::Form::by_column;
}

// Where two are called so, one of them names the unit of measure: the one that is not 填报单位.
void Binder::take_unit(std::size_t column, std::string_view heading) {
  if (!layout_.unit || layout_.form == Layout::Form::list) return take(layout_.unit, column, heading);
  const bool first_reports = cells_[*layout_.unit].text == kReports;
  if (layout_.form != Layout::Form::by_cell || first_reports == (heading == kReports)) return fail_measure(column);
  const auto other = first_reports ? static_cast<std::uint32_t>(column) : std::exchange(*layout_.unit, static_cast<std::uint32_t>(column));
  take(layout_.measure, other, cells_[other].text);
}

bool Binder::bind_fixed(std::size_t column) {
  const HeadingCell& cell = cells_[column];
  const std::string_view heading = cell.text;
  if (!cell.fixed) return false;
  switch (*cell.fixed) {
    case Column::unit: take_unit(column, heading); return true;
    case Column::evidence: take(layout_.evidence, column, heading); return true;
    case Column::reported_at: take(layout_.reported_at, column, heading); return true;
    case Column::note: take(layout_.note, column, heading); return true;
    case Column::reporter:
    case Column::number: return true;
    case Column::measure:
      if (layout_.form == Layout::Form::list || !facts(cell).empty()) return false;
      if (layout_.form == Layout::Form::by_column) fail_measure(column);
      else take(layout_.measure, column, heading);
      return true;
    case Column::by:
      take(layout_.by, column, heading);
      return true;
    case Column::period:
      if (layout_.form == Layout::Form::list) return false;
      take(layout_.period, column, heading);
      return true;
    case Column::fact:
    case Column::value:
      if (layout_.form == Layout::Form::list) return false;
      if (layout_.form == Layout::Form::by_column) {
        if (!facts(cell).empty()) return false;
        // 完成值 is told of where it stands.
        if (*cell.fixed == Column::fact && std::any_of(cells_.begin(), cells_.end(), [&](const HeadingCell& each) { return !each.fixed && names_.nearest_heading(each.text) == "数值"; })) return true;
        fail(Kind::facts_lone_column, at(column), {std::string(heading), *cell.fixed == Column::fact ? "value" : "fact"},
             {std::string(heading), *cell.fixed == Column::fact ? "数值" : "指标"});
        return true;
      }
      take(*cell.fixed == Column::fact ? layout_.fact : layout_.value, column, heading);
      return true;
  }
  return false;
}

bool Binder::bind_value(std::size_t column) {
  const HeadingCell& cell = cells_[column];
  const std::string_view heading = cell.text;
  if (!cell.is_value || layout_.form == Layout::Form::list || !cell.facts.empty()) return false;
  const NameAndUnit& split = *cell.split;
  if (layout_.form == Layout::Form::by_column) {
    if (!cell.facts_of_name.empty()) return false;
    fail(Kind::facts_lone_column, at(column), {std::string(heading), "fact"}, {std::string(heading), "指标"});
    return true;
  }
  const auto one = one_of_unit(schema_, split.unit);
  if (!one || (one->bare && one->multiplier == base::Number{1})) {
    failed_ = true;
    sink_.report(Kind::facts_value_unit, at(column), {split.unit, split.name}).suggestion = base::nearest(split.unit, schema_.units.names());
  }
  take(layout_.value, column, heading);
  layout_.value_unit = split.unit;
  return true;
}

void Binder::bind_unit(FactColumn& column, const std::string& text, std::string_view heading) {
  const types::Fact& fact = schema_[column.fact];
  HeadingUnit unit = heading_unit(schema_, fact, text);
  if (!unit.fits) {
    const std::string own = fact.unit.name.empty() ? schema_.units.print(fact.unit.powers) : fact.unit.name;
    const bool none = fact.unit.name.empty() && fact.unit.powers.empty();
    const UnitAdvice advice = unit_advice(schema_, names_, fact, std::string(heading), text);
    fail(Kind::facts_heading_unit, at(column.column), {text, std::string(heading), none ? "plain numbers" : own, advice.en}, {text, std::string(heading), none ? "无" : own, advice.zh});
    return;
  }
  column.unit = std::move(unit);
}

bool Binder::bind_fact(std::size_t column) {
  const HeadingCell& cell = cells_[column];
  const std::string_view heading = cell.text;
  std::span<const FactId> found = facts(cell);
  const NameAndUnit* split = nullptr;
  if (found.empty() && cell.split) {
    split = &*cell.split;
    found = facts_of_name(cell);
  }
  if (found.empty()) return false;
  if (found.size() > 1) {
    fail(Kind::facts_ambiguous_name, at(column),
         {std::string(heading), types::qualified_name(schema_[found[0]]), types::qualified_name(schema_[found[1]])});
    return true;
  }
  const bool repeated = std::any_of(layout_.facts.begin(), layout_.facts.end(),
                                    [&](const FactColumn& each) { return each.fact == found[0]; });
  if (repeated) fail(Kind::facts_repeated_heading, at(column), {std::string(heading)});
  FactColumn bound{static_cast<std::uint32_t>(column), found[0], std::nullopt};
  if (split != nullptr && says_running(split->unit) && schema_[found[0]].kind == types::FactKind::flow) {
    fail(Kind::facts_running_name, at(column), {std::string(heading), split->name});
    return true;
  }
  if (split != nullptr && says_one_period(split->unit) && schema_[found[0]].kind == types::FactKind::cumulative) {
    fail(Kind::facts_period_name, at(column), {std::string(heading), split->name});
    return true;
  }
  if (split != nullptr) bind_unit(bound, split->unit, split->name);
  layout_.facts.push_back(std::move(bound));
  return true;
}

void Binder::bind_column(std::size_t column) {
  const HeadingCell& cell = cells_[column];
  const std::string_view heading = cell.text;
  if (heading.empty()) {
    layout_.unnamed.push_back(static_cast<std::uint32_t>(column));
    return;
  }
  if (const auto control = bidi_control(heading)) {
    fail(Kind::facts_bidi_control, at(column), {*control});
    return;
  }
  if (layout_.form == Layout::Form::list && column == layout_.item) return;
  if (spread_.has(column)) return;
  if (bind_fixed(column) || bind_value(column)) return;
  if (const auto dimension = cell.dimension) {
    const bool repeated = std::any_of(layout_.dimensions.begin(), layout_.dimensions.end(),
                                      [&](const auto& each) { return each.first == *dimension; });
    if (repeated) fail(Kind::facts_repeated_heading, at(column), {std::string(heading)});
    layout_.dimensions.emplace_back(*dimension, static_cast<std::uint32_t>(column));
    return;
  }
  if (layout_.form != Layout::Form::by_cell && bind_fact(column)) return;
  if (layout_.form == Layout::Form::by_cell && !facts(cell).empty()) {
    fail(Kind::facts_mixed_forms, at(column), {std::string(heading)});
    return;
  }
  failed_ = true;
  // A heading with a unit is meant by the name before it.
  const std::string name = cell.split ? cell.split->name : std::string(heading);
  if (layout_.form == Layout::Form::by_column) {
    if (const auto flow = flow_of_running_name(schema_, names_, name)) {
      fail(Kind::facts_running_name, at(column), {name, *flow});
      return;
    }
    if (const auto running = running_of_period_name(schema_, names_, name)) {
      fail(Kind::facts_period_name, at(column), {name, *running});
      return;
    }
  }
  const Advice advice = heading_advice(schema_, names_, layout_, heading);
  auto& made = sink_.report(Kind::facts_unknown_heading, at(column), {name, advice.en});
  made.arguments_zh = {name, advice.zh};
  if (advice.general) made.suggestion = layout_.form == Layout::Form::list ? names_.nearest_field(layout_.list, name) : names_.nearest_heading(name);
}

void Binder::check_whole() {
  if (!layout_.unit && schema_.reports.size() != 1) fail(Kind::facts_no_unit_column, Cell{path_, row_});
  if (layout_.form == Layout::Form::by_column && layout_.facts.empty() && !failed_)
    fail(Kind::facts_no_fact_column, Cell{path_, row_});
}

std::optional<Layout> Binder::bind() {
  layout_.columns = cells_.size();
  find_form();
  if (layout_.form == Layout::Form::by_column)
    if (const auto list = list_meant(schema_, names_, cells_)) {
      const std::string first(cells_.front().text), name = schema_[*list].name;
      auto& made = sink_.report(Kind::facts_unknown_heading, at(0), {first, "a list's file begins with the list's name: call this column `" + name + "`"});
      made.arguments_zh = {first, "名单文件的第一列以名单命名：请把此列改名为`" + name + "`"};
      return std::nullopt;
    }
  for (std::size_t column = 0; column < cells_.size(); ++column) bind_column(column);
  if (spread_.is_any()) {
    report_spread(schema_, cells_, spread_, row_, path_, sink_);
    failed_ = true;
  }
  check_whole();
  if (failed_) return std::nullopt;
  return std::move(layout_);
}

}  // namespace

HeadingUnit heading_unit(const types::Schema& schema, const types::Fact& fact, const std::string& text) {
  const auto one = one_of_unit(schema, text);
  // 救护培训人数(万): so many of the fact's own unit, where that is no multiple itself.
  if (one && one->bare && one->multiplier != base::Number{1} && fact.unit.factor == base::Number{1})
    return {one->multiplier, fact.unit, text + fact.unit.name, true};
  if (!one || one->bare) return {base::Number{1}, {}, text, false};
  return {one->multiplier, one->unit, text, one->unit.powers == fact.unit.powers};
}

std::optional<HeadingUnit> value_unit(const types::Schema& schema, const Layout& layout, types::FactId fact) {
  return layout.value_unit ? std::optional(heading_unit(schema, schema[fact], *layout.value_unit)) : std::nullopt;
}

std::optional<Layout> bind_heading(const types::Schema& schema, const Names& names, std::span<const HeadingCell> cells,
                                   std::uint64_t row, const std::string& path, diagnostics::Sink& sink) {
  return Binder(schema, names, cells, row, path, sink).bind();
}

}  // namespace assay::facts::binding
