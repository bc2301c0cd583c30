#include "semantics/passes/passes.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <algorithm>

namespace assay::semantics {

namespace {

using syntax::FactKind;


bool has_unit(FactKind kind) { return kind == FactKind::flow || kind == FactKind::cumulative || kind == FactKind::level; }
bool is_number(FactKind kind) { return has_unit(kind) || kind == FactKind::rank; }

// One end of a declared range, in the fact's own unit.
std::optional<base::Number> bound(Analysis& a, const syntax::File& file, syntax::ExprId id, const Scope& scope, const types::Unit& unit) {
  if (!id.valid()) return std::nullopt;
  const auto value = a.constant_in(file, id, scope, unit);
  if (!value) return std::nullopt;
  auto out = base::divide(value->value, unit.factor);
  if (!out) a.report(Problem::constant_undefined, file[id].span, {a.words(file[id].span)});
  return out;
}

void set_range(Analysis& a, const syntax::File& file, const syntax::Fact& fact, const Scope& scope, types::Fact& made) {
  if (fact.kind == FactKind::rank) made.low = base::Number{1};
  if ((fact.kind == FactKind::flow || fact.kind == FactKind::cumulative) && !fact.is_signed) made.low = base::Number{0};
  if (!fact.range_low.valid() && !fact.range_high.valid()) return;
  if (!is_number(fact.kind)) {
    a.report(Problem::option_not_allowed, fact.range_span, {a.words(fact.range_span)});
    return;
  }
  made.range_declared = true;
  if (const auto low = bound(a, file, fact.range_low, scope, made.unit)) made.low = low;
  made.high = bound(a, file, fact.range_high, scope, made.unit);
  if (made.low && made.high && *made.high < *made.low)
    a.report(Problem::range_backwards, fact.range_span, {a.words(fact.range_span)});
}

bool set_dimensions(Analysis& a, const syntax::Fact& fact, const Scope& scope, types::Fact& made) {
  bool ok = true;
  for (const syntax::Name& name : fact.dimensions) {
    const Symbol* found = a.look_up(scope, name, Symbol::Kind::dimension, Problem::unknown_dimension);
    if (found == nullptr) {
      ok = false;
      continue;
    }
    const DimensionId id(found->index);
    if (std::find(made.dimensions.begin(), made.dimensions.end(), id) != made.dimensions.end()) {
      a.report(Problem::duplicate_member, name.span, {name.text, made.name});
      continue;
    }
    made.dimensions.push_back(id);
    made.members *= std::max<std::size_t>(1, a.model.schema[id].members.size());
    if (made.members > a.limits.members) {
      a.report(Problem::too_many_members, name.span, {std::to_string(a.limits.members)});
      return false;
    }
  }
  if (fact.total == syntax::Total::none) return ok;
  made.total = static_cast<types::Total>(fact.total);
  if (!is_number(fact.kind)) {
    a.report(Problem::option_not_allowed, fact.total_span, {a.words(fact.total_span)});
  } else if (fact.dimensions.empty()) {
    a.report(Problem::total_without_dimension, fact.total_span);
  } else if (fact.kind == FactKind::flow && (made.total == types::Total::min || made.total == types::Total::max)) {
    a.report(Problem::total_of_amounts, fact.total_span, {a.words(fact.total_span), std::string(made.total == types::Total::min ? "min" : "max") + "(" + made.name + ")"}).arguments_zh = {
        a.words(fact.total_span), std::string(made.total == types::Total::min ? "最小" : "最大") + "(" + made.name + ")"};
  }
  return ok;
}

// A share of each period, or of each member, that would be added up.
void doubt_percentages(Analysis& a, const syntax::Fact& fact, const types::Fact& made) {
  if (!made.unit.percent) return;
  if (fact.kind == FactKind::flow) {
    a.report(Problem::percentages_added, fact.kind_span, {a.words(fact.kind_span), "a share that holds at the end of a period is a `level`; `flow` is an amount done within it"}).arguments_zh = {
        a.words(fact.kind_span), "期末的比率用`时点`；`当期`是该期间内完成的数量，各期相加"};
  } else if (made.total == types::Total::sum) {
    a.report(Problem::percentages_added, fact.total_span, {a.words(fact.total_span), "write `total avg`, or leave the total out and ask each of them"}).arguments_zh = {
        a.words(fact.total_span), "请写`合计 平均`，或不写合计、逐个要求"};
  }
}

}  // namespace

FactId declare_fact(Analysis& a, const syntax::File& file, const syntax::Fact& fact, Scope& scope, ListId list) {
  types::Fact made;
  made.name = fact.name.text;
  if (fact.label) made.label = fact.label->value;
  made.department = list.valid() ? std::string{} : scope.department;
  made.kind = static_cast<types::FactKind>(fact.kind);
  made.list = list;
  bool ok = true;
  if (fact.unit.valid()) {
    if (auto unit = unit_expression(a, file, fact.unit)) {
      made.unit = std::move(*unit);
    } else {
      ok = false;
    }
  }
  if (fact.scale) {
    if (const Symbol* found = a.look_up(scope, *fact.scale, Symbol::Kind::scale, Problem::unknown_scale)) {
      made.scale = ScaleId(found->index);
    } else {
      ok = false;
    }
  }
  ok = set_dimensions(a, fact, scope, made) && ok;
  if (ok) set_range(a, file, fact, scope, made);
  if (ok) doubt_percentages(a, fact, made);
  if (fact.whole && !is_number(fact.kind)) a.report(Problem::option_not_allowed, fact.kind_span, {"whole"});
  if (fact.is_signed && fact.kind != FactKind::flow && fact.kind != FactKind::cumulative)
    a.report(Problem::option_not_allowed, fact.kind_span, {"signed"});
  made.whole = fact.whole || fact.kind == FactKind::rank;
  made.is_signed = fact.is_signed;
  made.evidence = fact.evidence;
  made.step = fact.step.value_or(a.model.schema.season.step);
  made.once = !fact.step && (fact.kind == FactKind::flag || fact.kind == FactKind::text);

  const FactId id(a.model.schema.facts.size());
  if (!list.valid()) {
    if (!a.declare(scope, fact.name, {Symbol::Kind::fact, id.value, {}, !ok})) return {};
    if (!made.label.empty()) a.labels.emplace(made.label, made.name);
  }
  a.model.schema.facts.push_back(std::move(made));
  a.model.fact_spans.push_back(fact.name.span);
  return id;
}

void declare_list(Analysis& a, const syntax::File& file, const syntax::List& list, Scope& scope) {
  const ListId id(a.model.schema.lists.size());
  if (!a.declare(scope, list.name, {Symbol::Kind::list, id.value, {}, false})) return;
  types::List made;
  made.name = list.name.text;
  if (list.label) made.label = list.label->value;
  made.size = list.size;
  for (const syntax::Name& name : list.dimensions)
    if (const Symbol* found = a.look_up(scope, name, Symbol::Kind::dimension, Problem::unknown_dimension))
      made.dimensions.emplace_back(found->index);
  a.model.schema.lists.push_back(made);
  a.model.list_spans.push_back(list.name.span);
  std::map<std::string, Span> seen;
  for (const syntax::Fact& field : list.fields) {
    const auto [it, fresh] = seen.emplace(field.name.text, field.name.span);
    if (!fresh) {
      a.report(Problem::duplicate_member, field.name.span, {field.name.text, made.name}).related.push_back({it->second, {}, kFirstDeclared});
      continue;
    }
    syntax::Fact plain = field;
    if (!field.dimensions.empty()) {
      a.report(Problem::field_per_dimension, field.dimensions.front().span, {field.dimensions.front().text});
      plain.dimensions.clear();
      plain.total = syntax::Total::none;
    }
    made.fields.push_back(declare_fact(a, file, plain, scope, id));
  }
  a.model.schema.lists[id.index()].fields = made.fields;
}

}  // namespace assay::semantics
