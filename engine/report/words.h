// What reports say to people, in English and Chinese: one row a phrase in words.def.
#pragma once

#include "diagnostics/diagnostics.h"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace assay::report {

using diagnostics::Language;

enum class Word : std::uint16_t {
#define ASSAY_WORD(name, en, zh) name,
#include "report/words.def"
#undef ASSAY_WORD
};

std::string_view word(Word which, Language language);

// The phrase with its {} filled in.
template <class... Arguments>
std::string say(Word which, Language language, const Arguments&... arguments) {
  return fmt::format(fmt::runtime(word(which, language)), arguments...);
}

}  // namespace assay::report
