// Room for the integers of columns and the words of bitmaps.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace assay::columns {

// A thread keeps what it has given back for the next that asks for as much: registers come and go by the thousand. Room for one integer, all that a
// bitmap of up to 64 rows needs, is the object itself and moves with it.
class Room {
 public:
  Room() = default;
  explicit Room(std::size_t size) : order_(size <= 1 ? 0 : static_cast<std::uint32_t>(std::bit_width(size - 1))) {
    if (order_ > 0) take();
  }
  Room(Room&& other) noexcept : at_(std::exchange(other.at_, At{})), order_(std::exchange(other.order_, kNone)) {}
  Room& operator=(Room&& other) noexcept {
    std::swap(at_, other.at_);
    std::swap(order_, other.order_);
    return *this;
  }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  ~Room() {
    if (order_ - 1 < kNone - 1) give();
  }
  std::int64_t* data() const { return order_ == 0 ? &at_.own : at_.elsewhere; }
  std::size_t size() const { return order_ == kNone ? 0 : std::size_t{1} << order_; }

 private:
  void take();
  void give();

  union At {
    std::int64_t* elsewhere = nullptr;
    std::int64_t own;
  };
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  mutable At at_;
  // The power of two of its size; of a type of its own, so that what is written to the room is known to leave it as it is.
  std::uint32_t order_ = kNone;
};

}  // namespace assay::columns
