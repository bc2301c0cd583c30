// The kinds of diagnostics by name; apart from diagnostics.h so that a new kind rebuilds only what reports.
#pragma once

#include "diagnostics/diagnostics.h"

namespace assay::diagnostics {

// One enumerator a row of kinds/*.def.
enum class Kind : std::uint16_t {
#define ASSAY_KIND(name, code, severity, en, zh, label_en, label_zh, help_en, help_zh) name,
#include "diagnostics/kinds.def"
#undef ASSAY_KIND
};

}  // namespace assay::diagnostics
