// An explanation for the terminal.
#include "base/calendar.h"
#include "base/text.h"
#include "report/amount.h"
#include "report/atom_text.h"
#include "report/explanation.h"
#include "report/layout.h"
#include "report/status.h"

#include <algorithm>

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
    target();
    for (const ExplainedCriterion& each : from_.criteria) criterion(each);
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
  std::string marked(const std::string& text, bool title) const {
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (const ExplainedCriterion& each : from_.criteria)
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

  void target() {
    const Target& t = from_.target;
    out_ += paint_("1", base::printable(t.id) + "  " + base::printable(marked(t.title, true))) + "\n";
    std::string line = status_text(t.status, t.provisional);
    if (t.attainment) line += "   " + say(Word::attainment, style_.language, percentage(t.attainment));
    if (t.score) line += "   " + say(Word::score, style_.language, places(t.score));
    line += "   " + (from_.unit.empty() ? std::string() : base::printable(from_.unit) + ", ") + say(Word::as_of, style_.language, from_.as_of);
    out_ += "  " + line + "\n";
    if (!from_.text.empty()) field(words(Word::published), marked(from_.text, false));
    if (t.applies.empty()) return;
    field("", say(Word::applies_when, style_.language, t.applies));
    if (!t.needs.empty()) field(words(Word::needs), cell_names(t.needs, t.needs.size(), style_.language), "35");
    for (const Cell& cell : t.faults) field("", say(Word::bad_cell, style_.language, cell.place, cell.text, cell_name(cell)), "31");
  }

  void criterion(const ExplainedCriterion& each) {
    const Criterion& c = each.criterion;
    out_ += "\n" + paint_("1", base::printable(c.id)) + "  " + status_text(c.status, c.provisional);
    if (c.attainment) out_ += "   " + say(Word::attainment, style_.language, percentage(c.attainment));
    if (c.stretch) out_ += "   " + std::string(words(Word::stretch)) + " " + status_text(c.stretch->status, false);
    if (!c.decides) out_ += "   (" + std::string(words(Word::score_only)) + ")";
    out_ += "\n";
    if (!c.quote.empty()) field(words(Word::quote), c.quote);
    field(words(Word::rule), c.rule + "\n" + each.source);
    field(words(Word::due), base::to_string(c.due));
    if (c.pace) {
      Word state = Word::pace_on_track;
      if (c.pace->state == explain::Pace::State::ahead) state = Word::pace_ahead;
      if (c.pace->state == explain::Pace::State::behind) state = Word::pace_behind;
      const auto share = [](const base::Number& n) { return percentage(types::Interval::point(n)); };
      field("", say(Word::pace, style_.language, share(c.pace->done), share(c.pace->elapsed)) + ", " + std::string(words(state)));
    }
    atoms(c.atoms);
    if (!c.needs.empty()) field(words(Word::needs), cell_names(c.needs, c.needs.size(), style_.language), "35");
    for (const Cell& cell : c.faults) field("", say(Word::bad_cell, style_.language, cell.place, cell.text, cell_name(cell)), "31");
    if (c.reason_code == explain::Reason::division_by_zero) field("", words(Word::division_by_zero), "31");
    if (c.reason_code == explain::Reason::too_many_digits) field("", words(Word::too_many_digits), "31");
  }

  // What decided comes first.
  void atoms(std::vector<Atom> all) {
    std::stable_partition(all.begin(), all.end(), [](const Atom& a) { return a.decisive; });
    const std::size_t shown = std::min(all.size(), kMostAtoms);
    for (std::size_t i = 0; i < shown; ++i) atom(all[i], i == 0);
    if (all.size() > shown) field("", "  " + say(Word::more, style_.language, all.size() - shown));
  }

  void atom(const Atom& a, bool first) {
    std::string_view mark = "?", colour = "35";
    if (a.truth == types::Truth::true_) mark = "✓", colour = "32";
    if (a.truth == types::Truth::false_) mark = "✗", colour = "31";
    if (a.truth == types::Truth::open_) mark = "…", colour = "33";
    if (a.truth == types::Truth::invalid) mark = "!", colour = "1;31";
    field(first ? words(Word::judgement) : "", std::string(mark) + " " + atom_text(a, style_.language), a.decisive ? colour : "2");
    const std::size_t shown = std::min(a.cells.size(), kMostCells);
    for (std::size_t i = 0; i < shown; ++i) {
      const Cell& cell = a.cells[i];
      if (cell.place.empty()) {
        const Word state = cell.state == explain::Cell::State::not_due ? Word::not_yet_due : Word::no_cell;
        field("", "    " + cell_name(cell) + ": " + std::string(words(state)));
      } else {
        field("", "    " + cell_name(cell) + ": `" + cell.text + "`  " + cell.place);
      }
    }
    if (a.cells.size() > shown) field("", "    " + say(Word::more, style_.language, a.cells.size() - shown));
  }

  void scores() {
    out_ += "\n" + paint_("1", words(Word::formula)) + "\n";
    for (const ExplainedCriterion& each : from_.criteria) formula(each.criterion.id, each.formula);
    formula(from_.target.id, from_.target_formula);
    formula(from_.department.name, from_.department_formula);
  }

  void formula(const std::string& of, const Formula& f) {
    if (!f.result) return;
    const std::string result = f.result->is_point() ? exact(f.result->low) : "[" + exact(f.result->low) + ", " + exact(f.result->high) + "]";
    out_ += "  " + base::printable(of) + "\n";
    field("", f.stated + "\n= " + f.filled + "\n= " + result);
  }

  const Explanation& from_;
  ExplanationStyle style_;
  Paint paint_;
  std::string out_;
};

}  // namespace

std::string explanation_text(const Explanation& explanation, const ExplanationStyle& style) { return Text(explanation, style).make(); }

}  // namespace assay::report
