// The kernels of every kind of processor give what is written here, byte by byte.
#include "support.h"

#include "facts/cells/cell_reader.h"
#include "facts/csv/kernels.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <utility>

using namespace assay;
using namespace assay::facts::test;
using facts::csv::Kernels;
using facts::csv::kMargin;

namespace {

// A text with margins of hostile bytes.
class Framed {
 public:
  explicit Framed(const std::string& text, char around) : bytes_(kMargin, around) { bytes_ += text + std::string(kMargin, around); size_ = text.size(); }
  std::string_view text() const { return std::string_view(bytes_).substr(kMargin, size_); }

 private:
  std::string bytes_;
  std::size_t size_ = 0;
};

struct Column {
  std::vector<std::int64_t> data;
  std::vector<std::uint64_t> valid;
};


// Cells as rows of one table, of which some columns are read.
struct Table {
  std::vector<std::vector<std::string>> cells;
  std::string text = "\n";
  std::vector<std::uint32_t> marks = {0};
  std::vector<std::uint32_t> wanted;
  std::vector<std::int64_t> decimals, filler;

  void close(std::mt19937& random) {
    for (const std::vector<std::string>& row : cells) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        text += row[i];
        marks.push_back(static_cast<std::uint32_t>(text.size()));
        text += i + 1 == row.size() ? '\n' : ',';
      }
    }
    wanted.resize(cells.front().size());
    std::iota(wanted.begin(), wanted.end(), 0U);
    for (auto drop = random() % 3 == 0 ? random() % wanted.size() : random() % 3; drop > 0 && wanted.size() > 2; --drop) wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(random() % wanted.size()));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      decimals.push_back(random() % 9 == 0 ? facts::csv::kNoNumbers : static_cast<std::int64_t>(random() % 3 == 0 ? random() % 19 : 5));
      filler.push_back(static_cast<std::int64_t>(random() % 100));
    }
  }
};

std::string any_cell(std::mt19937& random, std::size_t longest) {
  static const std::vector<std::string> fixed = {"", "-", ".", "-.", ".5", "-.5", "5.", "-5.", "--5", "5-", "0", "-0", "00", "007", "1.2.3", "1..2", "..", "1e3", "+1", " 1", "1 ", "1/2", "1:2",
                                                 "9999999999999999", "99999999999999999", "999999999999999999", "9999999999999999999", "-999999999999999", "-9999999999999999",
                                                 "123456789012345.6", "0.12345678901234", "-0.1234567890123", "0.123456789012345678", "1234567890.123456", ".123456789012345", "１", "x", "\xE6",
                                                 "12345678", "-1234567", "1234.678", "0.345678", "1.345678", ".2345678", "1234567.", "-.345678", "-0.45678", "-23456.8", "123456789", "-12345678"};
  if (random() % 8 == 0) {
    const std::string& each = fixed[random() % fixed.size()];
    return each.size() <= longest ? each : "";
  }
  std::string cell = random() % 5 == 0 ? "-" : "";
  cell += std::to_string(random() % (random() % 3 == 0 ? 10 : 1'000'000));
  if (random() % 2 == 0) cell += "." + std::to_string(random() % 100'000);
  cell.resize(std::min<std::size_t>(cell.size(), longest));
  if (random() % 30 == 0) cell[random() % cell.size()] = "./:;9 -\x80"[random() % 8];
  return cell;
}

// Of up to 8 characters, without a sign, and of up to 5 decimals.
std::string calm_cell(std::mt19937& random) {
  if (random() % 30 == 0) return "";
  const std::size_t decimals = random() % 6;
  std::string cell;
  for (std::size_t i = 1 + random() % (8 - decimals - (decimals > 0 ? 1 : 0)); i > 0; --i) cell += static_cast<char>('0' + random() % 10);
  if (decimals > 0) cell += '.';
  for (std::size_t i = 0; i < decimals; ++i) cell += static_cast<char>('0' + random() % 10);
  return cell;
}

// Checks a kernel's reading of a table from `row` on, cell by cell.
void check_numbers(const Kernels& kernel, const Table& table, std::string_view text, std::size_t row, const facts::cells::CellReader& reader) {
  constexpr std::size_t kRows = 160;
  const std::size_t count = table.cells.size();
  std::vector<Column> columns(table.wanted.size(), Column{std::vector<std::int64_t>(kRows, 77), std::vector<std::uint64_t>(3, ~std::uint64_t{0})});
  std::vector<std::int64_t*> data;
  std::vector<std::uint64_t*> valid;
  for (Column& each : columns) {
    data.push_back(each.data.data());
    valid.push_back(each.valid.data());
  }
  std::vector<std::int64_t> least = table.filler, most = table.filler;
  std::vector<facts::csv::LeftNumber> left;
  kernel.numbers(text.data(), {table.marks.data() + 1, table.cells.front().size(), count}, table.wanted,
                 {data.data(), valid.data(), table.filler.data(), table.decimals.data(), least.data(), most.data()}, row, left);
  for (std::size_t i = 0; i < table.wanted.size(); ++i) {
    std::int64_t low = table.filler[i], high = table.filler[i];
    for (std::size_t r = row; r < row + count; ++r) {
      const std::string& cell = table.cells[r - row][table.wanted[i]];
      CAPTURE(cell);
      const bool is_left = std::find(left.begin(), left.end(), facts::csv::LeftNumber{static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(i)}) != left.end();
      const bool is_valid = ((columns[i].valid[r / 64] >> (r % 64)) & 1U) != 0;
      CHECK((is_left || is_valid) == !cell.empty());
      CHECK_FALSE((is_left && is_valid));
      facts::Entry entry;
      const bool plain = reader.read_plain(cell, entry);
      if (is_valid) {
        REQUIRE(plain);
        CHECK(base::Number::scaled(columns[i].data[r], static_cast<int>(table.decimals[i])) == base::Number::scaled(entry.data, entry.scale));
      } else {
        CHECK(columns[i].data[r] == table.filler[i]);
      }
      // What is short and fits is read.
      if (plain && cell.size() <= 12 && table.decimals[i] >= entry.scale && table.decimals[i] <= 6) CHECK(is_valid);
      low = std::min(low, columns[i].data[r]);
      high = std::max(high, columns[i].data[r]);
      columns[i].data[r] = 77;
      columns[i].valid[r / 64] |= std::uint64_t{1} << (r % 64);
    }
    CHECK(least[i] == low);
    CHECK(most[i] == high);
    CHECK(columns[i].data == std::vector<std::int64_t>(kRows, 77));
    CHECK(columns[i].valid == std::vector<std::uint64_t>(3, ~std::uint64_t{0}));
  }
}

}  // namespace

