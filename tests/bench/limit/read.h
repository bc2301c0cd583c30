// The bytes of whole rows to a block of columns.
#pragma once

#include "block.h"

namespace bench::limit {

// Fills the block with rows from `begin` on, at most kRows of them, and returns where the next row begins. Before
// `begin` and behind `end` 64 bytes more can be read. Both read plain decimals only, with no more places than their
// column has; whatever else a cell holds ends the program.
const char* read_plain(const char* begin, const char* end, Block& out);
const char* read_wide(const char* begin, const char* end, Block& out);  // AVX-512 with VBMI2

[[noreturn]] void refuse(const char* what);

}  // namespace bench::limit
