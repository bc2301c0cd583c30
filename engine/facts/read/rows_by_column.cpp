#include "facts/read/rows.h"

#include "diagnostics/kinds.h"

#include <algorithm>

namespace assay::facts::read {

using diagnostics::Kind;

ColumnRows::ColumnRows(const FileContext& file) : Rows(file) {
  SourceFile& source = file.store.files.back();
  source.by_column = true;
  readers_.reserve(file.layout.facts.size());
  for (const binding::FactColumn& column : file.layout.facts) {
    readers_.emplace_back(file.schema, column.fact, column.unit);
    source.columns.emplace(column.fact.value, column.column + 1);
  }
}

ColumnRows::Group ColumnRows::make_group() {
  Group made;
  made.slots.resize(readers_.size());
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    Slot& slot = made.slots[i];
    const types::Fact& fact = file_.schema[readers_[i].fact()];
    slot.target = binder_.target(fact.dimensions);
    slot.open = !slot.target.extra && !slot.target.lacks_member &&
                (slot.target.member != kTotal || fact.total != types::Total::none);
    if (slot.open) slot.series = &file_.store.series({readers_[i].fact(), slot.target.member, binder_.period()});
  }
  return made;
}

ColumnRows::Group& ColumnRows::group() {
  if (last_ != nullptr && key_.period == binder_.period() && key_.members == binder_.members() && key_.review == binder_.is_review())
    return *last_;
  key_.period = binder_.period();
  key_.members = binder_.members();
  key_.review = binder_.is_review();
  auto it = groups_.find(key_);
  if (it == groups_.end()) it = groups_.emplace(key_, make_group()).first;
  last_ = &it->second;
  return *last_;
}

void ColumnRows::take(std::span<const std::string_view> cells, std::uint64_t row) {
  at_row(row);
  if (!binder_.bind(cells, row)) return;
  Group& rows = group();
  rows.seen.emplace_back(binder_.unit(), row);
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    const std::uint32_t column = file_.layout.facts[i].column;
    const Entry entry = read_cell(readers_[i], cells[column], column);
    if (says_nothing(entry)) continue;
    if (entry.held != Held::missing) note_period(file_.schema[readers_[i].fact()]);
    Slot& slot = rows.slots[i];
    if (slot.open && fits_period(file_.schema[readers_[i].fact()])) put(*slot.series, entry);
    else if (entry.held == Held::missing) continue;  // the row is of other members, and leaves this fact out
    else check_target(file_.schema[readers_[i].fact()], slot.target, column);
  }
}

void ColumnRows::finish() {
  Rows::finish();
  for (auto& [key, rows] : groups_) {
    auto& seen = rows.seen;
    // Most files name their units in one order throughout.
    if (std::adjacent_find(seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.first >= b.first; }) == seen.end())
      continue;
    std::sort(seen.begin(), seen.end());
    // 小计, 总计 and an empty cell are one and the same.
    const bool totals = std::find(key.members.begin(), key.members.end(), kNoMember) != key.members.end();
    const std::string en = totals ? "`合计`, `小计`, `总计` and an empty cell all stand for the total over the members: keep one of these rows" : "in this form a row holds all that is reported of them";
    const std::string zh = totals ? "`合计`、`小计`、`总计`和空单元格都指全部成员之和：请只留一行" : "此种表式中，三者相同的内容须在同一行";
    for (std::size_t i = 1; i < seen.size(); ++i) {
      if (seen[i].first != seen[i - 1].first || lacks_period(seen[i].second)) continue;
      const std::string earlier = std::to_string(seen[i - 1].second);
      file_.sink.report(Kind::facts_repeated_row, diagnostics::Cell{file_.path, seen[i].second}, {earlier, en}).arguments_zh = {earlier, zh};
    }
  }
}

}  // namespace assay::facts::read
