// The same for each of several numbers, on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace assay::facts::stream {

// Calls f(i) for every i below `count`, each once; returns when all are done. 0 threads: as many as the machine has.
template <class F>
void for_each_parallel(std::size_t threads, std::size_t count, const F& f) {
  std::atomic<std::size_t> next{0};
  const auto serve = [&] {
    for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) f(i);
  };
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> helpers;
  for (std::size_t i = 1; i < std::min(threads, count); ++i) helpers.emplace_back(serve);
  serve();
  for (std::thread& each : helpers) each.join();
}

}  // namespace assay::facts::stream
