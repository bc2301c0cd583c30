#include "report/explanation.h"

#include "base/calendar.h"
#include "report/formula.h"
#include "report/quote.h"

#include <algorithm>
#include <utility>

namespace assay::report {

namespace {

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

// The values that the formulas read, as the trace has them.
class Values {
 public:
  Values(const Source& source, std::size_t department, std::size_t row) : source_(source), d_(department), row_(row) {}

  Quantities of_criterion(std::size_t t, std::size_t c) const {
    const plan::CriterionPlan& plan = department().targets[t].criteria[c];
    Quantities q;
    q.attainment = at(plan.attainment);
    q.met = at(plan.met);
    q.stretch = plan.stretch_value.valid() ? at(plan.stretch_value) : types::Value::point(0);
    q.stated_weight = rules().targets[t].criteria[c].weight;
    q.weight = types::Value::point(q.stated_weight);
    q.difficulty = types::Value::point(department().difficulty);
    q.score = range(plan.score);
    return q;
  }

  Quantities of_target(std::size_t t) const {
    const plan::TargetPlan& plan = department().targets[t];
    Quantities q;
    q.attainment = at(plan.attainment);
    q.met = at(plan.met);
    q.stretch = types::Value::point(0);
    q.weight = at(plan.weight);
    q.difficulty = types::Value::point(department().difficulty);
    q.score = range(plan.score);
    q.stated_weight = rules().targets[t].weight;
    q.combine = rules().targets[t].combine;
    for (std::size_t c = 0; c < plan.criteria.size(); ++c) q.members.push_back(of_criterion(t, c));
    return q;
  }

  Quantities of_department() const {
    Quantities q;
    q.difficulty = types::Value::point(department().difficulty);
    for (std::size_t t = 0; t < department().targets.size(); ++t)
      if (source_.outcome.departments[d_].targets[t].status[row_] != exec::Status::not_applicable) q.members.push_back(of_target(t));
    return q;
  }

 private:
  const plan::DepartmentPlan& department() const { return source_.program.departments[d_]; }
  const semantics::Department& rules() const { return source_.model.departments[d_]; }
  types::Value at(plan::RegisterId id) const { return source_.trace->value(id, row_); }
  Range range(plan::RegisterId id) const {
    const types::Value v = at(id);
    return v.invalid && v.range.is_unbounded() ? Range() : Range(v.range);
  }

  const Source& source_;
  std::size_t d_, row_;
};

Formula formula(const Source& source, semantics::ExprId id, const Quantities& with, const Range& result, const std::optional<NoScore>& no_score) {
  return {stated_formula(source.model, id, with.combine, source.words), filled_formula(source.model, id, with, source.program.as_of, source.words), result, no_score};
}

ExplainedTarget explain_target(const Source& source, const Values& values, std::size_t d, std::size_t t, std::optional<std::size_t> only, std::size_t row) {
  const semantics::Target& rules = source.model.departments[d].targets[t];
  ExplainedTarget made;
  made.text = rules.text;
  made.target = build_target(source, d, t, row);
  made.formula = formula(source, source.model.scoring.target, values.of_target(t), made.target.score, made.target.no_score);
  std::vector<Criterion> criteria = std::exchange(made.target.criteria, {});
  for (std::size_t c = 0; c < criteria.size(); ++c) {
    if (only && *only != c) continue;
    ExplainedCriterion each;
    each.formula = formula(source, source.model.scoring.criterion, values.of_criterion(t, c), criteria[c].score, criteria[c].no_score);
    each.source = statement(source.rules, rules.criteria[c].span);
    if (rules.criteria[c].template_span) each.source += "\n" + statement(source.rules, *rules.criteria[c].template_span);
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

}  // namespace

std::optional<Address> find_id(const semantics::Model& model, std::string_view id) {
  for (std::size_t d = 0; d < model.departments.size(); ++d) {
    if (model.departments[d].name == id) return Address{d, std::nullopt, std::nullopt};
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
    ids.push_back(department.name);
    for (const semantics::Target& target : department.targets) {
      ids.push_back(target.id);
      for (const semantics::Criterion& criterion : target.criteria) ids.push_back(criterion.id);
    }
  }
  return ids;
}

Explanation build_explanation(const Source& source, const Address& at, std::size_t row) {
  const semantics::Department& rules = source.model.departments[at.department];
  const Values values(source, at.department, row);
  Explanation made;
  made.unit = source.batch.units[row];
  made.as_of = base::to_string(source.program.as_of);
  made.whole_department = !at.target;
  made.difficulty_source = rules.difficulty_source;
  made.department = build_department(source, at.department, row);
  made.department.targets.clear();
  made.department_formula =
      formula(source, source.model.scoring.department, values.of_department(), made.department.score, made.department.no_score);
  for (std::size_t t = 0; t < rules.targets.size(); ++t) {
    const plan::RegisterId applies = source.program.departments[at.department].targets[t].applies;
    const types::Truth truth = applies.valid() ? source.trace->truth(applies, row) : types::Truth::true_;
    if (truth != types::Truth::true_ && truth != types::Truth::false_) made.undecided.push_back(rules.targets[t].id);
    if (!at.target || *at.target == t) made.targets.push_back(explain_target(source, values, at.department, t, at.criterion, row));
  }
  return made;
}

}  // namespace assay::report
