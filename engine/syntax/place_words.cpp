#include "syntax/place_words.h"

#include <algorithm>
#include <array>

namespace assay::syntax {

std::optional<std::string> place_number(std::string_view words) {
  constexpr std::array<std::string_view, 10> kDigits = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  std::string place(words);
  for (const std::string_view counter : {"名", "位"})
    if (place.ends_with(counter)) place.resize(place.size() - counter.size());
  if (const auto digit = std::find(kDigits.begin(), kDigits.end(), place); digit != kDigits.end()) place = std::to_string(digit - kDigits.begin() + 1);
  return place.empty() || place.find_first_not_of("0123456789") != std::string::npos ? std::nullopt : std::optional(place);
}

std::optional<std::string> place_in_words(std::string_view words) {
  for (const std::string_view each : {"第", "前"})
    if (words.starts_with(each)) return place_number(words.substr(each.size()));
  return std::nullopt;
}

}  // namespace assay::syntax
