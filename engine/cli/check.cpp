#include "api/api.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/diagnostics_json.h"
#include "cli/leave.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "cli/values.h"
#include "lint/lint.h"
#include "report/words.h"
#include "semantics/coverage.h"

#include <memory>
#include <utility>
#include <vector>

namespace assay::cli {

namespace {

class Check {
 public:
  Check(const Arguments& arguments, const Terminal& terminal) : arguments_(arguments), terminal_(terminal) {}

  Exit go() {
    const std::vector<std::string> formats{"table", "json"};
    const std::string format = format_of(arguments_, "check", formats, sink_);
    const api::Limits limits = limits_of(arguments_, terminal_.language, sink_);
    const facts::Options reading = reading_options(arguments_, limits, sink_);
    sink_.keep_of_a_kind(most_diagnostics(arguments_, terminal_.language, sink_));
    check_output(arguments_, arguments_.positional.front(), arguments_.all(Option::facts), sink_);
    if (sink_.has_errors()) return show_problems(sink_, terminal_);
    book_ = api::load_rulebook(arguments_.positional.front(), limits.rulebook, sink_);
    if (book_.model) lint::lint(*book_.model, book_.files, sink_);
    if (book_.model && arguments_.has(Option::facts)) bind_facts(reading);
    const bool words = format == "json" || arguments_.has(Option::coverage);
    if (book_.model) coverage_ = semantics::coverage(*book_.model, words ? semantics::WordsLeft::looked_for : semantics::WordsLeft::left_out);
    sink_.sort();

    const std::string text = format == "json" ? json() : table();
    Exit exit = format == "json" ? exit_of(sink_) : show_problems(sink_, book_.files, arguments_, terminal_);
    const bool left_over = arguments_.has(Option::coverage) && !coverage_.uncovered.empty();
    if (sink_.warnings() > 0 || left_over) exit = worse(exit, Exit::findings);
    return worse(exit, print(text, terminal_, arguments_.text(Option::output)));
  }

 private:
  void bind_facts(facts::Options reading) {
    reading.digest = false;
    const std::unique_ptr<facts::Reader> reader = facts::open(book_.model->schema, arguments_.all(Option::facts), reading, sink_);
    facts::Batch batch;
    while (reader && reader->next(batch)) batch = {};
  }

  std::string table() const {
    const Language language = terminal_.language;
    std::string text;
    if (arguments_.has(Option::coverage) && book_.model) text += coverage_text();
    if (book_.model) {
      bool first = true;
      for (const semantics::Param& param : book_.model->params) {
        if (param.assumed.empty()) continue;
        if (first) text += report::say(report::Word::heading, language, word(Word::assumed, language)) + "\n";
        first = false;
        text += "  " + base::printable(param.name + std::string(report::word(report::Word::colon, language)) + param.assumed) + "\n";
      }
      text += say(Word::checked, language, coverage_.departments, coverage_.targets, coverage_.criteria, sink_.errors(), sink_.warnings());
      // They are findings too, and why the exit status is not 0.
      std::size_t left_over = 0;
      if (arguments_.has(Option::coverage))
        for (const semantics::Uncovered& each : coverage_.uncovered) left_over += each.words.size();
      if (left_over > 0) text += say(Word::and_uncovered, language, left_over);
      return text + "\n";
    }
    return text + say(Word::not_checked, language, sink_.errors(), sink_.warnings()) + "\n";
  }

  std::string coverage_text() const {
    if (coverage_.uncovered.empty()) return std::string(word(Word::covered_all, terminal_.language)) + "\n";
    std::string text = report::say(report::Word::heading, terminal_.language, word(Word::uncovered, terminal_.language)) + "\n";
    for (const semantics::Uncovered& each : coverage_.uncovered) {
      text += "  " + base::printable(each.target) + "  " + base::printable(book_.files.place(each.span)) + "\n";
      for (const std::string& words : each.words) text += "    " + base::printable(words) + "\n";
    }
    return text;
  }

  std::string json() const {
    Json json{{"format", 1}, {"errors", sink_.errors()}, {"warnings", sink_.warnings()}};
    json["departments"] = coverage_.departments;
    json["targets"] = coverage_.targets;
    json["criteria"] = coverage_.criteria;
    json["digest"] = {{"rules", "sha256:" + book_.digest()}};
    json["diagnostics"] = to_json(sink_, book_.files, terminal_.language);
    json["assumed"] = Json::array();
    if (book_.model)
      for (const semantics::Param& param : book_.model->params)
        if (!param.assumed.empty()) json["assumed"].push_back({{"name", param.name}, {"because", param.assumed}});
    json["uncovered"] = Json::array();
    for (const semantics::Uncovered& each : coverage_.uncovered)
      json["uncovered"].push_back({{"target", each.target}, {"place", book_.files.place(each.span)}, {"words", each.words}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  }

  const Arguments& arguments_;
  const Terminal& terminal_;
  diagnostics::Sink sink_;
  api::Rulebook book_;
  semantics::Coverage coverage_;
};

}  // namespace

Exit check_command(const Arguments& arguments, const Terminal& terminal) {
  Check check(arguments, terminal);
  return leave(check.go());
}

}  // namespace assay::cli
