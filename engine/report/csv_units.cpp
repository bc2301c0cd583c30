#include "report/csv_units.h"

#include "report/csv_field.h"
#include "report/csv_range.h"
#include "report/text_room.h"
#include "report/verdict_letters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <optional>

namespace assay::report {

namespace {

// Of the department that is asked for, or of all of them.
struct Total {
  const columns::Column* score = nullptr;
  const columns::Bitmap* scored = nullptr;
};
Total total_of(const Source& source, const exec::Outcome& outcome) {
  if (!source.department) return {&outcome.total, &outcome.scored};
  const exec::DepartmentOutcome& only = outcome.departments[*source.department];
  return {&only.score, &only.scored};
}

// `,n` of every n below a hundred, in so many bytes.
struct Counted {
  std::array<char, 4> text{};
  std::uint8_t size = 0;
};
constexpr std::array<Counted, 100> kCounted = [] {
  std::array<Counted, 100> out{};
  for (unsigned n = 0; n < out.size(); ++n) {
    const char tens = static_cast<char>('0' + n / 10), ones = static_cast<char>('0' + n % 10);
    if (n < 10) out[n] = {{',', ones}, 2};
    else out[n] = {{',', tens, ones}, 3};
  }
  return out;
}();
constexpr std::size_t kRoomForCount = 1 + std::numeric_limits<std::uint32_t>::digits10 + 1;

char* put_count(char* to, std::uint32_t count) {
  if (count < kCounted.size()) {
    std::memcpy(to, kCounted[count].text.data(), kCounted[count].text.size());
    return to + kCounted[count].size;
  }
  *to++ = ',';
  return std::to_chars(to, to + kRoomForCount, count).ptr;
}

class Lines {
 public:
  Lines(const Source& source, std::size_t expected) : source_(source), text_(expected) {}

  void add(std::size_t row, const VerdictLetters& verdicts, const Total& total, const VerdictLetters* own, const Total& own_total) {
    const std::string& unit = source_.batch.units[row];
    char* to = text_.more(room_for_text(unit.size()) + kStatuses * kRoomForCount);
    to = put_text(to, unit);
    for (std::size_t status = 0; status < kStatuses; ++status) to = put_count(to, verdicts.count(row, static_cast<exec::Status>(status)));
    text_.end_at(to);
    add_total(total, row);
    add_letters(verdicts.of(row));
    if (own != nullptr) {
      add_total(own_total, row);
      add_letters(own->of(row));
    }
    to = text_.more(1);
    *to = '\n';
    text_.end_at(to + 1);
  }

  std::string take() { return text_.take(); }

 private:
  void add_total(const Total& total, std::size_t row) {
    const columns::Column& score = *total.score;
    const bool scored = total.scored->get(row), point = score.valid.get(row);
    if (!scored || (!point && !score.is_ranged(row))) {
      std::string rest;
      append_range(rest, score, row, scored);
      text_.end_at(std::copy(rest.begin(), rest.end(), text_.more(rest.size())));
      return;
    }
    char* to = text_.more(2 * (1 + room_for_scaled(score.scale)));
    *to++ = ',';
    const char* const low = to;
    to = put_scaled(to, score.data[row], score.scale);
    const char* const low_end = to;
    *to++ = ',';
    to = point ? std::copy(low, low_end, to) : put_scaled(to, score.high[row], score.scale);
    text_.end_at(to);
  }

  // The engine's own letters, as they are even where the first is `-`.
  void add_letters(std::string_view letters) {
    char* to = text_.more(1 + letters.size());
    *to++ = ',';
    text_.end_at(std::copy(letters.begin(), letters.end(), to));
  }

  const Source& source_;
  TextRoom text_;
};

}  // namespace

std::string csv_units(const Source& source) {
  constexpr std::size_t kUsual = 80;  // bytes of a line but its verdicts
  const VerdictLetters verdicts(source.outcome, source.department);
  std::optional<VerdictLetters> own;
  if (source.self != nullptr) own.emplace(*source.self, source.department);
  const Total total = total_of(source, source.outcome);
  const Total own_total = own ? total_of(source, *source.self) : Total{};
  const std::size_t rows = source.outcome.rows;
  Lines lines(source, rows * (kUsual + verdicts.targets() * (own ? 2 : 1)));
  for (std::size_t row = 0; row < rows; ++row) lines.add(row, verdicts, total, own ? &*own : nullptr, own_total);
  return lines.take();
}

}  // namespace assay::report
