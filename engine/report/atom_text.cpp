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

// Before a further phrase.
std::string joint(Language language) { return std::string(word(Word::joint, language)); }

std::string start_of(const Atom& atom, Language language) {
  std::string text = names(atom.where, language);
  if (!text.empty()) text += word(Word::colon, language);
  text += atom.subject.empty() ? atom.expr : atom.subject;
  return atom.to_date ? text + say(Word::remark, language, word(Word::to_date, language)) : text;
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

std::string days_text(const base::Number& days, Word several, Word one, Language language) {
  return days == base::Number(1) ? std::string(word(one, language)) : say(several, language, base::to_string(days));
}

AtomParts event_parts(const Atom& atom, Language language) {
  AtomParts out;
  const bool point = atom.value && atom.value->is_point();
  const auto day = point ? date_text(atom.value->low) : std::nullopt;
  if (day) {
    out.value = say(Word::happened, language, *day);
  } else if (atom.truth == types::Truth::false_) {
    out.value = word(Word::not_happened, language);
  } else {
    out.value = truth_text(atom.truth, language);
  }
  if (atom.goal && atom.goal->high) {
    const Word relation = atom.relation == "before"  ? (atom.negated ? Word::not_before : Word::before_day)
                          : atom.relation == "after" ? (atom.negated ? Word::not_after : Word::after_day)
                          : atom.relation == "on"    ? (atom.negated ? Word::not_on : Word::on_day)
                                                     : (atom.negated ? Word::not_by : Word::deadline);
    if (const auto goal = date_text(atom.goal->high)) out.goal = say(relation, language, *goal);
  }
  if (atom.before_season) {
    out.gap = word(Word::before_season, language);
    return out;
  }
  // How many days early or late says something of a deadline only.
  if (atom.negated || atom.relation == "after" || atom.relation == "on") return out;
  if (day && atom.margin && atom.margin->sign() != 0) {
    const bool early = atom.margin->sign() > 0;
    out.gap = days_text(base::absolute(*atom.margin), early ? Word::days_early : Word::days_late, early ? Word::day_early : Word::day_late, language);
  }
  return out;
}

// By how much, in the direction that matters; empty where it says nothing.
std::string margin_text(const Atom& atom, Language language) {
  const bool about = atom.relation == "≈" || atom.relation == "≉";
  if (atom.form == Atom::Form::days || about || atom.relation == "∈" || atom.relation == "∉") {
    // In a range it says nothing how far the ends are.
    if (!atom.margin || atom.margin->sign() == 0 || atom.as_asked() == types::Truth::true_) return {};
    const base::Number apart = base::absolute(*atom.margin);
    if (atom.form == Atom::Form::days) return days_text(apart, Word::days_apart, Word::day_apart, language);
    const std::string size = difference(apart, atom.unit, language);
    if (about) return say(Word::beyond, language, size);
    return say(atom.margin->sign() > 0 ? Word::over_by : Word::short_by, language, size);
  }
  if (!atom.margin || atom.margin->sign() == 0 || !atom.value_name.empty()) return {};
  const std::string size = difference(base::absolute(*atom.margin), atom.unit, language);
  const bool above = atom.margin->sign() > 0;
  if (atom.as_asked() == types::Truth::true_) {
    if (atom.relation == "=" || atom.relation == "≠") return {};
    return say(Word::ahead_by, language, size);
  }
  if (atom.relation == "=") return say(above ? Word::over_by : Word::short_by, language, size);
  return say(atom.lower_is_better ? Word::over_by : Word::short_by, language, size);
}

// A side of a comparison: a quantity that is told from the other side's, a day, or what people call it.
std::string side_text(const Atom& atom, const Range& side, const Range& other, const std::string& name, Language language) {
  if (!name.empty()) return name;
  if (atom.form != Atom::Form::days) return side ? amount(side, atom.unit, language, other) : std::string();
  if (!side || !side->is_point()) return std::string(word(Word::not_known, language));
  return date_text(side->low).value_or(std::string(word(Word::not_happened, language)));
}

std::string never_text(const std::vector<Atom::Never>& never, Language language) {
  std::vector<std::string> all;
  for (const Atom::Never& each : never) {
    const std::string by = base::to_string(each.by);
    all.push_back(each.came ? say(Word::came_too_late, language, each.event, base::to_string(*each.came), by) : say(Word::never_came, language, each.event, by));
  }
  return names(all, language);
}

AtomParts comparison_parts(const Atom& atom, Language language) {
  AtomParts out;
  const std::string value = side_text(atom, atom.value, atom.goal, atom.value_name, language);
  if (value.empty() && !atom.never.empty()) out.value = never_text(atom.never, language);
  else out.value = !value.empty() ? value : atom.answer ? std::string(word(*atom.answer ? Word::yes : Word::no, language)) : truth_text(atom.as_asked(), language);
  std::string goal = side_text(atom, atom.goal, atom.value, atom.goal_name, language);
  if (atom.goal_name.empty() && !atom.goal) goal.clear();
  if (atom.goal_answer) goal = word(*atom.goal_answer ? Word::yes : Word::no, language);
  // A rounded goal has the sign itself.
  if (!goal.starts_with(atom.relation)) goal = goal.empty() ? goal : atom.relation + " " + goal;
  if (atom.tolerance) goal += say(Word::remark, language, difference(*atom.tolerance, atom.unit, language));
  out.goal = goal;
  out.gap = margin_text(atom, language);
  return out;
}

std::string comparison_text(const Atom& atom, Language language) {
  const AtomParts parts = comparison_parts(atom, language);
  const bool never = !atom.never.empty() && side_text(atom, atom.value, atom.goal, atom.value_name, language).empty();
  std::string text = start_of(atom, language) + (never ? std::string(word(Word::colon, language)) : " ") + parts.value;
  if (!parts.goal.empty()) text += joint(language) + say(Word::goal, language, parts.goal);
  if (!parts.gap.empty()) text += joint(language) + parts.gap;
  return text;
}

std::string event_text(const Atom& atom, Language language) {
  const AtomParts parts = event_parts(atom, language);
  std::string text = start_of(atom, language) + " " + parts.value;
  for (const std::string& part : {parts.goal, parts.gap})
    if (!part.empty()) text += joint(language) + part;
  return text;
}

}  // namespace

