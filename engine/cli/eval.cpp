#include "api/api.h"
#include "cli/assessment.h"
#include "cli/command.h"
#include "cli/lines.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "cli/values.h"
#include "diagnostics/kinds.h"
#include "syntax/keywords.h"

#include <memory>
#include <utility>

namespace assay::cli {

namespace {

class Eval {
 public:
  Eval(const Arguments& arguments, const Terminal& terminal) : arguments_(arguments), terminal_(terminal) {}

  Exit go() {
    if (!read_names() || a_.sink.has_errors()) return show_problems(a_.sink, a_.book.files, arguments_, terminal_);
    const Exit told = show_problems(a_.sink, a_.book.files, arguments_, terminal_);
    Output output(std::nullopt);
    if (arguments_.positional.front() == "-") {
      Lines lines;
      // Answers stay in step with lines for whoever waits for one before writing the next.
      while (auto line = lines.next())
        if (!output.write(answer(*line)) || !output.flush()) break;
    } else {
      output.write(answer(arguments_.positional.front()));
    }
    if (!output.finish()) return cannot_write(output, terminal_);
    return worse(told, failed_ ? Exit::unusable : Exit::done);
  }

 private:
  // The rulebook, and the facts of one unit; false where they cannot be used.
  bool read_names() {
    if (arguments_.positional.size() < 2) {
      if (arguments_.has(Option::facts)) a_.sink.report(diagnostics::Kind::argument_missing, needs_rules());
      const auto day = date_of(arguments_, Option::as_of, a_.sink);
      a_.as_of = day.value_or(*base::make_date(2000, 12, 31));
      a_.book.model.emplace();
      a_.book.model->schema.season.from = *base::make_date(base::civil(a_.as_of).year, 1, 1);
      a_.book.model->schema.season.to = *base::make_date(base::civil(a_.as_of).year, 12, 31);
      batch_ = api::empty_batch(a_.book.model->schema);
      return true;
    }
    if (arguments_.has(Option::facts)) {
      if (!prepare(a_, arguments_.positional[1], arguments_, terminal_.language)) return false;
      std::unique_ptr<api::Evaluated> found = evaluate_one_unit(a_, arguments_);
      if (!found) return false;
      batch_ = std::move(found->batch);
      others_.facts = arguments_.all(Option::facts);
      others_.reading = a_.reading;
      return true;
    }
    const api::Limits limits = limits_of(arguments_, terminal_.language, a_.sink);
    if (a_.sink.has_errors()) return false;
    a_.book = api::load_rulebook(arguments_.positional[1], limits.rulebook, a_.sink, syntax::Tests::left_out);
    if (!a_.book.model) return false;
    a_.as_of = as_of_date(arguments_, a_.book.model->schema.season, a_.sink);
    batch_ = api::empty_batch(a_.book.model->schema);
    return true;
  }

  std::vector<std::string> needs_rules() const {
    return {"eval --facts", std::string(word(Word::needs_rules, terminal_.language)), "assay eval 'training >= 16万人' rules --facts facts.csv"};
  }

  // Who types an expression reads amounts and words; programs get one number, whatever the unit, and the same words in every language.
  bool for_people() const {
    const bool typed = terminal_.out_is_terminal && arguments_.positional.front() != "-";
    return typed || arguments_.has(Option::with_units);
  }

  api::Shown shown() const { return for_people() ? api::Shown::with_unit : api::Shown::in_base_units; }

  // `true`, `false`, `unknown` in the words of the language.
  std::string in_words(const std::string& value) const {
    const bool word = value == "true" || value == "false" || value == "unknown";
    return word && for_people() && terminal_.language == diagnostics::Language::zh ? syntax::chinese_words(value) : value;
  }

  std::string remedy(const diagnostics::Diagnostic& problem) const {
    const bool no_rules = arguments_.positional.size() < 2;
    const std::string words = no_rules && problem.kind == diagnostics::Kind::unknown_unit ? std::string(word(Word::units_in_rules, terminal_.language))
                                                                                          : diagnostics::help(problem, terminal_.language);
    return words.empty() ? std::string() : std::string(word(Word::clause_joint, terminal_.language)) + words;
  }

  std::string answer(const std::string& expression) {
    diagnostics::Sink sink;
    if (const auto value = api::evaluate_expression(expression, a_.book, batch_, others_, a_.as_of, shown(), sink)) return in_words(*value) + "\n";
    failed_ = true;
    for (const diagnostics::Diagnostic& each : sink.all()) {
      const diagnostics::KindInfo kind = diagnostics::info(each.kind);
      if (kind.severity != diagnostics::Severity::error && kind.severity != diagnostics::Severity::limit) continue;
      const std::string error = for_people() ? std::string(word(Word::severity_error, terminal_.language)) : "error";
      return error + " " + std::string(kind.code) + ": " + diagnostics::message(each, terminal_.language) + remedy(each) + "\n";
    }
    return in_words("unknown") + "\n";
  }

  const Arguments& arguments_;
  const Terminal& terminal_;
  Assessment a_;
  facts::Batch batch_;
  api::RunOptions others_;
  bool failed_ = false;
};

}  // namespace

Exit eval_command(const Arguments& arguments, const Terminal& terminal) { return Eval(arguments, terminal).go(); }

}  // namespace assay::cli
