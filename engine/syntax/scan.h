// Reads the characters of a file before the parser does: what may not be in a file at all, where strings and brackets end, how deep
// brackets nest; and says for each character which one stands in for it in the lexer.
#pragma once

#include "source/source.h"
#include "syntax/parse.h"
#include "syntax/problems.h"

#include <cstdint>
#include <string>
#include <vector>

namespace assay::syntax {

struct Scan {
  // What the lexer reads: for a code point itself, its ASCII twin, one letter for all others, or kNoMeaning. What is inside of a
  // string or a comment is left out, and one space or line end stands for a run of them.
  std::u32string stand_ins;
  // Where each of them begins in the file, and the end of the file.
  std::vector<std::uint32_t> offsets;
  // Stretches that were reported already, in order: a parser error beside one says nothing new.
  struct Stretch { std::uint32_t begin, end; };
  std::vector<Stretch> damaged;
  // From here on a parser error may be only the consequence of a bracket or a string that is not closed.
  static constexpr std::uint32_t kToTheEnd = 0xFFFFFFFFU;
  std::uint32_t trusted_until = kToTheEnd;
  bool usable = true;  // worth parsing at all
};

inline constexpr char32_t kLetter = U'z';
inline constexpr char32_t kNoMeaning = U'$';

Scan scan(const source::Files& files, source::FileId file, const Limits& limits, Problems& problems);

}  // namespace assay::syntax
