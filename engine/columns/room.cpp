#include "columns/room.h"

#include <algorithm>
#include <array>
#include <bit>

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

std::size_t order_of(std::size_t size) { return static_cast<std::size_t>(std::countr_zero(size)); }

}  // namespace

Room::Room(std::size_t size) : size_(std::bit_ceil(std::max<std::size_t>(size, 1))) {
  const std::size_t order = order_of(size_);
  if (order < spares.shelves.size() && spares.shelves[order].count > 0) {
    Spares::Shelf& shelf = spares.shelves[order];
    data_ = shelf.all[--shelf.count];
  } else {
    data_ = new std::int64_t[size_];
  }
}

void Room::give() {
  const std::size_t order = order_of(size_);
  if (spares.is_closed || order >= spares.shelves.size() || spares.shelves[order].count == Spares::kMost) {
    delete[] data_;
    return;
  }
  if (!spares.is_watched) watch.begin();
  Spares::Shelf& shelf = spares.shelves[order];
  shelf.all[shelf.count++] = data_;
}

}  // namespace assay::columns
