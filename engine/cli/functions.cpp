#include "functions/functions.h"

#include "base/nearest.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "diagnostics/kinds.h"
#include "report/words.h"

#include <algorithm>
#include <string>
#include <vector>

namespace assay::cli {

namespace {

std::string_view doc(const functions::Entry& entry, Language language) { return language == Language::zh ? entry.doc_zh : entry.doc_en; }

std::string list(Language language) {
  std::size_t width = 0;
  for (const functions::Entry& entry : functions::all()) width = std::max(width, base::display_width(entry.name) + base::display_width(entry.chinese) + 1);
  std::string text;
  for (const functions::Entry& entry : functions::all()) {
    const std::string names = std::string(entry.name) + " " + std::string(entry.chinese);
    text += names + std::string(width - base::display_width(names) + 2, ' ') + std::string(doc(entry, language)) + "\n";
  }
  return text;
}

std::string one(const functions::Entry& entry, Language language) {
  return std::string(entry.name) + " " + std::string(entry.chinese) + "\n\n  " + std::string(entry.signature) + "\n\n" +
         std::string(doc(entry, language)) + "\n\n" + report::say(report::Word::heading, language, word(Word::example, language)) + "\n  " + std::string(entry.example) + "\n";
}

}  // namespace

Exit functions_command(const Arguments& arguments, const Terminal& terminal) {
  if (arguments.positional.empty()) return print(list(terminal.language), terminal);
  const std::string& name = arguments.positional.front();
  if (const functions::Entry* entry = functions::find(name)) return print(one(*entry, terminal.language), terminal);
  diagnostics::Sink sink;
  std::vector<std::string> names;
  for (const functions::Entry& entry : functions::all()) names.emplace_back(entry.name);
  sink.report(diagnostics::Kind::unknown_function_argument, std::vector<std::string>{name}).suggestion = base::nearest(name, names);
  return show_problems(sink, terminal);
}

}  // namespace assay::cli
