#include "cli/cli.h"

int main(int count, char** words) {
  return assay::cli::run_program({words + (count > 0 ? 1 : 0), words + count});
}
