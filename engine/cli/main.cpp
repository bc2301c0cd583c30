#include "cli/cli.h"
#include "cli/memory.h"

int main(int count, char** words) {
  assay::cli::keep_memory();
  return assay::cli::run_program({words + (count > 0 ? 1 : 0), words + count});
}
