// The values of options, read and checked; what is wrong with them goes to the sink.
#pragma once

#include "api/limits.h"
#include "base/calendar.h"
#include "cli/arguments.h"
#include "cli/terminal.h"
#include "diagnostics/diagnostics.h"
#include "facts/facts.h"
#include "report/writer.h"
#include "semantics/model.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::cli {

inline constexpr std::size_t kMostDiagnostics = 1000;

std::size_t most_diagnostics(const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink);
std::optional<std::size_t> thread_count(const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink);
std::optional<base::Date> date_of(const Arguments& arguments, Option option, diagnostics::Sink& sink);
// --as-of, within the season or up to a year after it; the season's end if it was not given.
base::Date as_of_date(const Arguments& arguments, const types::Season& season, diagnostics::Sink& sink);
// --limit, each.
api::Limits limits_of(const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink);
// --reported-by and --unit.
facts::Options reading_options(const Arguments& arguments, const api::Limits& limits, diagnostics::Sink& sink);
// --department, by name or label.
std::optional<std::size_t> department_of(const Arguments& arguments, const semantics::Model& model, diagnostics::Sink& sink);
// --format, else by the ending of -o, else the first of `allowed`.
std::string format_of(const Arguments& arguments, std::string_view command, std::span<const std::string> allowed, diagnostics::Sink& sink);
// -o must not name a file that the command reads.
void check_output(const Arguments& arguments, const std::string& rules, const std::vector<std::string>& inputs, diagnostics::Sink& sink);
report::Per per_of(const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink);
std::vector<exec::Status> fail_on(const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink);

}  // namespace assay::cli
