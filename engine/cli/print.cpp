#include "cli/print.h"

#include "cli/problems.h"
#include "diagnostics/kinds.h"
#include "diagnostics/system_reason.h"

#include <vector>

namespace assay::cli {

Exit print(std::string_view text, const Terminal& terminal, const std::optional<std::string>& path) {
  Output output(path);
  output.write(text);
  return output.finish() ? Exit::done : cannot_write(output, terminal);
}

Exit cannot_write(const Output& output, const Terminal& terminal) {
  diagnostics::Sink sink;
  add_system_reason(sink.report(diagnostics::Kind::cannot_write, std::vector<std::string>{output.name()}), output.problem());
  return show_problems(sink, terminal);
}

}  // namespace assay::cli
