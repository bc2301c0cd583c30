// Runs stored inputs through the fuzzers' functions, without libFuzzer: a sub-folder rules, csv or both for each.
#include "fuzz/inputs.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  if (!std::filesystem::is_directory(folder)) return found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: replay FOLDER\n", stderr);
    return 2;
  }
  std::size_t inputs = 0;
  const struct {
    const char* name;
    void (*run)(std::string_view);
  } kTargets[] = {{"rules", assay::fuzz::rules}, {"csv", assay::fuzz::csv}, {"both", assay::fuzz::both}};
  for (const auto& target : kTargets) {
    for (const auto& path : files_in(std::filesystem::path(arguments[1]) / target.name)) {
      // Named first, so that a crash says which it was.
      std::printf("%s\n", path.c_str());
      std::fflush(stdout);
      std::ifstream file(path, std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      target.run(text);
      ++inputs;
    }
  }
  std::printf("%zu stored inputs\n", inputs);
  return inputs > 0 ? 0 : 1;
}
