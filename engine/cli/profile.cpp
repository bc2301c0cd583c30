#include "cli/profile.h"

#include "base/int128.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay::cli {

namespace {

using base::Spent;

constexpr std::int64_t kNanosecondsOfSecond = 1'000'000'000;

struct ProfileRow {
  Word word;
  std::string value;
  std::string beside;  // a share, or how much a second
};

// 1234567 -> 1,234,567
std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

// Milliseconds to the microsecond; what is left of it is cut off.
std::string milliseconds(std::int64_t nanoseconds) {
  const std::int64_t microseconds = nanoseconds / 1000;
  return fmt::format("{}.{:03} ms", grouped(microseconds / 1000), microseconds % 1000);
}

// numerator / denominator to a tenth, rounded half up.
std::string tenths(base::Int128 numerator, std::int64_t denominator) {
  const auto value = static_cast<std::int64_t>((numerator * 20 + denominator) / (base::Int128{denominator} * 2));
  return fmt::format("{}.{}", grouped(value / 10), value % 10);
}

Word word_of(Spent what) {
  constexpr std::array<Word, base::kWork> kWords{Word::spent_rules, Word::spent_plan,     Word::spent_among, Word::spent_look,
                                                 Word::spent_read,  Word::spent_evaluate, Word::spent_write, Word::spent_digest};
  return kWords[static_cast<std::size_t>(what)];
}

std::string drawn(const std::vector<ProfileRow>& rows, Language language) {
  std::size_t words = 0, values = 0;
  for (const ProfileRow& row : rows) {
    words = std::max(words, base::display_width(word(row.word, language)));
    values = std::max(values, row.value.size());
  }
  std::string text;
  for (const ProfileRow& row : rows) {
    const std::string_view name = word(row.word, language);
    text += "  " + std::string(name) + std::string(words - base::display_width(name) + 2 + values - row.value.size(), ' ') + row.value;
    if (!row.beside.empty()) text += "  " + row.beside;
    text += '\n';
  }
  return text;
}

}  // namespace

std::string profile_table(const base::ProfileFigures& figures, Language language) {
  std::int64_t all = figures.other;
  for (const std::int64_t each : figures.work) all += each;
  const auto share = [&](std::int64_t part) { return fmt::format("{:>6}", tenths(base::Int128{part} * 100, std::max<std::int64_t>(all, 1)) + "%"); };
  std::vector<ProfileRow> rows;
  for (std::size_t i = 0; i < base::kWork; ++i) {
    const auto what = static_cast<Spent>(i);
    // Most runs have neither.
    if ((what == Spent::among || what == Spent::digest) && figures.work[i] == 0) continue;
    rows.push_back({word_of(what), milliseconds(figures.work[i]), share(figures.work[i])});
  }
  rows.push_back({Word::spent_other, milliseconds(figures.other), share(figures.other)});
  rows.push_back({Word::spent_in_all, milliseconds(all), share(all)});
  rows.push_back({Word::wall_time, milliseconds(figures.wall), {}});
  rows.push_back({Word::processor_time, milliseconds(figures.processor), {}});
  const std::int64_t wall = std::max<std::int64_t>(figures.wall, 1);
  const auto a_second = [&](std::int64_t count) {
    return say(Word::a_second, language, grouped(static_cast<std::int64_t>(base::Int128{count} * kNanosecondsOfSecond / wall)));
  };
  const std::string megabytes = say(Word::a_second, language, tenths(base::Int128{figures.bytes} * 1000, wall) + " MB");
  rows.push_back({Word::threads_used, grouped(figures.threads), {}});
  rows.push_back({Word::units_assessed, grouped(figures.units), a_second(figures.units)});
  rows.push_back({Word::cells_read, grouped(figures.cells), a_second(figures.cells)});
  rows.push_back({Word::bytes_read, grouped(figures.bytes), megabytes});
  return std::string(word(Word::where_time_went, language)) + "\n" + drawn(rows, language);
}

}  // namespace assay::cli
