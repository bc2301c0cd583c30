// The hand-written limit: reads wide CSV of the workload `seventy` and writes what `assay run rules/seventy --format
// csv --per unit` writes of it, as fast as a program can that knows these rules and nothing else. It checks the heading
// and that cells are plain numbers within their column's places, and not that a unit stands there once only.

#include "block.h"
#include "read.h"
#include "write.h"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace {

using namespace bench::limit;

constexpr std::size_t kChunk = 312 * 1024;  // somewhat less than kRows rows
constexpr std::size_t kLongest = 8192;      // row
constexpr std::size_t kAround = 64;         // what the wide reader may touch before and behind

struct Program {
  const char* (*read)(const char*, const char*, Block&);
  void (*judge)(const Block&, Judged&);
  char* (*write)(const Block&, const Judged&, char*);
};

constexpr Program kPlain{read_plain, judge_plain, write_plain};

bool has_wide() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512vbmi") &&
         __builtin_cpu_supports("avx512vbmi2");
#else
  return false;
#endif
}

std::string heading() {
  std::string line = "unit";
  for (int c = 0; c < kColumns; ++c)
    line.append(",").append(fact_of(c).name).append("_" + std::to_string(c / kFacts + 1));
  return line + "\n";
}

class File {
 public:
  explicit File(const char* path) : descriptor_(open(path, O_RDONLY)) {
    struct stat about {};
    if (descriptor_ < 0 || fstat(descriptor_, &about) != 0) refuse("cannot open the file");
    size_ = static_cast<std::size_t>(about.st_size);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { close(descriptor_); }
  std::size_t size() const { return size_; }
  std::size_t read(char* to, std::size_t from, std::size_t bytes) const {
    std::size_t done = 0;
    while (done < bytes) {
      const ssize_t n = pread(descriptor_, to + done, bytes - done, static_cast<off_t>(from + done));
      if (n < 0) refuse("cannot read the file");
      if (n == 0) break;
      done += static_cast<std::size_t>(n);
    }
    return done;
  }

 private:
  int descriptor_;
  std::size_t size_ = 0;
};

// The rows that begin within one chunk of the file.
struct Rows {
  const char* begin;
  const char* end;
};

class Reader {
 public:
  Reader(const File& file, std::size_t start) : file_(file), start_(start) {}
  std::size_t chunks() const { return (file_.size() - start_ + kChunk - 1) / kChunk; }
  Rows chunk(std::size_t index) {
    const std::size_t from = start_ + index * kChunk;
    const std::size_t got =
        file_.read(text(), from - 1, kChunk + kLongest + 1);  // the byte before says whether a row begins here
    const char* const end = text() + got;
    const auto next_row = [&](const char* at) {
      const auto* found = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
      if (found == nullptr) refuse("a line that is too long, or has no end");
      return found + 1;
    };
    const char* const begin = next_row(text());
    const char* const last = text() + kChunk;
    return {begin, last >= end ? end : next_row(last)};
  }

