// Where results are written: standard output, or a file that takes its name only when all went well.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay::cli {

class Output {
 public:
  // Nothing or `-`: standard output.
  explicit Output(const std::optional<std::string>& path);
  ~Output();  // without `finish` the file beside is removed
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // False after the first failure; see `problem`.
  bool write(std::string_view text);
  bool flush();
  bool finish();
  bool to_file() const { return !path_.empty(); }
  bool wrote() const { return wrote_; }
  const std::string& problem() const { return problem_; }  // the system's words; empty while all is well
  std::string name() const;

 private:
  void fail(int error);

  std::string path_, beside_, buffer_, problem_;
  int descriptor_ = -1;
  bool wrote_ = false;
};

// To standard error; a failure there has nowhere to be told.
void write_error(std::string_view text);

// From now on an interrupt removes the file being written, says `words` and ends the program with status 130 (on SIGTERM 143).
void handle_interrupts(std::string_view words);

}  // namespace assay::cli
