// The lean form of a numeric register: one array for the rows of which a point is known, a list for the few that lie between two ends.
//
// It holds what most batches are made of: elements side by side (no lists), no invalid value, integers at one scale that leave room for a sum. A step that
// finds anything else is left to its general form, and so are those that have no lean one; both give the same values.
#pragma once

#include "columns/bitmap.h"
#include "columns/ints.h"
#include "exec/context.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace assay::exec::lean {

inline constexpr auto kOpen = static_cast<std::int64_t>(kRoom);  // as an end, with its sign: without bound

inline constexpr std::size_t kMostParts = 64;  // of a sum of periods: each part leaves room for as many
inline constexpr std::int64_t kMostOver = std::int64_t{1} << 20;

// Of ends, which may be open.
inline std::int64_t plus(std::int64_t a, std::int64_t b) {
  if (a == kOpen || a == -kOpen) return a;
  return b == kOpen || b == -kOpen ? b : a + b;
}

// Which rows lie between two ends; they may be one. Several registers share it.
struct Ranged {
  std::vector<std::uint32_t> rows;  // ascending, the first `count`
  std::size_t count = 0;
  columns::Bitmap bits;             // the same, of whole words
  columns::Bitmap lacking;          // of them those under which a due cell is missing
};

struct Span {
  bool there = false;               // otherwise the register has its general form alone
  int scale = 0;
  std::int64_t over = 1;            // all elements and ends are still to be divided by it, as those of a mean are
  std::uint64_t bound = 0;          // no |data| exceeds it and no end that has a bound
  columns::Ints data;               // of no meaning where ranged; one element of a constant
  const Ranged* ranged = nullptr;   // none: every row is a point
  columns::Ints low, high;          // an element each of ranged->rows
  bool constant = false;            // the same point in every row
  bool open = false;                // some end may be without bound
  bool lacks = false;               // ranged->lacking counts; of attainments and scores it does not
  bool alike = false;               // all ranged rows have the same ends and lack alike
  bool positive = false;            // no element and no end is below 0, those of no meaning neither
  std::int64_t weight = 1;          // what all are still to be multiplied by; scale and bound are those of the products

  // All but what it holds in its arrays.
  void mark_as(const Span& of) {
    there = of.there;
    scale = of.scale;
    over = of.over;
    bound = of.bound;
    ranged = of.ranged;
    constant = of.constant;
    open = of.open;
    lacks = of.lacks;
    alike = of.alike;
    positive = of.positive;
    weight = of.weight;
  }
  // Points without marks, until a step says otherwise.
  void begin(int with_scale, std::uint64_t with_bound) {
    scale = with_scale;
    over = 1;
    bound = with_bound;
    ranged = nullptr;
    constant = open = lacks = alike = positive = false;
    weight = 1;
  }
  std::size_t count() const { return ranged == nullptr ? 0 : ranged->count; }
};

// Ranged rows of one batch, and the room of those of batches before.
class Pool {
 public:
  explicit Pool() = default;
  void begin() { used_ = 0; }
  Ranged& next(std::size_t words) {
    if (used_ == all_.size()) all_.push_back(std::make_unique<Ranged>());
    Ranged& out = *all_[used_++];
    if (out.rows.size() < words * 64) out.rows.resize(words * 64);
    out.count = 0;
    out.bits.assign(words * 64, false);
    out.lacking.assign(words * 64, false);
    return out;
  }

 private:
  std::vector<std::unique_ptr<Ranged>> all_;
  std::size_t used_ = 0;
};

// The bits of a word of elements that belong to rows.
inline std::uint64_t living_word(const Shape& shape, std::size_t word) {
  const std::size_t first = word % (shape.stride / 64) * 64;
  if (first >= shape.rows) return 0;
  return shape.rows - first >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (shape.rows - first)) - 1;
}

inline void list_rows(Ranged& of) {
  std::uint32_t* next = of.rows.data();
  columns::for_each_set(of.bits, [&](std::size_t row) { *next++ = static_cast<std::uint32_t>(row); });
  of.count = static_cast<std::size_t>(next - of.rows.data());
}

}  // namespace assay::exec::lean
