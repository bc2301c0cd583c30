// The terminal's report: a table a department, what is wrong below each target, and a summary.
#include "base/calendar.h"
#include "base/text.h"
#include "report/amount.h"
#include "report/atom_text.h"
#include "report/formats.h"
#include "report/layout.h"
#include "report/no_score.h"

#include <algorithm>
#include <utility>

namespace assay::report {

namespace {

constexpr std::size_t kMarkWidth = 5;      // the target's mark and the space around it
constexpr std::size_t kIndent = 8;         // of what is said below a target
constexpr std::size_t kLeastTitle = 20;
constexpr std::size_t kMostAtoms = 6;      // below one criterion; `assay explain` shows all
constexpr std::size_t kMostCells = 4;

bool needs_words(exec::Status status) { return status != exec::Status::met && status != exec::Status::not_applicable; }

class TableWriter final : public Writer {
 public:
  explicit TableWriter(const Head& head) : head_(head), paint_{head.colour}, language_(head.language) {}
  bool explains() const override { return true; }

  Chunk make(const Source& source) const override {
    Chunk chunk;
    tally(source, chunk);
    Source said = spoken(source, language_);
    said.only_what_is_wrong = true;
    for (std::size_t row = 0; row < source.outcome.rows; ++row) unit(build_unit(said, row), chunk.text);
    return chunk;
  }

  std::string add(Chunk chunk) override {
    units_ += chunk.units;
    for (std::size_t i = 0; i < kStatuses; ++i) targets_[i] += chunk.targets[i];
    // The blank lines at its end are printed if anything follows.
    text_ += chunk.text;
    std::string blank = text_.substr(text_.find_last_not_of('\n') + 1);
    text_.resize(text_.size() - blank.size());
    return std::exchange(text_, std::move(blank));
  }

  std::string end(const Tail& tail) override {
    if (units_ > 1) {
      text_ += paint_("1", say(Word::units, language_, units_)) + "\n  " + counts(targets_) + "\n\n";
    }
    assumptions();
    if (tail.faults > 0) text_ += paint_("33", say(Word::faults, language_, tail.faults)) + "\n";
    while (text_.ends_with("\n\n")) text_.pop_back();
    return std::move(text_);
  }

 private:
  std::string places(const Range& range) const { return score(range, head_.model->scoring.places); }

  void unit(const Unit& unit, std::string& out) const {
    const types::Season& season = head_.model->schema.season;
    std::string title = season.label.empty() ? season.name : season.label;
    if (!unit.name.empty()) title += " · " + unit.name;
    title += " · " + say(Word::as_of, language_, base::to_string(head_.as_of));
    out += paint_("1", base::printable(title)) + "\n\n";
    for (const Department& each : unit.departments) department(each, out);
    summary(unit, out);
  }

  void department(const Department& from, std::string& out) const {
    // The columns are as wide as their widest entry, and the title takes the rest.
    std::size_t id = 1, attained = 0, scored = 0;
    for (const Target& target : from.targets) {
      id = std::max(id, base::display_width(target.name));
      attained = std::max(attained, base::display_width(percentage(target.attainment)));
      scored = std::max(scored, base::display_width(places(target.score)));
    }
    const std::size_t fixed = kMarkWidth + id + 2 + 2 + attained + 2 + scored;
    const std::size_t title = std::max(kLeastTitle, head_.width > fixed ? head_.width - fixed : 0);

    out += heading(from) + "\n";
    for (const Target& target : from.targets) {
      const StatusRow& status = row_of(target.status);
      const std::string mark = std::string(status.mark) + (target.provisional ? "~" : "");
      out += "  " + paint_(status.colour, padded_right(mark, kMarkWidth - 2)) + padded_left(base::printable(target.name), id) + "  " +
             padded_right(fitted(target.title, title), title) + "  " + padded_left(percentage(target.attainment), attained) + "  " +
             padded_left(places(target.score), scored) + "\n";
      self_reported(target, out);
      applies(target, out);
      if (!target.score && target.no_score && target.status != exec::Status::not_applicable)
        lines(kIndent, "", "1;31", no_score_text(*target.no_score, language_), out);
      for (const Criterion& each : target.criteria) criterion(target, each, out);
    }
    out += "\n";
  }

