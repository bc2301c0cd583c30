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

bool exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

// `--facts a.csv ID`: the list took what the command needs as its own last arguments.
void give_back(const Command& command, Arguments& arguments) {
  std::vector<std::string>& facts = arguments.values(Option::facts);
  std::size_t needed = command.least;
  if (command.rules_with_facts && !facts.empty()) needed = std::max(needed, command.most);
  // An id may be left out; of what stands behind the files only what is none can be one.
  if (command.run == explain_command && facts.size() > 1 && !exists(facts.back())) needed = command.most;
  if (arguments.positional.size() >= needed) return;
  const std::size_t count = std::min(needed - arguments.positional.size(), facts.empty() ? 0 : facts.size() - 1);
  const auto from = facts.end() - static_cast<std::ptrdiff_t>(count);
  arguments.positional.insert(arguments.positional.end(), from, facts.end());
  facts.erase(from, facts.end());
}

// The words with two of them in each other's place.
std::string swapped(std::vector<std::string> words, const std::string& one, const std::string& other) {
  const auto first = std::find(words.begin(), words.end(), one), second = std::find(words.begin(), words.end(), other);
  if (first != words.end() && second != words.end()) std::iter_swap(first, second);
  return command_line(words);
}

// The rulebook before the expression, or behind the id.
bool wrong_order(const Command& command, const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink) {
  const std::vector<std::string>& given = arguments.positional;
  const bool rules_second = command.run == eval_command || command.run == dump_command;
  const bool rules_first = command.run == explain_command;
  if (given.size() == 1 && command.run == eval_command && exists(given[0])) {
    std::vector<std::string> words = arguments.typed;
    words.insert(std::find(words.begin(), words.end(), given[0]), "16.6万 >= 3");
    sink.report(Kind::arguments_swapped, Words{given[0], std::string(word(Word::needs_expression, language)), command_line(words)});
    return true;
  }
  if (given.size() != 2) return false;
  if (rules_second && exists(given[0]) && !exists(given[1]))
    sink.report(Kind::arguments_swapped, Words{given[0], "`" + given[1] + "`", swapped(arguments.typed, given[0], given[1])});
  else if (rules_first && !exists(given[0]) && exists(given[1]))
    sink.report(Kind::rules_come_first, Words{given[1], given[0], swapped(arguments.typed, given[0], given[1])});
  else
    return false;
  return true;
}

// The command with `--facts` before what it does not take, if that is a file; else its example.
std::string without_facts(const Command& command, const Arguments& arguments) {
  std::vector<std::string> words = arguments.typed;
  const auto file = std::find(words.begin(), words.end(), arguments.positional[command.most]);
  if ((command.options & bit(Option::facts)) == 0 || arguments.has(Option::facts) || file == words.end() || !file->ends_with(".csv")) return std::string(command.example);
  words.insert(file, "--facts");
  return command_line(words);
}

}  // namespace

std::span<const OptionRow> all_options() { return kOptions; }

std::string command_line(const std::vector<std::string>& words) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,:=%+@";
  const auto is_plain = [&](char c) { return static_cast<unsigned char>(c) >= 0x80 || kPlain.find(c) != std::string_view::npos; };
  std::string out = "assay";
  for (const std::string& each : words) {
    out += ' ';
    if (!each.empty() && std::all_of(each.begin(), each.end(), is_plain)) {
      out += each;
      continue;
    }
    out += '\'';
    for (const char c : each) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    out += '\'';
  }
  return out;
}

std::optional<std::string> Arguments::text(Option option) const {
  const std::vector<std::string>& values = at(option);
  return values.empty() ? std::nullopt : std::optional(values.back());
}

Arguments parse_arguments(const Command& command, std::vector<std::string> given, diagnostics::Language language, diagnostics::Sink& sink) {
  Arguments arguments;
  arguments.typed = given;
  arguments.typed.insert(arguments.typed.begin(), std::string(command.name));
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
  if (wrong_order(command, arguments, language, sink)) return arguments;
  if (arguments.positional.size() < command.least) {
    const Word what = command.needs[std::min(arguments.positional.size(), command.needs.size() - 1)];
    sink.report(Kind::argument_missing, Words{std::string(command.name), std::string(word(what, language)), std::string(command.example)});
  } else if (arguments.positional.size() > command.most) {
    sink.report(Kind::argument_too_many, Words{arguments.positional[command.most], std::string(command.name), without_facts(command, arguments)});
  }
  return arguments;
}

}  // namespace assay::cli
