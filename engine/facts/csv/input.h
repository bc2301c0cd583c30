// The bytes of a reported file, and whether they are UTF-8 text at all.
#pragma once

#include "diagnostics/diagnostics.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay::facts::csv {

// All bytes of a file, or of standard input for "-"; nothing after an error was reported.
std::optional<std::string> read_input(const std::string& path, diagnostics::Sink& sink);

// Reports what keeps the bytes from being UTF-8 text, by name where it can be told (GB18030, UTF-16, a workbook …); true if nothing does.
bool check_text(std::string_view bytes, const std::string& path, diagnostics::Sink& sink);

// Whether the bytes are well-formed GB18030 that is not plain ASCII.
bool is_gb18030(std::string_view bytes);

}  // namespace assay::facts::csv
