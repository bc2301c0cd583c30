#include "base/nearest.h"
#include "base/text.h"
#include "cli/assessment.h"
#include "cli/command.h"
#include "cli/diagnostics_json.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "cli/values.h"
#include "diagnostics/kinds.h"
#include "report/layout.h"
#include "report/status.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assay::cli {

namespace {

using diagnostics::Kind;
using report::Address;
using Words = std::vector<std::string>;

// What there is of the department or target that the id begins with, in English and Chinese; else how to see all.
std::pair<std::string, std::string> known_ids(const semantics::Model& model, const std::string& id) {
  constexpr std::size_t kMost = 20;
  const std::size_t dot = id.rfind('.');
  std::vector<std::string> ids;
  const std::string above = id.substr(0, dot);
  if (const auto owner = dot == std::string::npos ? std::nullopt : report::find_id(model, above)) {
    const semantics::Department& department = model.departments[owner->department];
    if (!owner->target)
      for (const semantics::Target& each : department.targets) ids.push_back(each.id);
    else if (!owner->criterion)
      for (const semantics::Criterion& each : department.targets[*owner->target].criteria) ids.push_back(each.id);
  }
  if (ids.empty()) return {"`assay explain` without one lists the targets", "不写编号时`assay explain`会列出全部目标"};
  std::string en, zh;
  for (std::size_t i = 0; i < std::min(ids.size(), kMost); ++i) {
    en += (i == 0 ? "`" : ", `") + ids[i] + "`";
    zh += (i == 0 ? "`" : "、`") + ids[i] + "`";
  }
  const std::string more = ids.size() > kMost ? " … (" + std::to_string(ids.size()) + ")" : "";
  return {"of `" + above + "` there are " + en + more, "`" + above + "`有" + zh + more};
}

// What the id names, a department also by its label; none, and a problem, where nothing is called so.
std::optional<Address> find(Assessment& a, const std::string& id) {
  const semantics::Model& model = *a.book.model;
  if (const auto address = report::find_id(model, id)) return address;
  for (std::size_t d = 0; d < model.departments.size(); ++d)
    if (model.departments[d].label == id) return Address{d, std::nullopt, std::nullopt};
  const auto [en, zh] = known_ids(model, id);
  auto& made = a.sink.report(Kind::unknown_id, Words{id, en});
  made.arguments_zh = {id, zh};
  made.suggestion = base::nearest(id, report::all_ids(model));
  return std::nullopt;
}

std::vector<Address> all_targets(const semantics::Model& model) {
  std::vector<Address> all;
  for (std::size_t d = 0; d < model.departments.size(); ++d)
    for (std::size_t t = 0; t < model.departments[d].targets.size(); ++t) all.push_back({d, t, std::nullopt});
  return all;
}

// A line a target: its status, its id to ask for, its title.
std::string list_text(const report::Source& source, const std::vector<Address>& targets, const Terminal& terminal) {
  std::size_t status_width = 0, id_width = 0;
  for (const report::StatusRow& row : report::statuses())
    status_width = std::max(status_width, base::display_width(report::word(row.word, terminal.language)));
  for (const Address& at : targets)
    id_width = std::max(id_width, base::display_width(source.model.departments[at.department].targets[*at.target].id));
  std::string text;
  for (const Address& at : targets) {
    const report::Target target = report::build_target(source, at.department, *at.target, 0);
    const report::StatusRow& row = report::row_of(target.status);
    text += std::string(row.mark) + " " + report::padded_right(report::word(row.word, terminal.language), status_width) + "  " +
            report::padded_right(target.id, id_width) + "  " + target.title + "\n";
  }
  return text + "\n" + std::string(word(Word::explain_one, terminal.language)) + "\n";
}

std::string list_json(const report::Source& source, const std::vector<Address>& targets) {
  Json all = Json::array();
  for (const Address& at : targets) {
    const report::Target target = report::build_target(source, at.department, *at.target, 0);
    all.push_back({{"id", target.id}, {"title", target.title}, {"status", report::row_of(target.status).name}});
  }
  return all.dump(2) + "\n";
}

std::string list_of(const report::Source& source, bool json, const Terminal& terminal) {
  const std::vector<Address> targets = all_targets(source.model);
  return json ? list_json(source, targets) : list_text(source, targets, terminal);
}

std::string explained(const report::Source& source, const Address& wanted, bool json, const Terminal& terminal) {
  const report::Explanation explanation = report::build_explanation(json ? source : report::spoken(source, terminal.language), wanted, 0);
  const report::ExplanationStyle style{terminal.language, terminal.colour_out, terminal.width, source.model.scoring.places};
  return json ? report::explanation_json(explanation) : report::explanation_text(explanation, style);
}

}  // namespace

Exit explain_command(const Arguments& arguments, const Terminal& terminal) {
  Assessment a;
  const auto problems = [&] { return show_problems(a.sink, a.book.files, arguments, terminal); };
  const std::vector<std::string> formats{"table", "json"};
  const bool json = format_of(arguments, "explain", formats, a.sink) == "json";
  a.sink.keep_of_a_kind(most_diagnostics(arguments, terminal.language, a.sink));
  if (!prepare(a, arguments.positional[0], arguments, terminal.language)) return problems();
  const semantics::Model& model = *a.book.model;
  const bool list = arguments.positional.size() < 2;
  const std::optional<Address> wanted = list ? std::nullopt : find(a, arguments.positional[1]);
  if (a.sink.has_errors()) return problems();
  const std::unique_ptr<api::Evaluated> evaluated = evaluate_one_unit(a, arguments);
  if (!evaluated) return problems();
  const report::Source source{model, *a.program, a.book.files, evaluated->batch, evaluated->outcome, &evaluated->trace, std::nullopt,
                              evaluated->self ? &*evaluated->self : nullptr};
  const std::string text = list ? list_of(source, json, terminal) : explained(source, *wanted, json, terminal);
  const Exit exit = print(text, terminal, arguments.text(Option::output));
  return worse(exit, problems());
}

}  // namespace assay::cli
