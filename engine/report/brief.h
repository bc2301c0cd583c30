// The reason for a target in one line: the criterion that stands in its way, what of it falls short, and the cell to look at.
#pragma once

#include "report/model.h"
#include "report/words.h"

#include <cstddef>
#include <optional>
#include <string>

namespace assay::report {

struct Brief {
  const Criterion* criterion = nullptr;  // none: it is not known whether the target applies
  std::string text;
  std::size_t others = 0;                // criteria that stand in its way too
};
// Nothing where every criterion has all that it can.
std::optional<Brief> brief(const Target& target, Language language);

// The cell that a criterion's result rests on most: one that cannot be used, else the last one under the first part that falls short;
// nothing where there is none, or where what decides is missing.
const Atom* deciding_atom(const Criterion& criterion);
const Cell* deciding_cell(const Criterion& criterion);

}  // namespace assay::report
