#include "columns/room.h"

#include <algorithm>
#include <array>
#include <bit>

namespace assay::columns {

namespace {

// What this thread has given back, by the power of two of its size.
class Spares {
 public:
  ~Spares() {
    closed_ = true;
    for (Shelf& shelf : shelves_)
      while (shelf.count > 0) delete[] shelf.all[--shelf.count];
  }
  std::int64_t* take(std::size_t size) {
    const auto order = static_cast<std::size_t>(std::countr_zero(size));
    if (order >= shelves_.size() || shelves_[order].count == 0) return nullptr;
    return shelves_[order].all[--shelves_[order].count];
  }
  bool give(std::int64_t* data, std::size_t size) {
    const auto order = static_cast<std::size_t>(std::countr_zero(size));
    if (closed_ || order >= shelves_.size() || shelves_[order].count == kMost) return false;
    shelves_[order].all[shelves_[order].count++] = data;
    return true;
  }

 private:
  static constexpr std::size_t kMost = 512;
  struct Shelf {
    std::array<std::int64_t*, kMost> all;
    std::size_t count = 0;
  };
  std::array<Shelf, 13> shelves_{};  // up to 4,096 integers; more are given back at once
  bool closed_ = false;
};

thread_local Spares spares;

}  // namespace

Room::Room(std::size_t size) : size_(std::bit_ceil(std::max<std::size_t>(size, 1))) {
  data_ = spares.take(size_);
  if (data_ == nullptr) data_ = new std::int64_t[size_];
}

Room::~Room() {
  if (data_ != nullptr && !spares.give(data_, size_)) delete[] data_;
}

}  // namespace assay::columns
