// The libFuzzer target for a rules file and a CSV file together.
#include "fuzz/inputs.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::fuzz::both({reinterpret_cast<const char*>(data), size});
  return 0;
}
