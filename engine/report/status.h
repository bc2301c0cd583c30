// The statuses in every shape a report gives them: word, letter, mark, colour. One row a status.
#pragma once

#include "exec/outcome.h"
#include "report/words.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace assay::report {

inline constexpr std::size_t kStatuses = 6;

struct StatusRow {
  exec::Status status;
  std::string_view name;    // as in JSON and on the command line; never translated
  char letter;              // in a unit's `verdicts`
  std::string_view mark;    // in the table
  std::string_view colour;  // SGR parameters
  Word word;
};

const std::array<StatusRow, kStatuses>& statuses();
const StatusRow& row_of(exec::Status status);
std::optional<exec::Status> find_status(std::string_view name);  // its name, or its Chinese word

}  // namespace assay::report
