// An explanation for the terminal.
#include "base/calendar.h"
#include "base/text.h"
#include "report/amount.h"
#include "report/atom_text.h"
#include "report/brief.h"
#include "report/explanation.h"
#include "report/layout.h"
#include "report/no_score.h"
#include "report/status.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace assay::report {

namespace {

constexpr std::size_t kLabelWidth = 10;

// More than a screen tells nobody anything; the JSON has all of them.
constexpr std::size_t kMostAtoms = 20;
constexpr std::size_t kMostCells = 24;

class Text {
 public:
  Text(const Explanation& from, const ExplanationStyle& style) : from_(from), style_(style), paint_{style.colour} {}

  std::string make() {
    if (from_.whole_department) department();
    for (const ExplainedTarget& each : from_.targets) {
      target(each);
      if (from_.whole_department) in_brief(each);
      else
        for (const ExplainedCriterion& criterion_ : each.criteria) criterion(criterion_);
    }
    scores();
    return std::move(out_);
  }

 private:
  std::string places(const Range& range) const { return score(range, style_.places); }
  std::string_view words(Word which) const { return word(which, style_.language); }

  std::string status_text(exec::Status status, bool provisional) const {
    const StatusRow& row = row_of(status);
    std::string text = std::string(row.mark) + " " + (provisional ? std::string(words(Word::provisional)) : std::string());
    if (provisional && style_.language == Language::en) text = std::string(row.mark) + " " + std::string(words(row.word)) + " " + std::string(words(Word::provisional));
    else text += words(row.word);
    return paint_(row.colour, text);
  }

  // `label` in its own column, the text wrapped beside it.
  void field(std::string_view label, std::string_view text, std::string_view colour = {}) {
    const std::size_t indent = 2 + kLabelWidth;
    bool first = true;
    std::string_view rest = text;
    while (true) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      for (const std::string& line : wrapped(rest.substr(0, end), style_.width > indent + 20 ? style_.width - indent : 20)) {
        out_ += "  " + paint_("2", padded_right(first ? label : "", kLabelWidth)) + paint_(colour, line) + "\n";
        first = false;
      }
      if (end == rest.size()) break;
      rest.remove_prefix(end + 1);
    }
  }

