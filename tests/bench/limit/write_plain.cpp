#include "write.h"
#include "write_number.h"

#include <cstring>

namespace bench::limit {

char* write_plain(const Block& block, const Judged& judged, char* out) {
  for (std::size_t row = 0; row < block.rows; ++row) {
    std::array<char, kAllTargets> letters;
    unsigned met = 0;
    unsigned unknown = 0;
    for (std::size_t t = 0; t < kAllTargets; ++t) {
      const bool is_met = (judged.met[t][row / 64] >> (row % 64) & 1U) != 0;
      const bool is_unknown = (judged.unknown[t][row / 64] >> (row % 64) & 1U) != 0;
      met += is_met;
      unknown += is_unknown;
      letters[t] = is_met ? 'M' : is_unknown ? '?' : 'X';
    }
    out = write_start(out, block.units[row], met, unknown, judged.low[row], judged.high[row]);
    std::memcpy(out, letters.data(), letters.size());
    out += letters.size();
    *out++ = '\n';
  }
  return out;
}

}  // namespace bench::limit
