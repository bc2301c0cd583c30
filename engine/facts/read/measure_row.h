// A row of units of measure below the heading of a table, as forms for people have them.
#pragma once

#include "diagnostics/diagnostics.h"
#include "facts/binding/heading.h"
#include "types/schema.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace assay::facts::read {

// Whether the first row below the heading is one, having reported it with the headings as they should be.
bool is_measure_row(const types::Schema& schema, const binding::Layout& layout, std::span<const std::string_view> cells, const std::string& path,
                    std::uint64_t row, diagnostics::Sink& sink);

}  // namespace assay::facts::read