AtomParts atom_parts(const Atom& atom, Language language) {
  switch (atom.form) {
    case Atom::Form::event: return event_parts(atom, language);
    case Atom::Form::comparison:
    case Atom::Form::days: return comparison_parts(atom, language);
    case Atom::Form::other: break;
  }
  return {truth_text(atom.truth, language), {}, {}};
}

std::string atom_text(const Atom& atom, Language language) {
  std::string text;
  switch (atom.form) {
    case Atom::Form::event: text = event_text(atom, language); break;
    case Atom::Form::comparison:
    case Atom::Form::days: text = comparison_text(atom, language); break;
    case Atom::Form::other:
      text = start_of(atom, language) + " " + truth_text(atom.truth, language);
      if (atom.negated && atom.truth == types::Truth::true_) text += joint(language) + std::string(word(Word::unwanted, language));
      break;
  }
  for (const std::string& taken : atom.defaults) text += joint(language) + say(Word::default_taken, language, taken);
  return text;
}

std::optional<Word> undefined_word(explain::Reason reason) {
  switch (reason) {
    case explain::Reason::division_by_zero: return Word::division_by_zero;
    case explain::Reason::base_not_positive: return Word::base_not_positive;
    case explain::Reason::no_members: return Word::no_members;
    case explain::Reason::too_many_digits: return Word::too_many_digits;
    default: return std::nullopt;
  }
}

std::string cell_name(const Cell& cell, Language language) {
  if (cell.of_other_units && cell.unit.empty()) return say(Word::of_other_units, language, cell.fact);
  std::string text = cell.fact;
  if (!cell.member.empty()) text += "[" + cell.member + "]";
  if (!cell.period.empty()) text += " " + cell.period;
  if (!cell.unit.empty()) return say(Word::of_unit, language, text, cell.unit);
  if (cell.items_short > 0) text += say(Word::remark, language, say(Word::items_short, language, cell.items, cell.items_short));
  return text;
}

