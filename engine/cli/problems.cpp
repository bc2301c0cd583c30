#include "cli/problems.h"

#include "cli/output.h"
#include "cli/values.h"

namespace assay::cli {

namespace {

Exit show(diagnostics::Sink& sink, const source::Files& files, std::size_t most, const Terminal& terminal) {
  sink.sort();
  const std::string drawn = diagnostics::draw(sink, files, {terminal.language, terminal.colour_err, most});
  if (!drawn.empty()) write_error(drawn);
  return exit_of(sink);
}

}  // namespace

Exit show_problems(diagnostics::Sink& sink, const source::Files& files, const Arguments& arguments, const Terminal& terminal) {
  diagnostics::Sink ignored;
  return show(sink, files, most_diagnostics(arguments, terminal.language, ignored), terminal);
}

Exit show_problems(diagnostics::Sink& sink, const Terminal& terminal) { return show(sink, {}, kMostDiagnostics, terminal); }

}  // namespace assay::cli
