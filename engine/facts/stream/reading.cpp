#include "facts/stream/reading.h"

#include "facts/csv/scanner.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

namespace assay::facts::stream {

namespace {

constexpr int kMostDigits = 18;

// The most decimals that the first rows have, as far as their longest numbers leave room for them.
std::vector<int> guess_decimals(const Reading& r) {
  std::vector<int> decimals(r.readers, 0), digits(r.readers, 0);
  std::vector<cells::CellReader> readers;
  for (std::size_t i = 0; i < r.readers; ++i) readers.push_back(r.reader_of(i));
  csv::Scanner scanner(r.shape.sample, {});
  std::string scratch;
  while (scanner.next()) {
    const std::span<const std::string_view> fields = scanner.fields();
    if (fields.size() != r.shape.layout.columns) continue;
    const auto group = r.numbers.find(key_of(r.shape, scratch, [&](std::uint32_t column) { return fields[column]; }));
    if (group == r.numbers.end()) continue;
    for (std::size_t v = 0; v < r.shape.values.size(); ++v) {
      const std::size_t i = (group->second * r.shape.values.size() + v) % r.readers;
      const std::string_view text = fields[r.shape.values[v]];
      Entry entry;
      if (!readers[i].is_plain() || !readers[i].read_plain(text, entry)) continue;
      const int places = entry.scale + readers[i].shift();
      decimals[i] = std::max(decimals[i], places);
      digits[i] = std::max(digits[i], static_cast<int>(text.size()) - places);
    }
  }
  for (std::size_t i = 0; i < r.readers; ++i) decimals[i] = std::clamp(kMostDigits - digits[i], 0, decimals[i]);
  return decimals;
}

}  // namespace

Reading::Reading(const types::Schema& of_schema, const binding::Names& of_names, const std::vector<Source>& of_sources, const Survey& of_survey,
                  const std::vector<Group>& of_groups, const Options& with_options, std::uint32_t of_file)
    : schema(of_schema),
      names(of_names),
      sources(of_sources),
      file(of_file),
      shape(of_sources[of_survey.pieces.front().file].shape),
      survey(of_survey),
      groups(of_groups),
      options(with_options),
      readers(shape.layout.form == binding::Layout::Form::by_cell ? groups.size() : shape.values.size()) {
  for (std::uint32_t g = 0; g < groups.size(); ++g) numbers.emplace(groups[g].key, g);
  decimals = guess_decimals(*this);
}

cells::CellReader Reading::reader_of(std::size_t column) const {
  if (shape.layout.form == binding::Layout::Form::by_cell) {
    return {schema, groups[column].cells.front().fact, groups[column].unit};
  }
  const binding::FactColumn& fact = shape.layout.facts[column];
  return {schema, fact.fact, fact.unit};
}

}  // namespace assay::facts::stream
