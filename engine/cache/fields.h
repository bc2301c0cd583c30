// What a model and a program are made of: `tied` gives references to all members of a structure, in order.
//
// Each names every member in a structured binding, so that nothing compiles as long as one that is added to the structure is not named here.
#pragma once

#include "base/calendar.h"
#include "plan/program.h"
#include "semantics/model.h"
#include "source/source.h"
#include "types/schema.h"
#include "types/value.h"

#include <tuple>
#include <type_traits>

namespace assay::cache {

template <class T, class U>
concept Like = std::is_same_v<std::remove_const_t<T>, U>;

// base, source, types
auto tied(Like<base::Date> auto& date) {
  auto& [days] = date;
  return std::tie(days);
}
auto tied(Like<base::Period> auto& period) {
  auto& [step, year, index] = period;
  return std::tie(step, year, index);
}
auto tied(Like<source::Span> auto& span) {
  auto& [file, begin, end] = span;
  return std::tie(file, begin, end);
}
auto tied(Like<types::Interval> auto& interval) {
  auto& [low, high] = interval;
  return std::tie(low, high);
}
auto tied(Like<types::Unit> auto& unit) {
  auto& [name, factor, powers, percent, points] = unit;
  return std::tie(name, factor, powers, percent, points);
}
auto tied(Like<types::Units> auto& units) { return units.tied(); }
auto tied(Like<types::Season> auto& season) {
  auto& [name, label, from, to, step] = season;
  return std::tie(name, label, from, to, step);
}
auto tied(Like<types::Dimension> auto& dimension) {
  auto& [name, label, members] = dimension;
  return std::tie(name, label, members);
}
auto tied(Like<types::Grade> auto& grade) {
  auto& [name, value] = grade;
  return std::tie(name, value);
}
auto tied(Like<types::Scale> auto& scale) {
  auto& [name, label, grades, pass] = scale;
  return std::tie(name, label, grades, pass);
}
auto tied(Like<types::Fact> auto& fact) {
  auto& [name, label, department, aliases, kind, unit, scale, list, dimensions, total, low, high, range_declared, whole, is_signed, evidence, step, once,
         judge, members] = fact;
  return std::tie(name, label, department, aliases, kind, unit, scale, list, dimensions, total, low, high, range_declared, whole, is_signed, evidence,
                  step, once, judge, members);
}
auto tied(Like<types::List> auto& list) {
  auto& [name, label, dimensions, size, fields] = list;
  return std::tie(name, label, dimensions, size, fields);
}
auto tied(Like<types::Department> auto& department) {
  auto& [name, label] = department;
  return std::tie(name, label);
}
auto tied(Like<types::Schema> auto& schema) {
  auto& [season, units, departments, reports, dimensions, scales, lists, facts, read_back] = schema;
  return std::tie(season, units, departments, reports, dimensions, scales, lists, facts, read_back);
}

// semantics
auto tied(Like<semantics::Years> auto& years) {
  auto& [first, last] = years;
  return std::tie(first, last);
}
auto tied(Like<semantics::Axis> auto& axis) {
  auto& [kind, dimension, list, step, within, years, item_members, variable] = axis;
  return std::tie(kind, dimension, list, step, within, years, item_members, variable);
}
auto tied(Like<semantics::Binding> auto& binding) {
  auto& [kind, value] = binding;
  return std::tie(kind, value);
}
auto tied(Like<semantics::Expr> auto& expr) {
  auto& [kind, type, compare, timing, quantifier, aggregate, quantity, truth, function, relative, missing, apart, places, of_targets, grade, variable,
         dimension, members, date, period, step, number, unit, fact, scale, param, text, bindings, axes, children, span] = expr;
  return std::tie(kind, type, compare, timing, quantifier, aggregate, quantity, truth, function, relative, missing, apart, places, of_targets, grade,
                  variable, dimension, members, date, period, step, number, unit, fact, scale, param, text, bindings, axes, children, span);
}
auto tied(Like<semantics::DatedNumber> auto& dated) {
  auto& [value, from, to, span] = dated;
  return std::tie(value, from, to, span);
}
auto tied(Like<semantics::Param> auto& param) {
  auto& [name, label, source, assumed, unit, values, span] = param;
  return std::tie(name, label, source, assumed, unit, values, span);
}
auto tied(Like<semantics::Scheme::Row> auto& row) {
  auto& [compare, bound, last, value, span] = row;
  return std::tie(compare, bound, last, value, span);
}
auto tied(Like<semantics::Scheme> auto& scheme) {
  auto& [kind, value, goal, compare, numbers, of_goal, rows, otherwise, has_otherwise, span] = scheme;
  return std::tie(kind, value, goal, compare, numbers, of_goal, rows, otherwise, has_otherwise, span);
}
auto tied(Like<semantics::Stretch> auto& stretch) {
  auto& [quote, condition, span] = stretch;
  return std::tie(quote, condition, span);
}
auto tied(Like<semantics::Criterion> auto& criterion) {
  auto& [kind, id, name, quote, decides, condition, judged, stretch, scheme, due, weight, span, template_span] = criterion;
  return std::tie(kind, id, name, quote, decides, condition, judged, stretch, scheme, due, weight, span, template_span);
}
auto tied(Like<semantics::Target> auto& target) {
  auto& [id, name, title, text, weight, applies_when, combine, criteria, span, text_span, title_span] = target;
  return std::tie(id, name, title, text, weight, applies_when, combine, criteria, span, text_span, title_span);
}
auto tied(Like<semantics::Department> auto& department) {
  auto& [name, label, difficulty, difficulty_source, targets, span] = department;
  return std::tie(name, label, difficulty, difficulty_source, targets, span);
}
auto tied(Like<semantics::Scoring> auto& scoring) {
  auto& [places, ties, criterion, target, department, span] = scoring;
  return std::tie(places, ties, criterion, target, department, span);
}
// Without its tests: who keeps a model keeps one that was made without them.
auto tied(Like<semantics::Model> auto& model) {
  auto& [schema, expressions, params, departments, scoring, tests, fact_spans, dimension_spans, list_spans, scale_spans, season_span] = model;
  static_cast<void>(tests);
  return std::tie(schema, expressions, params, departments, scoring, fact_spans, dimension_spans, list_spans, scale_spans, season_span);
}

// plan
auto tied(Like<plan::Moment> auto& moment) {
  auto& [at, due, from, to, shift, before, later, growing] = moment;
  return std::tie(at, due, from, to, shift, before, later, growing);
}
auto tied(Like<plan::Grain> auto& grain) {
  auto& [dimensions, variables, lists, list_variables, periods] = grain;
  return std::tie(dimensions, variables, lists, list_variables, periods);
}
auto tied(Like<plan::Load::Slot> auto& slot) {
  auto& [period, visible] = slot;
  return std::tie(period, visible);
}
auto tied(Like<plan::Load::Coarse> auto& coarse) {
  auto& [period, first, count] = coarse;
  return std::tie(period, first, count);
}
auto tied(Like<plan::Load> auto& load) {
  auto& [fact, members, slots, coarse, lacks, at, known, deadline, from, to, season_from, season_to, later, growing, beside_total, windowed] = load;
  return std::tie(fact, members, slots, coarse, lacks, at, known, deadline, from, to, season_from, season_to, later, growing, beside_total, windowed);
}
auto tied(Like<plan::Absent> auto& absent) {
  auto& [later, alone, partial, range] = absent;
  return std::tie(later, alone, partial, range);
}
auto tied(Like<plan::Step> auto& step) {
  auto& [op, out, in, number, numbers, small, lacks, quotient, date, from, text, load, absent, guard, scheme] = step;
  return std::tie(op, out, in, number, numbers, small, lacks, quotient, date, from, text, load, absent, guard, scheme);
}
auto tied(Like<plan::RegisterInfo> auto& info) {
  auto& [truth, grain] = info;
  return std::tie(truth, grain);
}
auto tied(Like<plan::Use> auto& use) {
  auto& [expression, moment, value] = use;
  return std::tie(expression, moment, value);
}
auto tied(Like<plan::CriterionPlan> auto& criterion) {
  auto& [now_moment, future_moment, now, future, met, attainment, score, stretch_now, stretch_future, stretch_value] = criterion;
  return std::tie(now_moment, future_moment, now, future, met, attainment, score, stretch_now, stretch_future, stretch_value);
}
auto tied(Like<plan::TargetPlan> auto& target) {
  auto& [applies, applies_moment, will_apply_moment, applies_now, will_apply, met, weight, attainment, score, criteria] = target;
  return std::tie(applies, applies_moment, will_apply_moment, applies_now, will_apply, met, weight, attainment, score, criteria);
}
auto tied(Like<plan::DepartmentPlan> auto& department) {
  auto& [score, scored, difficulty, targets] = department;
  return std::tie(score, scored, difficulty, targets);
}
// Without its model, which is kept apart.
auto tied(Like<plan::Program> auto& program) {
  auto& [model, as_of, registers, steps, uses, departments, total] = program;
  static_cast<void>(model);
  return std::tie(as_of, registers, steps, uses, departments, total);
}

}  // namespace assay::cache
