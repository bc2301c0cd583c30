#include "cache/folder.h"

#include "base/sha256.h"
#include "diagnostics/kinds.h"
#include "diagnostics/system_reason.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <random>
#include <system_error>
#include <utility>
#include <vector>

namespace assay::cache {

namespace {

namespace fs = std::filesystem;
using diagnostics::Kind;
using Words = std::vector<std::string>;

constexpr std::string_view kMagic = "assay kept 1\n";
constexpr std::string_view kEnding = ".kept";
constexpr std::string_view kPart = ".part";  // not all is written yet
constexpr std::size_t kDigest = 64;          // hexadecimal digits
constexpr std::size_t kHead = kMagic.size() + kDigest + 1;
constexpr std::chrono::hours kLeftBehind{1};  // a part as old as this is of a run that was ended

// The name is among the bytes, so that a file that was given another's name is not taken for it.
std::string head_of(const std::string& name, std::string_view bytes) {
  base::Sha256 digest;
  digest.update(name);
  digest.update(std::string_view("\n"));
  digest.update(bytes);
  return std::string(kMagic) + digest.hex() + "\n";
}

// Nobody else's files are looked at or removed.
bool is_ours(std::string_view file) {
  constexpr std::string_view kHexadecimal = "0123456789abcdef";
  return (file.ends_with(kEnding) || file.ends_with(kPart)) && file.substr(0, kDigest).find_first_not_of(kHexadecimal) == file.npos &&
         file.size() > kDigest && (file[kDigest] == '-' || file[kDigest] == '.');
}

bool is_owners_alone(const struct stat& status) { return status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0; }

void cannot_keep(const std::string& path, int error, diagnostics::Sink& sink) {
  add_system_reason(sink.report(Kind::cache_unusable, Words{path}), error);
}

// The open folder; none, and a warning but where it is not there, where it cannot be used.
base::Descriptor opened(const std::string& path, diagnostics::Sink& sink) {
  base::Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  struct stat status{};
  if (!folder || ::fstat(folder.get(), &status) != 0) {
    if (errno != ENOENT || path.empty()) cannot_keep(path, errno, sink);
    return {};
  }
  if (is_owners_alone(status)) return folder;
  sink.report(Kind::cache_not_alone, Words{path});
  return {};
}

}  // namespace

std::optional<Folder> Folder::open(const std::string& path, diagnostics::Sink& sink) {
  const std::size_t before = sink.warnings();
  Folder folder(path, opened(path, sink));
  if (sink.warnings() > before) return std::nullopt;
  return folder;
}

std::optional<std::string> Folder::find(const std::string& name, diagnostics::Sink& sink) const {
  if (!folder_) return std::nullopt;
  // Not waiting for anybody, should it be a pipe.
  const base::Descriptor in(::openat(folder_.get(), (name + std::string(kEnding)).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status{};
  if (!in || ::fstat(in.get(), &status) != 0) {
    if (errno == ELOOP) sink.report(Kind::cache_damaged, Words{path_});
    else if (errno != ENOENT) cannot_keep(path_, errno, sink);
    return std::nullopt;
  }
  if (!is_owners_alone(status)) {
    sink.report(Kind::cache_not_alone, Words{path_});
    return std::nullopt;
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  std::optional<std::string> bytes = S_ISREG(status.st_mode) ? base::read_all(in.get(), size, kMostBytes + kHead) : std::nullopt;
  if (bytes && bytes->size() >= kHead && bytes->size() <= kMostBytes + kHead &&
      bytes->compare(0, kHead, head_of(name, std::string_view(*bytes).substr(kHead))) == 0) {
    bytes->erase(0, kHead);
    return bytes;
  }
  sink.report(Kind::cache_damaged, Words{path_});
  return std::nullopt;
}

void Folder::keep(const std::string& name, std::string_view bytes, diagnostics::Sink& sink) {
  const auto failed = [&](int error) { cannot_keep(path_, error, sink); };
  if (bytes.size() > kMostBytes) return failed(EFBIG);
  if (!folder_) {
    if (::mkdir(path_.c_str(), S_IRWXU) != 0 && errno != EEXIST) return failed(errno);
    folder_ = opened(path_, sink);
    if (!folder_) return;
  }
  const std::string file = name + std::string(kEnding);
  // Others may keep the same at the same time, on other machines too.
  std::random_device random;
  const std::string part = name + "." + std::to_string(random()) + std::to_string(random()) + std::string(kPart);
  const base::Descriptor out(::openat(folder_.get(), part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!out) return failed(errno);
  if (!base::write_all(out.get(), head_of(name, bytes)) || !base::write_all(out.get(), bytes) ||
      ::renameat(folder_.get(), part.c_str(), folder_.get(), file.c_str()) != 0) {
    const int error = errno;
    ::unlinkat(folder_.get(), part.c_str(), 0);
    return failed(error);
  }
  make_room();
}

void Folder::make_room() const {
  std::vector<std::pair<fs::file_time_type, fs::path>> kept;
  const auto now = fs::file_time_type::clock::now();
  std::error_code error;
  for (fs::directory_iterator entry(path_, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code gone;
    const auto written = is_ours(name) ? entry->last_write_time(gone) : now;
    if (gone || !is_ours(name)) continue;
    if (name.ends_with(kEnding)) kept.emplace_back(written, entry->path());
    else if (now - written > kLeftBehind) fs::remove(entry->path(), gone);
  }
  if (kept.size() <= kMostFiles) return;
  std::sort(kept.begin(), kept.end());
  kept.resize(kept.size() - kMostFiles);
  for (const auto& [written, path] : kept) fs::remove(path, error);
}

}  // namespace assay::cache