  std::string heading(const Department& from) const {
    std::string text = paint_("1", base::printable(from.name));
    if (!from.label.empty()) text += " " + base::printable(from.label);
    text += "   " + say(Word::difficulty, language_, base::to_string(from.difficulty)) + "   ";
    if (!from.score) return text + (from.no_score ? no_score_text(*from.no_score, language_) : std::string(word(Word::no_score, language_)));
    text += paint_("1", say(Word::score, language_, places(from.score)));
    if (from.self) text += say(Word::remark, language_, say(Word::self_score, language_, places(from.self->score)));
    if (from.rank_low != 0) text += "   " + rank(from);
    return text;
  }

  // Where the unit's own report comes to something else.
  void self_reported(const Target& from, std::string& out) const {
    if (!from.self || *from.self == Own{from.status, from.attainment, from.score}) return;
    const StatusRow& status = row_of(from.self->status);
    lines(kIndent, "", "36", say(Word::self_target, language_, word(status.word, language_), percentage(from.self->attainment), places(from.self->score)), out);
  }

  std::string rank(const Department& from) const {
    if (from.rank_low == from.rank_high) return say(Word::rank, language_, from.rank_low);
    return say(Word::rank_range, language_, from.rank_low, from.rank_high);
  }

  // Why it is not known whether a target applies.
  void applies(const Target& from, std::string& out) const {
    if (from.needs.empty() && from.faults.empty()) return;
    lines(kIndent, std::string(row_of(from.status).mark) + " ", row_of(from.status).colour, say(Word::applies_when, language_, from.applies), out);
    missing_and_broken(from.needs, from.faults, from.left_out, out);
  }

  void missing_and_broken(const std::vector<Cell>& needs, const std::vector<Cell>& faults, const explain::LeftOut& left_out, std::string& out) const {
    // What a review has superseded was reported, and is told of as that; of what has happened only the day is missing.
    std::vector<Cell> missing, others;
    for (const Cell& cell : needs) (cell.own_place.empty() && !cell.wants_day ? missing : others).push_back(cell);
    if (!missing.empty()) lines(kIndent + 2, "", "35", say(Word::missing, language_, cell_names(missing, kMostCells, language_, left_out.needs)), out);
    for (std::size_t i = 0; i < std::min(kMostCells, others.size()); ++i) lines(kIndent + 2, "", "35", need_text(others[i], language_), out);
    const std::size_t more = others.size() - std::min(kMostCells, others.size()) + (missing.empty() ? left_out.needs : 0);
    if (more > 0) lines(kIndent + 2, "", "35", say(Word::more, language_, more), out);
    for (std::size_t i = 0; i < std::min(kMostCells, faults.size()); ++i) {
      const Cell& cell = faults[i];
      lines(kIndent + 2, "", "1;31", fault_text(cell, language_), out);
    }
  }

  void doubts(const Criterion& from, std::size_t indent, std::string& out) const {
    const std::vector<Cell>& cells = from.doubts;
    for (std::size_t i = 0; i < std::min(kMostCells, cells.size()); ++i) lines(indent, "", "33", doubt_text(cells[i], language_), out);
    const std::size_t more = cells.size() - std::min(kMostCells, cells.size()) + from.left_out.doubts;
    if (more > 0) lines(indent, "", "33", say(Word::more, language_, more), out);
  }

  // Below an unmet target its deciding criteria that are not met; below any target what costs score without deciding.
  void criterion(const Target& target, const Criterion& from, std::string& out) const {
    // What a verdict rests on and a warning doubts is said of what is met, too.
    if (!needs_words(from.status)) return doubts(from, kIndent, out);
    const bool costs_only = !from.decides;
    if (costs_only ? from.status == exec::Status::open : !needs_words(target.status)) return doubts(from, kIndent, out);
    const StatusRow& status = row_of(from.status);
    std::string head = from.quote.empty() ? from.condition : from.quote;
    if (costs_only) head += say(Word::remark, language_, word(Word::score_only, language_));
    lines(kIndent, std::string(status.mark) + " ", status.colour, head, out);
    if (from.pace) lines(kIndent + 2, "", "", pace_text(*from.pace, language_), out);
    atoms(from, out);
    missing_and_broken(from.needs, from.faults, from.left_out, out);
    doubts(from, kIndent + 2, out);
    if (const auto why = undefined_word(from.reason_code)) lines(kIndent + 2, "", "1;31", std::string(word(*why, language_)), out);
  }

