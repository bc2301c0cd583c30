// How large the analysis of a rulebook may grow; each limit has a diagnostic of its own.
#pragma once

#include <cstddef>

namespace assay::semantics {

struct Limits {
  std::size_t parts = 500'000;      // expressions made for lets, functions and templates
  std::size_t depth = 1'000;        // of an expression with what it names
  std::size_t members = 1'000'000;  // of a fact over its dimensions
};

}  // namespace assay::semantics
