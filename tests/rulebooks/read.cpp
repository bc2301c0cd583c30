#include "read.h"

#include "diagnostics/diagnostics.h"
#include "lint/lint.h"
#include "semantics/analyze.h"
#include "source/load.h"
#include "syntax/parse.h"

#include <doctest/doctest.h>

namespace assay::rulebooks {

semantics::Model read(const std::string& folder) {
  source::Files files;
  diagnostics::Sink sink;
  std::vector<syntax::File> trees;
  const source::Loaded loaded = source::load_rulebook(folder, {});
  REQUIRE(loaded.problems.empty());
  for (const source::LoadedFile& f : loaded.files) trees.push_back(syntax::parse(files, files.add(f.path, f.text), {}, sink));
  std::optional<semantics::Model> model = semantics::analyze(trees, files, sink);
  if (model) lint::lint(*model, files, sink);
  INFO(diagnostics::draw(sink, files, {}));
  REQUIRE(model);
  CHECK(sink.warnings() == 0);
  return std::move(*model);
}

}  // namespace assay::rulebooks
