// The files a rulebook is made of, and how a byte range becomes a line and a column.
#pragma once

#include "base/ids.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace assay::source {

using FileId = base::Id<struct FileTag>;

// A byte range [begin, end) of one file. A default Span points nowhere.
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool valid() const { return file.valid(); }
  friend auto operator<=>(const Span&, const Span&) = default;
};

Span join(Span first, Span last);  // from the start of one to the end of the other, of the same file

// Line and column count from 1; the column counts code points.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

class Files {
 public:
  // `path` is kept as it was given. A leading byte order mark is not part of the text.
  FileId add(std::string path, std::string text);
  std::size_t size() const { return files_.size(); }
  const std::string& path(FileId file) const;
  std::string_view text(FileId file) const;
  std::string_view slice(Span span) const;
  Position position(FileId file, std::uint32_t offset) const;
  std::string_view line(FileId file, std::uint32_t number) const;  // without its line end
  // "path:line:column" of the span's start.
  std::string place(Span span) const;
  // The words at a span, on one line and shortened for a message.
  std::string words(Span span) const;

 private:
  // Made when a place of the file is first asked for, on whatever thread.
  struct Lines {
    std::once_flag made;
    std::vector<std::uint32_t> starts;
    std::vector<std::uint32_t> characters;  // how many code points begin before each block of bytes, so that no line is counted from its start
  };
  struct File {
    std::string path;
    std::string text;
    std::shared_ptr<Lines> lines;  // the same for copies of the file
  };
  const Lines& lines_of(FileId file) const;

  std::vector<File> files_;
};

}  // namespace assay::source
