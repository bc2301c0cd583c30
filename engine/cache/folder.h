// A folder in which compiled rulebooks are kept from one run to the next.
//
// What is kept under a name is what this build of the program put there, or it is not found: each file says its name and carries the SHA-256 of
// its bytes. Only its owner may be able to write to the folder and the files. It never holds more than kMostFiles; the oldest go.
#pragma once

#include "base/descriptor.h"
#include "diagnostics/diagnostics.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace assay::cache {

inline constexpr std::size_t kMostFiles = 64;
inline constexpr std::size_t kMostBytes = 256 << 20;  // of one file

class Folder {
 public:
  // Makes the folder where it is not there. Nothing, and a warning, where it cannot be made or others may write to it.
  static std::optional<Folder> open(const std::string& path, diagnostics::Sink& sink);
  // What is kept under a name: letters, digits, `-` and `.`. Nothing where there is nothing; with a warning where there is, and it cannot be trusted.
  std::optional<std::string> find(const std::string& name, diagnostics::Sink& sink) const;
  // Puts it there in one step, so that whoever looks meanwhile finds all of it or nothing. A warning where it cannot.
  void keep(const std::string& name, std::string_view bytes, diagnostics::Sink& sink) const;

 private:
  Folder(std::string path, base::Descriptor folder) : path_(std::move(path)), folder_(std::move(folder)) {}
  void make_room() const;

  std::string path_;
  base::Descriptor folder_;
};

}  // namespace assay::cache
