#include "report/status.h"

namespace assay::report {

const std::array<StatusRow, kStatuses>& statuses() {
  using exec::Status;
  static constexpr std::array<StatusRow, kStatuses> kRows{{
      {Status::met, "met", 'M', "✓", "32", Word::status_met},
      {Status::missed, "missed", 'X', "✗", "31", Word::status_missed},
      {Status::open, "open", 'O', "…", "33", Word::status_open},
      {Status::unknown, "unknown", '?', "?", "35", Word::status_unknown},
      {Status::invalid, "invalid", '!', "!", "1;31", Word::status_invalid},
      {Status::not_applicable, "not_applicable", '-', "–", "2", Word::status_not_applicable},
  }};
  return kRows;
}

const StatusRow& row_of(exec::Status status) { return statuses()[static_cast<std::size_t>(status)]; }

std::optional<exec::Status> find_status(std::string_view name) {
  for (const StatusRow& row : statuses())
    if (row.name == name || word(row.word, Language::zh) == name) return row.status;
  return std::nullopt;
}

}  // namespace assay::report
