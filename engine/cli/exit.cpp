#include "cli/exit.h"

#include "diagnostics/kinds.h"

#include <new>
#include <string>
#include <vector>

namespace assay::cli {

Exit exit_of(const diagnostics::Sink& sink) {
  if (!sink.has_errors()) return Exit::done;
  for (const diagnostics::Diagnostic& each : sink.all())
    if (diagnostics::info(each.kind).severity == diagnostics::Severity::error) return Exit::unusable;
  return Exit::limit;
}

Exit worse(Exit a, Exit b) {
  for (const Exit each : {Exit::interrupted, Exit::unusable, Exit::limit, Exit::findings})
    if (a == each || b == each) return each;
  return Exit::done;
}

void report_failure(const std::exception& error, diagnostics::Sink& sink) {
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) sink.report(diagnostics::Kind::out_of_memory);
  else sink.report(diagnostics::Kind::unexpected, std::vector<std::string>{error.what()});
}

}  // namespace assay::cli