TEST_CASE("kernels: how large numbers are, row by row") {
  std::mt19937 random(4);  // NOLINT: the same numbers every time
  constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
  for (const Kernels& kernels : facts::csv::all_kernels()) {
    for (const std::size_t rows : {1U, 7U, 8U, 64U, 77U, 200U}) {
      for (const std::int64_t factor : {std::int64_t{1}, std::int64_t{1000}}) {
        const std::int64_t largest = kHighest / factor;
        std::vector<std::int64_t> numbers(rows), least(rows, kHighest), most(rows, 0);
        std::vector<std::uint64_t> valid((rows + 63) / 64);
        std::vector<std::int64_t> least_wanted = least, most_wanted = most;
        bool beyond = false;
        for (std::size_t row = 0; row < rows; ++row) {
          const auto kind = random() % 20;
          numbers[row] = kind == 0 ? 0 : kind == 1 ? std::numeric_limits<std::int64_t>::min() : kind == 2 ? -kHighest : kind == 3 ? largest : static_cast<std::int64_t>(random() % 5000) - 2500;
          if (random() % 4 == 0) continue;
          valid[row / 64] |= std::uint64_t{1} << (row % 64);
          if (numbers[row] > largest || numbers[row] < -largest) {
            beyond = true;
          } else if (numbers[row] != 0) {
            const std::int64_t size = (numbers[row] < 0 ? -numbers[row] : numbers[row]) * factor;
            least_wanted[row] = std::min(least[row], size);
            most_wanted[row] = std::max(most[row], size);
          }
        }
        CAPTURE(kernels.name);
        CHECK(kernels.spread(numbers, valid.data(), factor, largest, least.data(), most.data()) == beyond);
        CHECK(least == least_wanted);
        CHECK(most == most_wanted);
      }
    }
  }
}

TEST_CASE("kernels: commas and line feeds") {
  std::mt19937 random(1);  // NOLINT: the same texts every time
  MESSAGE("kernels that run here: " << facts::csv::all_kernels().size() << ", the fastest " << facts::csv::kernels().name);
  for (std::size_t size = 0; size < 300; ++size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += "ab,\n\",\xE6.7"[random() % 9];
    std::vector<std::uint32_t> expected;
    for (std::size_t i = 0; i < size; ++i)
      if (text[i] == ',' || text[i] == '\n') expected.push_back(static_cast<std::uint32_t>(i + 5));
    for (const char around : {',', '\n', '\0'}) {
      const Framed framed(text, around);
      for (const Kernels& each : facts::csv::all_kernels()) {
        CAPTURE(each.name);
        std::vector<std::uint32_t> marks(size + facts::csv::kMoreMarks, 0);
        marks.resize(each.mark(framed.text(), 5, marks.data()));
        CHECK(marks == expected);
      }
    }
  }
}

