#include "base/text.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "diagnostics/kinds.h"

#include <algorithm>
#include <string>
#include <vector>

namespace assay::cli {

namespace {

Word severity_word(diagnostics::Severity severity) {
  switch (severity) {
    case diagnostics::Severity::error: return Word::severity_error;
    case diagnostics::Severity::limit: return Word::severity_limit;
    case diagnostics::Severity::warning: return Word::severity_warning;
    case diagnostics::Severity::note: return Word::severity_note;
  }
  return Word::severity_note;
}

std::string list(Language language) {
  std::string text;
  for (const diagnostics::KindInfo& kind : diagnostics::all_kinds()) {
    const std::string severity(word(severity_word(kind.severity), language));
    text += std::string(kind.code) + "  " + severity + std::string(9 - std::min<std::size_t>(9, base::display_width(severity)), ' ') +
            std::string(kind.message.in(language)) + "\n";
  }
  return text;
}

void both(std::string& text, Word what, Language language, const diagnostics::Words& words) {
  if (words.en.empty() && words.zh.empty()) return;
  text += "\n" + std::string(word(what, language)) + ":\n";
  for (const std::string_view each : {words.in(language), words.in(language == Language::zh ? Language::en : Language::zh)})
    if (!each.empty()) text += "  " + std::string(each) + "\n";
}

std::string one(const diagnostics::KindInfo& kind, Language language) {
  std::string text = std::string(kind.code) + "  " + std::string(word(severity_word(kind.severity), language)) + "  " + std::string(kind.name) + "\n";
  both(text, Word::code_message, language, kind.message);
  both(text, Word::code_label, language, kind.label);
  both(text, Word::code_help, language, kind.help);
  return text;
}

}  // namespace

Exit codes_command(const Arguments& arguments, const Terminal& terminal) {
  if (arguments.positional.empty()) return print(list(terminal.language), terminal);
  const std::string& code = arguments.positional.front();
  if (const auto kind = diagnostics::find_kind(code)) return print(one(diagnostics::info(*kind), terminal.language), terminal);
  diagnostics::Sink sink;
  sink.report(diagnostics::Kind::unknown_code, std::vector<std::string>{code});
  return show_problems(sink, terminal);
}

}  // namespace assay::cli
