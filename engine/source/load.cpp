#include "source/load.h"

#include "base/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

namespace assay::source {

namespace fs = std::filesystem;

namespace {

using Kind = LoadProblem::Kind;

// All of a file, or one byte more than it may have; nothing where it cannot be read. It may grow or shrink meanwhile.
std::optional<std::string> read_all(int file, std::uint64_t size, std::uint64_t limit) {
  std::string text;
  std::size_t filled = 0;
  text.resize(static_cast<std::size_t>(std::min(size, limit)) + 1);
  for (;;) {
    const ssize_t got = ::read(file, text.data() + filled, text.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > limit) break;
    if (filled == text.size()) text.resize(static_cast<std::size_t>(std::min<std::uint64_t>(2 * filled, limit + 1)));
  }
  text.resize(filled);
  return text;
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
  std::optional<std::string> text = size > limits.file ? std::string() : read_all(file.get(), size, limits.file);
  if (!text) {
    loaded.problems.push_back({Kind::unreadable, path});
  } else if (size > limits.file || text->size() > limits.file) {
    loaded.problems.push_back({Kind::file_too_large, path, std::max<std::uint64_t>(size, text->size()), limits.file});
  } else {
    loaded.files.push_back({fs::path(path).lexically_normal().string(), std::move(*text)});
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
    }
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
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  return (error ? fs::path(path) : absolute).lexically_normal().string();
}

}  // namespace assay::source
