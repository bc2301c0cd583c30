// The report model as JSON, with the field names that other programs rely on.
#pragma once

#include "report/json_text.h"
#include "report/model.h"

#include <optional>
#include <span>

namespace assay::report {

void to_json(JsonText& json, const Range& range);                  // {"low": "…", "high": "…"}; null where there is none
void to_json(JsonText& json, const std::optional<NoScore>& from);  // {"reason": "…", "of": "…"}; null where there is a score
void to_json(JsonText& json, const Criterion& criterion);
void to_json(JsonText& json, const Target& target);
void to_json(JsonText& json, const Department& department);
void to_json(JsonText& json, const Unit& unit, std::span<const JsonText> departments);  // which were written by themselves

// The fields alone, for what writes more of them: all of a criterion, and all but the list of its criteria or targets.
void criterion_fields(JsonText& json, const Criterion& criterion);
void target_fields(JsonText& json, const Target& target);
void department_fields(JsonText& json, const Department& department);
// Which cell of the rulebook it is: the fact, its label where that is asked for, member and period.
enum class CellLabel : bool { left_out, kept };
void cell_fields(JsonText& json, const Cell& cell, CellLabel label);

}  // namespace assay::report
