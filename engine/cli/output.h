// Where results are written: standard output, or a file that takes its name only when all went well.
#pragma once

#include <cstdint>
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
  // Takes back all that was written, if `may_take_back`; a failure where the file has more by now, from another program.
  bool take_back();
  bool may_take_back() const { return begin_ >= 0; }
  bool to_file() const { return !path_.empty(); }
  bool wrote() const { return wrote_; }
  int problem() const { return problem_; }  // `errno` of the first failure; 0 while all is well
  std::string name() const;

 private:
  void fail(int error);
  bool put(std::string_view text);

  std::string path_, beside_, buffer_;
  int problem_ = 0;
  int descriptor_ = -1;
  std::int64_t begin_ = -1;    // where in a file its first byte stands; -1: what is written cannot be taken back
  std::int64_t written_ = 0;
  bool wrote_ = false;
};

// To standard error; a failure there has nowhere to be told.
void write_error(std::string_view text);

// From now on an interrupt removes the file being written, says `words` and ends the program with status 130 (on SIGTERM 143).
void handle_interrupts(std::string_view words);

}  // namespace assay::cli
