#include "base/nearest.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "diagnostics/kinds.h"
#include "report/schema.h"

#include <string>
#include <vector>

namespace assay::cli {

Exit schema_command(const Arguments& arguments, const Terminal& terminal) {
  const std::string& command = arguments.positional.front();
  if (const auto schema = report::json_schema(command)) return print(*schema, terminal, arguments.text(Option::output));
  diagnostics::Sink sink;
  const std::vector<std::string> names(report::schema_names().begin(), report::schema_names().end());
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  sink.report(diagnostics::Kind::no_schema, std::vector<std::string>{command, all}).suggestion = base::nearest(command, names);
  return show_problems(sink, terminal);
}

}  // namespace assay::cli
