#include "facts/facts.h"

namespace assay::facts {

std::size_t CellKeyHash::operator()(const CellKey& k) const noexcept {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL;
  std::uint64_t h = k.fact.value;
  h = (h ^ (h >> 29U)) * kMix + k.member;
  h = (h ^ (h >> 29U)) * kMix + (static_cast<std::uint64_t>(static_cast<std::uint32_t>(k.period.year)) << 32U) +
      static_cast<std::uint32_t>(k.period.index);
  h = (h ^ (h >> 29U)) * kMix + static_cast<std::uint64_t>(k.period.step);
  return static_cast<std::size_t>(h ^ (h >> 32U));
}

std::optional<std::string> ListTable::raw_text(std::size_t field, std::size_t index) const {
  if (field >= raw.size() || index >= raw[field].size() || raw[field][index].empty()) return std::nullopt;
  return raw[field][index];
}

const columns::Column* Batch::find(const CellKey& key) const {
  const auto it = cells.find(key);
  return it == cells.end() ? nullptr : &it->second.column;
}

std::optional<Place> Batch::place(const CellKey& key, std::size_t row) const {
  const auto it = cells.find(key);
  if (it == cells.end()) return std::nullopt;
  const Cells& found = it->second;
  if (found.places.empty()) {
    if (row >= found.column.size() || (!found.column.valid.get(row) && found.column.find_odd(row) == nullptr)) return std::nullopt;
    return Place{found.file, found.file_column, records[found.records][row]};
  }
  if (row >= found.places.size() || found.places[row].row == 0) return std::nullopt;
  return found.places[row];
}

std::optional<std::string> Batch::raw(const CellKey& key, std::size_t row) const {
  const auto it = cells.find(key);
  if (it == cells.end() || row >= it->second.raw.size() || it->second.raw[row].empty()) return std::nullopt;
  return it->second.raw[row];
}

std::optional<Doubt> Batch::doubt(const Place& place) const {
  if (!remarks) return std::nullopt;
  const auto it = remarks->doubts.find(place);
  return it == remarks->doubts.end() ? std::nullopt : std::optional(it->second);
}

std::string_view Batch::reason(const Place& place) const {
  if (!remarks) return {};
  const auto it = remarks->reasons.find({place.file, place.row});
  return it == remarks->reasons.end() ? std::string_view() : std::string_view(it->second);
}

bool Reader::next(Batch& batch) {
  Piece piece;
  while (claim(piece)) {
    fill(piece, batch);
    settle(piece);
    if (piece.units > 0) return true;
  }
  batch = Batch{};
  return false;
}

}  // namespace assay::facts
