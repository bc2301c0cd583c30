// rules/huzhou-2023 says what the published list says, word for word.

#include "read.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace assay;

namespace {

const std::string kRulebook = std::string(ASSAY_SOURCE_DIR) + "/rules/huzhou-2023";

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in, path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

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

// Whether 力争 stands in it as a word: 全力争取 is 全力 and 争取.
bool says_strive(std::string words) {
  const std::string other = "全力争取", word = "力争";
  for (std::size_t at = words.find(other); at != std::string::npos; at = words.find(other)) words.erase(at, other.size());
  return words.find(word) != std::string::npos;
}

}  // namespace

TEST_CASE("the Huzhou rulebook has the titles, texts and difficulties of the published list") {
  const auto list = published(kRulebook + "/source.tsv");
  CHECK(list.size() == 70);
  const semantics::Model model = rulebooks::read(kRulebook);
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
  CHECK(model.departments.size() == 14);
  CHECK(compared == 70);
}

TEST_CASE("every criterion of the Huzhou rulebook names the words that it takes up") {
  const semantics::Model model = rulebooks::read(kRulebook);
  for (const semantics::Department& d : model.departments)
    for (const semantics::Target& t : d.targets)
      for (const semantics::Criterion& c : t.criteria) CHECK_MESSAGE(!c.quote.empty(), c.id);
}

TEST_CASE("what a Huzhou text calls 力争 is an aim or a second bar, and nothing else is") {
  const semantics::Model model = rulebooks::read(kRulebook);
  std::size_t texts = 0;
  for (const semantics::Department& d : model.departments) {
    for (const semantics::Target& t : d.targets) {
      bool strives = false;
      for (const semantics::Criterion& c : t.criteria) {
        const bool aims = c.kind == semantics::Criterion::Kind::aim || c.stretch.has_value();
        CHECK_MESSAGE((!says_strive(c.quote) || aims), c.id << ": " << c.quote);
        strives = strives || (says_strive(c.quote) && aims);
      }
      CHECK_MESSAGE(strives == says_strive(t.text), t.id);
      texts += strives ? 1 : 0;
    }
  }
  CHECK(texts == 13);
}

TEST_CASE("the facts of the Huzhou rulebook have labels that people can report under") {
  const semantics::Model model = rulebooks::read(kRulebook);
  std::set<std::string> labels;
  for (const types::Fact& fact : model.schema.facts) {
    if (fact.judge || fact.list.valid()) continue;
    CHECK_MESSAGE(!fact.label.empty(), fact.name);
    CHECK_MESSAGE(labels.insert(fact.label).second, fact.label);
  }
  CHECK(labels.size() > 200);
}

TEST_CASE("the readings that the Huzhou rulebook assumes are listed in its README") {
  const semantics::Model model = rulebooks::read(kRulebook);
  const std::string readme = contents(kRulebook + "/README.md");
  std::size_t assumed = 0;
  for (const semantics::Param& p : model.params) {
    if (p.assumed.empty()) continue;
    CHECK_MESSAGE(readme.find("`" + p.name + "`") != std::string::npos, p.name);
    ++assumed;
  }
  CHECK(assumed >= 9);
}

TEST_CASE("the copy of the list is the list as it was published") {
  const std::string seed = std::string(ASSAY_SHARED_DIR) + "/seed/targets-2023.tsv";
  std::ifstream original(seed, std::ios::binary);
  if (!original) {
    MESSAGE("skipped: " << seed << " is not there");
    return;
  }
  CHECK(contents(seed) == contents(kRulebook + "/source.tsv"));
}
