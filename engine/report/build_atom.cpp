#include "report/build_atom.h"

#include "base/calendar.h"
#include "report/amount.h"
#include "report/subject.h"
#include "semantics/dump.h"

#include <array>

namespace assay::report {

namespace {

using semantics::Kind;
using semantics::Type;

std::string_view relation(semantics::Compare compare) {
  switch (compare) {
    case semantics::Compare::ge: return "≥";
    case semantics::Compare::gt: return ">";
    case semantics::Compare::le: return "≤";
    case semantics::Compare::lt: return "<";
    case semantics::Compare::eq: return "=";
    case semantics::Compare::ne: return "≠";
  }
  return "";
}

std::string place_text(const Source& source, const facts::Place& place) {
  const std::string path = place.file < source.batch.files.size() ? source.batch.files[place.file] : std::string();
  return path + ":" + std::to_string(place.row) + ":" + std::to_string(place.column);
}

Cell build_cell(const Source& source, const explain::Cell& from) {
  Cell cell;
  cell.state = from.state;
  cell.fact = from.fact;
  if (from.key.fact.valid() && from.key.fact.index() < source.model.schema.facts.size()) {
    cell.name = types::qualified_name(source.model.schema[from.key.fact]);
    cell.of_list = source.model.schema[from.key.fact].list.valid();
  } else {
    cell.name = from.fact;  // a list of which nothing was reported
  }
  cell.member = from.member;
  cell.of_other_units = from.of_other_units;
  cell.unit = from.unit;
  if (!cell.of_other_units || from.key.fact.valid()) cell.period = base::to_string(from.key.period);
  cell.text = from.text;
  cell.answer = from.answer;
  cell.place = from.place ? place_text(source, *from.place) : from.elsewhere;
  cell.wants_day = from.wants_day;
  cell.items = from.items;
  cell.items_short = from.items_short;
  if (from.own) {
    cell.own_place = place_text(source, from.own->place);
    cell.withdrawn = from.withdrawn;
    cell.own_text = from.own->text;
    cell.own_answer = from.own->answer;
    cell.reason = from.reason;
  }
  if (from.doubt) {
    cell.doubt = diagnostics::info(from.doubt->kind).code;
    cell.doubted = place_text(source, from.doubt->at);
  }
  return cell;
}

// The name of a grade by its index, where the value is one of the scale's.
std::string grade_name(const semantics::Model& model, semantics::ScaleId scale, const Range& value) {
  if (!scale.valid() || !value || !value->is_point() || !value->low->is_whole() || value->low->sign() < 0) return {};
  const auto index = static_cast<std::size_t>(value->low->numerator());
  const auto& grades = model.schema[scale].grades;
  return index < grades.size() ? grades[index].name : std::string();
}

// `x in {1, 2}`, `x in 60%..80%`, `x within 1pp of y`.
void name_membership(const Source& source, const semantics::Expr& e, Atom& atom) {
  const semantics::Model& model = source.model;
  const semantics::Expr& left = model[e.children[0]];
  atom.form = left.type == Type::event ? Atom::Form::days : Atom::Form::comparison;
  atom.subject = subject(model, e.children[0], source.words);
  atom.relation = e.kind == Kind::within ? (atom.negated ? "≉" : "≈") : atom.negated ? "∉" : "∈";
  const auto written = [&](std::size_t i) { return semantics::print(model, e.children[i], source.words); };
  if (e.kind == Kind::in_range) {
    atom.goal_name = written(1) + ".." + written(2);
  } else if (e.kind == Kind::in_set) {
    for (std::size_t i = 1; i < e.children.size(); ++i) atom.goal_name += (i > 1 ? ", " : "{") + written(i);
    atom.goal_name += "}";
  } else {
    atom.goal_name = (atom.goal ? amount(atom.goal, atom.unit, Language::en) : written(1)) + " ± " + written(2);
  }
  if (left.type != Type::grade) return;
  atom.value_name = grade_name(model, left.scale, atom.value);
  if (atom.value_name.empty()) atom.value = std::nullopt;
}

void name_sides(const Source& source, semantics::ExprId condition, bool turned, Atom& atom) {
  const semantics::Model& model = source.model;
  const semantics::Expr& e = model[condition];
  if (e.kind == Kind::event) {
    atom.form = Atom::Form::event;
    atom.subject = subject(model, e.children[0], source.words);
    constexpr std::array<std::string_view, 5> kTimings = {"by", "by", "before", "after", "on"};
    atom.relation = kTimings[static_cast<std::size_t>(e.timing)];
  } else if (e.kind == Kind::in_set || e.kind == Kind::in_range || e.kind == Kind::within) {
    name_membership(source, e, atom);
  } else if (e.kind == Kind::compare) {
    atom.form = model[e.children[0]].type == Type::event ? Atom::Form::days : Atom::Form::comparison;
    atom.subject = subject(model, e.children[turned ? 1 : 0], source.words);
    const semantics::Compare asked = turned ? mirrored(e.compare) : e.compare;
    atom.relation = relation(atom.negated ? denied(asked) : asked);
    const semantics::Expr& left = model[e.children[0]];
    const semantics::Expr& right = model[e.children[1]];
    if (left.type == Type::grade) {
      const semantics::ScaleId scale = left.scale.valid() ? left.scale : right.scale;
      atom.value_name = grade_name(model, scale, atom.value);
      atom.goal_name = grade_name(model, scale, atom.goal);
      if (atom.value_name.empty()) atom.value = std::nullopt;  // between two grades says nothing
    } else if (left.type != Type::number && left.type != Type::event) {
      atom.goal_name = semantics::print(model, e.children[1], source.words);
    }
  } else {
    atom.subject = subject(model, condition, source.words);
  }
}

}  // namespace

Range known_range(const std::optional<types::Value>& value) {
  if (!value || value->invalid) return std::nullopt;
  return value->range;
}

std::vector<Cell> build_cells(const Source& source, const std::vector<explain::Cell>& from) {
  std::vector<Cell> cells;
  cells.reserve(from.size());
  for (const explain::Cell& each : from) cells.push_back(build_cell(source, each));
  return cells;
}

Atom build_atom(const Source& source, const explain::Atom& from) {
  Atom atom;
  atom.expr = from.text;
  if (!source.only_what_is_wrong) {
    atom.rule = source.rules.place(from.span);
    atom.cells = build_cells(source, from.cells);
    atom.cells_left_out = from.cells_left_out;
  }
  atom.where = from.where;
  atom.truth = from.truth;
  atom.decisive = from.decisive;
  atom.negated = from.negated;
  atom.lower_is_better = from.lower_is_better != from.negated;
  // Of what cannot be used its bounds say something where they decide.
  const auto range = [&](const std::optional<types::Value>& side) {
    const bool decides = from.truth == types::Truth::true_ || from.truth == types::Truth::false_;
    return decides && side && side->invalid && side->range.low && side->range.high ? Range(side->range) : known_range(side);
  };
  atom.value = range(from.value);
  atom.goal = range(from.goal);
  atom.before_season = from.before_season;
  atom.to_date = from.to_date;
  atom.margin = from.margin;
  if (from.expression.valid() && source.model[from.expression].relative) atom.tolerance = from.tolerance;
  atom.value_name = from.said.empty() ? std::string() : "\"" + from.said + "\"";
  atom.answer = from.answer;
  atom.goal_answer = from.goal_answer;
  for (const explain::Never& each : from.never) atom.never.push_back({subject(source.model, each.event, source.words), each.by, each.came});
  atom.defaults = from.defaults;
  atom.unit = from.unit;
  if (!from.unit.powers.empty()) atom.base_unit = source.model.schema.units.print(from.unit.powers);
  if (from.expression.valid()) name_sides(source, from.expression, from.turned, atom);
  if (!from.goal_said.empty()) atom.goal_name = "\"" + from.goal_said + "\"";
  return atom;
}

}  // namespace assay::report
