// Splits the text of a CSV file into records and cells: RFC 4180 quotes, line ends of every system, cells without a copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::facts::csv {

struct Fault {
  enum class Kind : std::uint8_t { unclosed_quote, text_after_quote, stray_quote, field_too_long, too_many_columns };
  // stray_quote: blanks before a quote that was meant to open the cell
  Kind kind{};
  std::uint32_t column = 0;  // from 1
  std::size_t size = 0;      // field_too_long: its bytes; too_many_columns: their number
};

struct Limits {
  std::size_t field = 1 << 20;
  std::size_t columns = 16'384;
};

class Scanner {
 public:
  // A byte order mark at the start of `text` is passed over. `text` must outlive the scanner.
  Scanner(std::string_view text, const Limits& limits, char delimiter = ',');

  // Reads the next record; false at the end of the text. A blank line is a record of one empty cell.
  bool next();
  // The cells of the record; good until the next call. After a fault they are what was found, for messages only.
  std::span<const std::string_view> fields() const { return fields_; }
  std::span<const Fault> faults() const { return faults_; }
  std::uint64_t row() const { return row_; }             // of the record, from 1
  std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }  // where the next record begins

 private:
  static constexpr std::size_t kBlock = 64;

  void look_at(const char* block);
  const char* find_special(const char* at);
  const char* plain_cell(const char* at);
  const char* quoted_cell(const char* at);
  void keep(std::string_view cell);
  void fault(Fault::Kind kind, std::size_t size = 0);

  const char* begin_;
  const char* at_;
  const char* end_;
  Limits limits_;
  char delimiter_;
  std::uint64_t row_ = 0;
  std::size_t count_ = 0;  // cells of the record so far, those past the limit too
  std::vector<std::string_view> fields_;
  std::vector<Fault> faults_;
  // The block that was last looked at, and where delimiters, quotes and line ends are in it that are not behind.
  const char* block_ = nullptr;
  std::uint64_t bits_ = 0;
  std::vector<std::unique_ptr<std::string>> unescaped_;  // cells with doubled quotes, of this record
  std::size_t unescaped_used_ = 0;
};

}  // namespace assay::facts::csv
