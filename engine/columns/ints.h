// A run of 64-bit integers in whole words of a bitmap: what lies past the size up to the next multiple of 64 may be read and is 0.
#pragma once

#include "columns/room.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>

namespace assay::columns {

class Ints {
 public:
  Ints() = default;
  // Of so many that are to be written; what they are before is of no meaning.
  explicit Ints(std::size_t size) { make(size); }
  Ints(std::initializer_list<std::int64_t> values) : Ints(values.size()) { std::copy(values.begin(), values.end(), data_); }
  Ints(const Ints& other) { *this = other; }
  Ints(Ints&& other) noexcept : own_(std::move(other.own_)), data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Ints& operator=(const Ints& other) {
    if (this == &other) return *this;
    if (other.data_ == nullptr && own_.data() == nullptr) {
      data_ = nullptr;
      size_ = 0;
      return *this;
    }
    make(other.size_);
    std::copy_n(other.data_, size_, data_);
    return *this;
  }
  Ints& operator=(Ints&& other) noexcept {
    own_ = std::move(other.own_);
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  ~Ints() = default;

  // The same integers without a copy; `other` must stay as it is for as long as they are looked at.
  static Ints view(const Ints& other) {
    Ints out;
    out.data_ = other.data_;
    out.size_ = other.size_;
    return out;
  }

  // None, and their room given back.
  void clear() {
    if (data_ == nullptr) return;
    own_ = Room();
    data_ = nullptr;
    size_ = 0;
  }
  bool is_view() const { return own_.data() == nullptr && data_ != nullptr; }


  void assign(std::size_t size, std::int64_t value) {
    make(size);
    std::fill_n(data_, size, value);
  }
  // As many, of no meaning until they are written; keeps its room.
  void make(std::size_t size) {
    const std::size_t room = std::max<std::size_t>(size + 63, 64) / 64 * 64;
    if (room > own_.size()) own_ = Room(room);
    data_ = own_.data();
    size_ = size;
    std::fill(data_ + size, data_ + room, 0);
  }

  // Fewer, which stay as they are; or more, of no meaning all of them.
  void resize(std::size_t size) {
    if (size <= size_ && own_.data() != nullptr) {
      std::fill(data_ + size, data_ + std::min(own_.size(), (size + 63) / 64 * 64), 0);
      size_ = size;
    } else {
      make(size);
    }
  }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::int64_t* data() { return data_; }
  const std::int64_t* data() const { return data_; }
  std::int64_t& operator[](std::size_t i) { return data_[i]; }
  std::int64_t operator[](std::size_t i) const { return data_[i]; }
  std::int64_t* begin() { return data_; }
  std::int64_t* end() { return data_ + size_; }
  const std::int64_t* begin() const { return data_; }
  const std::int64_t* end() const { return data_ + size_; }

  friend bool operator==(const Ints& a, const Ints& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

 private:
  Room own_;  // none of a view
  std::int64_t* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace assay::columns
