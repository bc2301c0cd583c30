#include "cli/cli.h"

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "diagnostics/kinds.h"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <optional>
#include <utility>

namespace assay::cli {

namespace {

using diagnostics::Kind;
using Words = std::vector<std::string>;

Language spoken = Language::en;  // for a thread that can go on no more

// The value of `--name VALUE` or `--name=VALUE`, wherever it stands.
std::optional<std::string> peek(const std::vector<std::string>& given, const std::string& name) {
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i] == "--") break;
    if (given[i] == name && i + 1 < given.size()) return given[i + 1];
    if (given[i].starts_with(name + "=")) return given[i].substr(name.size() + 1);
  }
  return std::nullopt;
}

// Where the command's name stands: the first argument that is no option and no value of --lang or --color.
std::size_t command_at(const std::vector<std::string>& given) {
  std::size_t i = 0;
  while (i < given.size() && given[i].starts_with('-')) i += given[i] == "--lang" || given[i] == "--color" ? 2 : 1;
  return i;
}

std::string unknown_value(const std::string& name) { return name == "--lang" ? "zh, en" : "auto, always, never"; }

Exit dispatch(std::vector<std::string> given, Language& language) {
  diagnostics::Sink sink;
  for (const std::string name : {"--lang", "--color"}) {
    const auto value = peek(given, name);
    if (!value) continue;
    const bool known = name == "--lang" ? find_language(*value).has_value() : (*value == "auto" || *value == "always" || *value == "never");
    if (name == "--lang" && known) language = spoken = *find_language(*value);
    if (!known) sink.report(Kind::bad_argument, Words{*value, name, say(Word::one_of, language, unknown_value(name))});
  }
  handle_interrupts(word(Word::interrupted, language));
  const auto file = peek(given, "-o");
  const bool to_file = (file && *file != "-") || peek(given, "--output");
  const Terminal terminal = look_at_terminal(language, peek(given, "--color").value_or("auto"), to_file);
  if (sink.has_errors()) return show_problems(sink, terminal);

  const std::size_t at = command_at(given);
  if (at >= given.size() || given[at] == "help") {
    if (!given.empty() && given[0] == "--version") return version_command({}, terminal);
    if (const Command* asked = at + 1 < given.size() ? find_command(given[at + 1]) : nullptr) return print(help_text(*asked, language), terminal);
    const bool asked = at < given.size() || std::find(given.begin(), given.end(), "--help") != given.end() ||
                       std::find(given.begin(), given.end(), "-h") != given.end();
    if (asked) return print(help_text(language), terminal);
    write_error(help_text(language));
    return Exit::unusable;
  }
  const Command* command = find_command(given[at]);
  if (command == nullptr) {
    std::vector<std::string> names;
    for (const Command& each : commands()) names.emplace_back(each.name);
    sink.report(Kind::unknown_command, Words{given[at]}).suggestion = base::nearest(given[at], names);
    return show_problems(sink, terminal);
  }
  given.erase(given.begin() + static_cast<std::ptrdiff_t>(at));
  const Arguments arguments = parse_arguments(*command, std::move(given), language, sink);
  if (sink.has_errors()) return show_problems(sink, terminal);
  if (arguments.has(Option::help)) return print(help_text(*command, language), terminal);
  return command->run(arguments, terminal);
}

int fail(const std::exception& error, Language language) {
  diagnostics::Sink sink;
  report_failure(error, sink);
  write_error(diagnostics::draw(sink, {}, {language, false, 1}));
  return static_cast<int>(exit_of(sink));
}

// What a thread throws that nobody waits for.
[[noreturn]] void end_at_once() {
  try {
    if (const std::exception_ptr thrown = std::current_exception()) std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    std::_Exit(fail(error, spoken));
  } catch (...) {
  }
  std::abort();
}

}  // namespace

int run_program(std::vector<std::string> given) {
  Language language = spoken = language_of_environment();
  std::set_terminate(end_at_once);
  try {
    return static_cast<int>(dispatch(std::move(given), language));
  } catch (const std::exception& error) {
    return fail(error, language);
  }
}

}  // namespace assay::cli
