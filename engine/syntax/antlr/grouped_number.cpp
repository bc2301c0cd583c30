#include "syntax/antlr/grouped_number.h"

#include "diagnostics/kinds.h"
#include "syntax/antlr/runtime.h"
#include "syntax/literals.h"

#include <cstdint>
#include <utility>

namespace assay::syntax {

namespace {

std::size_t count_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  return count;
}

}  // namespace

std::optional<GroupedNumber> grouped_number(std::span<const SourceToken> tokens, std::size_t index, std::string_view text) {
  constexpr std::size_t kGroup = 3;
  const auto is_close = [&](std::size_t i) { return i > 0 && tokens[i - 1].end == tokens[i].begin; };
  const auto written = [&](std::size_t i) { return twins(text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin)); };
  const auto is_number = [&](std::size_t i) { return i < tokens.size() && tokens[i].kind == Parser::NUMBER; };
  const auto is_comma = [&](std::size_t i) { return i < tokens.size() && tokens[i].kind == Parser::COMMA && is_close(i); };
  // A group behind a comma: three digits, and nothing but a unit behind them in the last one.
  const auto is_group = [&](std::size_t i) { return is_number(i) && is_close(i) && count_digits(written(i)) == kGroup; };
  std::size_t first = index < tokens.size() && tokens[index].kind == Parser::COMMA && index > 0 ? index - 1 : index;
  while (first > 1 && is_group(first) && is_comma(first - 1) && is_number(first - 2)) first -= 2;
  if (!is_number(first)) return std::nullopt;
  const std::string front = written(first);
  if (count_digits(front) != front.size() || front.empty() || front.size() > kGroup) return std::nullopt;
  GroupedNumber out;
  out.first = out.last = first;
  out.digits = out.underscored = front;
  for (std::size_t next = first + 2; is_comma(next - 1) && is_group(next); next += 2) {
    const std::string group = written(next);
    out.last = next;
    out.digits += group;
    out.underscored += "_" + group;
    out.zero_led = out.zero_led || group.front() == '0';
    if (group.size() != kGroup) break;
  }
  const bool whole = out.last != first && index >= first && index <= out.last;
  return whole ? std::optional(std::move(out)) : std::nullopt;
}

void report_grouped(const GroupedNumber& number, std::span<const SourceToken> tokens, std::string_view text, Problems& problems) {
  const std::uint32_t begin = tokens[number.first].begin, end = tokens[number.last].end;
  problems.report(Kind::grouped_number, problems.span(begin, end), {std::string(text.substr(begin, end - begin)), number.digits, number.underscored});
}

}  // namespace assay::syntax
