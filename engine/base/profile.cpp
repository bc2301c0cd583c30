#include "base/profile.h"

#include <algorithm>
#include <ctime>

namespace assay::base {

namespace {

std::int64_t nanoseconds_of(clockid_t clock) {
  constexpr std::int64_t kOfSecond = 1'000'000'000;
  timespec time{};
  ::clock_gettime(clock, &time);
  return std::int64_t{time.tv_sec} * kOfSecond + time.tv_nsec;
}

}  // namespace

std::int64_t monotonic_now() { return nanoseconds_of(CLOCK_MONOTONIC); }

Profile::Profile() : wall_(monotonic_now()), processor_(nanoseconds_of(CLOCK_PROCESS_CPUTIME_ID)) {}

ProfileFigures Profile::figures() const {
  const auto of = [&](Spent what) { return spent_[static_cast<std::size_t>(what)].load(); };
  ProfileFigures out;
  out.wall = monotonic_now() - wall_;
  out.processor = nanoseconds_of(CLOCK_PROCESS_CPUTIME_ID) - processor_;
  out.other = out.wall + of(Spent::helping) - of(Spent::awaiting);
  for (std::size_t i = 0; i < kWork; ++i) {
    out.work[i] = spent_[i];
    out.other -= out.work[i];
  }
  out.other = std::max<std::int64_t>(out.other, 0);
  out.threads = threads;
  out.units = units;
  out.cells = cells;
  out.bytes = bytes;
  return out;
}

}  // namespace assay::base
