// Random reported facts for a rulebook: as a batch of columns, and as the CSV text that says the same.
#pragma once

#include "differential/random.h"
#include "facts/facts.h"
#include "semantics/model.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace assay::differential {

struct Mix {
  int missing = 25;        // per cent of the cells
  int malformed = 5;
  bool enormous = false;   // values whose products do not fit
  bool consistent = false; // coarser periods agree with their parts, nothing falls that must not, no value outside its range, no list longer than its size, totals as their members make them
};

facts::Batch random_batch(const semantics::Model& model, std::size_t rows, const Mix& mix, Random& random);
// As it was `steps` quarters before all was there: some flags and texts of the whole season and some rows of lists came later, and what these
// say was another.
// `seed`: the same for every step.
facts::Batch earlier(const semantics::Model& model, const facts::Batch& batch, int steps, std::uint64_t seed);
// The rows [begin, end) alone.
facts::Batch slice(const facts::Batch& batch, std::size_t begin, std::size_t end);
// Long form; lists and values that no decimal ends for are left out.
std::string to_csv(const semantics::Model& model, const facts::Batch& batch);
// The cells of one row that a criterion reads, for people to read; all of them where there is none.
std::string describe(const semantics::Model& model, const facts::Batch& batch, std::size_t row, const semantics::Criterion* criterion);

// A column of points, invalid values and gaps.
struct Reported {
  enum class Kind { missing, malformed, known } kind = Kind::missing;
  base::Number number;
};
columns::Column column_of(const std::vector<Reported>& cells, int scale);

}  // namespace assay::differential