std::string cell_text(const Cell& cell, Language language) {
  return cell.answer ? std::string(word(*cell.answer ? Word::yes : Word::no, language)) : cell.text;
}

namespace {

std::string own_text(const Cell& cell, Language language) {
  return cell.own_answer ? std::string(word(*cell.own_answer ? Word::yes : Word::no, language)) : cell.own_text;
}

// Beside a review's cell what the unit itself reported, and why that does not count.
std::string reviewed(const Cell& cell, Language language) {
  if (cell.own_place.empty()) return {};
  const std::string own = own_text(cell, language);
  return say(Word::remark, language, cell.reason.empty() ? say(Word::reviewed, language, own, cell.own_place)
                                                         : say(Word::reviewed_because, language, own, cell.own_place, cell.reason));
}

}  // namespace

std::string cell_line(const Cell& cell, Language language) {
  if (cell.items_short > 0) return cell_name(cell, language);
  const std::string start = cell_name(cell, language) + std::string(word(Word::colon, language));
  if (!cell.place.empty()) {
    const std::string doubt = cell.doubt.empty() ? std::string() : say(Word::remark, language, say(Word::doubtful, language, cell.doubt));
    return start + "`" + cell_text(cell, language) + "`  " + cell.place + reviewed(cell, language) + doubt;
  }
  if (!cell.own_place.empty()) return start + say(cell.withdrawn ? Word::withdrawn : Word::superseded, language, own_text(cell, language), cell.own_place);
  return start + std::string(word(cell.state == explain::Cell::State::not_due ? Word::not_yet_due : Word::no_cell, language));
}

std::string names(const std::vector<std::string>& all, Language language) {
  std::string text;
  for (const std::string& each : all) text += (text.empty() ? std::string() : std::string(word(Word::list_joint, language))) + each;
  return text;
}

std::string pace_text(const explain::Pace& pace, Language language) {
  Word state = Word::pace_on_track;
  if (pace.state == explain::Pace::State::ahead) state = Word::pace_ahead;
  if (pace.state == explain::Pace::State::behind) state = Word::pace_behind;
  const auto share = [](const base::Number& n) { return percentage(types::Interval::point(n)); };
  const std::string how = pace.due ? say(Word::pace_until, language, share(pace.done), share(pace.elapsed), base::to_string(*pace.due))
                                   : say(Word::pace, language, share(pace.done), share(pace.elapsed));
  return (pace.of.empty() ? "" : pace.of + (language == Language::zh ? "：" : ": ")) + how + joint(language) + std::string(word(state, language));
}

std::string fault_text(const Cell& cell, Language language) {
  if (cell.place.empty()) return say(Word::bad_elsewhere, language, cell_name(cell, language));
  return say(Word::bad_cell, language, cell.place, cell_text(cell, language), cell_name(cell, language));
}

std::string need_text(const Cell& cell, Language language) {
  if (cell.wants_day) return say(Word::wants_day, language, cell_name(cell, language), cell_text(cell, language), cell.place);
  return cell_line(cell, language);
}

std::string doubt_text(const Cell& cell, Language language) {
  if (cell.doubted != cell.place) return say(Word::doubtful_part, language, cell.doubted, cell_name(cell, language), cell.doubt);
  return say(Word::doubtful_cell, language, cell.place, cell_text(cell, language), cell_name(cell, language), cell.doubt);
}

std::string cell_names(const std::vector<Cell>& cells, std::size_t most, Language language, std::size_t left_out) {
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(most, cells.size()); ++i) shown.push_back(cell_name(cells[i], language));
  std::string text = names(shown, language);
  const std::size_t more = cells.size() - std::min(most, cells.size()) + left_out;
  if (more > 0) text += joint(language) + say(Word::more, language, more);
  return text;
}

}  // namespace assay::report
