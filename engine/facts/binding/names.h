// The names under which a file may speak of facts, dimensions, members, lists and columns, and what they mean.
#pragma once

#include "types/schema.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace assay::facts::binding {

// Without white space (the ideographic one too) at both ends.
std::string_view trimmed(std::string_view text);
// Full-width forms as their ASCII twins, then trimmed.
std::string plain(std::string_view text);

// Who a row is reported by, as a cell of the column `by` says: self, 自评; review, 复核. An empty one: the unit itself.
enum class Side : std::uint8_t { self, review };
std::optional<Side> read_side(std::string_view text);

// What stands in the column of the units in a row of units of measure.
bool is_measure_label(std::string_view name);
// Whether a name speaks of a row of totals: 合计, 总计, 小计, total.
bool is_total(std::string_view name);

// Names of a row of means or totals of all units: 平均值, 全市平均. No unit is called so.
std::span<const std::string_view> mean_rows();
// 全市, 全区: all units together, where there are others; or a unit that alone reports.
std::span<const std::string_view> whole_names();

// Whether a cell begins what people write under a table: `填表人：张三`, `备注：…`, or such a word alone.
bool is_footer(std::string_view name);

// The columns that are no fact, by their English and Chinese headings.
enum class Column : std::uint8_t { unit, fact, period, value, evidence, reporter, reported_at, note, number, by, measure };
std::optional<Column> fixed_column(std::string_view heading);
// Another heading of the column of units, in the words of `reports from`.
inline constexpr std::string_view kReports = "填报单位";
const std::vector<std::string>& fixed_headings();

// Names are looked up as they are written first; where that finds nothing, in NFKC and without white space.
template <class T>
class NameTable {
 public:
  void add(const std::string& name, T value);
  std::span<const T> find(std::string_view name) const;
  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  using Table = std::unordered_map<std::string, std::vector<T>, Hash, std::equal_to<>>;

  static void put(std::vector<T>& found, T value);
  Table exact_;
  Table loose_;
  std::vector<std::string> names_;
};

class Names {
 public:
  explicit Names(const types::Schema& schema);
  // By identifier, label, alias, and each of these behind `部门.`; several where the name must be qualified. Fields of lists are not among them.
  std::span<const types::FactId> facts(std::string_view name) const { return facts_.find(name); }
  std::optional<types::DimensionId> dimension(std::string_view name) const;
  std::optional<std::uint32_t> member(types::DimensionId dimension, std::string_view name) const;
  std::optional<types::ListId> list(std::string_view name) const;
  std::span<const types::FactId> fields(types::ListId list, std::string_view name) const;
  std::optional<std::uint32_t> grade(types::ScaleId scale, std::string_view name) const;
  std::optional<std::uint32_t> report(std::string_view unit) const;  // index into Schema::reports
  bool is_department(std::string_view unit) const;                    // a name in NFC
  const std::set<std::string, std::less<>>& departments() const { return departments_; }  // their names and labels, in NFC
  // Whether it is a unit of measure: one of the rules', or one that no reporting unit is called by.
  bool is_measure(std::string_view name) const { return measures_.contains(name); }  // a name in NFC
  const std::set<std::string, std::less<>>& measures() const { return measures_; }
  // Members in NFC, each with the dimensions that have it.
  const std::map<std::string, std::vector<types::DimensionId>, std::less<>>& members() const { return dimensions_of_; }
  // The first dimension with this member of those that the file has no column of.
  std::optional<types::DimensionId> dimension_without_column(const std::vector<std::pair<types::DimensionId, std::uint32_t>>& columns, std::string_view member) const;

  std::optional<std::string> nearest_fact(std::string_view name) const;
  std::optional<std::string> nearest_field(types::ListId list, std::string_view name) const;
  std::optional<std::string> nearest_heading(std::string_view name) const;  // of a fact or a fixed column or a dimension

 private:
  NameTable<types::FactId> facts_;
  NameTable<types::DimensionId> dimensions_;
  NameTable<types::ListId> lists_;
  NameTable<std::uint32_t> reports_;
  std::set<std::string, std::less<>> departments_;
  std::set<std::string, std::less<>> measures_;
  std::vector<NameTable<std::uint32_t>> members_;
  std::map<std::string, std::vector<types::DimensionId>, std::less<>> dimensions_of_;
  std::vector<NameTable<std::uint32_t>> grades_;
  std::vector<NameTable<types::FactId>> fields_;
};

// The first bidirectional control character of a name, as U+202E.
std::optional<std::string> bidi_control(std::string_view name);

}  // namespace assay::facts::binding
