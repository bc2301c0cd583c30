// What to do about the brackets behind a fact's name that hold no unit of it: 改造(米) of a fact in 公里, 检测次数（城东所）.
#pragma once

#include "facts/binding/names.h"
#include "types/schema.h"

#include <optional>
#include <string>

namespace assay::facts::binding {

struct UnitAdvice {
  std::string en, zh;
};

// Where the brackets hold a member of a dimension: that its figure belongs into that column, and is not the whole.
std::optional<UnitAdvice> member_advice(const types::Schema& schema, const Names& names, const std::string& name, const std::string& text);
// Where they hold what is no unit of the fact, in a cell that names the fact: a part of it, most often.
UnitAdvice part_advice(const types::Schema& schema, const Names& names, const std::string& name, const std::string& text);
// A unit cannot be left out: the numbers would be read in the fact's own.
UnitAdvice unit_advice(const types::Schema& schema, const Names& names, const types::Fact& fact, const std::string& name, const std::string& text);

}  // namespace assay::facts::binding
