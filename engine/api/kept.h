// Rulebooks and programs that are kept in a folder from one run to the next.
#pragma once

#include "api/rulebook.h"
#include "base/calendar.h"
#include "base/profile.h"
#include "cache/folder.h"
#include "diagnostics/diagnostics.h"
#include "plan/program.h"

#include <string>

namespace assay::api {

// load_rulebook without the rulebook's own tests: a model that is kept in the folder, if the files are the very ones that it was made of; it comes without
// trees, and its warnings are counted, not reported again. Else it is made and, where there is no error, kept. Problems with the folder go to `of_folder`, and
// change no result. Never throws.
Rulebook load_kept_rulebook(const std::string& path, const RulebookLimits& limits, cache::Folder& folder, diagnostics::Sink& sink,
                            diagnostics::Sink& of_folder, base::Profile* profile = nullptr);

// plan::lower of the rulebook's model, or the program that is kept.
plan::Program kept_program(const Rulebook& book, base::Date as_of, cache::Folder& folder, diagnostics::Sink& of_folder);

}  // namespace assay::api
