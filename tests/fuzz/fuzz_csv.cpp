// The libFuzzer target for CSV files of facts.
#include "fuzz/inputs.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::fuzz::csv({reinterpret_cast<const char*>(data), size});
  return 0;
}
