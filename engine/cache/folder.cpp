#include "cache/folder.h"

#include "base/descriptor.h"
#include "base/sha256.h"
#include "diagnostics/kinds.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::cache {

namespace {

using diagnostics::Kind;
using Words = std::vector<std::string>;

constexpr std::string_view kMagic = "assay kept 1\n";
constexpr std::string_view kEnding = ".kept";
constexpr std::size_t kDigest = 64;  // hexadecimal digits

bool is_ours_alone(const struct stat& status) { return status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0; }

// As many bytes as the file had when it was opened; nothing where it has fewer by now.
std::optional<std::string> read_all(int descriptor, std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size;) {
    const ssize_t got = ::read(descriptor, bytes.data() + at, size - at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    at += static_cast<std::size_t>(got);
  }
  return bytes;
}

bool write_whole(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// The name is among the bytes, so that a file that was given another's name is not taken for it.
std::string head_of(const std::string& name, std::string_view bytes) {
  base::Sha256 digest;
  digest.update(name);
  digest.update(std::string_view("\n"));
  digest.update(bytes);
  return std::string(kMagic) + digest.hex() + "\n";
}

constexpr std::size_t kHead = kMagic.size() + kDigest + 1;

}  // namespace

std::optional<Folder> Folder::open(const std::string& path, diagnostics::Sink& sink) {
  if (::mkdir(path.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
    sink.report(Kind::cache_unusable, Words{path, std::strerror(errno)});
    return std::nullopt;
  }
  base::Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) {
    sink.report(Kind::cache_unusable, Words{path, std::strerror(errno)});
    return std::nullopt;
  }
  struct stat status{};
  if (::fstat(folder.get(), &status) != 0 || !is_ours_alone(status)) {
    sink.report(Kind::cache_not_alone, Words{path});
    return std::nullopt;
  }
  return Folder(path, std::move(folder));
}

std::optional<std::string> Folder::find(const std::string& name, diagnostics::Sink& sink) const {
  const std::string file = name + std::string(kEnding);
  const base::Descriptor in(::openat(folder_.get(), file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!in) {
    if (errno != ENOENT) sink.report(Kind::cache_unusable, Words{path_ + "/" + file, std::strerror(errno)});
    return std::nullopt;
  }
  struct stat status{};
  if (::fstat(in.get(), &status) != 0 || !S_ISREG(status.st_mode) || !is_ours_alone(status)) {
    sink.report(Kind::cache_not_alone, Words{path_ + "/" + file});
    return std::nullopt;
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  std::optional<std::string> head, bytes;
  if (size >= kHead && size <= kMostBytes) {
    head = read_all(in.get(), kHead);
    bytes = read_all(in.get(), size - kHead);
  }
  if (!head || !bytes || *head != head_of(name, *bytes)) {
    sink.report(Kind::cache_damaged, Words{path_ + "/" + file});
    return std::nullopt;
  }
  return bytes;
}

void Folder::keep(const std::string& name, std::string_view bytes, diagnostics::Sink& sink) const {
  if (bytes.size() > kMostBytes - kHead) return;
  const std::string file = name + std::string(kEnding);
  const std::string part = "." + file + "." + std::to_string(::getpid());
  const auto failed = [&] {
    sink.report(Kind::cache_unusable, Words{path_ + "/" + file, std::strerror(errno)});
    ::unlinkat(folder_.get(), part.c_str(), 0);
  };
  {
    ::unlinkat(folder_.get(), part.c_str(), 0);  // of a process of that number that was ended
    const base::Descriptor out(::openat(folder_.get(), part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!out || !write_whole(out.get(), head_of(name, bytes)) || !write_whole(out.get(), bytes)) return failed();
  }
  if (::renameat(folder_.get(), part.c_str(), folder_.get(), file.c_str()) != 0) return failed();
  make_room();
}

void Folder::make_room() const {
  base::Descriptor again(::openat(folder_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  DIR* const entries = again ? ::fdopendir(again.get()) : nullptr;
  if (entries == nullptr) return;
  again.release();
  std::vector<std::tuple<std::int64_t, std::int64_t, std::string>> kept;  // by age
  while (const dirent* const entry = ::readdir(entries)) {
    const std::string_view name = entry->d_name;
    struct stat status{};
    // Ours are hidden while they are written.
    if (!name.ends_with(kEnding) || name.starts_with('.') || ::fstatat(folder_.get(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    kept.emplace_back(status.st_mtim.tv_sec, status.st_mtim.tv_nsec, name);
  }
  ::closedir(entries);
  if (kept.size() <= kMostFiles) return;
  std::sort(kept.begin(), kept.end());
  kept.resize(kept.size() - kMostFiles);
  for (const auto& [seconds, nanoseconds, name] : kept) ::unlinkat(folder_.get(), name.c_str(), 0);
}

}  // namespace assay::cache
