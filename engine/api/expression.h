// Evaluates one expression against a rulebook's names and one unit's facts.
#pragma once

#include "api/rulebook.h"
#include "api/run.h"
#include "base/calendar.h"
#include "diagnostics/diagnostics.h"
#include "facts/facts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::api {

// The exact value as text (`true`, `72.42`, `2/3`, `2023-12-31`), or `unknown`; nothing where the expression is wrong or its value is
// invalid: the first error in `sink` says why. `others`: the files of all units, for `among units`; without files the batch holds them all.
// A quantity in base units (`320000000`), or in the unit that it is written in with its name (`3.2亿元`).
enum class Shown : std::uint8_t { in_base_units, with_unit };
std::optional<std::string> evaluate_expression(std::string_view text, Rulebook& book, const facts::Batch& batch, const RunOptions& others,
                                               base::Date as_of, Shown shown, diagnostics::Sink& sink);

// A batch of one unit of which nothing was reported.
facts::Batch empty_batch(const types::Schema& schema);

}  // namespace assay::api
