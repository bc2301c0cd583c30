// What commands over reported facts have in common: the rulebook, the day, the program, and the problems met on the way.
#pragma once

#include "api/api.h"
#include "base/profile.h"
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
  std::optional<plan::Program> program;  // nothing where the sink has errors
  facts::Options reading;
  base::Profile* profile = nullptr;      // where the time goes is measured
};

// Loads the rulebook and makes the program for --as-of; --facts must be there.
void prepare(Assessment& assessment, const std::string& rules, const Arguments& arguments, diagnostics::Language language);

// The first unit that was reported (the only one, unless --unit chose); nothing, and a problem, where there is no such.
std::unique_ptr<api::Evaluated> evaluate_one_unit(Assessment& assessment, const Arguments& arguments);

}  // namespace assay::cli
