// What the program says of a page's example.
#pragma once

#include "diagnostics/page.h"

#include <set>
#include <string>

namespace assay::pages {

struct Drawn {
  std::string text;             // standard output and standard error, but for what is said of the shared prelude and of targets without a source
  std::set<std::string> codes;  // of the diagnostics in it
};

// The parts of the example of a code's page are files of a folder: rules below rules/, beside season.assay, the prelude that the manual shows too, unless a part
// states a season or has that name. Its commands are run there; where it has none, the rules and reported files are checked.
Drawn run_example(const std::string& code, const diagnostics::Example& example, diagnostics::Language language);

}  // namespace assay::pages
