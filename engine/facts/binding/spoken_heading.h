// What people put into a heading that the rules have no column for, and what to write instead.
#pragma once

#include "facts/binding/heading.h"
#include "facts/binding/names.h"
#include "types/schema.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assay::facts::binding {

struct Advice {
  std::string en, zh;
  bool general = false;  // only what a heading may be
};

// Of a heading that is unknown in a file of that form: 部门, 年份 beside 季度, 医疗收入/亿元, 期间 in a list. In general what a heading may be.
Advice heading_advice(const types::Schema& schema, const Names& names, const Layout& layout, std::string_view heading);
// Of a file without a list's name in its first heading, whose other headings are fields of a list: that list, and which of its rows' names are in that column.
std::optional<types::ListId> list_meant(const types::Schema& schema, const Names& names, std::span<const HeadingCell> cells);

// What people call all members together: 全市, 全院, 三院合计.
bool is_whole(std::string_view name);
// 临江市本级: the part of a unit that none of its members is. Of what stands before 本级 the rest.
std::optional<std::string_view> own_level(std::string_view name);

}  // namespace assay::facts::binding
