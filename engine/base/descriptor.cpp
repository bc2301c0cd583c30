#include "base/descriptor.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>

namespace assay::base {

std::optional<std::string> read_all(int descriptor, std::uint64_t size, std::uint64_t limit) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62U;
  limit = std::min(limit, kMost);
  std::string bytes;
  bytes.resize(static_cast<std::size_t>(std::min(size, limit) + 1));
  std::uint64_t filled = 0;
  for (;;) {
    const ssize_t got = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    filled += static_cast<std::uint64_t>(got);
    if (filled > limit || filled == size) break;  // of as many as it had when it was opened, one more was asked for
    if (filled == bytes.size()) bytes.resize(static_cast<std::size_t>(std::min(2 * filled, limit + 1)));
  }
  bytes.resize(static_cast<std::size_t>(filled));
  return bytes;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace assay::base
