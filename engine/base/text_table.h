// A table by text that keeps its keys: names that are looked up again and again. Entries stand in the order in which they came.
#pragma once

#include "base/text.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::base {

template <class T>
class TextTable {
 public:
  struct Entry {
    std::string_view key;  // good as long as the table
    std::uint64_t hash = 0;
    T value{};
  };

  const T* find(std::string_view key) const {
    if (entries_.empty()) return nullptr;
    const std::uint32_t at = slots_[slot_of(key, hash_of(key))];
    return at == 0 ? nullptr : &entries_[at - 1].value;
  }
  T* find(std::string_view key) { return const_cast<T*>(std::as_const(*this).find(key)); }

  // The value of that key and whether it is new, T{} then. Good until the next one is added.
  std::pair<T*, bool> add(std::string_view key) {
    if (slots_.size() < 2 * (entries_.size() + 1)) reserve(entries_.size() + 1);
    const std::uint64_t hash = hash_of(key);
    std::uint32_t& at = slots_[slot_of(key, hash)];
    const bool fresh = at == 0;
    if (fresh) {
      entries_.push_back({kept(key), hash, T{}});
      at = static_cast<std::uint32_t>(entries_.size());
    }
    return {&entries_[at - 1].value, fresh};
  }

  // Makes room for so many at once.
  void reserve(std::size_t count) {
    constexpr std::size_t kLeast = 16;
    const std::size_t slots = std::bit_ceil(std::max(kLeast, 2 * count));
    if (slots <= slots_.size()) return;
    entries_.reserve(slots / 2);
    slots_.assign(slots, 0);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
      std::size_t slot = entries_[i].hash & (slots - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (slots - 1);
      slots_[slot] = i + 1;
    }
  }

  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  std::span<const Entry> entries() const { return entries_; }

 private:
  // Where the key is, or would be put.
  std::size_t slot_of(std::string_view key, std::uint64_t hash) const {
    std::size_t slot = hash & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
      const Entry& each = entries_[slots_[slot] - 1];
      if (each.hash == hash && each.key.size() == key.size() && (key.empty() || std::memcmp(each.key.data(), key.data(), key.size()) == 0)) break;
    }
    return slot;
  }

  std::string_view kept(std::string_view key) {
    if (key.empty()) return {};
    if (key.size() > room_) {
      constexpr std::size_t kFirst = 256, kMost = 1 << 14;
      const std::size_t size = std::max(key.size(), std::min(kMost, kFirst << std::min<std::size_t>(blocks_.size(), 6)));
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
      next_ = blocks_.back().get();
      room_ = size;
    }
    char* const to = std::exchange(next_, next_ + key.size());
    room_ -= key.size();
    std::memcpy(to, key.data(), key.size());
    return {to, key.size()};
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // a number of entries from 1, 0 where there is none; twice as many as entries at least
  std::vector<std::unique_ptr<char[]>> blocks_;  // of the keys
  char* next_ = nullptr;
  std::size_t room_ = 0;
};

}  // namespace assay::base