 private:
  char* text() { return buffer_.data() + kAround; }
  const File& file_;
  std::size_t start_;
  std::vector<char> buffer_ = std::vector<char>(kChunk + kLongest + 1 + 2 * kAround);
};

void put(const char* text, std::size_t bytes) {
  while (bytes != 0) {
    const ssize_t n = write(1, text, bytes);
    if (n <= 0) refuse("cannot write");
    text += n;
    bytes -= static_cast<std::size_t>(n);
  }
}

struct Turn {
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t next_chunk = 0;
  std::size_t next_written = 0;
};

void work(const File& file, std::size_t start, const Program& program, Turn& turn) {
  Reader reader(file, start);
  const auto block = std::make_unique<Block>();
  const auto judged = std::make_unique<Judged>();
  std::vector<char> out(2 * kRows * 192 + kLineRoom);
  for (;;) {
    std::size_t index = 0;
    {
      const std::lock_guard lock(turn.mutex);
      index = turn.next_chunk++;
    }
    if (index >= reader.chunks()) return;
    const Rows rows = reader.chunk(index);
    char* at = out.data();
    for (const char* from = rows.begin; from != rows.end;) {
      from = program.read(from, rows.end, *block);
      program.judge(*block, *judged);
      std::size_t needed = block->rows * 192;
      for (std::size_t r = 0; r < block->rows; ++r) needed += block->units[r].size();
      const auto used = static_cast<std::size_t>(at - out.data());
      if (used + needed + kLineRoom > out.size()) out.resize(used + needed + kLineRoom);
      at = program.write(*block, *judged, out.data() + used);
    }
    std::unique_lock lock(turn.mutex);
    turn.changed.wait(lock, [&] { return turn.next_written == index; });
    put(out.data(), static_cast<std::size_t>(at - out.data()));
    ++turn.next_written;
    lock.unlock();
    turn.changed.notify_all();
  }
}

// Of this thread, in microseconds: what others do on the machine is not in it.
long long processor_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000LL + now.tv_nsec / 1000;
}

// Judging alone, twice: each block as it was just read, as in a run, and then all of them from memory.
void only_judge(const File& file, std::size_t start, const Program& program, int times) {
  Reader reader(file, start);
  std::vector<std::unique_ptr<Block>> blocks;
  const auto judged = std::make_unique<Judged>();
  std::int64_t sum = 0;
  const auto judge = [&](const Block& block) {
    program.judge(block, *judged);
    sum += judged->low[0];
  };
  long long just_read = 0;
  for (std::size_t index = 0; index < reader.chunks(); ++index) {
    const Rows rows = reader.chunk(index);
    for (const char* from = rows.begin; from != rows.end;) {
      blocks.push_back(std::make_unique<Block>());
      from = program.read(from, rows.end, *blocks.back());
      const long long begin = processor_time();
      judge(*blocks.back());
      just_read += processor_time() - begin;
    }
  }
  std::vector<long long> took;
  for (int i = 0; i < times; ++i) {
    const long long begin = processor_time();
    for (const auto& block : blocks) judge(*block);
    took.push_back(processor_time() - begin);
  }
  std::sort(took.begin(), took.end());
  std::printf("%lld %lld\n", just_read, took[took.size() / 2]);
  if (sum == 1) std::puts("");  // so that nothing is left out
}

}  // namespace

int main(int argc, char** argv) {
  int threads = 2;
  bool plain = !has_wide();
  bool judge = false;
  const char* path = nullptr;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--threads" && i + 1 < argc)
      threads = std::max(1, std::atoi(argv[++i]));
    else if (word == "--plain")
      plain = true;
    else if (word == "--judge")
      judge = true;
    else if (path == nullptr && !word.starts_with("-"))
      path = argv[i];
    else
      path = "";
  }
  if (path == nullptr || *path == '\0') {
    std::fputs(
        "usage: bench_limit [--threads N] [--plain] FACTS.csv > results.csv\n"
        "       bench_limit --judge [--plain] FACTS.csv    microseconds of judging alone: of blocks just read, and "
        "from memory\n",
        stderr);
    return 2;
  }
  const File file(path);
  const std::string expected = heading();
  std::string found(expected.size(), '\0');
  if (file.read(found.data(), 0, found.size()) != found.size() || found != expected)
    refuse("another heading than that of the workload `seventy`");
  Program program = kPlain;
#if defined(__x86_64__)
  if (!plain) program = {read_wide, judge_wide, write_wide};
#endif
  if (judge) {
    only_judge(file, expected.size(), program, 5);
    return 0;
  }
  put(kHeading.data(), kHeading.size());
  Turn turn;
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back([&] { work(file, expected.size(), program, turn); });
  work(file, expected.size(), program, turn);
  for (std::thread& other : others) other.join();
  return 0;
}
