#include "drawn.h"

#include "documents/document.h"
#include "documents/examples.h"
#include "documents/program.h"
#include "support/scratch.h"

#include <regex>
#include <string>
#include <vector>

namespace assay::pages {

namespace {

using tests::Scratch;
using diagnostics::ExamplePart;

constexpr std::string_view kPrelude = "season.assay";
constexpr std::string_view kUnbacked = "AS0512";
constexpr std::string_view kInDoubt = "AS0035";  // that there are such warnings

std::string commands_of(const diagnostics::Example& example) {
  std::string commands;
  std::string check = "assay check rules";
  bool facts = false;
  for (const ExamplePart& part : example.parts) {
    if (part.kind == ExamplePart::Kind::csv) {
      if (!facts) check += " --facts";
      facts = true;
      check += " " + part.file;
    }
    if (part.kind != ExamplePart::Kind::console) continue;
    for (const std::string& line : documents::split_lines(part.text))
      if (line.starts_with("$ ")) commands += line.substr(2) + "\n";
  }
  // Of a check only what it draws counts.
  return commands.empty() ? check + " 2>&1 >/dev/null" : commands;
}

void lay_out(const diagnostics::Example& example, const Scratch& scratch) {
  bool with_prelude = true;
  for (const ExamplePart& part : example.parts) {
    if (part.kind == ExamplePart::Kind::csv) scratch.put(part.file, part.text);
    if (part.kind != ExamplePart::Kind::assay) continue;
    const bool as_it_is = part.file == kPrelude;
    with_prelude = with_prelude && !as_it_is && !documents::states_season(part.text);
    scratch.put("rules/" + part.file, as_it_is ? part.text : documents::in_place(part.text));
  }
  if (with_prelude) scratch.put("rules/" + std::string(kPrelude), documents::prelude());
}

// The prelude's facts are there for all examples; that one of them does not read them is nothing to be said, nor that its target quotes no source,
// nor that there are such warnings, unless the example is about that.
std::string without_prelude(const std::string& text, const std::string& code) {
  const std::string place = "--> rules/" + std::string(kPrelude) + ":";
  const std::vector<std::string> lines = documents::split_lines(text);
  std::string kept;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool unread = lines[i].find("[AS0480]") != std::string::npos && i + 1 < lines.size() && lines[i + 1].find(place) != std::string::npos;
    const auto is_aside = [&](std::string_view other) { return code != other && lines[i].find("[" + std::string(other) + "]") != std::string::npos; };
    if (unread || is_aside(kUnbacked) || is_aside(kInDoubt)) {
      while (i < lines.size() && !lines[i].empty()) ++i;
      continue;
    }
    kept += lines[i] + "\n";
  }
  return kept;
}

}  // namespace

Drawn run_example(const std::string& code, const diagnostics::Example& example, diagnostics::Language language) {
  const Scratch scratch;
  lay_out(example, scratch);
  const std::string locale = language == diagnostics::Language::zh ? "zh_CN.UTF-8" : "C.UTF-8";
  Drawn drawn{without_prelude(documents::run_in(scratch.folder().string(), locale, commands_of(example)).text, code), {}};
  // `error[AS0301]: …` as it is drawn, `error AS0026: …` as `eval` answers.
  static const std::regex kHead("(?:^|\\n)[^\\n ]{1,12}(?:\\[| )(AS\\d{4})(?:\\]|:)");
  for (std::sregex_iterator it(drawn.text.begin(), drawn.text.end(), kHead), end; it != end; ++it) drawn.codes.insert((*it)[1]);
  return drawn;
}

}  // namespace assay::pages
