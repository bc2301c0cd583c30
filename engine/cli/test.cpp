#include "api/api.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "cli/values.h"
#include "diagnostics/kinds.h"
#include "semantics/dump.h"

#include <array>
#include <string>
#include <vector>

namespace assay::cli {

namespace {

using diagnostics::Kind;
using Words = std::vector<std::string>;

class Test {
 public:
  Test(const Arguments& arguments, const Terminal& terminal) : arguments_(arguments), terminal_(terminal) {}

  Exit go() {
    const std::vector<std::string> formats{"table", "json", "junit"};
    const std::string format = format_of(arguments_, "test", formats, sink_);
    most_diagnostics(arguments_, terminal_.language, sink_);
    check_output(arguments_, arguments_.positional.front(), {}, sink_);
    if (sink_.has_errors()) return show_problems(sink_, terminal_);
    book_ = api::load_rulebook(arguments_.positional.front(), {}, sink_);
    if (!book_.model) return problems();
    run(format == "json" || terminal_.language == Language::en ? semantics::Words::english : semantics::Words::chinese);
    if (report_.tests.empty()) say_why_none();
    if (sink_.has_errors()) return problems();
    Exit exit = print(text(format), terminal_, arguments_.text(Option::output));
    if (report_.passed() < report_.tests.size()) exit = worse(exit, Exit::findings);
    return worse(exit, problems());
  }

 private:
  void run(semantics::Words words) {
    const semantics::Model& model = *book_.model;
    const std::string only = arguments_.text(Option::only).value_or("");
    verify::Coverage coverage(model);
    const auto chosen = [&](const semantics::Test& test) { return test.name.find(only) != std::string::npos; };
    verify::run_tests(model, book_.files, chosen, [&](const verify::Verified& verified) {
      report_.tests.push_back(report::build_test_result(model, book_.files, verified, words));
      if (arguments_.has(Option::coverage)) coverage.add(verified);
    });
    report_.rules_digest = book_.digest();
    if (arguments_.has(Option::coverage)) report_.coverage = report::build_test_coverage(model, book_.files, coverage, words);
  }

  void say_why_none() {
    if (book_.model->tests.empty()) sink_.report(Kind::no_test, Words{});
    else sink_.report(Kind::no_test_chosen, Words{*arguments_.text(Option::only)});
  }

  std::string text(const std::string& format) const {
    if (format == "json") return report::tests_json(report_);
    if (format == "junit") return report::tests_junit(report_, terminal_.language);
    return report::tests_table(report_, {terminal_.language, terminal_.colour_out});
  }

  Exit problems() { return show_problems(sink_, book_.files, arguments_, terminal_); }

  const Arguments& arguments_;
  const Terminal& terminal_;
  diagnostics::Sink sink_;
  api::Rulebook book_;
  report::TestReport report_;
};

}  // namespace

Exit test_command(const Arguments& arguments, const Terminal& terminal) { return Test(arguments, terminal).go(); }

}  // namespace assay::cli
