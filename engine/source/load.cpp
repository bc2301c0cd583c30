#include "source/load.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>

namespace assay::source {

namespace fs = std::filesystem;

namespace {

using Kind = LoadProblem::Kind;

std::optional<std::string> read_all(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text;
  std::array<char, 64 * 1024> block;
  while (in.read(block.data(), block.size()) || in.gcount() > 0) text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return std::nullopt;
  return text;
}

void load_file(const fs::path& path, const LoadLimits& limits, Loaded& loaded) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error || !fs::is_regular_file(status)) {
    loaded.problems.push_back({Kind::unreadable, path.string()});
    return;
  }
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > limits.file) {
    loaded.problems.push_back({Kind::file_too_large, path.string(), size, limits.file});
    return;
  }
  std::optional<std::string> text = read_all(path);
  if (!text) {
    loaded.problems.push_back({Kind::unreadable, path.string()});
    return;
  }
  loaded.files.push_back({path.lexically_normal().string(), std::move(*text)});
}

}  // namespace

Loaded load_rulebook(const std::string& path, const LoadLimits& limits) {
  Loaded loaded;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    loaded.problems.push_back({Kind::missing, path});
    return loaded;
  }
  if (!fs::is_directory(status)) {
    load_file(path, limits, loaded);
  } else {
    std::vector<fs::path> found;
    fs::directory_iterator entry(path, error);
    if (error) {
      loaded.problems.push_back({Kind::unreadable, path});
      return loaded;
    }
    for (const fs::directory_iterator end; entry != end; entry.increment(error)) {
      if (error) break;
      if (entry->path().extension() == ".assay") found.push_back(entry->path());
    }
    std::sort(found.begin(), found.end());
    if (found.empty()) loaded.problems.push_back({Kind::empty_folder, path});
    for (const fs::path& file : found) load_file(file, limits, loaded);
  }
  std::uint64_t total = 0;
  for (const LoadedFile& file : loaded.files) total += file.text.size();
  if (total > limits.rulebook) loaded.problems.push_back({Kind::rulebook_too_large, path, total, limits.rulebook});
  return loaded;
}

std::string used_path(const std::string& file, const std::string& used) { return (fs::path(file).parent_path() / used).lexically_normal().string(); }

std::string path_key(const std::string& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  return (error ? fs::path(path) : absolute).lexically_normal().string();
}

}  // namespace assay::source
