#include "cli/help.h"

#include "base/text.h"
#include "report/words.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace assay::cli {

namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

std::string columns(const Rows& rows) {
  std::size_t width = 0;
  for (const auto& row : rows) width = std::max(width, base::display_width(row.first));
  std::string text;
  for (const auto& row : rows) text += "  " + row.first + std::string(width - base::display_width(row.first) + 2, ' ') + row.second + "\n";
  return text;
}

std::string heading(Word which, Language language) {
  return "\n" + report::say(report::Word::heading, language, word(which, language)) + "\n";
}

}  // namespace

std::string help_text(Language language) {
  std::string text = "assay" + std::string(report::word(report::Word::colon, language)) + std::string(word(Word::tagline, language)) + "\n";
  text += heading(Word::usage, language) + "  assay COMMAND RULES [--facts FILE…]\n";
  Rows rows;
  for (const Command& command : commands()) rows.emplace_back(command.name, command.does.in(language));
  text += heading(Word::commands, language) + columns(rows);
  text += heading(Word::example, language) + "  " + std::string(commands().front().example) + "\n";
  return text + "\n" + std::string(word(Word::more_help, language)) + "\n" + std::string(word(Word::exit_statuses, language)) + "\n";
}

std::string help_text(const Command& command, Language language) {
  std::string text = "assay " + std::string(command.name) + std::string(report::word(report::Word::colon, language)) + std::string(command.does.in(language)) + "\n";
  text += heading(Word::usage, language) + "  assay " + std::string(command.name) + " " + std::string(command.usage) + "\n";
  Rows rows;
  for (const OptionRow& row : all_options()) {
    if ((command.options & bit(row.option)) == 0) continue;
    std::string names(row.flags);
    if (const auto comma = names.find(','); comma != std::string::npos) names.insert(comma + 1, " ");
    if (names.starts_with("--")) names.insert(0, "    ");
    if (!row.value.empty()) names += " " + std::string(row.value);
    rows.emplace_back(std::move(names), row.does.in(language));
  }
  text += heading(Word::options, language) + columns(rows);
  text += heading(Word::example, language) + "  " + std::string(command.example) + "\n";
  if (!command.other_example.empty()) text += "  " + std::string(command.other_example) + "\n";
  return text;
}

}  // namespace assay::cli
