// Sums and weighted means of scores and attainments.
#include "exec/lean/lean.h"

#include "exec/attained.h"
#include "exec/clones.h"
#include "exec/kernels.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace assay::exec::lean {

namespace {

// What is added up, and by what the sum is divided.
struct Weighing {
  int scale = 0;
  std::vector<std::int64_t> factors;
  std::int64_t by = 1;
  std::uint64_t bound = 0;  // of the sum
};

std::optional<Weighing> weigh(const plan::Step& step, std::span<const Span* const> parts) {
  const bool mean = step.op == plan::Op::score_mean;
  Weighing out;
  for (const Span* part : parts) out.scale = std::max(out.scale, part->scale);
  std::int64_t weights = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::int64_t up = lift(parts[i]->bound, out.scale - parts[i]->scale);
    const std::optional<std::int64_t> weight = mean ? step.numbers[i].to_scaled(0) : 1;
    if (up == 0 || !weight || *weight < 0 || *weight > 1'000'000) return std::nullopt;
    const std::uint64_t most = parts[i]->bound * static_cast<std::uint64_t>(up);
    if (*weight != 0 && most > (kRoom - out.bound) / static_cast<std::uint64_t>(*weight)) return std::nullopt;
    out.bound += most * static_cast<std::uint64_t>(*weight);
    out.factors.push_back(up * *weight);
    weights += *weight;
  }
  if (!mean) return out.bound < kRoom ? std::optional(out) : std::nullopt;
  // A mean has 9 places: what is added up is lifted to them, or has more and is divided by as much again.
  const int more = out.scale - kAttainmentPlaces;
  if (weights == 0 || more > 9) return std::nullopt;
  const std::int64_t up = more < 0 ? lift(out.bound, -more) : 1;
  out.by = weights * (more > 0 ? lift(0, more) : 1);
  out.bound *= static_cast<std::uint64_t>(up);
  if (up == 0 || out.bound >= kRoom || out.bound / static_cast<std::uint64_t>(out.by) >= (std::uint64_t{1} << 50U)) return std::nullopt;
  for (std::int64_t& factor : out.factors) factor *= up;
  out.scale = kAttainmentPlaces;
  return out;
}

}  // namespace

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
  const auto weighing = weigh(step, parts_);
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
