#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

#include <algorithm>

namespace assay::semantics {

namespace {

const base::Date kLastDay = *base::make_date(9999, 12, 31);

base::Date day_after(base::Date date) { return {date.days + 1}; }
base::Date day_before(base::Date date) { return {date.days - 1}; }

struct Dated {
  DatedNumber number;
  bool ends = false;  // says its last day
};

// Fills the ends in and reports days of the season that have no value or two.
void arrange(Analysis& a, std::vector<Dated>& values, const std::string& name) {
  std::stable_sort(values.begin(), values.end(), [](const Dated& x, const Dated& y) { return x.number.from < y.number.from; });
  const types::Season& season = a.model.schema.season;
  base::Date covered = day_before(season.from);  // the last day that has a value
  for (std::size_t i = 0; i < values.size(); ++i) {
    Dated& each = values[i];
    const Span span = each.number.span;
    if (!each.ends) each.number.to = i + 1 < values.size() ? std::max(each.number.from, day_before(values[i + 1].number.from)) : kLastDay;
    if (each.number.to < each.number.from) {
      a.report(Problem::value_backwards, span, {name});
      return;
    }
    if (i > 0 && each.number.from <= values[i - 1].number.to) {
      a.report(Problem::value_overlap, span, {name, base::to_string(each.number.from), a.year()})
          .related.push_back({values[i - 1].number.span, {}, kFirstDeclared});
      return;
    }
    if (day_after(covered) < each.number.from && a.season_known)
      a.report(Problem::value_gap, span, {name, base::to_string(day_after(covered)), base::to_string(day_before(each.number.from))});
    covered = std::max(covered, each.number.to);
  }
  if (!values.empty() && covered < season.to && a.season_known)
    a.report(Problem::value_gap, values.back().number.span, {name, base::to_string(day_after(covered)), base::to_string(season.to)});
}

}  // namespace

DatedValues dated_values(Analysis& a, const syntax::File& file, const std::vector<syntax::DatedValue>& values, const Scope& scope,
                         const std::string& name, const types::Unit* unit) {
  DatedValues out;
  std::vector<Dated> dated;
  bool first = true;
  for (const syntax::DatedValue& each : values) {
    // The first value says in which unit the others are.
    const auto value = unit != nullptr ? a.constant_in(file, each.value, scope, *unit)
                       : first || out.bare ? a.constant(file, each.value, scope)
                                           : a.constant_in(file, each.value, scope, out.unit);
    if (!value) {
      out.ok = false;
      continue;
    }
    if (first) {
      out.unit = value->unit;
      out.bare = value->bare;
    } else if (out.bare && !value->bare) {
      a.report(Problem::unit_missing, values.front().span, {value->unit.name});
      out.ok = false;
    }
    first = false;
    Dated made;
    made.number.value = value->value;
    made.number.from = each.from.value_or(a.model.schema.season.from);
    made.number.to = each.to.value_or(kLastDay);
    made.number.span = each.span;
    made.ends = each.to.has_value();
    dated.push_back(made);
  }
  if (out.ok) arrange(a, dated, name);
  for (const Dated& each : dated) out.values.push_back(each.number);
  return out;
}

void declare_param(Analysis& a, const syntax::File& file, const syntax::Param& param, Scope& scope) {
  Param made;
  made.name = param.name.text;
  if (param.label) made.label = param.label->value;
  if (param.source) made.source = param.source->value;
  if (param.assumed) made.assumed = param.assumed->value;
  made.span = param.span;
  std::optional<types::Unit> unit;
  if (param.unit.valid()) unit = unit_expression(a, file, param.unit);
  bool ok = unit.has_value() || !param.unit.valid();
  bool bare = false;
  if (ok) {
    DatedValues values = dated_values(a, file, param.values, scope, made.name, unit ? &*unit : nullptr);
    ok = values.ok;
    bare = values.bare && !unit;
    made.unit = unit ? *unit : values.unit;
    made.values = std::move(values.values);
  }
  const auto index = static_cast<std::uint32_t>(a.model.params.size());
  if (!a.declare(scope, param.name, {Symbol::Kind::param, index, {}, !ok})) return;
  if (!made.label.empty()) a.labels.emplace(made.label, made.name);
  a.model.params.push_back(std::move(made));
  a.param_bare.push_back(bare);
}

}  // namespace assay::semantics
