#include "report/atom_text.h"

#include "base/calendar.h"
#include "base/text.h"
#include "report/amount.h"

#include <algorithm>
#include <optional>

namespace assay::report {

namespace {

std::optional<std::string> date_text(const std::optional<base::Number>& days) {
  if (!days) return std::nullopt;
  const auto whole = days->to_scaled(0);
  if (!whole || *whole < -719'162 || *whole > 2'932'896) return std::nullopt;
  return base::to_string(base::Date{static_cast<std::int32_t>(*whole)});
}

std::string start_of(const Atom& atom) {
  std::string text = atom.where.empty() ? std::string() : atom.where + ": ";
  return text + (atom.subject.empty() ? atom.expr : atom.subject);
}

std::string truth_text(types::Truth truth, Language language) {
  switch (truth) {
    case types::Truth::false_: return std::string(word(Word::fails, language));
    case types::Truth::true_: return std::string(word(Word::holds, language));
    case types::Truth::open_: return std::string(word(Word::not_yet_due, language));
    case types::Truth::unknown: return std::string(word(Word::not_known, language));
    case types::Truth::invalid: return std::string(word(Word::not_valid, language));
  }
  return {};
}

std::string event_text(const Atom& atom, Language language) {
  std::string text = start_of(atom) + " ";
  const bool point = atom.value && atom.value->is_point();
  const auto day = point ? date_text(atom.value->low) : std::nullopt;
  if (day) {
    text += say(Word::happened, language, *day);
  } else if (atom.truth == types::Truth::false_) {
    text += word(Word::not_happened, language);
  } else {
    text += truth_text(atom.truth, language);
  }
  if (atom.goal && atom.goal->high) {
    const Word relation = atom.relation == "before"  ? Word::before_day
                          : atom.relation == "after" ? Word::after_day
                          : atom.relation == "on"    ? Word::on_day
                                                     : Word::deadline;
    if (const auto goal = date_text(atom.goal->high)) text += ", " + say(relation, language, *goal);
  }
  if (atom.before_season) return text + ", " + std::string(word(Word::before_season, language));
  // How many days early or late says something of a deadline only.
  if (atom.relation == "after" || atom.relation == "on") return text;
  if (day && atom.margin && atom.margin->sign() != 0) {
    const Word which = atom.margin->sign() > 0 ? Word::days_early : Word::days_late;
    text += ", " + say(which, language, base::to_string(base::absolute(*atom.margin)));
  }
  return text;
}

// By how much, in the direction that matters; empty where it says nothing.
std::string margin_text(const Atom& atom, Language language) {
  if (!atom.margin || atom.margin->sign() == 0 || !atom.value_name.empty()) return {};
  const std::string size = difference(base::absolute(*atom.margin), atom.unit, language);
  const bool above = atom.margin->sign() > 0;
  if (atom.truth == types::Truth::true_) {
    if (atom.relation == "=" || atom.relation == "≠") return {};
    return say(Word::ahead_by, language, size);
  }
  if (atom.relation == "=") return say(above ? Word::over_by : Word::short_by, language, size);
  return say(atom.lower_is_better ? Word::over_by : Word::short_by, language, size);
}

std::string comparison_text(const Atom& atom, Language language) {
  std::string text = start_of(atom) + " ";
  if (!atom.value_name.empty()) {
    text += atom.value_name;
  } else if (atom.value) {
    text += amount(atom.value, atom.unit, language);
  } else {
    text += truth_text(atom.truth, language);
  }
  std::string goal = atom.goal_name;
  if (goal.empty() && atom.goal) goal = amount(atom.goal, atom.unit, language);
  if (!goal.empty()) text += ", " + say(Word::goal, language, atom.relation + " " + goal);
  const std::string margin = margin_text(atom, language);
  if (!margin.empty()) text += ", " + margin;
  return text;
}

}  // namespace

std::string atom_text(const Atom& atom, Language language) {
  switch (atom.form) {
    case Atom::Form::event: return event_text(atom, language);
    case Atom::Form::comparison: return comparison_text(atom, language);
    case Atom::Form::other: break;
  }
  return start_of(atom) + " " + truth_text(atom.truth, language);
}

std::string cell_name(const Cell& cell, Language language) {
  if (cell.of_other_units) return say(Word::of_other_units, language, cell.fact);
  std::string text = cell.fact;
  if (!cell.member.empty()) text += "[" + cell.member + "]";
  if (!cell.period.empty()) text += " " + cell.period;
  return text;
}

std::string fault_text(const Cell& cell, Language language) {
  if (cell.of_other_units) return say(Word::bad_elsewhere, language, cell_name(cell, language));
  return say(Word::bad_cell, language, cell.place, cell.text, cell_name(cell, language));
}

std::string cell_names(const std::vector<Cell>& cells, std::size_t most, Language language) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, cells.size()); ++i) {
    if (i != 0) text += ", ";
    text += cell_name(cells[i], language);
  }
  if (cells.size() > most) text += ", " + say(Word::more, language, cells.size() - most);
  return text;
}

}  // namespace assay::report
