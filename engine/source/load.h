// Reads a rulebook's files from disk: a folder of `.assay` files in the order of their names, or one file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace assay::source {

struct LoadedFile {
  std::string path;  // as it was given, joined with the file's name, without `./` and `x/../`
  std::string text;
};

struct LoadProblem {
  enum class Kind { missing, unreadable, empty_folder, file_too_large, rulebook_too_large } kind;
  std::string path;
  std::uint64_t size = 0;   // of the file or the rulebook, where it is too large
  std::uint64_t limit = 0;
};

struct LoadLimits {
  std::uint64_t file = 4ULL << 20;
  std::uint64_t rulebook = 16ULL << 20;
};

struct Loaded {
  std::vector<LoadedFile> files;
  std::vector<LoadProblem> problems;  // all of them, in order of path
  std::vector<std::string> passed_over;  // files of the folder and of folders in it that look like rules, and are not read
};

Loaded load_rulebook(const std::string& path, const LoadLimits& limits);

// What `use` names in a file, from that file's folder, without `./` and `x/../`; both are taken as they are written, whatever links there are.
std::string used_path(const std::string& file, const std::string& used);
// The same for all spellings of one path.
std::string path_key(const std::string& path);

}  // namespace assay::source
