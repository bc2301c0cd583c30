#include "api/ordered_pool.h"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace assay::api {
namespace {

facts::Piece piece(std::size_t number) {
  facts::Piece made;
  made.number = number;
  return made;
}

TEST_CASE("ordered pool: results come in the order of submission, whoever is done first") {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    std::vector<std::string> came;
    OrderedPool pool(threads, [&](Evaluated& evaluated) -> Delivery {
      const std::string name = std::to_string(evaluated.piece.number);
      // Every third one is slow.
      if (std::stoul(name) % 3 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
      return [&came, name] {
        came.push_back(name);
        return true;
      };
    });
    for (std::size_t i = 0; i < 100; ++i) CHECK(pool.submit(piece(i)));
    CHECK(pool.finish());
    CHECK(pool.spent().size() == threads);
    REQUIRE(came.size() == 100);
    for (std::size_t i = 0; i < 100; ++i) CHECK(came[i] == std::to_string(i));
  }
}

TEST_CASE("ordered pool: a delivery that says no ends the run") {
  std::size_t came = 0;
  OrderedPool pool(2, [&](Evaluated&) -> Delivery { return [&came] { return ++came < 10; }; });
  bool accepted = true;
  for (std::size_t i = 0; i < 1000 && accepted; ++i) accepted = pool.submit(piece(i));
  CHECK((!accepted || !pool.finish()));
  CHECK(came == 10);
}

}  // namespace
}  // namespace assay::api
