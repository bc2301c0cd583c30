// Text in columns of a terminal, measured by display width: cut, padded, wrapped, coloured.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::report {

// Without control characters; at most `width` columns, ending in `…` where something was cut off.
std::string fitted(std::string_view text, std::size_t width);
std::string padded_right(std::string_view text, std::size_t width);  // text, then spaces
std::string padded_left(std::string_view text, std::size_t width);
// Lines of at most `width` columns; breaks at spaces where there are any, else between characters.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

// SGR colours, or nothing at all.
struct Paint {
  bool on = false;
  std::string operator()(std::string_view sgr, std::string_view text) const;
};

}  // namespace assay::report
