#include "source/load.h"

#include "base/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

namespace assay::source {

namespace fs = std::filesystem;

namespace {

using Kind = LoadProblem::Kind;

// Without `./`, `x/../` and doubled slashes; nearly every path comes so.
std::string normal(const std::string& path) {
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = std::string_view(path).substr(begin, end - begin);
    if ((part.empty() && begin > 0) || part == "." || part == "..") return fs::path(path).lexically_normal().string();
    begin = end + 1;
  }
  return path;
}

void load_file(const std::string& path, const LoadLimits& limits, Loaded& loaded) {
  // Not waiting for somebody to write to it, where it is a pipe.
  const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat status{};
  if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    loaded.problems.push_back({Kind::unreadable, path});
    return;
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  std::optional<std::string> text = size > limits.file ? std::string() : base::read_all(file.get(), size, limits.file);
  if (!text) {
    loaded.problems.push_back({Kind::unreadable, path});
  } else if (size > limits.file || text->size() > limits.file) {
    loaded.problems.push_back({Kind::file_too_large, path, std::max<std::uint64_t>(size, text->size()), limits.file});
  } else {
    loaded.files.push_back({normal(path), std::move(*text)});
  }
}

bool has_ending(const std::string& name, std::string_view ending) {
  return name.size() >= ending.size() && std::equal(ending.begin(), ending.end(), name.end() - static_cast<std::ptrdiff_t>(ending.size()), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

// `x.assay.txt`, which some editors make, and `x.ASSAY`.
bool looks_like_rules(const fs::path& path) {
  const std::string name = path.filename().string();
  return (has_ending(name, ".assay") && path.extension() != ".assay") || has_ending(name, ".assay.txt");
}

// Rules in a folder of the folder.
void look_into(const fs::path& folder, std::vector<std::string>& out) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  if (error) return;
  for (const fs::directory_iterator end; entry != end; entry.increment(error)) {
    if (error) return;
    if (entry->path().extension() == ".assay" || looks_like_rules(entry->path())) out.push_back(entry->path().string());
  }
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
    std::vector<std::string> found;
    fs::directory_iterator entry(path, error);
    if (error) {
      loaded.problems.push_back({Kind::unreadable, path});
      return loaded;
    }
    for (const fs::directory_iterator end; entry != end; entry.increment(error)) {
      if (error) break;
      if (entry->path().extension() == ".assay") found.push_back(entry->path().string());
      else if (looks_like_rules(entry->path())) loaded.passed_over.push_back(entry->path().string());
      else if (entry->is_directory(error)) look_into(entry->path(), loaded.passed_over);
    }
    std::sort(loaded.passed_over.begin(), loaded.passed_over.end());
    std::sort(found.begin(), found.end());
    if (found.empty()) loaded.problems.push_back({Kind::empty_folder, path});
    for (const std::string& file : found) load_file(file, limits, loaded);
  }
  std::uint64_t total = 0;
  for (const LoadedFile& file : loaded.files) total += file.text.size();
  if (total > limits.rulebook) loaded.problems.push_back({Kind::rulebook_too_large, path, total, limits.rulebook});
  return loaded;
}

std::string used_path(const std::string& file, const std::string& used) { return (fs::path(file).parent_path() / used).lexically_normal().string(); }

std::string path_key(const std::string& path) {
  if (path.starts_with('/')) return normal(path);
  std::error_code error;
  const std::string here = fs::current_path(error).string();
  return error ? normal(path) : normal(here + (here.ends_with('/') ? "" : "/") + path);
}

}  // namespace assay::source
