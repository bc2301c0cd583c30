// The least and the greatest attainment of a condition's parts.
#include "exec/attained.h"
#include "exec/kernels.h"
#include "exec/lean/ends.h"
#include "exec/lean/lean.h"

#include <algorithm>
#include <utility>

namespace assay::exec::lean {

void Machine::cap(const TruthColumn& own, const Shape& shape, Span& out) {
  const std::size_t n = shape.elements();
  out.bound = std::max(out.bound, static_cast<std::uint64_t>(kWhole));
  kernels::cap_where(own.is_false.data(), kMostFailed, n, out.data.data());
  kernels::put_where(own.is_true.data(), kWhole, n, out.data.data());
  for (std::size_t i = 0; i < out.count(); ++i) {
    const std::size_t row = out.ranged->rows[i];
    if (own.is_true.get(row)) {
      out.low[i] = out.high[i] = kWhole;
      continue;
    }
    out.low[i] = std::min(out.low[i], kMostFailed);
    if (own.is_false.get(row)) out.high[i] = std::min(out.high[i], kMostFailed);
  }
}

bool Machine::attain_parts(Context& context, const plan::Step& step, Span& out) {
  const TruthColumn& own = context.registers[step.in[0].index()].truth;
  const bool least = step.op == plan::Op::attain_least;
  parts_.clear();
  for (std::size_t i = 1; i < step.in.size(); ++i) {
    const Span* part = in(context, step, i);
    if (part == nullptr || part->constant || part->open || part->over != 1 || !part->positive || part->scale != kAttainmentPlaces) return false;
    parts_.push_back(part);
  }
  if (parts_.empty()) return false;
  const Shape shape = context.shape(step.out);
  const std::size_t n = shape.elements();
  columns::Bitmap undecided(n);
  for (std::size_t w = 0; w < undecided.words(); ++w) undecided.data()[w] = living_word(shape, w) & ~(own.is_true.data()[w] | own.is_false.data()[w]);
  out.begin(kAttainmentPlaces, 0);
  out.positive = true;
  out.data.make(n);
  std::copy_n(parts_[0]->data.data(), n, out.data.data());
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    out.bound = std::max(out.bound, parts_[i]->bound);
    if (i == 0) continue;
    if (least) kernels::lesser(parts_[i]->data.data(), n, out.data.data());
    else kernels::greater(parts_[i]->data.data(), n, out.data.data());
  }
  out.ranged = and_also(either(parts_), undecided);
  if (out.ranged == nullptr) {
    cap(own, shape, out);
    return true;
  }
  out.low.make(out.count());
  out.high.make(out.count());
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    EndsOf ends(*parts_[p]);
    for (std::size_t i = 0; i < out.count(); ++i) {
      const Bounds each = ends.at(out.ranged->rows[i]);
      out.low[i] = p == 0 ? each.low : least ? std::min(out.low[i], each.low) : std::max(out.low[i], each.low);
      out.high[i] = p == 0 ? each.high : least ? std::min(out.high[i], each.high) : std::max(out.high[i], each.high);
    }
  }
  cap(own, shape, out);
  return true;
}

}  // namespace assay::exec::lean
