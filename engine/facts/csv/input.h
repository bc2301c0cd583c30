// The bytes of a reported file, and whether they are UTF-8 text at all.
#pragma once

#include "diagnostics/diagnostics.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace assay::facts::csv {

struct Input {
  std::unique_ptr<char[]> bytes;
  std::size_t size = 0;
  std::string_view view() const { return {bytes.get(), size}; }
};
// All bytes of a file, or of standard input for "-"; nothing after an error was reported.
std::optional<Input> read_input(const std::string& path, diagnostics::Sink& sink);

// Comes before a file's bytes in the digest of all files, so that it says where each ends. A file's name is no part of what is reported.
inline std::string digest_head(std::uint64_t size) { return std::to_string(size) + ":"; }

// Reports what keeps the bytes from being UTF-8 text, by name where it can be told (GB18030, UTF-16, a workbook …); true if nothing does.
bool check_text(std::string_view bytes, const std::string& path, diagnostics::Sink& sink);

// A plain file whose bytes are read where they are wanted. It is read, and not mapped into memory: one that is cut off meanwhile is then an error
// like any other.
class RandomFile {
 public:
  // Nothing where it cannot be opened so. "-" is standard input, if that is such a file and nothing of it has been read.
  static std::optional<RandomFile> open(const std::string& path);
  RandomFile(RandomFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}
  RandomFile& operator=(RandomFile&&) = delete;
  ~RandomFile();

  std::uint64_t size() const { return size_; }
  // False where not all of them are there. On any thread.
  bool read(std::uint64_t offset, std::span<char> to) const;

 private:
  RandomFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  int descriptor_;
  std::uint64_t size_;
};

}  // namespace assay::facts::csv
