// Typed 32-bit indices into tables, so that a fact cannot be looked up with a unit's number.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace assay::base {

template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  std::uint32_t value = kNone;
  constexpr Id() = default;
  constexpr explicit Id(std::size_t v) : value(static_cast<std::uint32_t>(v)) {}
  constexpr bool valid() const { return value != kNone; }
  constexpr std::size_t index() const { return value; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace assay::base

template <class Tag>
struct std::hash<assay::base::Id<Tag>> {
  std::size_t operator()(const assay::base::Id<Tag>& id) const noexcept { return id.value; }
};
