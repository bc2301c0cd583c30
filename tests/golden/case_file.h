// A golden case: a text file with several virtual files inside, the commands to run beside them, and what each must print.
//
//   What the case shows, in a few words.
//   --- use: rules/huzhou-2023        the tree's own folder or file, under the same path
//   --- file: rules/a.assay           a file; `\xFF` stands for that byte
//   --- file without line end: b.csv  likewise, without the last line's end
//   --- run: assay check rules        a shell command, run in the folder that holds the files
//   --- stdin                         what it reads
//   --- stdout                        what it must print; no section: nothing
//   --- stderr
//   --- exit: 2                       no section: 0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay::golden {

struct VirtualFile {
  std::string path;
  std::string text;         // with escapes, as it stands in the case
  bool last_line_ends = true;
};

struct Run {
  std::string command;
  std::string input;
  bool has_input = false;
  std::string output, errors;
  int exit = 0;
};

struct Case {
  std::string words;
  std::vector<std::string> uses;
  std::vector<VirtualFile> files;
  std::vector<Run> runs;
  std::vector<std::string> problems;  // of the case file itself
};

Case read_case(std::string_view text);
std::string write_case(const Case& from);

std::string unescaped(std::string_view text);  // `\xFF` -> the byte
// Bytes that are no printable UTF-8, but for line ends, as `\xFF`.
std::string escaped(std::string_view bytes);

}  // namespace assay::golden
