// The built-in functions, one entry each, in one table that the analyser, `assay functions` and the manual share.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace assay::functions {

enum class Function : std::uint8_t { sum, avg, min, max, count, share, streak, mean, previous, growth, reduction };

struct Entry {
  Function function;
  std::string_view name;          // English
  std::string_view chinese;
  std::string_view signature;     // sum(x [where c]) over the dimensions of x, or over a list
  std::string_view doc_en, doc_zh;
  std::string_view example;       // an expression of the language
};

std::span<const Entry> all();
const Entry* find(std::string_view name);  // either spelling

}  // namespace assay::functions
