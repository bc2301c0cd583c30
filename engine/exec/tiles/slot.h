// Where a number of the tile that runs stands.
#pragma once

#include "exec/tiles/tiles.h"

#include <array>

namespace assay::exec::tiles {

struct Tiles::Slot {
  alignas(64) std::array<std::int32_t, kRows> low_ends, high_ends;
  bool points = false;  // the high ends are the low ones
  std::int32_t* low() { return low_ends.data(); }
  std::int32_t* high() { return points ? low_ends.data() : high_ends.data(); }
};

}  // namespace assay::exec::tiles
