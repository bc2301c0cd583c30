// A command of the program: its row in the table, and what runs it. One file and one row in commands.cpp each.
#pragma once

#include "cli/arguments.h"
#include "cli/exit.h"
#include "cli/terminal.h"
#include "cli/words.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace assay::cli {

struct Command {
  std::string_view name;
  Exit (*run)(const Arguments& arguments, const Terminal& terminal);
  std::string_view usage;     // what stands after the name
  std::size_t least, most;    // arguments that are no options
  bool rules_with_facts;      // with --facts the rulebook is one of them
  std::array<Word, 2> needs;  // what the first and the second argument are
  std::uint64_t options;
  diagnostics::Words does;
  std::string_view example;
  std::string_view other_example{};
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);

Exit run_command(const Arguments& arguments, const Terminal& terminal);
Exit check_command(const Arguments& arguments, const Terminal& terminal);
Exit explain_command(const Arguments& arguments, const Terminal& terminal);
Exit schema_command(const Arguments& arguments, const Terminal& terminal);
Exit test_command(const Arguments& arguments, const Terminal& terminal);
Exit eval_command(const Arguments& arguments, const Terminal& terminal);
Exit dump_command(const Arguments& arguments, const Terminal& terminal);
Exit codes_command(const Arguments& arguments, const Terminal& terminal);
Exit functions_command(const Arguments& arguments, const Terminal& terminal);
Exit version_command(const Arguments& arguments, const Terminal& terminal);

}  // namespace assay::cli
