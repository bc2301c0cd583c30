// A value that may be absent, as std::optional, but kept apart: what seldom has one stays small.
#pragma once

#include <memory>
#include <utility>

namespace assay::base {

template <class T>
class Apart {
 public:
  Apart() = default;
  Apart(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Apart(const Apart& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Apart(Apart&&) noexcept = default;
  Apart& operator=(const Apart& other) {
    if (this != &other) value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
    return *this;
  }
  Apart& operator=(Apart&&) noexcept = default;
  ~Apart() = default;

  explicit operator bool() const { return value_ != nullptr; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }
  friend bool operator==(const Apart& a, const Apart& b) { return a.value_ && b.value_ ? *a.value_ == *b.value_ : a.value_ == b.value_; }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace assay::base
