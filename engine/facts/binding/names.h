// The names under which a file may speak of facts, dimensions, members, lists and columns, and what they mean.
#pragma once

#include "base/text_table.h"
#include "types/schema.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::facts::binding {

// Without white space (the ideographic one too) at both ends.
std::string_view trimmed_of_spaces(std::string_view text);
inline std::string_view trimmed(std::string_view text) {
  // The first bytes of all white space, and the last ones.
  const auto begins = [](unsigned char c) { return c <= ' ' || c == 0xE3 || c == 0xC2 || c == 0xEF; };
  const auto ends = [](unsigned char c) { return c <= ' ' || c == 0x80 || c == 0xA0 || c == 0xBF; };
  const bool spaces = !text.empty() && (begins(static_cast<unsigned char>(text.front())) || ends(static_cast<unsigned char>(text.back())));
  return spaces ? trimmed_of_spaces(text) : text;
}

// Full-width forms as their ASCII twins, and trimmed; a text of which nothing changes is not copied, and must outlive this.
class PlainText {
 public:
  explicit PlainText(std::string_view text);
  PlainText(const PlainText&) = delete;
  PlainText& operator=(const PlainText&) = delete;
  ~PlainText() = default;
  std::string_view view() const { return text_; }

 private:
  std::string twins_;
  std::string_view text_;
};
inline std::string plain(std::string_view text) { return std::string(PlainText(text).view()); }

// Who a row is reported by, as a cell of the column `by` says: self, 自评; review, 复核. An empty one: the unit itself.
enum class Side : std::uint8_t { self, review };
std::optional<Side> read_side(std::string_view text);

// What stands in the column of the units in a row of units of measure.
bool is_measure_label(std::string_view name);
// Whether a name speaks of a row of totals: 合计, 总计, 小计, total.
bool is_total(std::string_view name);
// The same of an item of a list, which may be called anything else: also 共计, 合计：, 本页小计, 总投资, 共12个.
bool is_total_item(std::string_view name);
// What people put where there is no item: 无, /, —.
bool is_no_name(std::string_view name);

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
  void reserve(std::size_t count) { exact_.reserve(count); }
  void add(std::string_view name, T value);
  std::span<const T> find(std::string_view name) const;
  std::span<const T> find_in_nfc(std::string_view name) const;  // as it is written alone
  std::size_t size() const { return exact_.size(); }  // names, each once
  std::vector<std::string> names() const;             // as they were first written

 private:
  class Values {
   public:
    void put(T value);
    std::span<const T> all() const { return more_.empty() ? std::span(&first_, any_ ? 1 : 0) : std::span(more_); }

   private:
    T first_{};
    bool any_ = false;
    std::vector<T> more_;  // where there are several, all of them
  };
  struct Spelling {
    Values values;
    bool settled = false;       // squeezed it is as it is
    std::uint32_t written = 0;  // in `written_`, from 1, where it was not written in NFC
  };

  base::TextTable<Spelling> exact_;  // by name in NFC
  // By squeezed name, of those that differ from it: the values of all names that are this one squeezed. Most names are in `exact_` alone.
  base::TextTable<Values> loose_;
  std::vector<std::string> written_;
};

// What is made when it is first asked for, on whatever thread that is.
template <class T>
class Late {
 public:
  template <class F>
  const T& get(F&& make) const {
    std::call_once(once_, [&] { make(value_); });
    return value_;
  }

 private:
  mutable std::once_flag once_;
  mutable T value_;
};

class Names {
 public:
  explicit Names(const types::Schema& schema);  // which stays where it is
  // By identifier, label, alias, and each of these behind `部门.`; several where the name must be qualified. Fields of lists are not among them.
  std::span<const types::FactId> facts(std::string_view name) const;
  std::optional<types::DimensionId> dimension(std::string_view name) const;
  std::optional<std::uint32_t> member(types::DimensionId dimension, std::string_view name) const;
  std::optional<types::ListId> list(std::string_view name) const;
  std::span<const types::FactId> fields(types::ListId list, std::string_view name) const;
  std::optional<std::uint32_t> grade(types::ScaleId scale, std::string_view name) const;
  std::optional<std::uint32_t> report(std::string_view unit) const;  // index into Schema::reports
  bool is_department(std::string_view unit) const { return departments().contains(unit); }  // a name in NFC
  // One of them under a longer name, 市教育局 of 教育局.
  bool is_like_department(std::string_view unit) const;
  const std::set<std::string, std::less<>>& departments() const;      // their names and labels, in NFC
  // Whether it is a unit of measure: one of the rules', or one that no reporting unit is called by.
  bool is_measure(std::string_view name) const { return measures().contains(name); }  // a name in NFC
  const std::set<std::string, std::less<>>& measures() const;
  // Members in NFC, each with the dimensions that have it.
  const std::map<std::string, std::vector<types::DimensionId>, std::less<>>& members() const;
  // The first dimension with this member of those that the file has no column of.
  std::optional<types::DimensionId> dimension_without_column(const std::vector<std::pair<types::DimensionId, std::uint32_t>>& columns, std::string_view member) const;

  std::optional<std::string> nearest_fact(std::string_view name) const;
  std::optional<std::string> nearest_field(types::ListId list, std::string_view name) const;
  std::optional<std::string> nearest_heading(std::string_view name) const;  // of a fact or a fixed column or a dimension

 private:
  const NameTable<types::FactId>& qualified_facts() const;

  const types::Schema& schema_;
  NameTable<types::FactId> facts_;  // without those behind `部门.`
  std::vector<NameTable<types::FactId>> fields_;
  NameTable<types::DimensionId> dimensions_;
  std::vector<NameTable<std::uint32_t>> members_;
  NameTable<types::ListId> lists_;
  std::vector<NameTable<std::uint32_t>> grades_;
  NameTable<std::uint32_t> reports_;
  // Few files need them.
  Late<NameTable<types::FactId>> qualified_;  // with those behind `部门.`, too
  Late<std::set<std::string, std::less<>>> departments_;
  Late<std::set<std::string, std::less<>>> measures_;
  Late<std::map<std::string, std::vector<types::DimensionId>, std::less<>>> dimensions_of_;
};

// The first bidirectional control character of a name, as U+202E.
std::optional<std::string> bidi_control(std::string_view name);

}  // namespace assay::facts::binding
