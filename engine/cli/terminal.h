// Where output goes and how it should look there: language, colour, width.
#pragma once

#include "cli/words.h"

#include <cstddef>
#include <optional>
#include <string>

namespace assay::cli {

struct Terminal {
  Language language = Language::en;
  bool colour_out = false;
  bool colour_err = false;
  bool out_is_terminal = false;
  std::size_t width = 100;
};

// From LC_ALL, LC_MESSAGES, LANG: the first that is set.
Language language_of_environment();
std::optional<Language> find_language(const std::string& name);

// `colour`: auto, always or never; with auto and NO_COLOR set there is none. `to_file`: results do not go to standard output.
Terminal look_at_terminal(Language language, const std::string& colour, bool to_file);

}  // namespace assay::cli
