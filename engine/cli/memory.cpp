#include "cli/memory.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#ifdef __GLIBC__  // which the headers above say
#include <malloc.h>
#endif
#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace assay::cli {

namespace {

// As much as a season of a city needs a few times over. It is reserved, not used: a page costs nothing before it is first touched.
constexpr int kFirst = 64 << 20;
constexpr int kStep = 1 << 20;
constexpr int kMoreThanThere = 256 << 10;  // and little more: behind it the library writes, and what is touched too early is no large page
constexpr std::uintptr_t kLargePage = 2 << 20;

// A command that reads seventy targets touches 12 MB, and each first touch of a small page costs more than filling it.
void use_large_pages() {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  void* const begin = sbrk(0);
  mallopt(M_TOP_PAD, kFirst);
  void* volatile grow = std::malloc(kMoreThanThere);  // volatile, or the pair is optimised away and the heap stays as it is
  const std::uintptr_t top = reinterpret_cast<std::uintptr_t>(grow);
  std::free(grow);
  void* const end = sbrk(0);
  if (begin == reinterpret_cast<void*>(-1) || end == reinterpret_cast<void*>(-1)) return;
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const std::uintptr_t first = (reinterpret_cast<std::uintptr_t>(begin) + page - 1) / page * page;
  const auto last = reinterpret_cast<std::uintptr_t>(end);
  if (first >= last) return;
  madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
  // What lies before the first whole large page is left aside, and never touched.
  const std::uintptr_t aside = (std::max(top, first) + kLargePage - 1) / kLargePage * kLargePage - top;
  if (aside > kLargePage / 64) grow = std::malloc(aside - 2 * sizeof(std::size_t));
#endif
}

}  // namespace

void keep_memory() {
#ifdef __GLIBC__
  mallopt(M_MXFAST, 0);     // small pieces are joined when they are freed, not all at once again and again
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  use_large_pages();
  mallopt(M_TOP_PAD, kStep);
#endif
}

void share_memory() {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
#endif
}

}  // namespace assay::cli
