// Room for the integers of columns and the words of bitmaps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace assay::columns {

// A thread keeps what it has given back for the next that asks for as much: registers come and go by the thousand.
class Room {
 public:
  Room() = default;
  explicit Room(std::size_t size);
  Room(Room&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Room& operator=(Room&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  ~Room() {
    if (data_ != nullptr) give();
  }
  std::int64_t* data() const { return data_; }
  std::size_t size() const { return size_; }

 private:
  void give();

  std::int64_t* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace assay::columns
