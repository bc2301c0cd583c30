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

}  // namespace

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
  const std::vector<std::string> fixed = {"", "-", ".", "-.", ".5", "-.5", "5.", "-5.", "--5", "5-", "0", "-0", "00", "007", "1.2.3", "1..2", "..", "1e3", "+1", " 1", "1 ", "1/2", "1:2",
                                          "9999999999999999", "99999999999999999", "999999999999999999", "9999999999999999999", "-999999999999999", "-9999999999999999",
                                          "123456789012345.6", "0.12345678901234", "-0.1234567890123", "0.123456789012345678", "1234567890.123456", ".123456789012345", "１", "x", "\xE6"};
  for (int n = 0; n < 3000; ++n) {
    const std::size_t count = 1 + random() % 19;
    std::vector<std::string> cells;
    std::string text = "\n";
    std::vector<std::uint32_t> marks = {0};
    for (std::size_t i = 0; i < count; ++i) {
      std::string cell;
      if (random() % 3 == 0) {
        cell = fixed[random() % fixed.size()];
      } else {
        cell = random() % 5 == 0 ? "-" : "";
        cell += std::to_string(random() % (random() % 3 == 0 ? 10 : 1'000'000));
        if (random() % 2 == 0) cell += "." + std::to_string(random() % 100'000);
        if (random() % 30 == 0) cell[random() % cell.size()] = "./:;9 -\x80"[random() % 8];
      }
      cells.push_back(cell);
      text += cell;
      marks.push_back(static_cast<std::uint32_t>(text.size()));
      text += i + 1 == count ? '\n' : ',';
    }
    std::vector<std::uint32_t> wanted(count);
    std::iota(wanted.begin(), wanted.end(), 0U);
    if (random() % 3 == 0 && count > 2) wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(random() % count));
    const std::size_t row = random() % 130;
    std::vector<std::int64_t> decimals, filler;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      decimals.push_back(random() % 9 == 0 ? facts::csv::kNoNumbers : static_cast<std::int64_t>(random() % 3 == 0 ? random() % 19 : 5));
      filler.push_back(static_cast<std::int64_t>(random() % 100));
    }
    for (const char around : {'9', '.', '-'}) {
      const Framed framed(text, around);
      std::optional<std::vector<std::uint32_t>> left_before;
      std::vector<Column> before;
      for (const Kernels& kernel : facts::csv::all_kernels()) {
        CAPTURE(kernel.name);
        CAPTURE(text);
        std::vector<Column> columns(wanted.size(), Column{std::vector<std::int64_t>(130, 77), std::vector<std::uint64_t>(3, ~std::uint64_t{0})});
        std::vector<std::int64_t*> data;
        std::vector<std::uint64_t*> valid;
        for (Column& each : columns) {
          data.push_back(each.data.data());
          valid.push_back(each.valid.data());
        }
        std::vector<std::uint32_t> left;
        kernel.numbers(framed.text().data(), marks.data() + 1, wanted, {data.data(), valid.data(), filler.data(), decimals.data()}, row, left);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
          const std::string& cell = cells[wanted[i]];
          const bool is_left = std::find(left.begin(), left.end(), i) != left.end();
          const bool is_valid = ((columns[i].valid[row / 64] >> (row % 64)) & 1U) != 0;
          CHECK((is_left || is_valid) == !cell.empty());
          facts::Entry entry;
          const bool plain = reader.read_plain(cell, entry);
          if (is_valid) {
            REQUIRE(plain);
            CHECK(base::Number::scaled(columns[i].data[row], static_cast<int>(decimals[i])) == base::Number::scaled(entry.data, entry.scale));
          } else {
            CHECK(columns[i].data[row] == filler[i]);
          }
          // What is short and fits is read.
          if (plain && cell.size() <= 12 && decimals[i] >= entry.scale && decimals[i] <= 6) CHECK(is_valid);
          columns[i].data[row] = 77;
          columns[i].valid[row / 64] |= std::uint64_t{1} << (row % 64);
          CHECK(columns[i].data == std::vector<std::int64_t>(130, 77));
          CHECK(columns[i].valid == std::vector<std::uint64_t>(3, ~std::uint64_t{0}));
        }
        CHECK(std::is_sorted(left.begin(), left.end()));
      }
    }
  }
}

TEST_CASE("kernels: ranges") {
  std::mt19937_64 random(4);  // NOLINT: the same numbers every time
  constexpr std::int64_t kLow = std::numeric_limits<std::int64_t>::min(), kHigh = std::numeric_limits<std::int64_t>::max();
  for (int n = 0; n < 2000; ++n) {
    std::vector<std::int64_t> numbers;
    for (std::size_t i = random() % 40; i > 0; --i) numbers.push_back(static_cast<std::int64_t>(random() % 41) - 20);
    if (random() % 4 == 0 && !numbers.empty()) numbers[random() % numbers.size()] = random() % 2 == 0 ? kLow : kHigh;
    const std::int64_t low = random() % 5 == 0 ? kLow : static_cast<std::int64_t>(random() % 40) - 30;
    const std::int64_t high = random() % 5 == 0 ? kHigh : static_cast<std::int64_t>(random() % 40) - 10;
    const std::int64_t small = static_cast<std::int64_t>(random() % 4) - 1;
    const bool expected = std::all_of(numbers.begin(), numbers.end(), [&](std::int64_t each) { return each >= low && each <= high && (each == 0 || each > small || each < -small); });
    for (const Kernels& kernel : facts::csv::all_kernels()) CHECK(kernel.within(numbers, low, high, small) == expected);
  }
}
