#include "exec/items.h"

#include <algorithm>

namespace assay::exec {

namespace {

std::size_t whole_words(std::size_t rows) { return (rows + 63) / 64 * 64; }

bool has(const std::vector<types::DimensionId>& all, types::DimensionId d) { return std::find(all.begin(), all.end(), d) != all.end(); }

}  // namespace

std::optional<std::size_t> Items::said_by(const Lists& lists, types::DimensionId dimension) const {
  for (std::size_t i = 0; i < lists.size(); ++i)
    if (has(schema_[lists[i]].dimensions, dimension)) return i;
  return std::nullopt;
}

std::size_t Items::member(types::ListId id, std::size_t item, types::DimensionId dimension) const {
  const types::List& list = schema_[id];
  std::size_t rest = batch_.lists[id.index()].member[item];
  for (std::size_t d = list.dimensions.size(); d-- > 0;) {
    const std::size_t size = schema_[list.dimensions[d]].members.size();
    if (list.dimensions[d] == dimension) return rest % size;
    rest /= size;
  }
  return 0;
}

bool Items::reported(types::ListId list, std::size_t row) const {
  const columns::Bitmap& units = batch_.lists[list.index()].reported_units;
  return row < units.size() && units.get(row);
}

std::size_t Items::rows_of(types::ListId list, std::size_t row) const {
  const std::vector<std::uint32_t>& units = batch_.lists[list.index()].unit;  // ascending
  const auto [first, last] = std::equal_range(units.begin(), units.end(), static_cast<std::uint32_t>(row));
  return static_cast<std::size_t>(last - first);
}

const Combinations& Items::combinations(const Lists& lists) const {
  if (known_ != nullptr)
    if (const auto found = known_->find(lists); found != known_->end()) return found->second;
  auto [it, fresh] = combinations_.try_emplace(lists);
  Combinations& out = it->second;
  if (!fresh) return out;
  const facts::ListTable& last = batch_.lists[lists.back().index()];
  out.items.resize(lists.size());
  if (lists.size() == 1) {
    out.row = last.unit;
    out.items[0].resize(last.unit.size());
    for (std::size_t i = 0; i < last.unit.size(); ++i) out.items[0][i] = static_cast<std::uint32_t>(i);
    return out;
  }
  const Combinations& before = combinations(Lists(lists.begin(), lists.end() - 1));
  const types::List& list = schema_[lists.back()];
  std::size_t first = 0;
  for (std::size_t c = 0; c < before.row.size(); ++c) {
    while (first < last.unit.size() && last.unit[first] < before.row[c]) ++first;
    for (std::size_t i = first; i < last.unit.size() && last.unit[i] == before.row[c]; ++i) {
      bool agrees = true;
      for (const types::DimensionId d : list.dimensions)
        for (std::size_t l = 0; l + 1 < lists.size(); ++l)
          if (has(schema_[lists[l]].dimensions, d) && member(lists[l], before.items[l][c], d) != member(lists.back(), i, d)) agrees = false;
      if (!agrees) continue;
      out.row.push_back(before.row[c]);
      for (std::size_t l = 0; l + 1 < lists.size(); ++l) out.items[l].push_back(before.items[l][c]);
      out.items.back().push_back(static_cast<std::uint32_t>(i));
    }
  }
  return out;
}

// Combinations ascend by the items of the first list, then by those of the second, and so on.
std::optional<std::uint32_t> Items::combination(const Lists& lists, const std::vector<std::uint32_t>& items) const {
  if (lists.size() == 1) return items[0];
  const Combinations& all = combinations(lists);
  std::size_t first = 0;
  for (std::size_t size = all.row.size(); size > 0;) {
    const std::size_t middle = first + size / 2;
    bool before = false;
    for (std::size_t l = 0; l < lists.size(); ++l) {
      if (all.items[l][middle] == items[l]) continue;
      before = all.items[l][middle] < items[l];
      break;
    }
    if (before) first = middle + 1;
    size = before ? size - size / 2 - 1 : size / 2;
  }
  if (first == all.row.size()) return std::nullopt;
  for (std::size_t l = 0; l < lists.size(); ++l)
    if (all.items[l][first] != items[l]) return std::nullopt;
  return static_cast<std::uint32_t>(first);
}

Shape Items::shape(const plan::Grain& grain) const {
  Shape out{1, batch_.rows(), whole_words(batch_.rows())};
  if (!grain.lists.empty()) {
    const bool single = grain.lists.size() == 1;
    out.rows = single ? batch_.lists[grain.lists[0].index()].unit.size() : combinations(grain.lists).row.size();
    out.stride = std::max<std::size_t>(whole_words(out.rows), 64);
  }
  for (const types::DimensionId d : grain.dimensions)
    if (!said_by(grain.lists, d)) out.segments *= schema_[d].members.size();
  if (grain.periods > 0) out.segments *= grain.periods;
  return out;
}

std::size_t Items::row(const plan::Grain& grain, std::size_t element) const {
  const std::size_t place = element % shape(grain).stride;
  if (grain.lists.empty()) return place;
  return grain.lists.size() == 1 ? batch_.lists[grain.lists[0].index()].unit[place] : combinations(grain.lists).row[place];
}

const std::vector<std::uint32_t>& Items::narrowed(const plan::Grain& wide, const plan::Grain& narrow) const {
  auto [it, fresh] = narrowed_.try_emplace({key(wide), key(narrow)});
  std::vector<std::uint32_t>& out = it->second;
  if (!fresh) return out;
  const Shape from = shape(wide);
  const Shape to = shape(narrow);
  const Combinations& all = combinations(wide.lists);
  out.assign(from.elements(), 0);

  // Where each list of the narrow grain is among those of the wide one.
  std::vector<std::size_t> lists;
  for (const types::ListId l : narrow.lists)
    lists.push_back(static_cast<std::size_t>(std::find(wide.lists.begin(), wide.lists.end(), l) - wide.lists.begin()));
  std::vector<std::size_t> free(wide.dimensions.size());  // the current member of each dimension that no item says
  std::vector<std::uint32_t> items(lists.size());
  for (std::size_t s = 0; s < from.segments; ++s) {
    for (std::size_t d = wide.dimensions.size(), rest = s; d-- > 0;) {
      if (said_by(wide.lists, wide.dimensions[d])) continue;
      const std::size_t size = schema_[wide.dimensions[d]].members.size();
      free[d] = rest % size;
      rest /= size;
    }
    for (std::size_t c = 0; c < from.rows; ++c) {
      std::size_t segment = 0;
      for (const types::DimensionId d : narrow.dimensions) {
        if (said_by(narrow.lists, d)) continue;
        const auto list = said_by(wide.lists, d);
        const auto at = static_cast<std::size_t>(std::find(wide.dimensions.begin(), wide.dimensions.end(), d) - wide.dimensions.begin());
        segment = segment * schema_[d].members.size() + (list ? member(wide.lists[*list], all.items[*list][c], d) : free[at]);
      }
      std::size_t place = all.row[c];
      if (!lists.empty()) {
        for (std::size_t l = 0; l < lists.size(); ++l) items[l] = all.items[lists[l]][c];
        place = *combination(narrow.lists, items);
      }
      out[s * from.stride + c] = static_cast<std::uint32_t>(segment * to.stride + place);
    }
  }
  return out;
}

const Groups& Items::groups(const plan::Grain& inner, const plan::Grain& outer) const {
  auto [it, fresh] = groups_.try_emplace({key(inner), key(outer)});
  Groups& out = it->second;
  if (!fresh) return out;
  const std::vector<std::uint32_t>& target = narrowed(inner, outer);
  const Shape from = shape(inner);
  out.offsets.assign(shape(outer).elements() + 1, 0);
  out.inner.resize(from.segments * from.rows);
  const auto for_each = [&](auto&& f) {
    for (std::size_t s = 0; s < from.segments; ++s)
      for (std::size_t c = 0; c < from.rows; ++c) f(s * from.stride + c);
  };
  for_each([&](std::size_t e) { ++out.offsets[target[e] + 1]; });
  for (std::size_t i = 1; i < out.offsets.size(); ++i) out.offsets[i] += out.offsets[i - 1];
  std::vector<std::uint32_t> next(out.offsets.begin(), out.offsets.end() - 1);
  for_each([&](std::size_t e) { out.inner[next[target[e]]++] = static_cast<std::uint32_t>(e); });
  return out;
}

std::optional<std::size_t> Items::element(const plan::Grain& grain, std::size_t row, const std::map<std::uint32_t, std::size_t>& members,
                                          const std::map<std::uint32_t, std::size_t>& items) const {
  const Shape to = shape(grain);
  std::size_t segment = 0;
  for (std::size_t d = 0; d < grain.dimensions.size(); ++d) {
    if (said_by(grain.lists, grain.dimensions[d])) continue;
    const auto at = members.find(grain.variables[d]);
    segment = segment * schema_[grain.dimensions[d]].members.size() + (at == members.end() ? 0 : at->second);
  }
  std::size_t place = row;
  if (!grain.lists.empty()) {
    std::vector<std::uint32_t> each;
    for (const std::uint32_t variable : grain.list_variables) {
      const auto at = items.find(variable);
      if (at == items.end()) return std::nullopt;
      each.push_back(static_cast<std::uint32_t>(at->second));
    }
    const auto found = combination(grain.lists, each);
    if (!found) return std::nullopt;
    place = *found;
  }
  return segment * to.stride + place;
}

}  // namespace assay::exec
