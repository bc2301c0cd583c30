// The loops that have quotients, in `exec/quotients.cpp`: they guess in floating point.
#pragma once

#include "exec/tiles/loops.h"

namespace assay::exec::tiles {

namespace portable {
void divide_by_guess(const std::int64_t* sum, const Weighed& how, std::size_t n, std::int32_t* out);
void climb(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out, const Beside& beside);
void descend(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out, const Beside& beside);
void ratio(const std::int32_t* x, const std::int32_t* y, const Ratio& how, std::size_t n, std::int32_t* out);
}  // namespace portable

#if defined(__x86_64__)
namespace wide {
void descend(const std::int32_t* x, const Climb& how, std::size_t n, std::int32_t* out, const Beside& beside);
void ratio(const std::int32_t* x, const std::int32_t* y, const Ratio& how, std::size_t n, std::int32_t* out);
}  // namespace wide
#endif

}  // namespace assay::exec::tiles
