#include "api/dump.h"
#include "base/nearest.h"
#include "cli/assessment.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "cli/values.h"
#include "diagnostics/kinds.h"
#include "semantics/dump.h"
#include "syntax/dump.h"

#include <array>
#include <memory>
#include <vector>

namespace assay::cli {

namespace {

using diagnostics::Kind;
using Words = std::vector<std::string>;

// What a stage needs before it can be shown.
enum class Needs : std::uint8_t { text, model, program, facts };

struct Stage {
  std::string_view name;
  Needs needs;
  std::string (*show)(const Assessment& a, const api::Evaluated* evaluated);
};

std::string show_tokens(const Assessment& a, const api::Evaluated*) {
  std::string text;
  for (const syntax::File& tree : a.book.trees) text += syntax::dump_tokens(a.book.files, tree.file);
  return text;
}

std::string show_ast(const Assessment& a, const api::Evaluated*) {
  std::string text;
  for (const syntax::File& tree : a.book.trees) text += syntax::dump_ast(tree, a.book.files);
  return text;
}

std::string show_model(const Assessment& a, const api::Evaluated*) { return semantics::dump_model(*a.book.model, a.book.files); }
std::string show_plan(const Assessment& a, const api::Evaluated*) { return plan::dump_plan(*a.program); }
std::string show_facts(const Assessment& a, const api::Evaluated* e) { return api::dump_facts(a.book.model->schema, e->batch); }
std::string show_trace(const Assessment& a, const api::Evaluated* e) { return api::dump_trace(*a.program, e->trace); }

constexpr auto kStages = std::to_array<Stage>({
    {"tokens", Needs::text, show_tokens},
    {"ast", Needs::text, show_ast},
    {"model", Needs::model, show_model},
    {"plan", Needs::program, show_plan},
    {"facts", Needs::facts, show_facts},
    {"trace", Needs::facts, show_trace},
});

const Stage* find_stage(const std::string& name, diagnostics::Sink& sink, Language language) {
  std::vector<std::string> names;
  for (const Stage& stage : kStages) {
    if (stage.name == name) return &stage;
    names.emplace_back(stage.name);
  }
  sink.report(Kind::bad_argument, Words{name, "dump", std::string(word(Word::needs_stage, language))}).suggestion = base::nearest(name, names);
  return nullptr;
}

void prepare_for(const Stage& stage, Assessment& a, const Arguments& arguments, Language language) {
  if (stage.needs == Needs::facts) {
    prepare(a, arguments.positional[1], arguments, language);
    return;
  }
  const std::string& path = arguments.positional[1];
  const api::Limits limits = limits_of(arguments, language, a.sink);
  check_output(arguments, path, {}, a.sink);
  if (a.sink.has_errors()) return;
  a.book = stage.needs == Needs::text ? api::parse_rulebook(path, limits.rulebook, a.sink) : api::load_rulebook(path, limits.rulebook, a.sink);
  if (stage.needs != Needs::program || !a.book.model) return;
  a.as_of = as_of_date(arguments, a.book.model->schema.season, a.sink);
  if (!a.sink.has_errors()) a.program = plan::lower(*a.book.model, a.as_of);
}

}  // namespace

Exit dump_command(const Arguments& arguments, const Terminal& terminal) {
  Assessment a;
  const auto problems = [&] { return show_problems(a.sink, a.book.files, arguments, terminal); };
  const Stage* stage = find_stage(arguments.positional[0], a.sink, terminal.language);
  if (stage == nullptr) return problems();
  prepare_for(*stage, a, arguments, terminal.language);
  // Words and trees are shown of faulty rules too.
  if (stage->needs != Needs::text && a.sink.has_errors()) return problems();
  std::unique_ptr<api::Evaluated> evaluated;
  if (stage->needs == Needs::facts) {
    evaluated = evaluate_one_unit(a, arguments);
    if (!evaluated) return problems();
  }
  const Exit exit = print(stage->show(a, evaluated.get()), terminal, arguments.text(Option::output));
  return worse(exit, problems());
}

}  // namespace assay::cli
