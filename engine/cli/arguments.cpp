// The one file that sees CLI11.
#include "cli/arguments.h"

#include "base/nearest.h"
#include "cli/command.h"
#include "diagnostics/kinds.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace assay::cli {

namespace {

using diagnostics::Kind;
using Words = std::vector<std::string>;

constexpr auto kOptions = std::to_array<OptionRow>({
#define ASSAY_OPTION(name, flags, takes, value, en, zh) {Option::name, flags, Takes::takes, value, {en, zh}},
#include "cli/options.def"
#undef ASSAY_OPTION
});

// Marks an argument that only looks like an option: a negative number, an expression, whatever stands after `--`.
constexpr char kNoOption = '\x01';

bool looks_like_option(std::string_view text) {
  if (text.size() < 2 || text[0] != '-') return false;
  if (text[1] == '-') return true;
  const bool letter = (text[1] >= 'a' && text[1] <= 'z') || (text[1] >= 'A' && text[1] <= 'Z');
  return letter && text.find(' ') == std::string_view::npos;
}

void mark_what_is_no_option(std::vector<std::string>& given) {
  bool only_arguments = false;
  for (std::string& each : given) {
    if (!only_arguments && each == "--") {
      only_arguments = true;
    } else if (each.size() > 1 && each[0] == '-' && (only_arguments || !looks_like_option(each))) {
      each.insert(each.begin(), kNoOption);
    }
  }
}

std::string unmarked(std::string text) {
  if (text.starts_with(kNoOption)) text.erase(0, 1);
  return text;
}

std::vector<std::string> long_names(const Command& command) {
  std::vector<std::string> names;
  for (const OptionRow& row : kOptions) {
    if ((command.options & bit(row.option)) == 0) continue;
    names.emplace_back(row.flags.substr(row.flags.find("--")));
  }
  return names;
}

void report_unknown_option(const Command& command, std::string given, diagnostics::Sink& sink) {
  given.resize(std::min(given.find('='), given.size()));
  diagnostics::Diagnostic& problem = sink.report(Kind::unknown_option, Words{given, std::string(command.name)});
  problem.suggestion = base::nearest(given, long_names(command));
}

// `--facts a.csv ID`: the list took what the command needs as its own last arguments.
void give_back(const Command& command, Arguments& arguments) {
  std::vector<std::string>& facts = arguments.values(Option::facts);
  std::size_t needed = command.least;
  if (command.rules_with_facts && !facts.empty()) needed = std::max(needed, command.most);
  // An id may be left out; of what stands behind the files only what is none can be one.
  std::error_code ignored;
  if (command.run == explain_command && facts.size() > 1 && !std::filesystem::exists(facts.back(), ignored)) needed = command.most;
  if (arguments.positional.size() >= needed) return;
  const std::size_t count = std::min(needed - arguments.positional.size(), facts.empty() ? 0 : facts.size() - 1);
  const auto from = facts.end() - static_cast<std::ptrdiff_t>(count);
  arguments.positional.insert(arguments.positional.end(), from, facts.end());
  facts.erase(from, facts.end());
}

}  // namespace

std::span<const OptionRow> all_options() { return kOptions; }

std::optional<std::string> Arguments::text(Option option) const {
  const std::vector<std::string>& values = at(option);
  return values.empty() ? std::nullopt : std::optional(values.back());
}

Arguments parse_arguments(const Command& command, std::vector<std::string> given, diagnostics::Language language, diagnostics::Sink& sink) {
  Arguments arguments;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::array<bool, 64> flags{};
  for (const OptionRow& row : kOptions) {
    if ((command.options & bit(row.option)) == 0) continue;
    std::vector<std::string>& values = arguments.values(row.option);
    switch (row.takes) {
      case Takes::flag: app.add_flag(std::string(row.flags), flags[static_cast<std::size_t>(row.option)]); break;
      case Takes::list: app.add_option(std::string(row.flags), values)->expected(1, 1 << 20); break;
      case Takes::each:
        app.add_option(std::string(row.flags), values)->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        break;
      case Takes::text:
        app.add_option(std::string(row.flags), values)->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        break;
    }
  }
  mark_what_is_no_option(given);
  try {
    std::vector<std::string> backwards(given.rbegin(), given.rend());
    app.parse(std::move(backwards));
  } catch (const CLI::ParseError& error) {
    // With extras allowed and no validators, only a missing value is left to go wrong.
    const std::string said = error.what();
    sink.report(Kind::option_without_value, Words{said.substr(0, said.find(':'))});
    return arguments;
  }
  for (const OptionRow& row : kOptions) {
    if (flags[static_cast<std::size_t>(row.option)]) arguments.values(row.option).emplace_back("yes");
    for (std::string& value : arguments.values(row.option)) value = unmarked(value);
  }
  for (std::string& each : app.remaining()) {
    if (looks_like_option(each)) {
      report_unknown_option(command, each, sink);
    } else {
      arguments.positional.push_back(unmarked(std::move(each)));
    }
  }
  give_back(command, arguments);
  if (arguments.has(Option::help) || sink.has_errors()) return arguments;
  if (arguments.positional.size() < command.least) {
    const Word what = command.needs[std::min(arguments.positional.size(), command.needs.size() - 1)];
    sink.report(Kind::argument_missing, Words{std::string(command.name), std::string(word(what, language)), std::string(command.example)});
  } else if (arguments.positional.size() > command.most) {
    sink.report(Kind::argument_too_many, Words{arguments.positional[command.most], std::string(command.name), std::string(command.example)});
  }
  return arguments;
}

}  // namespace assay::cli
