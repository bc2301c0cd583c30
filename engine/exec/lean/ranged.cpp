// Which rows of several spans lie between two ends.
#include "exec/lean/lean.h"

namespace assay::exec::lean {

const Ranged* Machine::either(std::span<const Span* const> of) {
  const Ranged* first = nullptr;
  Ranged* several = nullptr;
  bool lacks = true;  // what is lacking under the first counts
  const auto add = [&](const Ranged& from, bool with_lacking) {
    for (std::size_t w = 0; w < several->bits.words(); ++w) {
      several->bits.data()[w] |= from.bits.data()[w];
      if (with_lacking) several->lacking.data()[w] |= from.lacking.data()[w];
    }
  };
  for (const Span* each : of) {
    if (each->ranged == nullptr) continue;
    if (first == nullptr) {
      first = each->ranged;
      lacks = each->lacks;
      continue;
    }
    if (several == nullptr && each->ranged == first && each->lacks == lacks) continue;
    if (several == nullptr) {
      several = &pool_.next(first->bits.words());
      add(*first, lacks);
    }
    add(*each->ranged, each->lacks);
  }
  if (several == nullptr) return first;
  list_rows(*several);
  return several;
}

const Ranged* Machine::and_also(const Ranged* of, const columns::Bitmap& rows) {
  bool more = false;
  for (std::size_t w = 0; w < rows.words(); ++w) more = more || (rows.data()[w] & ~(of == nullptr ? 0 : of->bits.data()[w])) != 0;
  if (!more) return of;
  Ranged& out = pool_.next(rows.words());
  for (std::size_t w = 0; w < rows.words(); ++w) out.bits.data()[w] = rows.data()[w] | (of == nullptr ? 0 : of->bits.data()[w]);
  list_rows(out);
  return &out;
}

}  // namespace assay::exec::lean
