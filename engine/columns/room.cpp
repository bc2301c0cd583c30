#include "columns/room.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace assay::columns {

namespace {

// What this thread has given back, by the power of two of its size. Without a destructor, so that it is at hand without a guard.
struct Spares {
  static constexpr std::size_t kMost = 512;
  struct Shelf {
    std::array<std::int64_t*, kMost> all;
    std::size_t count;
  };
  std::array<Shelf, 13> shelves;  // up to 4,096 integers; more are given back at once
  bool is_watched, is_closed;
};

constinit thread_local Spares spares{};

// Gives all back when the thread ends.
struct Watch {
  Watch() { spares.is_watched = true; }
  ~Watch() {
    spares.is_closed = true;
    for (Spares::Shelf& shelf : spares.shelves)
      while (shelf.count > 0) delete[] shelf.all[--shelf.count];
  }
  void begin() const {}
};

thread_local const Watch watch;

}  // namespace

void Room::take() {
  if (order_ < spares.shelves.size() && spares.shelves[order_].count > 0) {
    Spares::Shelf& shelf = spares.shelves[order_];
    at_.elsewhere = shelf.all[--shelf.count];
  } else {
    at_.elsewhere = new std::int64_t[size()];
  }
}

void Room::give() {
  if (spares.is_closed || order_ >= spares.shelves.size() || spares.shelves[order_].count == Spares::kMost) {
    delete[] at_.elsewhere;
    return;
  }
  if (!spares.is_watched) watch.begin();
  Spares::Shelf& shelf = spares.shelves[order_];
  shelf.all[shelf.count++] = at_.elsewhere;
}

}  // namespace assay::columns
