#include "cli/cli.h"

#include <malloc.h>

namespace {

// A command allocates much, frees much and ends: what it has freed it soon needs again, so it is not given back to the system in between.
void keep_memory() {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
#endif
}

}  // namespace

int main(int count, char** words) {
  keep_memory();
  return assay::cli::run_program({words + (count > 0 ? 1 : 0), words + count});
}
