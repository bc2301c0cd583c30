#include "facts/read/rows.h"

#include "diagnostics/kinds.h"
#include "facts/binding/heading_text.h"
#include "facts/binding/running_name.h"
#include "facts/binding/unit_advice.h"

namespace assay::facts::read {

using binding::trimmed;
using diagnostics::Kind;

CellRows::CellRows(const FileContext& file) : Rows(file), readers_(file.layout.value_unit ? own_ : file.seen.readers) {
  readers_.resize(file.schema.facts.size());
  file.store.files.back().value_column = *file.layout.value + 1;
}

const cells::CellReader* CellRows::find_fact(std::string_view text, std::uint64_t row) {
  const std::string_view name = trimmed(text);
  const auto reader_of = [&](types::FactId fact) {
    std::unique_ptr<cells::CellReader>& reader = readers_[fact.index()];
    if (!reader) reader = std::make_unique<cells::CellReader>(file_.schema, fact, binding::value_unit(file_.schema, file_.layout, fact));
    return reader.get();
  };
  if (const types::FactId* const known = file_.seen.facts.find(name)) return reader_of(*known);
  const diagnostics::Cell cell = cell_at(row, *file_.layout.fact);
  if (name.empty()) {
    file_.faults.add(Kind::facts_no_fact, cell, {});
    return nullptr;
  }
  if (const auto control = binding::bidi_control(name)) {
    file_.faults.add(Kind::facts_bidi_control, cell, {*control});
    return nullptr;
  }
  const std::span<const types::FactId> found = file_.names.facts(name);
  if (found.empty()) {
    if (binding::is_footer(name) || binding::is_total(name)) {
      file_.faults.add(binding::is_footer(name) ? Kind::facts_footer_row : Kind::facts_total_row, cell, {std::string(name)});
      return nullptr;
    }
    if (const auto flow = binding::flow_of_running_name(file_.schema, file_.names, name)) {
      file_.faults.add(Kind::facts_running_name, cell, {std::string(name), *flow});
      return nullptr;
    }
    if (const auto running = binding::running_of_period_name(file_.schema, file_.names, name)) {
      file_.faults.add(Kind::facts_period_name, cell, {std::string(name), *running});
      return nullptr;
    }
    // A unit belongs to the value, or to the column of units of measure.
    const auto split = binding::split_unit(name);
    const bool of_fact = split && !file_.names.facts(split->name).empty();
    const bool only_unit = of_fact && binding::heading_unit(file_.schema, file_.schema[file_.names.facts(split->name).front()], split->unit).fits;
    binding::UnitAdvice advice;
    if (only_unit)
      advice = {"the unit stands behind the number, or in a column `unit of measure`", "单位写在数的后面，或另设`计量单位`列"};
    else if (of_fact)
      advice = binding::part_advice(file_.schema, file_.names, split->name, split->unit);
    if (file_.faults.add(Kind::facts_unknown_fact, cell, {std::string(name), advice.en})) {
      if (of_fact) file_.faults.say_in_chinese({std::string(name), advice.zh});
      if (!of_fact) file_.faults.suggest(file_.names.nearest_fact(name));
      else if (only_unit) file_.faults.suggest(split->name);
    }
    return nullptr;
  }
  if (found.size() > 1) {
    file_.faults.add(Kind::facts_ambiguous_name, cell,
                     {std::string(name), types::qualified_name(file_.schema[found[0]]), types::qualified_name(file_.schema[found[1]])});
    return nullptr;
  }
  *file_.seen.facts.add(name).first = found[0];
  return reader_of(found[0]);
}

const cells::CellReader& CellRows::measured(const cells::CellReader& reader, std::string_view measure) {
  const std::string text = binding::plain(measure);
  if (cells::absence(text) != cells::Absence::none) return reader;
  std::unique_ptr<cells::CellReader>& found = measured_[{reader.fact(), text}];
  if (!found) {
    const types::Fact& fact = file_.schema[reader.fact()];
    found = std::make_unique<cells::CellReader>(file_.schema, reader.fact(), binding::heading_unit(file_.schema, fact, text));
  }
  return *found;
}

void CellRows::take(std::span<const std::string_view> cells, std::uint64_t row) {
  at_row(row);
  const bool placed = binder_.bind(cells, row);
  if (binder_.is_total_row()) return;
  const cells::CellReader* reader = find_fact(cells[*file_.layout.fact], row);
  if (!placed || reader == nullptr) return;
  if (file_.layout.measure) reader = &measured(*reader, cells[*file_.layout.measure]);
  const std::uint32_t column = *file_.layout.value;
  const Entry entry = read_cell(*reader, cells[column], column);
  if (says_nothing(entry)) return;
  const types::Fact& fact = file_.schema[reader->fact()];
  const RowBinder::Target target = binder_.target(fact.dimensions);
  if (!check_target(fact, target, column)) return;
  if (entry.held != Held::missing) note_period(fact);
  Seen::Last& last = file_.seen.last[reader->fact().index()];
  if (last.series == nullptr || last.member != target.member || last.period != binder_.period())
    last = {binder_.period(), target.member, &file_.store.series({reader->fact(), target.member, binder_.period()})};
  put(*last.series, entry);
}

}  // namespace assay::facts::read
