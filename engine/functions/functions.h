// The built-in functions, one entry each, in one table that the analyser, `assay functions` and the manual share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace assay::functions {

enum class Function : std::uint8_t {
  sum, avg, min, max, median, count, share, streak, mean, previous, growth, reduction, abs, round, floor, ceiling, mod, power, days, default_,
};

struct Entry {
  Function function;
  std::string_view name;          // English
  std::string_view chinese;
  std::string_view signature;     // sum(x [where c]) over the dimensions of x, or over a list
  std::string_view doc_en, doc_zh;
  std::string_view example;       // an expression of the language
  std::size_t least = 1;          // arguments
  std::size_t most = 1;           // kAny: as many as one likes
};
inline constexpr std::size_t kAny = 1000;

std::span<const Entry> all();
const Entry* find(std::string_view name);  // either spelling
const Entry& entry(Function function);

}  // namespace assay::functions
