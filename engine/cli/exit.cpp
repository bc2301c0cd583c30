#include "cli/exit.h"

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

}  // namespace assay::cli
