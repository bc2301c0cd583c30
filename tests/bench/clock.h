// Processor time of this process, in nanoseconds.
#pragma once

#include <cstdint>

#include <ctime>

namespace bench {

inline std::int64_t processor_time() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace bench
