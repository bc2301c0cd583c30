// The 128-bit integers of the compiler under names that -Wpedantic accepts.
#pragma once

namespace assay::base {

// NOLINTBEGIN(modernize-use-using): only a typedef can carry __extension__
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;
// NOLINTEND(modernize-use-using)

}  // namespace assay::base
