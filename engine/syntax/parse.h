// The door of the syntax stage: text of one rules file -> syntax tree, with every problem reported.
#pragma once

#include "diagnostics/diagnostics.h"
#include "source/source.h"
#include "syntax/ast.h"

#include <cstddef>
#include <cstdint>

namespace assay::syntax {

struct Limits {
  std::size_t nesting = 64;
  std::size_t errors = 20;          // syntax errors reported a file
  std::size_t identifier = 128;     // code points
  std::size_t string = 64 * 1024;   // bytes
  std::size_t targets = 100'000;
  std::size_t criteria = 1'000;     // a target
  std::size_t depth = 1'000;        // of an expression in the tree: a + b + c is 3 deep
};

// A rulebook's own tests: whoever only judges leaves them out, and what is wrong in one is for those who read them to report.
enum class Tests : std::uint8_t { read, left_out };

// Never throws. A statement that could not be parsed is left out of the tree and reported; the others are there. A file with errors is
// read with its tests, so that all that is wrong is said.
File parse(const source::Files& files, source::FileId file, const Limits& limits, diagnostics::Sink& sink, Tests tests = Tests::read);

}  // namespace assay::syntax
