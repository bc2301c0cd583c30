// A file descriptor that is closed when it is no longer held, and all of a file at once.
#pragma once

#include <unistd.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace assay::base {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  Descriptor(Descriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

// All from here to the file's end, of which about `size` bytes are expected, or `limit` bytes and one more where there are more; it may grow or shrink
// meanwhile. Nothing, with errno, where it cannot be read.
std::optional<std::string> read_all(int descriptor, std::uint64_t size, std::uint64_t limit);
// False, with errno, where not all could be written.
bool write_all(int descriptor, std::string_view bytes);

}  // namespace assay::base
