// What commands over reported facts have in common: the rulebook, the day, the program, and the problems met on the way.
#pragma once

#include "api/api.h"
#include "base/profile.h"
#include "cache/folder.h"
#include "cli/arguments.h"
#include "cli/exit.h"
#include "cli/terminal.h"

#include <memory>
#include <optional>
#include <string>

namespace assay::cli {

struct Assessment {
  diagnostics::Sink sink;
  api::Rulebook book;
  base::Date as_of{};
  std::optional<plan::Program> program;  // once it is made,
  std::string rules_digest;              // and with it, where a digest of the facts is asked for
  facts::Options reading;
  std::optional<cache::Folder> cache;    // where compiled rules are kept
  base::Profile* profile = nullptr;      // where the time goes is measured
};

// Loads the rulebook and says what day is asked for; --facts must be there. False, and a problem, where something cannot be used.
bool prepare(Assessment& assessment, const std::string& rules, const Arguments& arguments, diagnostics::Language language);

// Judges what the files say, making the program while they are opened.
api::RunResult judge(Assessment& assessment, const api::RunOptions& options, const api::Work& work);

// The first unit that was reported (the only one, unless --unit chose); nothing, and a problem, where there is no such. Makes the program, too.
std::unique_ptr<api::Evaluated> evaluate_one_unit(Assessment& assessment, const Arguments& arguments);

}  // namespace assay::cli
