#include "cli/words.h"

#include <array>

namespace assay::cli {

namespace {

constexpr auto kWords = std::to_array<diagnostics::Words>({
#define ASSAY_WORD(name, en, zh) diagnostics::Words{en, zh},
#include "cli/words.def"
#undef ASSAY_WORD
});

}  // namespace

std::string_view word(Word which, Language language) { return kWords[static_cast<std::size_t>(which)].in(language); }

}  // namespace assay::cli
