#include "facts/csv/input.h"

#include "base/descriptor.h"
#include "base/text.h"
#include "diagnostics/kinds.h"
#include "diagnostics/system_reason.h"
#include "facts/csv/scanner.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

namespace assay::facts::csv {

namespace {

using diagnostics::Cell;
using diagnostics::Kind;

// How many leading bytes are looked at to tell an encoding.
constexpr std::size_t kSample = 1 << 16;

// The format whose files begin so; empty for text.
std::string_view format_of(std::string_view bytes) {
  struct Magic { std::string_view start, name; };
  constexpr std::array<Magic, 6> kMagic = {{{{"PK\x03\x04", 4}, "XLSX"},
                                            {{"\xD0\xCF\x11\xE0", 4}, "XLS"},
                                            {"%PDF-", "PDF"},
                                            {"SQLite format 3", "SQLite"},
                                            {{"\x1F\x8B", 2}, "GZIP"},
                                            {{"\x28\xB5\x2F\xFD", 4}, "Zstandard"}}};
  for (const Magic& magic : kMagic)
    if (bytes.starts_with(magic.start)) return magic.name;
  return {};
}

// UTF-16 and UTF-32 by their byte order mark, or by NUL in every other byte of what is mostly ASCII.
std::string_view wide_encoding(std::string_view bytes, bool any_nul) {
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
    return "UTF-32";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16";
  if (!any_nul) return {};
  const std::string_view sample = bytes.substr(0, kSample);
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < sample.size(); ++i)
    if (sample[i] == '\0') ++nuls[i % 2];
  const std::size_t most = std::max(nuls[0], nuls[1]);
  const std::size_t least = std::min(nuls[0], nuls[1]);
  return sample.size() >= 4 && most * 8 >= sample.size() && least * 8 <= most ? "UTF-16" : std::string_view{};
}

// The cell that holds the byte at `offset`.
Cell cell_at(std::string_view bytes, std::size_t offset, const std::string& path) {
  // Up to the byte the file is scanned as it is; the record that is cut off there says row and column.
  Scanner scanner(bytes.substr(0, offset), Limits{bytes.size(), bytes.size()});
  Cell cell{path, 1, 1};
  while (scanner.next()) {
    cell.row = scanner.row();
    cell.column = static_cast<std::uint32_t>(scanner.fields().size());
  }
  if (offset > 0 && (bytes[offset - 1] == '\n' || bytes[offset - 1] == '\r')) {
    ++cell.row;
    cell.column = 1;
  }
  return cell;
}

}  // namespace

std::optional<Input> read_input(const std::string& path, diagnostics::Sink& sink) {
  const bool standard = path == "-";
  const auto fail = [&](int error) {
    std::error_code ignored;
    if (!standard && (error == EISDIR || std::filesystem::is_directory(path, ignored))) sink.report(Kind::facts_folder, Cell{path}, {path});
    else if (error == ENOENT) sink.report(Kind::facts_missing_file, Cell{path}, {path});
    else add_system_reason(sink.report(Kind::facts_unreadable, Cell{path}, {path}), error);
    return std::nullopt;
  };
  const base::Descriptor file(standard ? -1 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!standard && !file) return fail(errno);
  const int from = standard ? STDIN_FILENO : file.get();  // standard input stays open
  struct stat status{};
  const bool plain = ::fstat(from, &status) == 0 && S_ISREG(status.st_mode);
  // What is only said to be a file (/proc) may hold any number of bytes, whatever its size.
  const std::size_t size = plain ? static_cast<std::size_t>(status.st_size) : 0;
  constexpr std::size_t kBlock = 1 << 18, kMost = 1 << 30;
  // A byte more than the file has, so that its end is seen at once.
  std::size_t room = size > 0 ? size + 1 : kBlock;
  Input out{std::make_unique_for_overwrite<char[]>(room), 0};
  for (;;) {
    const std::size_t asked = std::min(room - out.size, kMost);
    const ssize_t got = ::read(from, out.bytes.get() + out.size, asked);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(errno);
    out.size += static_cast<std::size_t>(got);
    if (got == 0 || (size > 0 && out.size == size && static_cast<std::size_t>(got) < asked)) return out;
    if (out.size < room) continue;
    std::unique_ptr<char[]> more = std::make_unique_for_overwrite<char[]>(2 * room);
    std::memcpy(more.get(), out.bytes.get(), out.size);
    out.bytes = std::move(more);
    room *= 2;
  }
}

std::optional<RandomFile> RandomFile::open(const std::string& path) {
  const bool standard = path == "-";
  struct stat status{};
  // A pipe is opened by who reads it all, once: what was written to it before that would be lost.
  if (!standard && (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))) return std::nullopt;
  const int descriptor = standard ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return std::nullopt;
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || (standard && ::lseek(descriptor, 0, SEEK_CUR) != 0)) {
    ::close(descriptor);
    return std::nullopt;
  }
  return RandomFile(descriptor, static_cast<std::uint64_t>(status.st_size));
}

RandomFile::~RandomFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool RandomFile::read(std::uint64_t offset, std::span<char> to) const {
  while (!to.empty()) {
    const ssize_t got = ::pread(descriptor_, to.data(), to.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    to = to.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
  return true;
}

bool check_text(std::string_view bytes, const std::string& path, diagnostics::Sink& sink) {
  if (const std::string_view format = format_of(bytes); !format.empty()) {
    sink.report(Kind::facts_other_format, Cell{path}, {std::string(format)});
    return false;
  }
  const std::size_t nul = bytes.find('\0');
  if (const std::string_view encoding = wide_encoding(bytes, nul != std::string_view::npos); !encoding.empty()) {
    sink.report(Kind::facts_other_encoding, Cell{path}, {std::string(encoding)});
    return false;
  }
  if (const auto offset = base::find_invalid_utf8(bytes)) {
    if (base::is_gb18030(bytes)) sink.report(Kind::facts_other_encoding, Cell{path}, {"GB18030 (GBK)"});
    else sink.report(Kind::facts_invalid_utf8, cell_at(bytes, *offset, path), {std::to_string(*offset + 1)});
    return false;
  }
  if (nul != std::string_view::npos) {
    sink.report(Kind::facts_nul, cell_at(bytes, nul, path), {std::to_string(nul + 1)});
    return false;
  }
  return true;
}

}  // namespace assay::facts::csv
