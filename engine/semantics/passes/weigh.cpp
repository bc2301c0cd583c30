// Weights: stated for all or for none, and then equal parts.
#include "semantics/passes/passes.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay::semantics {

namespace {

constexpr std::size_t kWeightsShown = 10;

struct Weighed {
  const syntax::File* file = nullptr;
  syntax::ExprId weight;
  Span place;
  std::string name;
  const Bindings* bindings = nullptr;
  std::optional<Span> applied;  // the template's use that states it
};

// Of `60分`, where 分 is no unit of the rulebook: 60.
std::optional<std::string> points_without_unit(const Analysis& a, const syntax::Expr& weight) {
  if (weight.kind != syntax::ExprKind::number) return std::nullopt;
  for (const std::string_view word : {"分", "points", "pts", "份"}) {
    const std::string_view text = weight.text;
    if (text.size() > word.size() && text.ends_with(word) && a.model.schema.units.find(word) == nullptr) return std::string(text.substr(0, text.size() - word.size()));
  }
  return std::nullopt;
}

// The stated weights, in order; nothing where none is stated or one is wrong (reported). Percentages are parts of 100 as well.
std::optional<std::vector<base::Number>> stated(Analysis& a, const std::vector<Weighed>& all, const Scope& scope) {
  bool some = false;
  for (const Weighed& each : all) some = some || each.weight.valid();
  if (!some) return std::nullopt;
  std::vector<base::Number> out;
  bool ok = true;
  for (const Weighed& each : all) {
    if (!each.weight.valid()) {
      if (!a.incomplete) a.report(Problem::weight_missing, each.place, {each.name});
      ok = false;
      continue;
    }
    if (const auto number = points_without_unit(a, (*each.file)[each.weight])) {
      const Span place = (*each.file)[each.weight].span;
      a.report(Problem::weight_with_word, place, {a.words(place), *number});
      ok = false;
      continue;
    }
    if (each.applied) a.calls.push_back(*each.applied);
    const auto value = a.constant(*each.file, each.weight, scope, each.bindings);
    if (each.applied) a.calls.pop_back();
    const Span span = (*each.file)[each.weight].span;
    ok = ok && value.has_value();
    if (!value) continue;
    if (!value->unit.powers.empty()) {
      a.report(Problem::constant_expected, span, {a.words(span)});
      ok = false;
    } else if (value->value.sign() < 0) {
      a.report(Problem::negative_value, span, {"weight", a.words(span)});
      ok = false;
    }
    const auto part = value->unit.percent ? base::multiply(value->value, base::Number{100}) : value->value;
    ok = ok && part.has_value();
    out.push_back(part.value_or(base::Number{}));
  }
  if (!ok) return std::nullopt;
  return out;
}

std::optional<base::Number> sum_of(const std::vector<base::Number>& numbers) {
  std::optional<base::Number> sum{base::Number{}};
  for (const base::Number& each : numbers)
    if (sum) sum = base::add(*sum, each);
  return sum;
}

void show_weights(diagnostics::Diagnostic& problem, const std::vector<Weighed>& all) {
  for (std::size_t i = 0; i < all.size() && i < kWeightsShown; ++i)
    problem.related.push_back({(*all[i].file)[all[i].weight].span, {}, {"a weight", "权重"}});
}

}  // namespace

void weigh_targets(Analysis& a, const syntax::File& file, const std::vector<const syntax::Target*>& targets, Department& department) {
  if (targets.empty()) return;
  std::vector<Weighed> all;
  for (const syntax::Target* target : targets) all.push_back({&file, target->weight, target->head, target->id.text, nullptr, std::nullopt});
  const auto weights = stated(a, all, a.rulebook);
  if (!weights) {
    const auto part = base::Number::fraction(100, static_cast<std::int64_t>(targets.size()));
    for (Target& target : department.targets) target.weight = part.value_or(base::Number{});
    return;
  }
  for (std::size_t i = 0; i < weights->size(); ++i) department.targets[i].weight = (*weights)[i];
  const auto sum = sum_of(*weights);
  if (a.incomplete || (sum && *sum == base::Number{100})) return;
  auto& made = a.report(Problem::target_weights_sum, department.span, {department.name, sum ? base::to_string(*sum) : "?"});
  show_weights(made, all);
}

void weigh_criteria(Analysis& a, const std::vector<StatedCriterion>& criteria, Target& target) {
  std::vector<Weighed> all;
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const syntax::Criterion& each = *criteria[i].criterion;
    const Span place = criteria[i].applied ? *criteria[i].applied : each.name ? each.name->span : each.span;
    all.push_back({criteria[i].file, each.weight, place, each.name ? each.name->text : std::to_string(i + 1), criteria[i].bindings, criteria[i].applied});
  }
  const auto weights = stated(a, all, a.rulebook);
  if (!weights) return;
  for (std::size_t i = 0; i < weights->size(); ++i) target.criteria[i].weight = (*weights)[i];
  const auto sum = sum_of(*weights);
  if (a.incomplete || (sum && (*sum == base::Number{100} || *sum == base::Number{1}))) return;
  auto& made = a.report(Problem::criterion_weights_sum, target.span, {target.name, sum ? base::to_string(*sum) : "?"});
  show_weights(made, all);
}

}  // namespace assay::semantics
