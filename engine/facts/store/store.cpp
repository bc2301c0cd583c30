#include "facts/store/store.h"

#include <algorithm>

namespace assay::facts {

namespace {

// Powers of ten that an Entry's scale and place may hold.
constexpr int kLeastScale = -18;
constexpr int kMostScale = 38;

// n where value is 10^-n.
std::optional<int> power_of_ten(const base::Number& value) {
  if (value.is_whole()) {
    base::Int128 rest = value.numerator();
    int n = 0;
    for (; rest != 0 && rest % 10 == 0 && n > kLeastScale; --n) rest /= 10;
    return rest == 1 ? std::optional(n) : std::nullopt;
  }
  if (value.numerator() != 1) return std::nullopt;
  const std::optional<int> n = value.decimal_places();
  return n && *n <= kMostScale && base::Number::scaled(1, *n) == value ? n : std::nullopt;
}

std::uint64_t raw_key(std::uint32_t row, std::uint32_t column) { return std::uint64_t{row} << 32U | column; }

}  // namespace

std::uint32_t Interner::add(std::string_view text) {
  if (const auto it = numbers_.find(text); it != numbers_.end()) return it->second;
  const auto number = static_cast<std::uint32_t>(texts_.size());
  numbers_.emplace(texts_.emplace_back(text), number);
  return number;
}

std::optional<std::uint32_t> Interner::find(std::string_view text) const {
  const auto it = numbers_.find(text);
  return it == numbers_.end() ? std::nullopt : std::optional(it->second);
}

Store::Store(const types::Schema& schema) {
  lists.resize(schema.lists.size());
  for (std::size_t i = 0; i < lists.size(); ++i) lists[i].fields.resize(schema.lists[i].fields.size());
}

Series& Store::series(const CellKey& key) {
  if (by_key_.size() < 2 * (series_.size() + 1)) make_room();
  std::size_t at = CellKeyHash()(key) & (by_key_.size() - 1);
  for (; by_key_[at] != nullptr; at = (at + 1) & (by_key_.size() - 1))
    if (by_key_[at]->key == key) return *by_key_[at];
  by_key_[at] = &series_.emplace_back();
  by_key_[at]->key = key;
  return *by_key_[at];
}

void Store::make_room() {
  constexpr std::size_t kLeast = 256;
  by_key_.assign(std::max(kLeast, 2 * by_key_.size()), nullptr);
  for (Series& each : series_) {
    std::size_t at = CellKeyHash()(each.key) & (by_key_.size() - 1);
    while (by_key_[at] != nullptr) at = (at + 1) & (by_key_.size() - 1);
    by_key_[at] = &each;
  }
}

const SourceFile& Store::file_of(std::uint32_t row) const {
  const auto after = std::upper_bound(files.begin(), files.end(), row,
                                      [](std::uint32_t r, const SourceFile& file) { return r < file.first_row; });
  return *(after - 1);
}

bool Store::is_review(const Entry& entry) const {
  const SourceFile& file = file_of(entry.row);
  const std::size_t record = entry.row - file.first_row;
  return record < file.reviews.size() && file.reviews[record];
}

std::string_view Store::reason(const Entry& entry) const {
  const SourceFile& file = file_of(entry.row);
  const auto it = file.reasons.find(entry.row - file.first_row + 1);
  return it == file.reasons.end() ? std::string_view() : std::string_view(it->second);
}

Place Store::place(const Entry& entry, types::FactId fact) const {
  const SourceFile& file = file_of(entry.row);
  Place place;
  place.file = static_cast<std::uint32_t>(&file - files.data());
  place.row = entry.row - file.first_row + 1;
  place.column = file.column_of(fact);
  return place;
}

diagnostics::Cell Store::cell(const Entry& entry, types::FactId fact) const {
  const Place at = place(entry, fact);
  return {files[at.file].path, at.row, at.column};
}

bool is_earlier(std::int64_t reported_at, std::int64_t other) {
  constexpr std::int64_t kDay = 2 * 24 * 60 * 60;
  const auto day = [](std::int64_t moment) { return (moment >= 0 ? moment : moment - kDay + 1) / kDay; };
  const bool by_the_minute = reported_at % 2 == 0 && other % 2 == 0;
  return by_the_minute ? reported_at < other : day(reported_at) < day(other);
}

std::int64_t Store::reported_at(const Entry& entry) const {
  if (entry.undated) return kUndated;
  const SourceFile& file = file_of(entry.row);
  return file.reported_at.empty() ? kUndated : file.reported_at[entry.row - file.first_row];
}

base::Number Store::value(const Entry& entry) const {
  if (entry.held == Held::wide) return wides[static_cast<std::size_t>(entry.data)].value;
  return base::Number::scaled(entry.data, entry.scale).value_or(base::Number{0});
}

base::Number Store::written_place(const Entry& entry) const {
  if (entry.held == Held::wide) return wides[static_cast<std::size_t>(entry.data)].place;
  return base::Number::scaled(1, entry.place).value_or(base::Number{0});
}

Entry Store::make(const base::Number& value, const base::Number& place, std::uint32_t owner, std::uint32_t row) {
  Entry entry;
  entry.owner = owner;
  entry.row = row;
  const std::optional<int> scale = value.decimal_places();
  const std::optional<int> power = power_of_ten(place);
  const std::optional<std::int64_t> data = scale ? value.to_scaled(*scale) : std::nullopt;
  if (data && power && *scale <= kMostScale) {
    entry.held = Held::point;
    entry.data = *data;
    entry.scale = static_cast<std::int8_t>(*scale);
    entry.place = static_cast<std::int8_t>(*power);
    return entry;
  }
  entry.held = Held::wide;
  entry.data = static_cast<std::int64_t>(wides.size());
  wides.push_back({value, place});
  return entry;
}

void Store::doubt(const Entry& entry, types::FactId fact, diagnostics::Kind kind) {
  const Place at = place(entry, fact);
  remarks.doubts.try_emplace(at, Doubt{kind, at});
}

void Store::doubt_with(const Entry& entry, const Entry& part, types::FactId fact) {
  if (remarks.doubts.empty()) return;
  if (const auto found = remarks.doubts.find(place(part, fact)); found != remarks.doubts.end()) remarks.doubts.try_emplace(place(entry, fact), found->second);
}

void Store::keep_raw(std::uint32_t row, std::uint32_t column, std::string_view text) {
  const RawText kept{raw_key(row, column), raw_texts_.size(), text.size()};
  raw_texts_ += text;
  // Cells are read in this order.
  auto at = raw_.end();
  if (!raw_.empty() && raw_.back().cell >= kept.cell) at = std::lower_bound(raw_.begin(), raw_.end(), kept.cell, is_before);
  if (at != raw_.end() && at->cell == kept.cell) *at = kept;
  else raw_.insert(at, kept);
}

std::optional<std::string_view> Store::raw(std::uint32_t row, std::uint32_t column) const {
  const std::uint64_t cell = raw_key(row, column);
  const auto at = std::lower_bound(raw_.begin(), raw_.end(), cell, is_before);
  if (at == raw_.end() || at->cell != cell) return std::nullopt;
  return std::string_view(raw_texts_).substr(at->begin, at->size);
}

}  // namespace assay::facts
