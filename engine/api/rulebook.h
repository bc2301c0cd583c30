// A rulebook as other programs hold it: its files, their trees, and the model if there are no errors.
#pragma once

#include "base/profile.h"
#include "diagnostics/diagnostics.h"
#include "semantics/limits.h"
#include "semantics/model.h"
#include "source/load.h"
#include "source/source.h"
#include "syntax/ast.h"
#include "syntax/parse.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace assay::api {

struct Rulebook {
  source::Files files;
  std::vector<syntax::File> trees;        // in the order of the files
  std::optional<semantics::Model> model;  // nothing where the sink has errors
  std::vector<bool> marked;               // which files begin with a byte order mark
  std::size_t warnings = 0;               // so many were reported when the model was made
  std::string kept_as;                    // under which name what is made of its model is kept; empty where nothing is (kept.h)
  bool found = false;                     // the model was kept, and is here without its trees
  std::string digest() const;             // SHA-256 over the files' names and bytes, wherever they lie
};

struct RulebookLimits {
  source::LoadLimits load;
  syntax::Limits syntax;
  semantics::Limits semantics;
};

// Reads a folder of `.assay` files or one file, with what they `use`. Problems go to the sink, unsorted. Never throws.
Rulebook parse_rulebook(const std::string& path, const RulebookLimits& limits, diagnostics::Sink& sink);  // as far as the trees
// Whoever only judges does not need the rulebook's own tests; the model is then without them.
Rulebook load_rulebook(const std::string& path, const RulebookLimits& limits, diagnostics::Sink& sink,
                       syntax::Tests tests = syntax::Tests::read, base::Profile* profile = nullptr);

}  // namespace assay::api
