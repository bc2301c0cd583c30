#include "cli/lines.h"

#include <unistd.h>

#include <array>
#include <cerrno>

namespace assay::cli {

std::optional<std::string> Lines::next() {
  while (true) {
    const std::size_t end = buffer_.find('\n', begin_);
    if (end != std::string::npos || ended_) {
      if (end == std::string::npos && begin_ == buffer_.size()) return std::nullopt;
      std::string line = buffer_.substr(begin_, end == std::string::npos ? end : end - begin_);
      begin_ = end == std::string::npos ? buffer_.size() : end + 1;
      if (line.ends_with('\r')) line.pop_back();
      return line;
    }
    buffer_.erase(0, begin_);
    begin_ = 0;
    std::array<char, 1 << 16> piece;
    const ssize_t got = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      ended_ = true;
    } else {
      buffer_.append(piece.data(), static_cast<std::size_t>(got));
    }
  }
}

}  // namespace assay::cli
