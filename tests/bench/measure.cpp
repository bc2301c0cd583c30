// Runs commands again and again, in turn, their output thrown away or written to one file, so that what else the machine does falls on all of
// them alike. Prints a line for each: the median and the least of its wall-clock times and the median of its processor
// time, in microseconds, and the most private memory it had, in KiB: anonymous pages, so neither the program's text nor
// mapped files.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace {

struct Command {
  std::vector<char*> words;
  std::vector<long long> wall;
  std::vector<long long> processor;
  long long memory = 0;
};

long long now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

long long microseconds(const timeval& t) { return t.tv_sec * 1'000'000LL + t.tv_usec; }

// 0 when the process is gone.
long long private_memory(pid_t child) {
  std::FILE* status = std::fopen(("/proc/" + std::to_string(child) + "/status").c_str(), "r");
  if (status == nullptr) return 0;
  char line[256];
  long long kib = 0;
  while (std::fgets(line, sizeof line, status) != nullptr) {
    if (std::strncmp(line, "RssAnon:", 8) == 0) kib = std::atoll(line + 8);
  }
  std::fclose(status);
  return kib;
}

const char* output = "/dev/null";

pid_t start(Command& command) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  if (posix_spawn(&child, command.words[0], &actions, nullptr, command.words.data(), environ) != 0) {
    std::fprintf(stderr, "cannot run %s\n", command.words[0]);
    std::exit(2);
  }
  posix_spawn_file_actions_destroy(&actions);
  return child;
}

void finish(const Command& command, int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  std::fprintf(stderr, "%s failed\n", command.words[0]);
  std::exit(1);
}

void time_once(Command& command) {
  // What freeing the last one's pages takes is nobody's time.
  if (std::strcmp(output, "/dev/null") != 0) ::unlink(output);
  const long long begin = now();
  const pid_t child = start(command);
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  const long long wall = now() - begin;
  finish(command, status);
  command.wall.push_back(wall);
  command.processor.push_back(microseconds(used.ru_utime) + microseconds(used.ru_stime));
}

// A run of its own, which looks at the process every millisecond.
void watch_memory(Command& command) {
  const pid_t child = start(command);
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    command.memory = std::max(command.memory, private_memory(child));
    usleep(1000);
  }
  finish(command, status);
}

long long median(std::vector<long long> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Command> commands(1);
  int first = 2;
  if (argc > 4 && std::strcmp(argv[2], "--to") == 0) {
    output = argv[3];
    first = 4;
  }
  for (int i = first; i < argc; ++i) {
    if (std::strcmp(argv[i], "--and") == 0)
      commands.emplace_back();
    else
      commands.back().words.push_back(argv[i]);
  }
  if (argc < 3 || std::any_of(commands.begin(), commands.end(), [](const Command& c) { return c.words.empty(); })) {
    std::fputs("usage: bench_measure TIMES [--to FILE] COMMAND [ARGUMENT…] [--and COMMAND [ARGUMENT…]]…\n", stderr);
    return 2;
  }
  const int times = std::max(1, std::atoi(argv[1]));
  for (Command& command : commands) command.words.push_back(nullptr);
  for (Command& command : commands) watch_memory(command);  // this warms the page cache, too
  for (int i = 0; i < times; ++i)
    for (Command& command : commands) time_once(command);
  for (const Command& command : commands)
    std::printf("%lld %lld %lld %lld\n", median(command.wall),
                *std::min_element(command.wall.begin(), command.wall.end()), median(command.processor), command.memory);
  if (std::strcmp(output, "/dev/null") != 0) ::unlink(output);
  return 0;
}
