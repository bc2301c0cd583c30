// Where the elements of a register are: rows side by side for each member of its dimensions, or combinations of items of its lists.
//
// Of a grain with lists an element is a combination of items, one of each list, that belong to one row and to the same member of every
// dimension that two of the lists have. A dimension that one of the lists has is said by the item; the others repeat the combinations.
#pragma once

#include "facts/facts.h"
#include "plan/program.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace assay::exec {

// Elements of a register: `segments` runs of `stride` elements (a multiple of 64) of which the first `rows` are alive.
struct Shape {
  std::size_t segments = 1, rows = 0, stride = 0;
  std::size_t elements() const { return segments * stride; }
};

// The combinations of some lists' items, ascending by row.
struct Combinations {
  std::vector<std::uint32_t> row;
  std::vector<std::vector<std::uint32_t>> items;  // a list each: combination -> item
};

// The inner elements behind each outer one.
struct Groups {
  std::vector<std::uint32_t> offsets;  // outer element -> first index into inner; one more at the end
  std::vector<std::uint32_t> inner;
};

using CombinationsByLists = std::map<std::vector<types::ListId>, Combinations>;

class Items {
 public:
  // `known`: combinations of this batch that need not be made again.
  Items(const types::Schema& schema, const facts::Batch& batch, const CombinationsByLists* known = nullptr)
      : schema_(schema), batch_(batch), known_(known) {}

  Shape shape(const plan::Grain& grain) const;
  std::size_t row(const plan::Grain& grain, std::size_t element) const;  // of the batch
  // Of every living element of a grain its element of another, which has some of the same axes; one with lists.
  const std::vector<std::uint32_t>& narrowed(const plan::Grain& wide, const plan::Grain& narrow) const;
  const Groups& groups(const plan::Grain& inner, const plan::Grain& outer) const;
  // The element for a row, members (by variable) and items (by the list's variable).
  std::optional<std::size_t> element(const plan::Grain& grain, std::size_t row, const std::map<std::uint32_t, std::size_t>& members,
                                     const std::map<std::uint32_t, std::size_t>& items) const;
  // The member of a dimension that an item of a list belongs to.
  std::size_t member(types::ListId list, std::size_t item, types::DimensionId dimension) const;
  bool reported(types::ListId list, std::size_t row) const;
  std::size_t rows_of(types::ListId list, std::size_t row) const;  // how many items the row of the batch has
  const CombinationsByLists& made() const { return combinations_; }

 private:
  using Lists = std::vector<types::ListId>;
  // What tells one grain's layout from another's.
  using Key = std::pair<std::vector<types::DimensionId>, Lists>;

  const Combinations& combinations(const Lists& lists) const;
  std::optional<std::size_t> said_by(const Lists& lists, types::DimensionId dimension) const;  // index of the list that has it
  std::optional<std::uint32_t> combination(const Lists& lists, const std::vector<std::uint32_t>& items) const;
  static Key key(const plan::Grain& grain) { return {grain.dimensions, grain.lists}; }

  const types::Schema& schema_;
  const facts::Batch& batch_;
  const CombinationsByLists* known_;
  mutable CombinationsByLists combinations_;
  mutable std::map<std::pair<Key, Key>, std::vector<std::uint32_t>> narrowed_;
  mutable std::map<std::pair<Key, Key>, Groups> groups_;
};

}  // namespace assay::exec
