// The table of all kinds, made of the rows of kinds/*.def.
#include "diagnostics/diagnostics.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace assay::diagnostics {

namespace {

// All words of all kinds one after the other, each row's in the order of `Place`. They are found by their lengths and not by pointers: a table of
// those would have to be written anew wherever the program is loaded, before it does anything.
struct Texts {
#define ASSAY_KIND(name, number, severity, en, zh, label_en, label_zh, help_en, help_zh) \
  char name[sizeof(#name en zh label_en label_zh help_en help_zh)];
#include "diagnostics/kinds.def"
#undef ASSAY_KIND
};
constexpr Texts kTexts = {
#define ASSAY_KIND(name, number, severity, en, zh, label_en, label_zh, help_en, help_zh) #name en zh label_en label_zh help_en help_zh,
#include "diagnostics/kinds.def"
#undef ASSAY_KIND
};

enum Place : std::uint8_t { at_name, at_en, at_zh, at_label_en, at_label_zh, at_help_en, at_help_zh, places };

struct Row {
  std::array<std::uint16_t, places> lengths;
  std::uint16_t number;
  Severity severity;
  std::uint32_t begin = 0;
  std::array<char, 6> code{};
};

constexpr std::array<char, 6> code_of(int number) {
  return {'A',
          'S',
          static_cast<char>('0' + number / 1000 % 10),
          static_cast<char>('0' + number / 100 % 10),
          static_cast<char>('0' + number / 10 % 10),
          static_cast<char>('0' + number % 10)};
}

// In the order of the enumerators.
constexpr auto kRows = [] {
  auto rows = std::to_array<Row>({
#define ASSAY_KIND(name, number, severity, en, zh, label_en, label_zh, help_en, help_zh)                                                    \
  {{sizeof(#name) - 1, sizeof(en) - 1, sizeof(zh) - 1, sizeof(label_en) - 1, sizeof(label_zh) - 1, sizeof(help_en) - 1, sizeof(help_zh) - 1}, \
   number,                                                                                                                                  \
   Severity::severity},
#include "diagnostics/kinds.def"
#undef ASSAY_KIND
  });
  std::uint32_t at = 0;
  for (Row& row : rows) {
    row.code = code_of(row.number);
    row.begin = at;
    for (const std::uint16_t length : row.lengths) at += length;
    ++at;  // the zero at the end of the row's characters
  }
  return rows;
}();

static_assert(kRows.back().begin + std::accumulate(kRows.back().lengths.begin(), kRows.back().lengths.end(), 1U) == sizeof(Texts));

// The rows in order of code.
constexpr auto kByCode = [] {
  std::array<std::uint16_t, kRows.size()> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint16_t>(i);
  std::sort(all.begin(), all.end(), [](std::uint16_t a, std::uint16_t b) { return kRows[a].number < kRows[b].number; });
  return all;
}();
static_assert(std::adjacent_find(kByCode.begin(), kByCode.end(), [](std::uint16_t a, std::uint16_t b) { return kRows[a].number == kRows[b].number; }) == kByCode.end(),
              "two kinds of diagnostics have the same code");

std::string_view code_in(const Row& row) { return {row.code.data(), row.code.size()}; }

}  // namespace

KindInfo info(Kind kind) {
  const Row& row = kRows[static_cast<std::size_t>(kind)];
  std::array<std::string_view, places> texts;
  const char* at = reinterpret_cast<const char*>(&kTexts) + row.begin;
  for (std::size_t i = 0; i < places; at += row.lengths[i++]) texts[i] = {at, row.lengths[i]};
  return {texts[at_name],
          code_in(row),
          row.severity,
          {texts[at_en], texts[at_zh]},
          {texts[at_label_en], texts[at_label_zh]},
          {texts[at_help_en], texts[at_help_zh]}};
}

std::span<const KindInfo> all_kinds() {
  static const auto by_code = [] {
    std::vector<KindInfo> all;
    all.reserve(kByCode.size());
    for (const std::uint16_t i : kByCode) all.push_back(info(static_cast<Kind>(i)));
    return all;
  }();
  return by_code;
}

std::optional<Kind> find_kind(std::string_view code) {
  std::string upper(code);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (code_in(kRows[i]) == upper) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

}  // namespace assay::diagnostics
