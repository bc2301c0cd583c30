// CSV: a line a criterion, target, department or unit, streamed; this is the form for a million units.
#include "base/number.h"
#include "report/atom_text.h"
#include "report/brief.h"
#include "report/csv_field.h"
#include "report/csv_range.h"
#include "report/csv_units.h"
#include "report/formats.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace assay::report {

namespace {

void append_status(std::string& line, exec::Status status, bool provisional) {
  line += ',';
  line += row_of(status).name;
  line += provisional ? ",true" : ",false";
}

class CsvWriter final : public Writer {
 public:
  explicit CsvWriter(const Head& head) : head_(head) {}
  exec::Detail detail() const override {
    if (head_.per == Per::criterion) return exec::Detail::criterion;
    if (head_.per == Per::target) return exec::Detail::criterion;
    return head_.per == Per::unit && !head_.department ? exec::Detail::unit : exec::Detail::target;
  }
  bool explains() const override { return head_.per == Per::criterion || head_.per == Per::target; }
  bool quotes() const override { return head_.per == Per::criterion; }

  std::string begin(bool reviewed) override {
    std::string line = head_.byte_order_mark ? "\xEF\xBB\xBF" : "";
    switch (head_.per) {
      case Per::criterion:
        line += "unit,department,target,criterion,quote,status,provisional,attainment_low,attainment_high,score_low,score_high,stretch";
        break;
      case Per::target:
        line += "unit,department,target,title,status,provisional,attainment_low,attainment_high,score_low,score_high";
        break;
      case Per::department: line += "unit,department,difficulty,score_low,score_high,rank_low,rank_high"; break;
      case Per::unit: line += "unit,met,missed,open,unknown,invalid,not_applicable,score_low,score_high,verdicts"; break;
    }
    if (reviewed) {
      if (head_.per == Per::criterion || head_.per == Per::target) line += ",self_status,self_attainment_low,self_attainment_high";
      line += ",self_score_low,self_score_high";
      if (head_.per == Per::unit) line += ",self_verdicts";
    }
    if (head_.per == Per::criterion) line += ",reason,cell,needs,doubts,title,weight,verdict,value,goal,gap,missing,cells";
    if (head_.per == Per::target) line += ",verdict,doubts,missing";
    return line + "\n";
  }

  Chunk make(const Source& source) const override {
    Chunk chunk;
    tally(source, chunk);
    if (head_.per == Per::unit) {
      chunk.text = csv_units(source);
      return chunk;
    }
    const Names names = names_of(source.model);
    for (std::size_t row = 0; row < source.outcome.rows; ++row) {
      for (std::size_t d = 0; d < source.outcome.departments.size(); ++d) {
        if (source.department && *source.department != d) continue;
        department(source, d, row, names[d], chunk.text);
      }
      if (row == 0) chunk.text.reserve(chunk.text.size() * source.outcome.rows * 9 / 8);
    }
    return chunk;
  }

  std::string add(Chunk chunk) override { return std::move(chunk.text); }
  std::string end(const Tail&) override { return {}; }

 private:
  // What stands in every unit's lines alike: of each department and target `,name` and `,name,id,title`.
  struct DepartmentNames {
    std::string own;
    std::vector<std::string> targets;
  };
  using Names = std::vector<DepartmentNames>;
  static Names names_of(const semantics::Model& model) {
    Names out;
    for (const semantics::Department& department : model.departments) {
      DepartmentNames& names = out.emplace_back();
      names.own = ",";
      append_text(names.own, department.name);
      for (const semantics::Target& target : department.targets) {
        std::string& name = names.targets.emplace_back(names.own + ",");
        append_text(name, target.id);
        name += ',';
        append_text(name, target.title);
      }
    }
    return out;
  }

  void department(const Source& source, std::size_t d, std::size_t row, const DepartmentNames& names, std::string& out) const {
    const semantics::Department& rules = source.model.departments[d];
    const exec::DepartmentOutcome& came = source.outcome.departments[d];
    std::string start;
    append_text(start, source.batch.units[row]);
    if (head_.per == Per::department) {
      const bool scored = came.scored.get(row);
      out += start + names.own + "," + base::to_string(came.difficulty);
      append_range(out, came.score, row, scored);
      out += scored ? "," + std::to_string(came.rank_low[row]) + "," + std::to_string(came.rank_high[row]) : std::string(",,");
      if (source.self != nullptr) append_range(out, source.self->departments[d].score, row, source.self->departments[d].scored.get(row));
      out += '\n';
      return;
    }
    for (std::size_t t = 0; t < rules.targets.size(); ++t) {
      const exec::TargetOutcome& target = came.targets[t];
      const bool applies = target.status[row] != exec::Status::not_applicable;
      if (head_.per == Per::criterion) {
        std::string head = start + names.own + ',';
        append_text(head, rules.targets[t].id);
        criteria(source, {d, t}, head, row, out);
        continue;
      }
      out += start;
      out += names.targets[t];
      append_status(out, target.status[row], target.provisional.get(row));
      append_range(out, target.attainment, row, applies);
      append_range(out, target.score, row, applies);
      if (source.self != nullptr) append_own(out, source.self->departments[d].targets[t], row);
      append_verdict(out, target.status[row], target.provisional.get(row));
      append_gaps(out, source, {d, t}, row);
      out += '\n';
    }
  }

  // Of a criterion's, or of a target's outcome.
  template <class Outcome>
  static void append_own(std::string& out, const Outcome& self, std::size_t row) {
    const bool applies = self.status[row] != exec::Status::not_applicable;
    out += ',';
    out += row_of(self.status[row]).name;
    append_range(out, self.attainment, row, applies);
    append_range(out, self.score, row, applies);
  }

