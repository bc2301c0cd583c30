#include "api/in_order.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace assay::api {
namespace {

std::function<bool(facts::Piece&)> pieces(std::size_t count) {
  return [next = std::make_shared<std::size_t>(0), count](facts::Piece& piece) {
    piece.number = (*next)++;
    return piece.number < count;
  };
}

TEST_CASE("in order: results are delivered in the order of the pieces, one at a time, whoever is done first") {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    std::vector<std::string> came;
    std::atomic<int> delivering{0};
    const DoneInOrder done = run_in_order({threads, pieces(100), [&](Evaluated& evaluated) -> Delivery {
      const std::string name = std::to_string(evaluated.piece.number);
      // Every third one is slow.
      if (std::stoul(name) % 3 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
      return [&, name] {
        CHECK(delivering++ == 0);
        if (std::stoul(name) % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        came.push_back(name);
        --delivering;
        return true;
      };
    }});
    CHECK_FALSE(done.stopped);
    CHECK(done.spent.size() == threads);
    REQUIRE(came.size() == 100);
    for (std::size_t i = 0; i < 100; ++i) CHECK(came[i] == std::to_string(i));
  }
}

TEST_CASE("in order: work begins in the order of the pieces, and not too far ahead of what is delivered") {
  constexpr std::size_t kThreads = 4, kMost = kThreads * 2 + 2;
  std::mutex mutex;
  std::size_t begun = 0;
  std::atomic<std::size_t> delivered{0};
  const DoneInOrder done = run_in_order({kThreads, pieces(200), [&](Evaluated& evaluated) -> Delivery {
    {
      const std::lock_guard lock(mutex);
      ++begun;
      CHECK(evaluated.piece.number <= delivered + kMost);
    }
    if (evaluated.piece.number % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return [&] { return ++delivered > 0; };
  }});
  CHECK_FALSE(done.stopped);
  CHECK(begun == 200);
  CHECK(delivered == 200);
}

TEST_CASE("in order: a delivery that says no ends the run") {
  for (const std::size_t threads : {1U, 2U}) {
    std::size_t came = 0;
    const DoneInOrder done = run_in_order({threads, pieces(1000), [&](Evaluated&) -> Delivery { return [&came] { return ++came < 10; }; }});
    CHECK(done.stopped);
    CHECK(came == 10);
  }
}

TEST_CASE("in order: of no piece nothing comes") {
  for (const std::size_t threads : {1U, 3U}) CHECK_FALSE(run_in_order({threads, pieces(0), [](Evaluated&) -> Delivery { return [] { return false; }; }}).stopped);
}

}  // namespace
}  // namespace assay::api
