#include "functions/functions.h"

#include "base/nearest.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "diagnostics/kinds.h"
#include "report/words.h"
#include "syntax/keywords.h"

#include <algorithm>
#include <string>
#include <vector>

namespace assay::cli {

namespace {

std::string_view doc(const functions::Entry& entry, Language language) { return language == Language::zh ? entry.doc_zh : entry.doc_en; }

// Rules in the words of the reader's language; names stay as they are.
std::string rules_in_words(std::string_view rules, Language language) {
  if (language == Language::en) return std::string(rules);
  std::string out;
  for (std::size_t at = 0; at < rules.size();) {
    const auto is_letter = [&](std::size_t i) { return i < rules.size() && rules[i] >= 'a' && rules[i] <= 'z'; };
    std::size_t end = at;
    while (is_letter(end)) ++end;
    const std::string_view word = rules.substr(at, end - at);
    if (const functions::Entry* entry = word.empty() ? nullptr : functions::find(word)) out += entry->chinese;
    else if (!word.empty()) out += word.size() == 1 ? std::string(word) : syntax::chinese_words(word);
    else out += rules[end++];
    at = end;
  }
  return out;
}

std::string list(Language language) {
  std::size_t width = 0;
  for (const functions::Entry& entry : functions::all()) width = std::max(width, base::display_width(entry.name) + base::display_width(entry.chinese) + 1);
  std::string text;
  for (const functions::Entry& entry : functions::all()) {
    const std::string names = std::string(entry.name) + " " + std::string(entry.chinese);
    text += names + std::string(width - base::display_width(names) + 2, ' ') + rules_in_words(doc(entry, language), language) + "\n";
  }
  return text;
}

std::string one(const functions::Entry& entry, Language language) {
  return std::string(entry.name) + " " + std::string(entry.chinese) + "\n\n  " + rules_in_words(entry.signature, language) + "\n\n" +
         rules_in_words(doc(entry, language), language) + "\n\n" + report::say(report::Word::heading, language, word(Word::example, language)) + "\n  " +
         rules_in_words(entry.example, language) + "\n";
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
