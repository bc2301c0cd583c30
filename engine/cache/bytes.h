// Structures as bytes and back: for programs of one build on one kind of machine, which is all that reads what it wrote.
//
// A structure is a mask of its members that are not as in a new one, and these members. Text and lists are their length and what they hold.
#pragma once

#include "base/apart.h"
#include "base/ids.h"
#include "base/number.h"
#include "cache/fields.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace assay::cache {

template <class T>
concept Plain = std::is_integral_v<T> || std::is_enum_v<T>;

template <class T>
using Fields = decltype(tied(std::declval<T&>()));
template <class T>
inline constexpr std::size_t kFields = std::tuple_size_v<Fields<T>>;

// So few members are written as they are.
inline constexpr std::size_t kUnmasked = 3;
template <class T>
using Mask = std::conditional_t<kFields<T> <= 8, std::uint8_t, std::conditional_t<kFields<T> <= 16, std::uint16_t, std::uint32_t>>;

class Writer {
 public:
  template <Plain T>
  void put(T value) {
    std::array<char, sizeof(T)> bytes;
    std::memcpy(bytes.data(), &value, sizeof value);
    bytes_.append(bytes.data(), bytes.size());
  }
  template <class Tag>
  void put(base::Id<Tag> id) {
    put(id.value);
  }
  void put(const base::Number& number) {
    const auto whole = static_cast<std::int64_t>(number.numerator());
    const bool small = number.is_whole() && whole == number.numerator();
    put(small);
    if (small) {
      put(whole);
    } else {
      put_wide(number.numerator());
      put_wide(number.denominator());
    }
  }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    bytes_ += text;
  }
  template <class T>
  void put(const std::vector<T>& list) {
    put(static_cast<std::uint32_t>(list.size()));
    for (const T& each : list) put(each);
  }
  template <class K, class V, class C>
  void put(const std::map<K, V, C>& map) {
    put(static_cast<std::uint32_t>(map.size()));
    for (const auto& each : map) put(each);
  }
  template <class A, class B>
  void put(const std::pair<A, B>& pair) {
    put(pair.first);
    put(pair.second);
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put_perhaps(value);
  }
  template <class T>
  void put(const base::Apart<T>& value) {
    put_perhaps(value);
  }
  template <class T>
    requires requires(const T& value) { tied(value); }
  void put(const T& value) {
    const auto fields = tied(value);
    if constexpr (kFields<T> <= kUnmasked) {
      std::apply([&](const auto&... each) { (put(each), ...); }, fields);
    } else {
      static_assert(kFields<T> <= 32);
      static const std::array<std::string, kFields<T>> kAsNew = as_new<T>();
      const std::size_t place = bytes_.size();
      put(Mask<T>{});
      std::uint32_t mask = 0, bit = 0;
      const auto put_changed = [&](const auto& field) {
        const std::size_t begin = bytes_.size();
        put(field);
        if (std::string_view(bytes_).substr(begin) == kAsNew[bit]) bytes_.resize(begin);
        else mask |= 1U << bit;
        ++bit;
      };
      std::apply([&](const auto&... each) { (put_changed(each), ...); }, fields);
      const auto narrow = static_cast<Mask<T>>(mask);
      std::memcpy(bytes_.data() + place, &narrow, sizeof narrow);
    }
  }

  std::string& bytes() { return bytes_; }

 private:
  template <class T>
  static std::array<std::string, kFields<T>> as_new() {
    const T value{};
    return std::apply([](const auto&... each) { return std::array<std::string, kFields<T>>{bytes_of_new(each)...}; }, tied(value));
  }
  template <class F>
  static std::string bytes_of_new(const F& field) {
    Writer writer, alone;
    writer.put(field);
    if constexpr (std::is_aggregate_v<F>) {
      // Else what is read into it would keep what the structure around it gave it.
      alone.put(F{});
      assert(writer.bytes_ == alone.bytes_);
    }
    return std::move(writer.bytes_);
  }
  template <class O>
  void put_perhaps(const O& value) {
    put(static_cast<bool>(value));
    if (value) put(*value);
  }
  void put_wide(base::Int128 value) {
    put(static_cast<std::uint64_t>(value));
    put(static_cast<std::uint64_t>(value >> 64));
  }

  std::string bytes_;
};

// Reads into new structures. What does not fit the bytes leaves `sound` false, and nothing is read beyond their end.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool sound() const { return sound_; }
  bool at_end() const { return at_ == end_; }

  template <Plain T>
  void get(T& value) {
    if (!has(sizeof value)) return;
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
  }
  void get(bool& value) {
    std::uint8_t byte = 0;
    get(byte);
    value = byte != 0;
  }
  template <class Tag>
  void get(base::Id<Tag>& id) {
    get(id.value);
  }
  void get(base::Number& number) {
    bool small = false;
    get(small);
    if (small) {
      std::int64_t whole = 0;
      get(whole);
      number = whole;
    } else {
      base::Int128 numerator = 0, denominator = 0;
      get_wide(numerator);
      get_wide(denominator);
      if (const auto fraction = base::Number::reduced(numerator, denominator)) number = *fraction;
      else sound_ = false;
    }
  }
  void get(std::string& text) {
    const std::uint32_t size = get_size();
    text.assign(at_, size);
    at_ += size;
  }
  template <class T>
  void get(std::vector<T>& list) {
    list.clear();
    list.resize(get_size());
    for (T& each : list) get(each);
  }
  template <class K, class V, class C>
  void get(std::map<K, V, C>& map) {
    map.clear();
    for (std::uint32_t left = get_size(); left > 0; --left) {
      std::pair<K, V> each;
      get(each);
      map.insert(map.end(), std::move(each));
    }
  }
  template <class A, class B>
  void get(std::pair<A, B>& pair) {
    get(pair.first);
    get(pair.second);
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool there = false;
    get(there);
    if (there) get(value.emplace());
  }
  template <class T>
  void get(base::Apart<T>& value) {
    bool there = false;
    get(there);
    if (!there) return;
    value = T{};
    get(*value);
  }
  template <class T>
    requires requires(T& value) { tied(value); }
  void get(T& value) {
    const auto fields = tied(value);
    if constexpr (kFields<T> <= kUnmasked) {
      std::apply([&](auto&... each) { (get(each), ...); }, fields);
    } else {
      Mask<T> mask{};
      get(mask);
      get_changed(fields, mask, std::make_index_sequence<kFields<T>>());
    }
  }

 private:
  template <class T, std::size_t... I>
  void get_changed(const T& fields, std::uint32_t mask, std::index_sequence<I...>) {
    ((mask >> I & 1U ? get(std::get<I>(fields)) : void()), ...);
  }
  void get_wide(base::Int128& value) {
    std::uint64_t low = 0, high = 0;
    get(low);
    get(high);
    value = static_cast<base::Int128>(static_cast<base::UInt128>(high) << 64 | low);
  }
  // Each thing listed takes a byte at least.
  std::uint32_t get_size() {
    std::uint32_t size = 0;
    get(size);
    return has(size) ? size : 0;
  }
  bool has(std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) >= size) return true;
    sound_ = false;
    at_ = end_;
    return false;
  }

  const char* at_;
  const char* end_;
  bool sound_ = true;
};

}  // namespace assay::cache
