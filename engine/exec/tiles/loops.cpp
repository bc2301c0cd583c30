#include "exec/tiles/loops.h"

#include <array>

namespace assay::exec::tiles {

namespace {

struct AvailableLoops {
  std::array<Loops, 2> all;
  std::size_t count = 0;

  AvailableLoops() {
    all[count++] = kPortableLoops;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) all[count++] = kWideLoops;
#endif
  }
};

const AvailableLoops& available_loops() {
  static const AvailableLoops kAvailable;
  return kAvailable;
}

}  // namespace

const Loops& loops() { return available_loops().all[available_loops().count - 1]; }
std::span<const Loops> all_loops() { return std::span(available_loops().all).first(available_loops().count); }

}  // namespace assay::exec::tiles
