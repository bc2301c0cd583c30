// The table of all kinds, made of the rows of kinds/*.def.
#include "diagnostics/diagnostics.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace assay::diagnostics {

namespace {

struct Row {
  KindInfo info;
  int number;
  std::array<char, 7> code;
};

constexpr std::array<char, 7> code_of(int number) {
  return {'A',
          'S',
          static_cast<char>('0' + number / 1000 % 10),
          static_cast<char>('0' + number / 100 % 10),
          static_cast<char>('0' + number / 10 % 10),
          static_cast<char>('0' + number % 10),
          '\0'};
}

// In the order of the enumerators.
constexpr auto kRows = std::to_array<Row>({
#define ASSAY_KIND(name, number, severity, en, zh, label_en, label_zh, help_en, help_zh)               \
  Row{{#name, {}, Severity::severity, {en, zh}, {label_en, label_zh}, {help_en, help_zh}}, number, code_of(number)},
#include "diagnostics/kinds.def"
#undef ASSAY_KIND
});

constexpr bool codes_are_distinct() {
  std::array<int, kRows.size()> numbers{};
  for (std::size_t i = 0; i < kRows.size(); ++i) numbers[i] = kRows[i].number;
  std::sort(numbers.begin(), numbers.end());
  return std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end();
}
static_assert(codes_are_distinct(), "two kinds of diagnostics have the same code");

constexpr auto kByKind = [] {
  std::array<KindInfo, kRows.size()> all{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] = kRows[i].info;
    all[i].code = std::string_view(kRows[i].code.data(), 6);
  }
  return all;
}();

}  // namespace

const KindInfo& info(Kind kind) { return kByKind[static_cast<std::size_t>(kind)]; }

std::span<const KindInfo> all_kinds() {
  static const auto by_code = [] {
    auto all = kByKind;
    std::sort(all.begin(), all.end(), [](const KindInfo& a, const KindInfo& b) { return a.code < b.code; });
    return all;
  }();
  return by_code;
}

std::optional<Kind> find_kind(std::string_view code) {
  std::string upper(code);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  for (std::size_t i = 0; i < kByKind.size(); ++i) {
    if (kByKind[i].code == upper) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

}  // namespace assay::diagnostics
