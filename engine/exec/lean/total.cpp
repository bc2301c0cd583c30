// Sums and weighted means of scores and attainments.
#include "exec/lean/lean.h"

#include "exec/attained.h"
#include "exec/clones.h"
#include "exec/kernels.h"
#include "exec/weighing.h"

#include <algorithm>
#include <vector>

namespace assay::exec::lean {

bool Machine::total(Context& context, const plan::Step& step, Span& out) {
  if (step.small != 0 || step.in.empty()) return false;
  parts_.clear();
  for (std::size_t i = 0; i < step.in.size(); ++i) {
    const Span* part = in(context, step, i);
    if (part == nullptr || part->constant || part->open || part->over != 1) return false;
    parts_.push_back(part);
  }
  const bool mean = step.op == plan::Op::score_mean;
  // The mean of one is that one, to 9 places.
  if (parts_.size() == 1 && (!mean || (step.numbers[0].sign() > 0 && parts_[0]->scale <= kAttainmentPlaces))) {
    out = take(context, step, 0);
    return true;
  }
  std::vector<Part> sides;
  for (const Span* part : parts_) sides.push_back({part->scale, part->bound});
  const auto weighing = weigh(step, sides);
  if (!weighing) return false;
  const std::size_t n = context.shape(step.out).elements();
  out.begin(weighing->scale, weighing->bound);
  out.positive = true;
  out.data.make(n);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (!mean) out.lacks = out.lacks || parts_[i]->lacks;
    out.positive = out.positive && parts_[i]->positive;
    if (i == 0) kernels::scaled(parts_[i]->data.data(), weighing->factors[i], n, out.data.data());
    else kernels::accumulate(parts_[i]->data.data(), weighing->factors[i], n, out.data.data());
  }
  out.ranged = either(parts_);
  if (out.ranged != nullptr) {
    // Of each part the ends take the place of what stands in its row.
    out.low.make(out.count());
    out.high.make(out.count());
    if (place_.size() < n) place_.resize(n);
    for (std::uint32_t i = 0; i < out.count(); ++i) {
      place_[out.ranged->rows[i]] = i;
      out.low[i] = out.high[i] = out.data[out.ranged->rows[i]];
    }
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const Span& part = *parts_[p];
      const std::uint64_t by = ASSAY_WRAP(weighing->factors[p]);
      for (std::size_t i = 0; i < part.count(); ++i) {
        const std::uint32_t row = part.ranged->rows[i], to = place_[row];
        const std::uint64_t stands = ASSAY_WRAP(part.data[row]);
        out.low[to] = static_cast<std::int64_t>(ASSAY_WRAP(out.low[to]) + (ASSAY_WRAP(part.low[i]) - stands) * by);
        out.high[to] = static_cast<std::int64_t>(ASSAY_WRAP(out.high[to]) + (ASSAY_WRAP(part.high[i]) - stands) * by);
      }
    }
  }
  if (mean && !divide(step.out.index(), out, weighing->by)) divide_slowly(out, weighing->by, n);
  return true;
}

}  // namespace assay::exec::lean
