// The parser's choices, worked out while building: for each decision of the grammar an automaton that reads the next few tokens.
#pragma once

#include "syntax/antlr/token_stream.h"

#include <cstddef>
#include <cstdint>

namespace assay::syntax {

struct Predictions {
  // In `next`: nothing is known; a state to go on from; or an alternative, with this bit.
  static constexpr std::uint16_t kUnknown = 0xFFFF;
  static constexpr std::uint16_t kChosen = 0x8000;

  std::size_t classes;             // of tokens that no state tells apart
  const std::uint8_t* class_of;    // of each type of token
  const std::uint16_t* first;      // the state in which a decision begins
  const std::uint16_t* next;       // of a state and a class

  // The alternative that the tokens ahead leave, or 0 where the tables do not reach far enough or none fits.
  std::size_t choose(std::size_t decision, const TokenStream& tokens) const {
    std::uint16_t state = first[decision];
    for (std::size_t ahead = 1; state != kUnknown; ++ahead) {
      state = next[state * classes + class_of[tokens.kind_ahead(ahead)]];
      if (state != kUnknown && (state & kChosen) != 0) return state & ~kChosen;
    }
    return 0;
  }
};

// Of this grammar.
const Predictions& predictions();

}  // namespace assay::syntax
