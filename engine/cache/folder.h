// A folder in which compiled rulebooks are kept from one run to the next.
//
// What is kept under a name is what a run put there, or it is not found: each file carries the SHA-256 of its name and its bytes. Only its owner may
// be able to write to the folder and the files. It holds no more than kMostFiles that are kept; those that were written first go.
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
  // One that is not there is made when something is first kept. Nothing, and a warning, where it is no folder or others may write to it.
  static std::optional<Folder> open(const std::string& path, diagnostics::Sink& sink);
  const std::string& path() const { return path_; }

  // What is kept under a name: a SHA-256 in hexadecimal, and what may follow behind a `-`. Nothing where there is nothing; with a warning where there is,
  // and it cannot be trusted.
  std::optional<std::string> find(const std::string& name, diagnostics::Sink& sink) const;
  // Puts it there in one step, so that whoever looks meanwhile finds all of it or nothing. A warning where it cannot.
  void keep(const std::string& name, std::string_view bytes, diagnostics::Sink& sink);

 private:
  Folder(std::string path, base::Descriptor folder) : path_(std::move(path)), folder_(std::move(folder)) {}
  void make_room() const;

  std::string path_;
  base::Descriptor folder_;  // none: it is not there yet
};

}  // namespace assay::cache
