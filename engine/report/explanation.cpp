#include "report/explanation.h"

#include "base/calendar.h"
#include "report/formula.h"
#include "report/quote.h"

#include <algorithm>
#include <utility>

namespace assay::report {

namespace {

Range point(const base::Number& n) { return types::Interval::point(n); }

Range met_range(exec::Status status) {
  if (status == exec::Status::met) return point(1);
  if (status == exec::Status::missed) return point(0);
  return types::Interval{base::Number(0), base::Number(1)};
}

// The weight that counts: those of targets that do not apply are shared out in proportion.
Range effective_weight(const semantics::Department& rules, const exec::DepartmentOutcome& came, std::size_t target, std::size_t row) {
  base::Number all, applicable;
  for (std::size_t t = 0; t < rules.targets.size(); ++t) {
    const auto more = base::add(all, rules.targets[t].weight);
    if (!more) return std::nullopt;
    all = *more;
    if (came.targets[t].status[row] == exec::Status::not_applicable) continue;
    const auto counted = base::add(applicable, rules.targets[t].weight);
    if (!counted) return std::nullopt;
    applicable = *counted;
  }
  if (applicable.sign() == 0) return std::nullopt;
  const auto whole = base::multiply(rules.targets[target].weight, all);
  const auto share = whole ? base::divide(*whole, applicable) : std::nullopt;
  return share ? point(*share) : Range();
}

std::string statement(const source::Files& rules, source::Span span) {
  std::string text;
  const std::string_view slice = rules.slice(span);
  for (std::size_t begin = 0; begin < slice.size();) {
    const std::size_t end = std::min(slice.find('\n', begin), slice.size());
    std::string_view line = slice.substr(begin, end - begin);
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
    if (!line.empty()) text += (text.empty() ? "" : "\n") + std::string(line);
    begin = end + 1;
  }
  return text;
}

Formula criterion_formula(const Source& source, const Criterion& criterion) {
  Quantities with;
  with.attainment = criterion.attainment;
  with.stretch = criterion.stretch ? criterion.stretch->value : point(0);
  with.met = met_range(criterion.status);
  const semantics::ExprId formula = source.model.scoring.criterion;
  return {stated_formula(source.model, formula), filled_formula(source.model, formula, with, source.program.as_of), criterion.score};
}

Formula target_formula(const Source& source, const Address& at, const Target& target, std::size_t row) {
  const semantics::Department& rules = source.model.departments[at.department];
  Quantities with;
  with.weight = effective_weight(rules, source.outcome.departments[at.department], at.target, row);
  with.attainment = target.attainment;
  with.met = met_range(target.status);
  for (std::size_t c = 0; c < target.criteria.size(); ++c)
    with.members.emplace_back(target.criteria[c].score, rules.targets[at.target].criteria[c].weight);
  const semantics::ExprId formula = source.model.scoring.target;
  return {stated_formula(source.model, formula), filled_formula(source.model, formula, with, source.program.as_of), target.score};
}

Formula department_formula(const Source& source, const Department& department, std::size_t d, std::size_t row) {
  Quantities with;
  with.difficulty = point(department.difficulty);
  for (const exec::TargetOutcome& target : source.outcome.departments[d].targets)
    if (target.status[row] != exec::Status::not_applicable) with.members.emplace_back(range_of(target.score, row), base::Number(1));
  const semantics::ExprId formula = source.model.scoring.department;
  return {stated_formula(source.model, formula), filled_formula(source.model, formula, with, source.program.as_of), department.score};
}

}  // namespace

std::optional<Address> find_id(const semantics::Model& model, std::string_view id) {
  for (std::size_t d = 0; d < model.departments.size(); ++d) {
    for (std::size_t t = 0; t < model.departments[d].targets.size(); ++t) {
      const semantics::Target& target = model.departments[d].targets[t];
      if (target.id == id) return Address{d, t, std::nullopt};
      for (std::size_t c = 0; c < target.criteria.size(); ++c)
        if (target.criteria[c].id == id) return Address{d, t, c};
    }
  }
  return std::nullopt;
}

std::vector<std::string> all_ids(const semantics::Model& model) {
  std::vector<std::string> ids;
  for (const semantics::Department& department : model.departments) {
    for (const semantics::Target& target : department.targets) {
      ids.push_back(target.id);
      for (const semantics::Criterion& criterion : target.criteria) ids.push_back(criterion.id);
    }
  }
  return ids;
}

Explanation build_explanation(const Source& source, const Address& at, std::size_t row) {
  const semantics::Department& department = source.model.departments[at.department];
  const semantics::Target& rules = department.targets[at.target];
  Explanation made;
  made.unit = source.batch.units[row];
  made.as_of = base::to_string(source.program.as_of);
  made.text = rules.text;

  const exec::DepartmentOutcome& came = source.outcome.departments[at.department];
  made.department.name = department.name;
  made.department.label = department.label;
  made.department.difficulty = came.difficulty;
  if (came.scored.get(row)) {
    made.department.score = range_of(came.score, row);
    made.department.rank_low = came.rank_low[row];
    made.department.rank_high = came.rank_high[row];
  }
  made.department_formula = department_formula(source, made.department, at.department, row);

  made.target = build_target(source, at.department, at.target, row);
  made.target_formula = target_formula(source, at, made.target, row);
  std::vector<Criterion> criteria = std::exchange(made.target.criteria, {});
  for (std::size_t c = 0; c < criteria.size(); ++c) {
    if (at.criterion && *at.criterion != c) continue;
    ExplainedCriterion each;
    each.formula = criterion_formula(source, criteria[c]);
    each.source = statement(source.rules, rules.criteria[c].span);
    if (!criteria[c].quote.empty()) {
      each.quote_at = find_quote(rules.text, criteria[c].quote);
      if (each.quote_at.empty()) {
        each.quote_at = find_quote(rules.title, criteria[c].quote);
        each.quote_in_title = !each.quote_at.empty();
      }
    }
    each.criterion = std::move(criteria[c]);
    made.criteria.push_back(std::move(each));
  }
  return made;
}

}  // namespace assay::report
