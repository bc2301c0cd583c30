// What the rows of files are about, of which a survey has told what they say: each key's facts, members and period.
#pragma once

#include "facts/binding/names.h"
#include "facts/facts.h"
#include "facts/stream/beside.h"
#include "facts/stream/reading.h"
#include "facts/stream/shape.h"
#include "facts/stream/survey.h"
#include "types/schema.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace assay::facts::stream {

struct Bound {
  std::vector<std::vector<Group>> groups;        // by survey
  std::vector<StandingKey> keys;                 // of all groups' columns
  std::vector<std::vector<std::size_t>> totals;  // as rollup::Untouched
};

// Nothing where cells are to be compared with others, or put in place of them, and where some row could have a fault.
std::optional<Bound> bind_groups(const types::Schema& schema, const binding::Names& names, const std::vector<Source>& sources, const std::vector<Survey>& surveys,
                                 const Options& options);

}  // namespace assay::facts::stream
