// Every limit that a caller may raise: its name, its default, how far it goes, and the diagnostic that a rulebook or a file meets at it.
#pragma once

#include "api/rulebook.h"
#include "diagnostics/diagnostics.h"
#include "facts/facts.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace assay::api {

struct Limits {
  RulebookLimits rulebook;
  std::uint64_t cell = facts::Options{}.field_limit;  // bytes
  std::uint64_t columns = facts::Options{}.column_limit;
};

struct LimitRow {
  std::string_view name;
  diagnostics::Kind kind;
  std::uint64_t usual, most;
};
std::span<const LimitRow> limit_rows();

enum class LimitChange : std::uint8_t { made, unknown, too_low, too_high };
// A limit is only ever raised: what is below its default is refused.
LimitChange raise_limit(Limits& limits, std::string_view name, std::uint64_t value);

}  // namespace assay::api
