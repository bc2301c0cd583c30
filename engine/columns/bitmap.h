// A row of bits, 64 to a word; bits past the size are always 0.
#pragma once

#include "columns/room.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace assay::columns {

class Bitmap {
 public:
  Bitmap() = default;
  explicit Bitmap(std::size_t size, bool value = false) { assign(size, value); }
  Bitmap(const Bitmap& other) { *this = other; }
  Bitmap(Bitmap&& other) noexcept : room_(std::move(other.room_)), size_(std::exchange(other.size_, 0)) {}
  Bitmap& operator=(const Bitmap& other) {
    if (this == &other) return *this;
    make(other.size_);
    std::copy_n(other.data(), words(), data());
    return *this;
  }
  Bitmap& operator=(Bitmap&& other) noexcept {
    room_ = std::move(other.room_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  ~Bitmap() = default;

  void assign(std::size_t size, bool value) {
    make(size);
    std::fill_n(data(), words(), value ? ~std::uint64_t{0} : 0);
    trim();
  }
  // What is added is false.
  void resize(std::size_t size) {
    const std::size_t before = words();
    if ((size + 63) / 64 > room_.size()) {
      Bitmap more(size);
      std::copy_n(data(), before, more.data());
      *this = std::move(more);
      return;
    }
    size_ = size;
    if (words() > before) std::fill(data() + before, data() + words(), 0);
    trim();
  }
  std::size_t size() const { return size_; }
  bool get(std::size_t i) const { return ((data()[i / 64] >> (i % 64)) & 1U) != 0; }
  void set(std::size_t i) { data()[i / 64] |= std::uint64_t{1} << (i % 64); }
  void reset(std::size_t i) { data()[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }
  void put(std::size_t i, bool value) { value ? set(i) : reset(i); }

  std::size_t words() const { return (size_ + 63) / 64; }
  std::uint64_t* data() { return reinterpret_cast<std::uint64_t*>(room_.data()); }
  const std::uint64_t* data() const { return reinterpret_cast<const std::uint64_t*>(room_.data()); }
  // Clears the bits past the size; to be called after whole words were written.
  void trim() {
    if (size_ % 64 != 0) data()[words() - 1] &= (std::uint64_t{1} << (size_ % 64)) - 1;
  }

  std::size_t count() const {
    std::size_t n = 0;
    for (std::size_t w = 0; w < words(); ++w) n += static_cast<std::size_t>(std::popcount(data()[w]));
    return n;
  }
  bool any() const {
    for (std::size_t w = 0; w < words(); ++w)
      if (data()[w] != 0) return true;
    return false;
  }
  bool all() const { return count() == size_; }
  friend bool operator==(const Bitmap& a, const Bitmap& b) {
    return a.size_ == b.size_ && std::equal(a.data(), a.data() + a.words(), b.data());
  }

 private:
  void make(std::size_t size) {
    if ((size + 63) / 64 > room_.size()) room_ = Room((size + 63) / 64);
    size_ = size;
  }

  Room room_;  // of as many words, or more
  std::size_t size_ = 0;
};

// Calls f(row) for every set bit, ascending.
template <class F>
void for_each_set(const Bitmap& bits, F&& f) {
  for (std::size_t w = 0; w < bits.words(); ++w)
    for (std::uint64_t word = bits.data()[w]; word != 0; word &= word - 1)
      f(w * 64 + static_cast<std::size_t>(std::countr_zero(word)));
}

}  // namespace assay::columns
