#include "cli/output.h"

#include "base/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace assay::cli {

namespace {

constexpr std::size_t kBuffer = 1 << 16;

// What the interrupt handler may touch: plain bytes.
std::array<char, 4096> file_to_remove{};
std::array<char, 128> interrupt_words{};

void remember(std::string_view path) {
  file_to_remove[0] = '\0';
  if (path.size() >= file_to_remove.size()) return;
  std::memcpy(file_to_remove.data() + 1, path.data() + 1, path.size() - 1);
  file_to_remove[path.size()] = '\0';
  file_to_remove[0] = path[0];
}

// Where in a file the next byte will stand; -1 where that is none, or one to whose end others write, too.
std::int64_t place_in_file(int descriptor) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return -1;
  const int flags = ::fcntl(descriptor, F_GETFL);
  if (flags < 0 || (flags & O_APPEND) != 0) return -1;
  const off_t at = ::lseek(descriptor, 0, SEEK_CUR);
  return at == status.st_size ? at : -1;
}

extern "C" void on_interrupt(int signal) {
  if (file_to_remove[0] != '\0') ::unlink(file_to_remove.data());
  const ssize_t ignored = ::write(STDERR_FILENO, interrupt_words.data(), std::strlen(interrupt_words.data()));
  static_cast<void>(ignored);
  ::_exit(128 + signal);
}

}  // namespace

Output::Output(const std::optional<std::string>& path) {
  if (!path || *path == "-") {
    descriptor_ = STDOUT_FILENO;
    begin_ = place_in_file(descriptor_);
    return;
  }
  path_ = *path;
  // What a link leads to is written, not a file put in its place.
  std::error_code ignored;
  if (const auto whole = std::filesystem::canonical(path_, ignored); !ignored) path_ = whole.string();
  struct stat status{};
  // What is there and is no plain file (a device, a pipe) is written as it is: a rename would put a file in its place.
  const bool there = ::stat(path_.c_str(), &status) == 0;
  if (there && !S_ISREG(status.st_mode)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail(errno);
    return;
  }
  beside_ = path_ + ".part-" + std::to_string(::getpid());
  descriptor_ = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    fail(errno);
    beside_.clear();
    return;
  }
  // Who could not read the old results reads none of the new ones.
  if (there) static_cast<void>(::fchmod(descriptor_, status.st_mode & 0777));
  remember(beside_);
  begin_ = 0;
}

Output::~Output() {
  if (to_file() && descriptor_ >= 0) ::close(descriptor_);
  if (!beside_.empty()) ::unlink(beside_.c_str());
  file_to_remove[0] = '\0';
}

void Output::fail(int error) {
  if (problem_ == 0) problem_ = error;
}

std::string Output::name() const { return path_.empty() ? "-" : path_; }

bool Output::write(std::string_view text) {
  if (problem_ != 0) return false;
  // What is long is written from where it stands.
  if (text.size() >= kBuffer) return flush() && put(text);
  buffer_ += text;
  return buffer_.size() < kBuffer || flush();
}

bool Output::flush() {
  if (problem_ != 0) return false;
  if (buffer_.empty()) return true;
  put(buffer_);
  buffer_.clear();
  return problem_ == 0;
}

bool Output::put(std::string_view text) {
  wrote_ = true;
  if (!base::write_all(descriptor_, text)) fail(errno);
  written_ += static_cast<std::int64_t>(text.size());
  return problem_ == 0;
}

bool Output::take_back() {
  buffer_.clear();
  if (problem_ != 0) return false;
  if (place_in_file(descriptor_) != begin_ + written_) fail(EBUSY);
  else if (::ftruncate(descriptor_, begin_) != 0 || ::lseek(descriptor_, begin_, SEEK_SET) != begin_) fail(errno);
  written_ = 0;
  wrote_ = false;
  return problem_ == 0;
}

bool Output::finish() {
  if (!flush()) return false;
  if (!to_file()) return true;
  const int descriptor = descriptor_;
  descriptor_ = -1;
  if (::close(descriptor) != 0) fail(errno);
  if (beside_.empty() || problem_ != 0) return problem_ == 0;
  if (::rename(beside_.c_str(), path_.c_str()) != 0) {
    fail(errno);
    return false;
  }
  beside_.clear();
  file_to_remove[0] = '\0';
  return true;
}

void write_error(std::string_view text) { static_cast<void>(base::write_all(STDERR_FILENO, text)); }

void handle_interrupts(std::string_view words) {
  const std::size_t size = words.size() < interrupt_words.size() ? words.size() : interrupt_words.size() - 1;
  std::memcpy(interrupt_words.data(), words.data(), size);
  interrupt_words[size] = '\0';
  // A closed pipe is an error of writing, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow further is one that cannot be written
  struct sigaction action{};
  action.sa_handler = on_interrupt;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

}  // namespace assay::cli
