// rules/huzhou-2023 says what the published list says, word for word, and leaves no clause out.

#include "diagnostics/diagnostics.h"
#include "semantics/analyze.h"
#include "semantics/coverage.h"
#include "source/load.h"
#include "syntax/parse.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace assay;

namespace {

const std::string kRulebook = std::string(ASSAY_SOURCE_DIR) + "/rules/huzhou-2023";

struct Published {
  std::string difficulty, title, text;
};

std::map<std::string, Published> published(const std::string& path) {
  std::ifstream in(path);
  REQUIRE(in);
  std::map<std::string, Published> out;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string> fields;
    std::istringstream row(line);
    for (std::string field; std::getline(row, field, '\t');) fields.push_back(field);
    REQUIRE(fields.size() == 6);
    out[fields[1] + "." + fields[3]] = {fields[2], fields[4], fields[5]};
  }
  return out;
}

semantics::Model rulebook() {
  source::Files files;
  diagnostics::Sink sink;
  std::vector<syntax::File> trees;
  const source::Loaded loaded = source::load_rulebook(kRulebook, {});
  REQUIRE(loaded.problems.empty());
  for (const source::LoadedFile& f : loaded.files) trees.push_back(syntax::parse(files, files.add(f.path, f.text), {}, sink));
  std::optional<semantics::Model> model = semantics::analyze(trees, files, sink);
  INFO(diagnostics::draw(sink, files, {}));
  REQUIRE(model);
  CHECK(sink.warnings() == 0);
  return std::move(*model);
}

}  // namespace

TEST_CASE("the Huzhou rulebook has the titles, texts and difficulties of the published list") {
  const auto list = published(kRulebook + "/source.tsv");
  CHECK(list.size() == 70);
  const semantics::Model model = rulebook();
  std::size_t compared = 0;
  for (const semantics::Department& d : model.departments) {
    std::size_t of_list = 0;
    for (const auto& [id, p] : list) of_list += id.starts_with(d.name + ".") ? 1 : 0;
    CHECK_MESSAGE(d.targets.size() == of_list, d.name);
    for (const semantics::Target& t : d.targets) {
      const auto it = list.find(t.id);
      REQUIRE_MESSAGE(it != list.end(), t.id);
      CHECK_MESSAGE(t.title == it->second.title, t.id);
      CHECK_MESSAGE(t.text == it->second.text, t.id);
      REQUIRE(d.difficulty.size() == 1);
      CHECK(d.difficulty[0].value == base::Number::parse(it->second.difficulty));
      ++compared;
    }
  }
  CHECK(compared >= 55);
}

TEST_CASE("no clause of the Huzhou texts is left out") {
  const semantics::Coverage coverage = semantics::coverage(rulebook());
  for (const semantics::Uncovered& u : coverage.uncovered)
    for (const std::string& word : u.words) FAIL_CHECK(u.target << ": " << word);
  CHECK(coverage.targets >= 55);
}

TEST_CASE("the copy of the list is the list as it was published") {
  const std::string seed = std::string(ASSAY_SHARED_DIR) + "/seed/targets-2023.tsv";
  std::ifstream original(seed, std::ios::binary);
  if (!original) {
    MESSAGE("skipped: " << seed << " is not there");
    return;
  }
  std::ifstream copy(kRulebook + "/source.tsv", std::ios::binary);
  std::stringstream a, b;
  a << original.rdbuf();
  b << copy.rdbuf();
  CHECK(a.str() == b.str());
}
