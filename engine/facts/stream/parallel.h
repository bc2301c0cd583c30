// The same for each of several numbers, on several threads.
#pragma once

#include "base/profile.h"
#include "facts/facts.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace assay::facts::stream {

// Calls f(i) for every i below `count`, each once; returns when all are done.
template <class F>
void for_each_parallel(const Options& options, std::size_t count, const F& f) {
  std::atomic<std::size_t> next{0};
  const auto serve = [&] {
    for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) f(i);
  };
  const std::size_t threads = options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> helpers;
  for (std::size_t i = 1; i < std::min(threads, count); ++i)
    helpers.emplace_back([&] {
      const base::Stretch here(options.profile, base::Spent::helping);
      const base::Stretch stretch(options.profile, base::Spent::look);
      serve();
    });
  serve();
  for (std::thread& each : helpers) each.join();
}

}  // namespace assay::facts::stream