TEST_CASE("kernels: lines, and what keeps them from being plain") {
  std::mt19937 random(2);  // NOLINT: the same texts every time
  const std::vector<std::string> odd = {"\"", std::string(1, '\0'), "\r", "\x80", "\xE6\xB9", "\xC0\xAF", ",", "\n", "\xED\xA0\x80", "\xF5", "\t", "\x7F", "\x01", "湖州市", "é", "😀"};
  for (int n = 0; n < 4000; ++n) {
    std::string text;
    std::vector<std::uint32_t> ends;
    const bool returns = random() % 3 == 0;
    const auto lines = 1 + random() % 6;
    for (std::size_t i = 0; i < lines; ++i) {
      for (int cell = 0; cell < 3; ++cell) text += (cell == 0 ? "" : ",") + std::string(random() % 30, 'x') + (random() % 4 == 0 ? "市" : "");
      if (returns) text += '\r';
      ends.push_back(static_cast<std::uint32_t>(text.size()));
      text += '\n';
    }
    bool sound = true;
    bool exact = true;
    if (random() % 2 == 0) {
      const std::string& each = odd[random() % odd.size()];
      std::size_t at = random() % text.size();
      while ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) --at;  // not into a character
      exact = false;
      if (each == "\t" || each == "\x7F" || each == "\x01" || static_cast<unsigned char>(each[0]) >= 0xC3) {
        const bool well_formed = each == "\t" || each == "\x7F" || each == "\x01" || each == "湖州市" || each == "é" || each == "😀";
        sound = well_formed && !(text[at] == '\n' && at > 0 && text[at - 1] == '\r');
      } else {
        sound = each == "\r" && text[at] == '\n' && !returns;
      }
      text.insert(at, each);
    }
    for (const char around : {'\x80', '"', ','}) {
      const Framed framed(text, around);
      for (const Kernels& kernel : facts::csv::all_kernels()) {
        CAPTURE(kernel.name);
        CAPTURE(text);
        facts::csv::Lines found;
        found.commas = 2;
        kernel.survey(framed.text(), found);
        CHECK(found.sound == sound);
        if (!exact) continue;
        CHECK(found.ends == ends);
        CHECK(found.returns == returns);
      }
    }
  }
}

TEST_CASE("kernels: numbers") {
  Sample sample;
  sample.fact("raised").low.reset();
  const facts::cells::CellReader reader(sample.schema, sample.id("raised"), std::nullopt);
  std::mt19937 random(3);  // NOLINT: the same cells every time
  for (int n = 0; n < 3000; ++n) {
    Table table;
    const std::size_t columns = 1 + random() % 19;
    const bool calm = random() % 3 == 0;
    const std::size_t longest = random() % 2 == 0 ? 30 : 5 + random() % 5;
    for (std::size_t r = 1 + random() % (random() % 2 == 0 ? 20 : 2); r > 0; --r) {
      std::vector<std::string>& row = table.cells.emplace_back();
      for (std::size_t i = 0; i < columns; ++i) row.push_back(calm ? calm_cell(random) : any_cell(random, longest));
    }
    // One cell is perhaps not like the others.
    if (calm && random() % 2 == 0) table.cells[random() % table.cells.size()][random() % columns] = any_cell(random, 30);
    table.close(random);
    if (calm && random() % 4 != 0) std::fill(table.decimals.begin(), table.decimals.end(), 5 + static_cast<std::int64_t>(random() % 3));
    const std::size_t row = random() % 2 == 0 ? random() % 17 * 8 : random() % 130;
    for (const char around : {'9', '.', '-'}) {
      const Framed framed(table.text, around);
      for (const Kernels& kernel : facts::csv::all_kernels()) {
        CAPTURE(kernel.name);
        CAPTURE(table.text);
        check_numbers(kernel, table, framed.text(), row, reader);
      }
    }
  }
}

TEST_CASE("kernels: small numbers") {
  std::mt19937_64 random(4);  // NOLINT: the same numbers every time
  constexpr std::int64_t kLow = std::numeric_limits<std::int64_t>::min(), kHigh = std::numeric_limits<std::int64_t>::max();
  for (int n = 0; n < 2000; ++n) {
    std::vector<std::int64_t> numbers;
    for (std::size_t i = random() % 40; i > 0; --i) numbers.push_back(static_cast<std::int64_t>(random() % 201) - 100);
    if (random() % 4 == 0 && !numbers.empty()) numbers[random() % numbers.size()] = random() % 2 == 0 ? kLow : kHigh;
    const std::int64_t small = static_cast<std::int64_t>(random() % 4) + 1;
    const bool expected = std::any_of(numbers.begin(), numbers.end(), [&](std::int64_t each) { return each != 0 && each <= small && each >= -small; });
    for (const Kernels& kernel : facts::csv::all_kernels()) CHECK(kernel.any_small(numbers, small) == expected);
  }
}
