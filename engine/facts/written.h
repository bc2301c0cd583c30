// Another door of the facts stage: cells that stand in the rules themselves, as a test gives them -> a batch of one unit.
#pragma once

#include "base/number.h"
#include "facts/facts.h"
#include "types/schema.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay::facts {

// What would have been read from a cell. `number` as it is kept in a batch, but for texts.
struct WrittenValue {
  base::Number number;
  std::string text;      // of a text
  std::string path;      // where it stands in the rules
  std::uint64_t line = 0;
  std::uint32_t column = 0;
  std::string written;   // as it stands there
};

struct WrittenCell {
  CellKey key;
  WrittenValue value;
};

struct WrittenItem {
  types::ListId list;
  std::string name;
  std::uint32_t member = 0;
  std::vector<std::optional<WrittenValue>> fields;  // as types::List::fields
};

// Brought to each fact's step as reported cells are; totals and wholes that disagree with their parts are invalid. The places of a batch's
// cells are lines and columns of the rules. `as_of`: as of Options.
Batch write_batch(const types::Schema& schema, const std::string& unit, const std::vector<WrittenCell>& cells, const std::vector<WrittenItem>& items,
                  std::optional<base::Date> as_of = std::nullopt);

}  // namespace assay::facts
