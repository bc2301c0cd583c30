#include "program.h"

#include "document.h"
#include "examples.h"
#include "support/scratch.h"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>

namespace assay::documents {

namespace {

namespace fs = std::filesystem;
using tests::Scratch;
using Codes = std::set<std::string>;

Codes codes_in(const std::string& text, const std::function<bool(const std::string&)>& counts) {
  static const std::regex kCode(R"((?:^|\n)(?:error|limit|warning|note)[^\n]{0,3}\[(AS\d{4})\])");
  Codes out;
  for (std::sregex_iterator it(text.begin(), text.end(), kCode), end; it != end; ++it)
    if (counts((*it)[1])) out.insert((*it)[1]);
  return out;
}

}  // namespace

Said run_in(const std::string& folder, const std::string& locale, const std::string& command) {
  const std::string program = fs::path(ASSAY_PROGRAM).parent_path().string();
  const std::string whole = "cd '" + folder + "' && export PATH='" + program + "':\"$PATH\" LC_ALL=" + locale +
                            " LANG=C.UTF-8 NO_COLOR=1 && { " + command + "\n} 2>&1 </dev/null";
  Said said;
  FILE* pipe = popen(whole.c_str(), "r");
  if (pipe == nullptr) return {"", -1};
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    said.text.append(buffer.data(), n);
  const int status = pclose(pipe);
  said.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return said;
}

Said run(const std::string& command) { return run_in(ASSAY_SOURCE_DIR, "C.UTF-8", command); }

Codes codes_of_rules(const std::string& rulebook) {
  const Scratch scratch;
  scratch.put("season.assay", prelude());
  const std::string rules = scratch.put("example.assay", rulebook);
  const Said said = run("assay check '" + rules + "' --color never");
  // No rule reads a fact; no target; none of the published words behind one.
  Codes codes = codes_in(said.text, [](const std::string& code) { return code != "AS0480" && code != "AS0031" && code != "AS0512"; });
  if (codes.empty() && said.exit > 1) codes.insert("exit " + std::to_string(said.exit));
  return codes;
}

Said tests_of_rules(const std::string& rulebook) {
  const Scratch scratch;
  scratch.put("season.assay", prelude());
  return run("assay test '" + scratch.put("example.assay", rulebook) + "' --color never");
}

Codes codes_of_facts(const std::string& file) {
  const Scratch scratch;
  const std::string rules = scratch.put("season.assay", prelude());
  const std::string facts = scratch.put("facts.csv", file);
  const Said said = run("assay check '" + rules + "' --facts '" + facts + "' --color never");
  return codes_in(said.text, [](const std::string& code) {
    return (code.starts_with("AS06") || code.starts_with("AS07")) && code != "AS0722";
  });
}

const Codes& known_codes() {
  static const Codes kAll = [] {
    static const std::regex kCode(R"(AS\d{4})");
    const std::string text = run("assay codes").text;
    return Codes(std::sregex_token_iterator(text.begin(), text.end(), kCode), std::sregex_token_iterator());
  }();
  return kAll;
}

}  // namespace assay::documents
