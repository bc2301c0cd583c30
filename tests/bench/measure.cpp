// Runs a command again and again, its output thrown away, and prints the median and the least of its wall-clock times in microseconds.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

extern char** environ;

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: bench_measure TIMES COMMAND [ARGUMENT…]\n", stderr);
    return 2;
  }
  const int times = std::atoi(argv[1]);
  std::vector<long long> took;
  for (int i = 0; i <= times; ++i) {  // the first run warms the page cache and is not counted
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    const auto start = std::chrono::steady_clock::now();
    pid_t child = 0;
    if (posix_spawn(&child, argv[2], &actions, nullptr, argv + 2, environ) != 0) {
      std::fprintf(stderr, "cannot run %s\n", argv[2]);
      return 2;
    }
    int status = 0;
    waitpid(child, &status, 0);
    const auto end = std::chrono::steady_clock::now();
    posix_spawn_file_actions_destroy(&actions);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
      std::fprintf(stderr, "%s failed\n", argv[2]);
      return 1;
    }
    if (i > 0) took.push_back(std::chrono::duration_cast<std::chrono::microseconds>(end - start).count());
  }
  std::sort(took.begin(), took.end());
  std::printf("%lld %lld\n", took[took.size() / 2], took.front());
  return 0;
}
