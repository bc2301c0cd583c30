// The problems of one file while it is read: in order of place at the end, and no more of them than the limit.
#pragma once

#include "diagnostics/diagnostics.h"
#include "source/source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assay::syntax {

using diagnostics::Diagnostic;
using diagnostics::Kind;

class Problems {
 public:
  Problems(source::FileId file, std::size_t limit) : file_(file), limit_(limit) {}
  Problems(const Problems&) = delete;
  Problems& operator=(const Problems&) = delete;

  source::Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  // The reference holds until the next report.
  Diagnostic& report(Kind kind, source::Span span, std::vector<std::string> arguments = {});
  std::size_t size() const { return found_.size(); }
  bool has_errors() const;
  bool told_of(Kind kind, source::Span at) const;  // of a place that overlaps this one
  Diagnostic& operator[](std::size_t index) { return found_[index]; }
  // More have been found than will be shown: it is not worth while to look for others.
  bool full() const { return found_.size() > limit_ + kReserve; }
  // Into the sink; `path` is how the note about those left out calls the file.
  void hand_over(diagnostics::Sink& sink, const std::string& path);

 private:
  static constexpr std::size_t kReserve = 64;
  source::FileId file_;
  std::size_t limit_;
  std::vector<Diagnostic> found_;
};

}  // namespace assay::syntax
