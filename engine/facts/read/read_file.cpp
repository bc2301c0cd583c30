#include "facts/read/read_file.h"

#include "diagnostics/kinds.h"
#include "facts/csv/input.h"
#include "facts/csv/scanner.h"
#include "facts/read/measure_row.h"
#include "facts/read/rows.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace assay::facts::read {

namespace {

using binding::trimmed;
using csv::Fault;
using diagnostics::Cell;
using diagnostics::Kind;

// True if the record can be used.
bool report_faults(const csv::Scanner& scanner, const csv::Limits& limits, const std::string& path, diagnostics::Sink& sink) {
  for (const Fault& fault : scanner.faults()) {
    const Cell cell{path, scanner.row(), fault.column};
    switch (fault.kind) {
      case Fault::Kind::unclosed_quote: sink.report(Kind::facts_unclosed_quote, cell); break;
      case Fault::Kind::text_after_quote: sink.report(Kind::facts_text_after_quote, cell); break;
      case Fault::Kind::stray_quote: sink.report(Kind::facts_stray_quote, cell); break;
      case Fault::Kind::field_too_long:
        sink.report(Kind::facts_field_limit, cell, {std::to_string(fault.size), std::to_string(limits.field)});
        break;
      case Fault::Kind::too_many_columns:
        sink.report(Kind::facts_column_limit, Cell{path, scanner.row()}, {std::to_string(fault.size), std::to_string(limits.columns)});
        break;
    }
  }
  return scanner.faults().empty();
}

bool is_empty_row(std::span<const std::string_view> cells) {
  return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return trimmed(cell).empty(); });
}

// The separator that a heading without any known name was meant to be split at, if it was not the comma.
std::optional<std::string_view> other_delimiter(std::string_view text, std::span<const std::string_view> cells) {
  std::optional<std::string_view> best;
  std::size_t most = cells.size();
  for (const std::string_view delimiter : {";", "\t", "|"}) {
    csv::Scanner scanner(text, {text.size(), text.size()}, delimiter.front());
    if (scanner.next() && scanner.faults().empty() && scanner.fields().size() > most) {
      most = scanner.fields().size();
      best = delimiter;
    }
  }
  if (cells.size() == 1 && !best)
    for (const std::string_view delimiter : {"，", "；", "、"})
      if (cells.front().find(delimiter) != std::string_view::npos) return delimiter;
  return best == "\t" ? "TAB" : best;
}

std::optional<std::uint64_t> heading_below(std::string_view text, const csv::Limits& limits, const binding::Names& names);
std::optional<binding::Layout> bind_first(const types::Schema& schema, const binding::Names& names, const std::string& path, csv::Scanner& scanner,
                                          std::string_view text, const csv::Limits& limits, diagnostics::Sink& sink);

class FileReader {
 public:
  FileReader(const types::Schema& schema, const binding::Names& names, const std::string& path, const Options& options,
             Store& store, Seen& seen, diagnostics::Sink& sink)
      : schema_(schema), names_(names), path_(path), options_(options), store_(store), seen_(seen), sink_(sink) {}

  void read(std::string_view text);

 private:
  void take_rows(csv::Scanner& scanner, const csv::Limits& limits, const binding::Layout& layout);
  bool is_heading(std::span<const std::string_view> cells, std::uint64_t row, const binding::Layout& layout);
  bool check_shape(std::span<const std::string_view> cells, std::uint64_t row, const binding::Layout& layout);
  std::optional<std::uint32_t> footer_of(std::span<const std::string_view> cells, const binding::Layout& layout);

  const types::Schema& schema_;
  const binding::Names& names_;
  const std::string& path_;
  const Options& options_;
  Store& store_;
  Seen& seen_;
  diagnostics::Sink& sink_;
  NameFaults faults_;
  std::vector<std::string> heading_;
  std::vector<std::uint64_t> empty_rows_;  // since the last row that was not
  std::string sound_;                      // what was last found to be no remark
};

// The row of the heading, where rows of another kind (a title, a remark) stand above it.
std::optional<std::uint64_t> heading_below(std::string_view text, const csv::Limits& limits, const binding::Names& names) {
  constexpr int kMostRows = 10;
  csv::Scanner scanner(text, limits);
  for (int i = 0; i < kMostRows && scanner.next(); ++i)
    if (scanner.faults().empty() && binding::count_known(binding::look_up(names, scanner.fields())) > 1) return scanner.row();
  return std::nullopt;
}

std::optional<binding::Layout> bind_first(const types::Schema& schema, const binding::Names& names, const std::string& path, csv::Scanner& scanner,
                                          std::string_view text, const csv::Limits& limits, diagnostics::Sink& sink) {
  if (!scanner.next()) {
    sink.report(Kind::facts_empty_file, Cell{path});
    return std::nullopt;
  }
  const std::vector<binding::HeadingCell> cells = binding::look_up(names, scanner.fields());
  const bool known = binding::count_known(cells) > 0;
  if (const auto delimiter = known ? std::nullopt : other_delimiter(text, scanner.fields())) {
    sink.report(Kind::facts_other_delimiter, Cell{path, scanner.row()}, {std::string(*delimiter)});
    return std::nullopt;
  }
  if (!report_faults(scanner, limits, path, sink)) return std::nullopt;
  if (is_empty_row(scanner.fields())) {
    sink.report(Kind::facts_empty_file, Cell{path, scanner.row()});
    return std::nullopt;
  }
  if (!known) {
    if (const auto row = heading_below(text, limits, names)) {
      sink.report(Kind::facts_title_rows, Cell{path, *row}, {std::to_string(*row - scanner.row())});
      return std::nullopt;
    }
  }
  return binding::bind_heading(schema, names, cells, scanner.row(), path, sink);
}

