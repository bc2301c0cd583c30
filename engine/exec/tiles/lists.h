// The room in which instructions keep what they list: taken at once, given back at once, and staying where it is.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <memory_resource>
#include <span>
#include <type_traits>

namespace assay::exec::tiles {

using LoadSet = std::span<const std::uint32_t>;  // indices into Code::loads, ascending

class Lists {
 public:
  template <class T>
  std::span<T> make(std::size_t n) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    if (n == 0) return {};
    T* const data = static_cast<T*>(room_->allocate(n * sizeof(T), alignof(T)));
    std::uninitialized_default_construct_n(data, n);
    return {data, n};
  }
  template <class T>
  std::span<const T> of(std::span<const T> from) {
    const std::span<T> out = make<T>(from.size());
    std::copy(from.begin(), from.end(), out.begin());
    return out;
  }
  template <class T>
  std::span<const T> of(std::initializer_list<T> from) { return of(std::span<const T>(from.begin(), from.size())); }
  template <class T>
  const T* one(const T& from) { return of(std::span<const T>(&from, 1)).data(); }

  LoadSet both(LoadSet a, LoadSet b) {
    if (std::includes(a.begin(), a.end(), b.begin(), b.end())) return a;
    if (std::includes(b.begin(), b.end(), a.begin(), a.end())) return b;
    const std::span<std::uint32_t> out = make<std::uint32_t>(a.size() + b.size());
    return out.first(static_cast<std::size_t>(std::set_union(a.begin(), a.end(), b.begin(), b.end(), out.begin()) - out.begin()));
  }

 private:
  std::unique_ptr<std::pmr::monotonic_buffer_resource> room_ = std::make_unique<std::pmr::monotonic_buffer_resource>();
};

}  // namespace assay::exec::tiles