  // Why, the cell to look at, and the missing cells that would decide: 部门.fact[member]@2023Q1; …
  static void append_reason(std::string& out, const Criterion& criterion) {
    out += "," + criterion.reason + ",";
    if (const Cell* cell = deciding_cell(criterion)) append_text(out, cell->place);
    std::string needs;
    for (const Cell& cell : criterion.needs) {
      if (!needs.empty()) needs += "; ";
      needs += cell.name + (cell.member.empty() ? "" : "[" + cell.member + "]") + (cell.period.empty() ? "" : "@" + cell.period);
    }
    out += ',';
    append_text(out, needs);
    Listed doubts;
    add_doubts(doubts, criterion);
    out += ',';
    append_text(out, doubts.text);
  }

  // Texts one after another, each once.
  struct Listed {
    void add(std::string each) {
      if (!seen.insert(each).second) return;
      text += (text.empty() ? "" : "; ") + each;
    }
    std::string text;
    std::set<std::string> seen;
  };
  static void add_doubts(Listed& to, const Criterion& criterion) {
    for (const Cell& cell : criterion.doubts) to.add(cell.doubted + " " + cell.doubt);
  }
  void add_missing(Listed& to, const Criterion& criterion) const {
    for (const Cell& cell : criterion.needs) to.add(cell_name(cell, head_.language));
    if (criterion.left_out.needs > 0) to.add(say(Word::more, head_.language, criterion.left_out.needs));
  }

  struct Which {
    std::size_t department, target;
  };

  // What is doubted and what is missing under any of a target's criteria. Looked for only where there may be some.
  void append_gaps(std::string& out, const Source& source, Which which, std::size_t row) const {
    const exec::TargetOutcome& came = source.outcome.departments[which.department].targets[which.target];
    const bool any_doubts = source.batch.remarks != nullptr && !source.batch.remarks->doubts.empty();
    const bool any_missing = std::any_of(came.criteria.begin(), came.criteria.end(), [&](const exec::CriterionOutcome& each) {
      return each.status[row] == exec::Status::unknown || each.status[row] == exec::Status::invalid || each.status[row] == exec::Status::open;
    });
    if (!any_doubts && !any_missing) {
      out += ",,";
      return;
    }
    Listed doubts, missing;
    for (const Criterion& each : build_gaps(spoken(source, head_.language), which.department, which.target, row)) {
      add_doubts(doubts, each);
      add_missing(missing, each);
    }
    out += ',';
    append_text(out, doubts.text);
    out += ',';
    append_text(out, missing.text);
  }

  void append_verdict(std::string& out, exec::Status status, bool provisional) const {
    const std::string_view so_far = word(Word::provisional, head_.language), said = word(row_of(status).word, head_.language);
    out += ',';
    if (provisional && head_.language == Language::zh) out += so_far;
    out += said;
    if (provisional && head_.language == Language::en) out.append(" ").append(so_far);
  }

  // What people read, in their language: the figure that decided beside its goal, what is missing by its name, and every cell it rests on.
  void append_words(std::string& out, const Target& target, const Criterion& criterion) const {
    out += ',';
    append_text(out, target.title);
    out += "," + base::to_string(target.weight);
    append_verdict(out, criterion.status, criterion.provisional);
    const Atom* atom = criterion.status == exec::Status::not_applicable ? nullptr : deciding_atom(criterion);
    const AtomParts parts = atom != nullptr ? atom_parts(*atom, head_.language) : AtomParts{};
    Listed missing;
    add_missing(missing, criterion);
    std::string cells;
    if (atom != nullptr) {
      for (const Cell& cell : atom->cells)
        if (!cell.place.empty()) cells += (cells.empty() ? "" : "; ") + cell.place;
      if (atom->cells_left_out > 0) cells += "; " + say(Word::more, head_.language, atom->cells_left_out);
    }
    for (const std::string& each : {parts.value, parts.goal, parts.gap, missing.text, cells}) {
      out += ',';
      append_text(out, each);
    }
  }

  void criteria(const Source& source, Which which, const std::string& head, std::size_t row, std::string& out) const {
    const semantics::Target& rules = source.model.departments[which.department].targets[which.target];
    const exec::TargetOutcome& came = source.outcome.departments[which.department].targets[which.target];
    const exec::TargetOutcome* self = source.self == nullptr ? nullptr : &source.self->departments[which.department].targets[which.target];
    const Target made = build_target(spoken(source, head_.language), which.department, which.target, row);
    for (std::size_t c = 0; c < rules.criteria.size(); ++c) {
      const exec::CriterionOutcome& criterion = came.criteria[c];
      const bool applies = criterion.status[row] != exec::Status::not_applicable;
      out += head + ',';
      append_text(out, rules.criteria[c].id);
      out += ',';
      append_text(out, rules.criteria[c].quote);
      append_status(out, criterion.status[row], criterion.provisional.get(row));
      append_range(out, criterion.attainment, row, applies);
      append_range(out, criterion.score, row, applies);
      out += ',';
      if (applies && !criterion.stretch.empty()) out += row_of(criterion.stretch[row]).name;
      if (self != nullptr) append_own(out, self->criteria[c], row);
      append_reason(out, made.criteria[c]);
      append_words(out, made, made.criteria[c]);
      out += '\n';
    }
  }

  Head head_;
};

}  // namespace

std::unique_ptr<Writer> make_csv_writer(const Head& head) { return std::make_unique<CsvWriter>(head); }

}  // namespace assay::report
