#include "facts/read/rows.h"

#include "diagnostics/kinds.h"

#include <cstdint>
#include <string>
#include <utility>

namespace assay::facts::read {

using diagnostics::Kind;

Rows::Rows(const FileContext& file)
    : file_(file),
      binder_(file.schema, file.names, file_.layout, file_.options, file_.path, file.store, file.seen, file.faults, file.sink),
      context_{file.schema, file.names, file.store, file.sink, file.path} {}

void Rows::at_row(std::uint64_t row) {
  context_.row = row;
  context_.store_row = file_.store.files.back().first_row + static_cast<std::uint32_t>(row - 1);
}

Entry Rows::read_cell(const cells::CellReader& reader, std::string_view text, std::uint32_t column) {
  Entry entry;
  if (!reader.read_plain(text, entry)) {
    context_.column = column + 1;
    entry = reader.read(text, context_);
    if (entry.held == Held::missing) return absent(entry, text, column);
  }
  const types::Fact& fact = file_.schema[reader.fact()];
  if (fact.evidence && !binder_.has_evidence() && !binder_.is_review()) {
    file_.sink.report(Kind::cell_no_evidence, cell_at(context_.row, column), {types::qualified_name(fact)});
    entry.held = Held::invalid;
  }
  entry.owner = binder_.unit();
  entry.row = context_.store_row;
  if (const auto day = binder_.reported_on()) {
    context_.column = column + 1;
    cells::doubt_by_day(fact, entry, text, *day, cells::may_be_early(fact) ? binder_.stated_period() : std::nullopt, context_);
  }
  if (context_.doubt && entry.held != Held::invalid) file_.store.doubt(entry, reader.fact(), *context_.doubt);
  context_.doubt.reset();
  if (entry.held == Held::invalid || file_.options.keep_raw)
    file_.store.keep_raw(entry.row, column + 1, binding::trimmed(text));
  return entry;
}

Entry Rows::absent(Entry entry, std::string_view text, std::uint32_t column) {
  const bool dated_row = file_.layout.form == binding::Layout::Form::by_cell && binder_.reported_on().has_value();
  if (entry.data == 0 && !dated_row) return {};
  entry.data = 1;
  entry.owner = binder_.unit();
  entry.row = context_.store_row;
  const std::string_view word = binding::trimmed(text);
  if (!word.empty()) file_.store.keep_raw(entry.row, column + 1, word);
  return entry;
}

void Rows::note_date(const types::Fact& fact) {
  if (!binder_.reported_on() || dated_as_period_ || fact.once || fact.kind == types::FactKind::event) return;
  const base::Date day = *binder_.reported_on();
  const bool ends_a_period = fact.step < base::Step::year && base::last_day(base::period_of(day, fact.step)) == day;
  if (!ends_a_period) return;
  const auto [first, added] = dates_.try_emplace({binder_.unit(), {&fact, binder_.target(fact.dimensions).member}}, day);
  if (!added && first->second != day) dated_as_period_ = context_.row;
}

void Rows::note_period(const types::Fact& fact) {
  if (!file_.layout.period) return note_date(fact);
  if (!binder_.period_is_empty() || fact.once || fact.kind == types::FactKind::event) return;
  if (!without_period_.empty() && without_period_.back() == context_.row) return;
  if (types::periods(file_.schema.season, fact.step).size() > 1) without_period_.push_back(context_.row);
}

void Rows::finish() {
  report_dates();
  if (dated_as_period_) file_.sink.report(Kind::cell_dates_as_periods, cell_at(*dated_as_period_, *file_.layout.reported_at), {std::to_string(types::whole_season(file_.schema.season).year)});
  if (!binder_.states_periods()) return;
  for (const std::uint64_t row : without_period_) file_.faults.add(Kind::facts_empty_period, cell_at(row, *file_.layout.period), {});
}

void Rows::report_dates() {
  if (!file_.options.reported_by) return;
  const std::string day = to_string(*file_.options.reported_by);
  if (!file_.layout.reported_at) {
    if (binder_.undated().count > 0) file_.sink.report(Kind::facts_undated_file, diagnostics::Cell{file_.path}, {day});
    return;
  }
  const std::uint32_t column = *file_.layout.reported_at;
  for (const auto& [kind, some] : {std::pair(Kind::facts_undated_rows, &binder_.undated()), std::pair(Kind::facts_later_rows, &binder_.later())})
    if (some->count > 0) file_.sink.report(kind, cell_at(some->first, column), {std::to_string(some->count), day});
}

bool Rows::fits_period(const types::Fact& fact) const {
  return !binder_.to_date() || (fact.kind != types::FactKind::flow && fact.kind != types::FactKind::event);
}

bool Rows::check_target(const types::Fact& fact, const RowBinder::Target& target, std::uint32_t column) {
  if (target.extra) {
    file_.faults.add(Kind::facts_not_per, cell_at(context_.row, column),
                     {types::qualified_name(fact), file_.schema[*target.extra].name});
    return false;
  }
  if (!fits_period(fact)) {
    file_.faults.add(Kind::facts_running_period, cell_at(context_.row, column),
                     {std::string(binder_.period_text()), types::qualified_name(fact)});
    return false;
  }
  if (target.lacks_member || (target.member == kTotal && fact.total == types::Total::none)) {
    std::string dimensions;
    for (const types::DimensionId dimension : fact.dimensions)
      dimensions += (dimensions.empty() ? "" : "`, `") + file_.schema[dimension].name;
    const std::string total(binder_.total_word());
    const std::string name = types::qualified_name(fact);
    file_.sink.report(Kind::cell_needs_member, cell_at(context_.row, column), {name, dimensions, total.empty() ? "names none" : "says `" + total + "`"}).arguments_zh = {
        name, dimensions, total.empty() ? "没有写明" : "写的是`" + total + "`"};
    return false;
  }
  return true;
}

std::unique_ptr<Rows> make_rows(const FileContext& file) {
  switch (file.layout.form) {
    case binding::Layout::Form::by_cell: return std::make_unique<CellRows>(file);
    case binding::Layout::Form::by_column: return std::make_unique<ColumnRows>(file);
    case binding::Layout::Form::list: return std::make_unique<ItemRows>(file);
  }
  return nullptr;
}

}  // namespace assay::facts::read
