// What cells were found to say, in whatever file: the same cell in the next row, or the next file, is not read once more.
#pragma once

#include "base/text_table.h"
#include "facts/binding/periods.h"
#include "facts/cells/cell_reader.h"
#include "facts/store/store.h"
#include "types/schema.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace assay::facts::read {

struct Seen {
  explicit Seen(const types::Schema& schema) : readers(schema.facts.size()), last(schema.facts.size()) {}

  struct Period {
    binding::NamedPeriod named;
    base::Date first{}, last{};  // its days
    std::size_t file = 0;        // the last that says it, from 1
  };
  base::TextTable<Period> periods;
  // When rows were reported; those that say so much as a minute are many.
  static constexpr std::size_t kMostMoments = 1024;
  base::TextTable<std::int64_t> moments;
  base::TextTable<types::FactId> facts;  // those that a name means alone
  std::vector<std::unique_ptr<cells::CellReader>> readers;  // by fact: of cells that stand in its own unit; made when first needed
  // By fact: where the last cell of one that has a row went.
  struct Last {
    base::Period period;
    std::uint32_t member = 0;
    Series* series = nullptr;
  };
  std::vector<Last> last;
};

}  // namespace assay::facts::read