  // The text with the quotes of all criteria that are shown in 【】.
  static std::string marked(const ExplainedTarget& of, const std::string& text, bool title) {
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (const ExplainedCriterion& each : of.criteria)
      if (each.quote_in_title == title) ranges.insert(ranges.end(), each.quote_at.begin(), each.quote_at.end());
    std::sort(ranges.begin(), ranges.end());
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < ranges.size();) {
      const std::size_t begin = ranges[i].first;
      std::size_t end = ranges[i].second;
      for (++i; i < ranges.size() && ranges[i].first < end; ++i) end = std::max(end, ranges[i].second);
      out += text.substr(at, begin - at) + "【" + text.substr(begin, end - begin) + "】";
      at = end;
    }
    return out + text.substr(at);
  }

  std::string when() const {
    return (from_.unit.empty() ? std::string() : base::printable(from_.unit) + std::string(words(Word::joint))) + say(Word::as_of, style_.language, from_.as_of);
  }

  void department() {
    const Department& d = from_.department;
    out_ += paint_("1", base::printable(d.name) + (d.label.empty() ? "" : "  " + base::printable(d.label))) + "\n  ";
    if (d.score) out_ += say(Word::score, style_.language, places(d.score));
    if (d.score && d.self && d.self->score != d.score) out_ += say(Word::remark, style_.language, say(Word::self_score, style_.language, places(d.self->score)));
    else if (d.no_score) out_ += no_score_text(*d.no_score, style_.language);
    if (d.score && d.rank_low != 0)
      out_ += "   " + (d.rank_low == d.rank_high ? say(Word::rank, style_.language, d.rank_low)
                                                 : say(Word::rank_range, style_.language, d.rank_low, d.rank_high));
    out_ += "   " + when() + "\n\n";
  }

  void target(const ExplainedTarget& of) {
    const Target& t = of.target;
    out_ += paint_("1", base::printable(t.id) + "  " + base::printable(marked(of, t.title, true))) + "\n";
    std::string line = status_text(t.status, t.provisional);
    if (t.attainment) line += "   " + say(Word::attainment, style_.language, percentage(t.attainment));
    if (t.score) line += "   " + say(Word::score, style_.language, places(t.score));
    if (!from_.whole_department) line += "   " + when();
    out_ += "  " + line + "\n";
    if (t.self && *t.self != Own{t.status, t.attainment, t.score})
      field("", say(Word::self_target, style_.language, words(row_of(t.self->status).word), percentage(t.self->attainment), places(t.self->score)), "36");
    if (!of.text.empty() && !from_.whole_department) field(words(Word::published), marked(of, of.text, false));
    if (t.applies.empty()) return;
    field("", say(Word::applies_when, style_.language, t.applies));
    if (!t.needs.empty()) field(words(Word::needs), cell_names(t.needs, t.needs.size(), style_.language, t.left_out.needs), "35");
    for (const Cell& cell : t.faults) field("", fault_text(cell, style_.language), "31");
    if (t.left_out.faults > 0) field("", say(Word::more, style_.language, t.left_out.faults), "31");
  }

  // Of a target among others, the reason in a line: which criterion to ask for, and the cell to look at.
  void in_brief(const ExplainedTarget& of) {
    Target whole = of.target;
    for (const ExplainedCriterion& each : of.criteria) whole.criteria.push_back(each.criterion);
    if (const auto found = brief(whole, style_.language); found && found->criterion != nullptr) {
      const StatusRow& row = row_of(found->criterion->status);
      std::string text = std::string(row.mark) + " " + found->criterion->id + std::string(words(Word::colon)) + found->text;
      if (found->criterion->status == exec::Status::met) text += " → " + percentage(found->criterion->attainment);
      if (found->others > 0) text += std::string(words(Word::joint)) + say(Word::more, style_.language, found->others);
      field(words(Word::judgement), text, row.colour);
    }
    // Also of a target that is met.
    for (const ExplainedCriterion& each : of.criteria)
      for (const Cell& cell : each.criterion.doubts) field("", doubt_text(cell, style_.language), "33");
    out_ += "\n";
  }

  void criterion(const ExplainedCriterion& each) {
    const Criterion& c = each.criterion;
    out_ += "\n" + paint_("1", base::printable(c.id)) + "  " + status_text(c.status, c.provisional);
    if (c.attainment) out_ += "   " + say(Word::attainment, style_.language, percentage(c.attainment));
    if (c.stretch) out_ += "   " + std::string(words(Word::stretch)) + " " + status_text(c.stretch->status, false);
    if (!c.decides) out_ += "  " + say(Word::remark, style_.language, words(Word::score_only));
    out_ += "\n";
    if (c.self && (c.self->status != c.status || c.self->attainment != c.attainment))
      field("", say(Word::self_criterion, style_.language, words(row_of(c.self->status).word), percentage(c.self->attainment)), "36");
    if (!c.quote.empty()) field(words(Word::quote), c.quote);
    std::string rule = c.rule;
    if (!c.in_template.empty()) rule += say(Word::remark, style_.language, say(Word::in_template, style_.language, c.in_template));
    field(words(Word::rule), rule + "\n" + each.source);
    for (const ParamUse& param : c.params) parameter(param);
    field(words(Word::due), base::to_string(c.due));
    if (c.pace) field("", pace_text(*c.pace, style_.language));
    doubts_shown_.clear();
    atoms(c.atoms, c.left_out.decisive + c.left_out.others);
    for (const Cell& cell : c.doubts)
      if (doubts_shown_.count(cell.doubted) == 0) field("", doubt_text(cell, style_.language), "33");
    if (c.left_out.doubts > 0) field("", say(Word::more, style_.language, c.left_out.doubts), "33");
    if (c.scheme) scheme(*c.scheme, c.attainment);
    std::vector<Cell> missing, undated;
    for (const Cell& cell : c.needs) (cell.wants_day ? undated : missing).push_back(cell);
    const std::size_t left_out = c.left_out.needs;
    if (!missing.empty()) field(words(Word::needs), cell_names(missing, missing.size(), style_.language, left_out), "35");
    for (const Cell& cell : undated) field(&cell == &undated.front() && missing.empty() ? words(Word::needs) : "", need_text(cell, style_.language), "35");
    if (missing.empty() && left_out > 0) field("", say(Word::more, style_.language, left_out), "35");
    if (c.once) field(words(Word::hint), say(Word::reported_once, style_.language, c.once->fact, c.once->read));
    for (const Cell& cell : c.faults) field("", fault_text(cell, style_.language), "31");
    if (c.left_out.faults > 0) field("", say(Word::more, style_.language, c.left_out.faults), "31");
    if (const auto why = undefined_word(c.reason_code)) field("", words(*why), "31");
  }

  // What decided comes first.
  void atoms(std::vector<Atom> all, std::size_t left_out) {
    std::stable_partition(all.begin(), all.end(), [](const Atom& a) { return a.decisive; });
    const std::size_t shown = std::min(all.size(), kMostAtoms);
    for (std::size_t i = 0; i < shown; ++i) atom(all[i], i == 0);
    left_out += all.size() - shown;
    if (left_out > 0) field("", "  " + say(Word::more, style_.language, left_out));
  }

  void atom(const Atom& a, bool first) {
    std::string_view mark = "?", colour = "35";
    if (a.as_asked() == types::Truth::true_) mark = "✓", colour = "32";
    if (a.as_asked() == types::Truth::false_) mark = "✗", colour = "31";
    if (a.as_asked() == types::Truth::open_) mark = "…", colour = "33";
    if (a.as_asked() == types::Truth::invalid) mark = "!", colour = "1;31";
    field(first ? words(Word::judgement) : "", std::string(mark) + " " + atom_text(a, style_.language), a.decisive ? colour : "2");
    const std::size_t shown = std::min(a.cells.size(), kMostCells);
    for (std::size_t i = 0; i < shown; ++i) {
      field("", "    " + cell_line(a.cells[i], style_.language));
      if (!a.cells[i].doubt.empty()) doubts_shown_.insert(a.cells[i].doubted);
    }
    const std::size_t more = a.cells.size() - shown + a.cells_left_out;
    if (more > 0) field("", "    " + say(Word::more, style_.language, more));
  }

  void parameter(const ParamUse& p) {
    std::string text = p.name + " = " + amount(p.value, p.unit);
    if (!p.label.empty()) text += "  " + p.label;
    if (!p.source.empty()) text += "  " + say(Word::with_source, style_.language, p.source);
    if (!p.assumed.empty()) text += "  " + say(Word::with_assumption, style_.language, p.assumed);
    field(words(Word::parameter), text);
  }

  void scheme(const SchemeReading& s, const Range& gives) {
    std::string text = say(Word::scheme, style_.language, s.rule);
    if (s.value && s.reads != SchemeReading::Reads::nothing) {
      const bool share = s.reads == SchemeReading::Reads::ratio || s.reads == SchemeReading::Reads::over_of_goal;
      Word what = Word::reads_value;
      if (s.reads == SchemeReading::Reads::ratio) what = Word::reads_ratio;
      if (s.reads == SchemeReading::Reads::is_short) what = Word::reads_short;
      if (s.reads == SchemeReading::Reads::over) what = Word::reads_over;
      if (s.reads == SchemeReading::Reads::over_of_goal) what = Word::reads_over_of_goal;
      text += std::string(words(Word::colon)) + say(what, style_.language, share ? percentage(s.value) : amount(s.value, s.unit, style_.language));
    }
    field("", text + " → " + percentage(gives));
  }

  void scores() {
    if (!from_.whole_department) out_ += "\n";
    out_ += paint_("1", words(Word::formula)) + "\n";
    for (const ExplainedTarget& target : from_.targets) {
      for (const ExplainedCriterion& each : target.criteria) formula(each.criterion.id, each.formula);
      formula(target.target.id, target.formula);
    }
    formula(from_.department.name, from_.department_formula);
    if (!from_.difficulty_source.empty())
      field("", say(Word::difficulty, style_.language, base::to_string(from_.department.difficulty)) + "  " +
                    say(Word::with_source, style_.language, from_.difficulty_source));
    if (!from_.undecided.empty()) field("", say(Word::may_not_apply, style_.language, names(from_.undecided, style_.language)));
  }

  void formula(const std::string& of, const Formula& f) {
    if (!f.result && (!f.no_score || f.no_score->reason == "not_applicable")) return;
    const std::string result = !f.result                ? no_score_text(*f.no_score, style_.language)
                               : f.result->is_point() ? exact(f.result->low)
                                                        : "[" + end(f.result->low, "-∞") + ", " + end(f.result->high, "∞") + "]";
    out_ += "  " + base::printable(of) + "\n";
    field("", f.stated + "\n= " + f.filled + "\n= " + result);
  }

  static std::string end(const std::optional<base::Number>& of, std::string_view infinite) { return of ? exact(of) : std::string(infinite); }

  const Explanation& from_;
  ExplanationStyle style_;
  Paint paint_;
  std::set<std::string> doubts_shown_;  // beside their cells, of the criterion that is written
  std::string out_;
};

}  // namespace

std::string explanation_text(const Explanation& explanation, const ExplanationStyle& style) { return Text(explanation, style).make(); }

}  // namespace assay::report
