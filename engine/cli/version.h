// The version of the program.
#pragma once

#include <string_view>

namespace assay::cli {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace assay::cli
