#include "facts/binding/moment.h"

#include "diagnostics/kinds.h"
#include "facts/binding/month_first.h"
#include "facts/binding/names.h"
#include "facts/binding/periods.h"

#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace assay::facts::binding {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

// "9:30" or "09:30:05", as seconds.
std::optional<std::int64_t> parse_time(std::string_view text) {
  constexpr std::array<std::int64_t, 3> kMost = {23, 59, 60};
  std::int64_t seconds = 0;
  std::size_t part = 0;
  for (std::size_t at = 0; part < kMost.size(); ++part) {
    std::size_t end = at;
    std::int64_t value = 0;
    for (; end < text.size() && end < at + 2 && text[end] >= '0' && text[end] <= '9'; ++end) value = value * 10 + (text[end] - '0');
    if (end == at || (part > 0 && end != at + 2) || value > kMost[part]) return std::nullopt;
    seconds = seconds * 60 + value;
    if (end == text.size()) break;
    if (text[end] != ':') return std::nullopt;
    at = end + 1;
  }
  if (part == 0 || part == kMost.size()) return std::nullopt;
  return part == 1 ? seconds * 60 : seconds;
}

std::optional<std::int64_t> parse_moment(std::string_view text) {
  if (const auto date = base::parse_date(text)) return 2 * date->days * kSecondsPerDay + 1;
  const std::size_t gap = text.find_first_of(" T");
  if (gap == std::string_view::npos) return std::nullopt;
  const auto date = base::parse_date(text.substr(0, gap));
  const auto time = parse_time(trimmed(text.substr(gap + 1)));
  if (!date || !time) return std::nullopt;
  return 2 * (date->days * kSecondsPerDay + *time);
}

}  // namespace

std::optional<std::int64_t> read_moment(std::string_view cell, const types::Season& season, const diagnostics::Cell& at, diagnostics::Sink& sink) {
  using diagnostics::Kind;
  const PlainText plain(cell);
  const std::string_view moment = plain.view();
  if (const auto reported = parse_moment(moment)) return reported;
  const NamedPeriod period = read_period(moment);
  const Kind kind = period.period || period.no_year ? Kind::cell_period_as_date : Kind::cell_bad_reported_at;
  auto& made = sink.report(kind, at, {std::string(cell), std::to_string(types::whole_season(season).year)});
  if (std::string meant = month_first_day(moment); !meant.empty()) made.suggestion = std::move(meant);
  return std::nullopt;
}

base::Date day_of(std::int64_t moment) {
  constexpr std::int64_t kDay = 2 * kSecondsPerDay;
  return {static_cast<std::int32_t>((moment - (moment < 0 ? kDay - 1 : 0)) / kDay)};
}

std::int64_t moment_after(base::Date day) { return 2 * (std::int64_t{day.days} + 1) * kSecondsPerDay; }

}  // namespace assay::facts::binding