  // The parts that the result rests on and that do not hold; what is merely missing is said by `needs`.
  void atoms(const Criterion& from, std::string& out) const {
    std::size_t shown = 0, left = from.left_out.decisive;
    for (const Atom& atom : from.atoms) {
      if (!worth_saying(atom, from.status)) continue;
      if (shown == kMostAtoms) {
        ++left;
        continue;
      }
      ++shown;
      lines(kIndent + 2, "", "", atom_text(atom, language_), out);
    }
    if (left > 0) lines(kIndent + 2, "", "", say(Word::more, language_, left), out);
  }

  // While a criterion is open, what was reached so far; that something has not happened yet says nothing.
  static bool worth_saying(const Atom& atom, exec::Status status) {
    if (!atom.decisive) return false;
    if (status != exec::Status::open) return atom.as_asked() == types::Truth::false_;
    return atom.form == Atom::Form::comparison && atom.as_asked() != types::Truth::true_ && atom.value && atom.value->is_point();
  }

  // A wrapped paragraph; what follows the first line hangs below its text.
  void lines(std::size_t indent, std::string_view start, std::string_view colour, std::string_view text, std::string& out) const {
    const std::size_t hang = indent + base::display_width(start);
    bool first = true;
    for (const std::string& line : wrapped(text, head_.width > hang + kLeastTitle ? head_.width - hang : kLeastTitle)) {
      out.append(first ? indent : hang, ' ');
      if (first) out += paint_(colour, start);
      out += start.empty() ? paint_(colour, line) : line;
      out += "\n";
      first = false;
    }
  }

  std::string counts(const std::array<std::size_t, kStatuses>& targets) const {
    std::size_t all = 0;
    for (const std::size_t each : targets) all += each;
    std::string text = say(Word::summary, language_, all);
    for (const StatusRow& row : statuses()) {
      const std::size_t count = targets[static_cast<std::size_t>(row.status)];
      if (count == 0) continue;
      text += "  " + paint_(row.colour, row.mark) + " " + std::string(word(row.word, language_)) + " " + std::to_string(count);
    }
    return text;
  }

  void summary(const Unit& unit, std::string& out) const {
    std::array<std::size_t, kStatuses> targets{};
    bool interval = false;
    for (const Department& department : unit.departments) {
      for (const Target& target : department.targets) ++targets[static_cast<std::size_t>(target.status)];
      interval = interval || (department.score && !department.score->is_point());
    }
    out += counts(targets) + "\n";
    if (unit.departments.size() > 1) ranking(unit, out);
    if (interval) out += "  " + std::string(word(Word::ranges, language_)) + "\n";
    out += "\n";
  }

  void ranking(const Unit& unit, std::string& out) const {
    std::vector<const Department*> order;
    for (const Department& each : unit.departments)
      if (each.score && each.rank_low != 0) order.push_back(&each);
    std::stable_sort(order.begin(), order.end(), [](const Department* a, const Department* b) {
      return std::pair(a->rank_low, a->rank_high) < std::pair(b->rank_low, b->rank_high);
    });
    std::size_t names = 0, ranks = 0, scores = 0;
    for (const Department* each : order) {
      names = std::max(names, base::display_width(each->name));
      ranks = std::max(ranks, base::display_width(rank(*each)));
      scores = std::max(scores, base::display_width(places(each->score)));
    }
    if (order.empty()) return;
    out += say(Word::heading, language_, word(Word::ranking, language_)) + "\n";
    for (const Department* each : order)
      out += "  " + padded_right(rank(*each), ranks) + "  " + padded_right(base::printable(each->name), names) + "  " +
             padded_left(places(each->score), scores) + "\n";
  }

  void assumptions() {
    bool first = true;
    for (const semantics::Param& param : head_.model->params) {
      if (param.assumed.empty()) continue;
      if (first) text_ += say(Word::heading, language_, word(Word::assumptions, language_)) + "\n";
      first = false;
      std::string value;
      if (!param.values.empty()) value = " = " + amount(param.values.back().value, param.unit);
      lines(2, "", "", param.name + value + std::string(word(Word::colon, language_)) + param.assumed, text_);
    }
    if (!first) text_ += "\n";
  }

  Head head_;
  Paint paint_;
  Language language_;
  std::string text_;  // that is not printed yet
  std::size_t units_ = 0;
  std::array<std::size_t, kStatuses> targets_{};
};

}  // namespace

std::unique_ptr<Writer> make_table_writer(const Head& head) { return std::make_unique<TableWriter>(head); }

}  // namespace assay::report
