// The options and arguments of one command as they were given.
#pragma once

#include "diagnostics/diagnostics.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::cli {

struct Command;

enum class Option : std::uint8_t {
#define ASSAY_OPTION(name, flags, takes, value, en, zh) name,
#include "cli/options.def"
#undef ASSAY_OPTION
};

enum class Takes : std::uint8_t { text, list, each, flag };

struct OptionRow {
  Option option;
  std::string_view flags;  // "-f,--facts"
  Takes takes;
  std::string_view value;
  diagnostics::Words does;
};
std::span<const OptionRow> all_options();

constexpr std::uint64_t bit(Option option) { return std::uint64_t{1} << static_cast<unsigned>(option); }
template <class... Options>
constexpr std::uint64_t options(Options... each) {
  return (std::uint64_t{0} | ... | bit(each));
}

class Arguments {
 public:
  std::vector<std::string> positional;
  std::vector<std::string> typed;  // all of it, the command's name first

  bool has(Option option) const { return !at(option).empty(); }
  std::optional<std::string> text(Option option) const;
  const std::vector<std::string>& all(Option option) const { return at(option); }
  std::vector<std::string>& values(Option option) { return values_[static_cast<std::size_t>(option)]; }

 private:
  const std::vector<std::string>& at(Option option) const { return values_[static_cast<std::size_t>(option)]; }
  std::array<std::vector<std::string>, 64> values_;
};

// A command line as it would be typed: `assay` and the words, in quotes where a shell would take them apart.
std::string command_line(const std::vector<std::string>& words);

// Reads what stands after the command's name. Problems go to the sink.
Arguments parse_arguments(const Command& command, std::vector<std::string> given, diagnostics::Language language, diagnostics::Sink& sink);

}  // namespace assay::cli
