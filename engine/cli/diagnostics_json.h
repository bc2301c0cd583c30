// Diagnostics as JSON: code, severity, words, place.
#pragma once

#include "diagnostics/diagnostics.h"
#include "source/source.h"

#include <nlohmann/json.hpp>

namespace assay::cli {

using Json = nlohmann::ordered_json;

Json to_json(const diagnostics::Sink& sink, const source::Files& files, diagnostics::Language language);

}  // namespace assay::cli
