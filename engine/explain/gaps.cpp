#include "explain/gaps.h"

#include "types/schema.h"

namespace assay::explain {

bool Gaps::Once::is_new(const Cell& cell) {
  if (cell.of_other_units) return seen_of_others_.insert(cell.unit + '\n' + cell.elsewhere + '\n' + cell.fact + '\n' + cell.member).second;
  std::vector<bool>& seen = seen_[{cell.key.fact.value, cell.key.period}];
  const std::size_t at = cell.item ? *cell.item : cell.key.member == types::kTotal ? 0 : cell.key.member + std::size_t{1};
  if (at >= seen.size()) seen.resize(at + 1);
  if (seen[at]) return false;
  return seen[at] = true;
}

void Gaps::Once::add(const Cell& cell) {
  if (!is_new(cell)) return;
  if (first.size() < kMostCells) first.push_back(cell);
  else ++beyond;
}

void Gaps::add(std::span<const Cell> cells, bool only_faults) {
  for (const Cell& c : cells)
    if (!only_faults && c.wants_day && c.state == Cell::State::reported) needs_.add(c);
  for (const Cell& c : cells) {
    if (!only_faults && c.state == Cell::State::missing) needs_.add(c);
    if (c.state == Cell::State::invalid) faults_.add(c);
  }
}

void Gaps::give(CriterionReasons& to) const {
  to.needs = needs_.first;
  to.left_out.needs = needs_.beyond;
  to.faults = faults_.first;
  to.left_out.faults = faults_.beyond;
}

}  // namespace assay::explain