// The cell that shows the row to be a remark under the table; a row that names a unit is none.
std::optional<std::uint32_t> FileReader::footer_of(std::span<const std::string_view> cells, const binding::Layout& layout) {
  std::uint32_t column = layout.unit && *layout.unit < cells.size() ? *layout.unit : 0;
  if (!sound_.empty() && cells[column] == sound_) return std::nullopt;
  if (trimmed(cells[column]).empty()) column = 0;
  while (column < cells.size() && trimmed(cells[column]).empty()) ++column;
  if (column == cells.size()) return std::nullopt;
  if (binding::is_footer(cells[column]) && !names_.report(trimmed(cells[column]))) return column;
  sound_ = cells[column];
  return std::nullopt;
}

// True for a row that says something and has the heading's columns.
bool FileReader::check_shape(std::span<const std::string_view> cells, std::uint64_t row, const binding::Layout& layout) {
  if (cells.front().empty() && is_empty_row(cells)) {
    empty_rows_.push_back(row);
    return false;
  }
  for (const std::uint64_t empty : empty_rows_) sink_.report(Kind::facts_empty_row, Cell{path_, empty});
  empty_rows_.clear();
  if (const auto footer = footer_of(cells, layout)) {
    faults_.add(Kind::facts_footer_row, Cell{path_, row, *footer + 1}, {std::string(trimmed(cells[*footer]))});
    return false;
  }
  if (cells.size() != layout.columns) {
    sink_.report(Kind::facts_ragged_row, Cell{path_, row}, {std::to_string(cells.size()), std::to_string(layout.columns)});
    return false;
  }
  for (const std::uint32_t column : layout.unnamed)
    if (!trimmed(cells[column]).empty()) faults_.add(Kind::facts_empty_heading, Cell{path_, row, column + 1}, {});
  return true;
}

// A heading once more, as a file has it that was put together of several; it was told of.
bool FileReader::is_heading(std::span<const std::string_view> cells, std::uint64_t row, const binding::Layout& layout) {
  const std::uint32_t first = layout.unit.value_or(0);
  if (trimmed(cells[first]) != heading_[first]) return false;
  const auto same = [](std::string_view cell, const std::string& heading) { return trimmed(cell) == heading; };
  const bool repeated = std::equal(cells.begin(), cells.end(), heading_.begin(), heading_.end(), same);
  if (!repeated && binding::count_known(binding::look_up(names_, cells)) < cells.size()) return false;
  faults_.add(repeated ? Kind::facts_heading_row : Kind::facts_other_heading_row, Cell{path_, row}, {});
  return true;
}

void FileReader::take_rows(csv::Scanner& scanner, const csv::Limits& limits, const binding::Layout& layout) {
  const auto rows = make_rows({schema_, names_, layout, options_, path_, store_, seen_, sink_, faults_});
  bool any = false;
  for (const std::string_view cell : scanner.fields()) heading_.emplace_back(trimmed(cell));
  while (scanner.next()) {
    if (!scanner.faults().empty()) {
      report_faults(scanner, limits, path_, sink_);
      any = true;
      continue;
    }
    if (!check_shape(scanner.fields(), scanner.row(), layout)) {
      any = any || !is_empty_row(scanner.fields());
      continue;
    }
    if (is_heading(scanner.fields(), scanner.row(), layout)) continue;
    if (!std::exchange(any, true) && is_measure_row(schema_, layout, scanner.fields(), path_, scanner.row(), sink_)) continue;
    rows->take(scanner.fields(), scanner.row());
  }
  rows->finish();
  faults_.report(sink_);
  if (!any) sink_.report(Kind::facts_no_rows, Cell{path_});
}

void FileReader::read(std::string_view text) {
  const csv::Limits limits{options_.field_limit, options_.column_limit};
  csv::Scanner scanner(text, limits);
  if (const auto layout = bind_first(schema_, names_, path_, scanner, text, limits, sink_)) take_rows(scanner, limits, *layout);
  store_.next_row += static_cast<std::uint32_t>(scanner.row());
}

}  // namespace

std::optional<Heading> read_heading(const types::Schema& schema, const binding::Names& names, const std::string& path, const Options& options,
                                    std::string_view text, diagnostics::Sink& sink) {
  const csv::Limits limits{options.field_limit, options.column_limit};
  csv::Scanner scanner(text, limits);
  auto layout = bind_first(schema, names, path, scanner, text, limits, sink);
  if (!layout) return std::nullopt;
  return Heading{std::move(*layout), scanner.offset()};
}

void read_file(const types::Schema& schema, const binding::Names& names, const std::string& path, const Options& options,
               Store& store, Seen& seen, base::Sha256& digest, diagnostics::Sink& sink) {
  SourceFile& source = store.files.emplace_back();
  source.path = path;
  source.first_row = store.next_row;
  // Gathered apart, so that what is wrong with a file is told in the order of its places.
  diagnostics::Sink found;
  found.keep_of_a_kind(sink.most_of_a_kind());
  if (const auto input = csv::read_input(path, found)) {
    const std::string_view bytes = input->view();
    if (options.profile != nullptr) options.profile->bytes += static_cast<std::int64_t>(bytes.size());
    if (options.digest) {
      digest.update(csv::digest_head(bytes.size()));
      digest.update(bytes);
    }
    if (bytes.empty()) found.report(Kind::facts_empty_file, Cell{path});
    else if (csv::check_text(bytes, path, found)) FileReader(schema, names, path, options, store, seen, found).read(bytes);
  }
  found.sort();
  sink.merge(std::move(found));
}

}  // namespace assay::facts::read
