// The libFuzzer target for rules files.
#include "fuzz/inputs.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::fuzz::rules({reinterpret_cast<const char*>(data), size});
  return 0;
}
