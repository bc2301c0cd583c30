// How headings are written: a name, and perhaps a unit in parentheses behind it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay::facts::binding {

struct NameAndUnit {
  std::string name;
  std::string unit;
};

// `救护培训人数(万人)`, `投资（单位：亿元）`; nothing where no parentheses end it.
std::optional<NameAndUnit> split_unit(std::string_view heading);

}  // namespace assay::facts::binding
