// Numbers as people read them: in the unit they were written in, as percentages, as scores, as intervals.
#pragma once

#include "base/number.h"
#include "report/model.h"
#include "report/words.h"
#include "types/unit.h"

#include <string>

namespace assay::report {

// A number of base units in `unit`: 16.6万人, 97.5%, ≈0.3333. Exact unless it says ≈; what is not 0 is not shown as ≈0.
std::string amount(const base::Number& base_value, const types::Unit& unit);
// A difference: of percentages in points.
std::string difference(const base::Number& base_value, const types::Unit& unit, Language language);
// A point, or what is known of it: `at least 5人`, `between 3人 and 5人`, `not known`. With as many digits as tell it from `beside`, and
// never rounded across it.
std::string amount(const Range& range, const types::Unit& unit, Language language, const Range& beside = std::nullopt);

// 97.50%, never rounded up to 100.00% from below; an interval is [0.00%, 50.00%].
std::string percentage(const Range& range);
// With the stated places: 28.5000, [81.2000, 93.4000]; – where there is none.
std::string score(const Range& range, int places);

// For machines: an exact plain decimal or reduced fraction of each end; empty where infinite.
std::string exact(const std::optional<base::Number>& end);

}  // namespace assay::report
