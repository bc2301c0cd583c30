#include "report/formats.h"

namespace assay::report {

namespace {

constexpr auto kFormats = std::to_array<Format>({
    {"table", ".txt", make_table_writer},
    {"json", ".json", make_json_writer},
    {"csv", ".csv", make_csv_writer},
});

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  for (const Format& format : kFormats)
    if (format.name == name) return &format;
  return nullptr;
}

const Format* format_of_file(std::string_view path) {
  for (const Format& format : kFormats)
    if (path.ends_with(format.ending)) return &format;
  return nullptr;
}

std::optional<Per> find_per(std::string_view name) {
  if (name == "criterion") return Per::criterion;
  if (name == "target") return Per::target;
  if (name == "department") return Per::department;
  if (name == "unit") return Per::unit;
  return std::nullopt;
}

void tally(const Source& source, Chunk& chunk) {
  chunk.units += source.outcome.rows;
  chunk.reviewed = source.self != nullptr;
  for (std::size_t d = 0; d < source.outcome.departments.size(); ++d) {
    if (source.department && *source.department != d) continue;
    for (const exec::TargetOutcome& target : source.outcome.departments[d].targets)
      for (std::size_t status = 0; status < kStatuses; ++status) chunk.targets[status] += target.counts[status];
  }
}

}  // namespace assay::report
