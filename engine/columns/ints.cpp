#include "columns/ints.h"

#include <array>

namespace assay::columns {

namespace {

struct Spare {
  std::int64_t* data;
  std::size_t size;
};

// What this thread has given back, the newest last.
class Spares {
 public:
  ~Spares() {
    closed_ = true;
    while (count_ > 0) delete[] all_[--count_].data;
  }
  std::int64_t* take(std::size_t size) {
    for (std::size_t i = count_; i-- > 0;) {
      if (all_[i].size != size) continue;
      std::int64_t* found = all_[i].data;
      for (std::size_t j = i + 1; j < count_; ++j) all_[j - 1] = all_[j];
      --count_;
      return found;
    }
    return nullptr;
  }
  bool give(std::int64_t* data, std::size_t size) {
    if (closed_ || count_ == all_.size() || size > kMost) return false;
    all_[count_++] = {data, size};
    return true;
  }

 private:
  static constexpr std::size_t kMost = 1 << 16;  // integers; more is rare, and is given back at once
  std::array<Spare, 32> all_{};
  std::size_t count_ = 0;
  bool closed_ = false;
};

thread_local Spares spares;

}  // namespace

Room::Room(std::size_t size) : data_(spares.take(size)), size_(size) {
  if (data_ == nullptr) data_ = new std::int64_t[size];
}

Room::~Room() {
  if (data_ != nullptr && !spares.give(data_, size_)) delete[] data_;
}

}  // namespace assay::columns
