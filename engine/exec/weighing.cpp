#include "exec/weighing.h"

#include "exec/context.h"

#include <algorithm>

namespace assay::exec {

std::optional<Weighing> weigh(const plan::Step& step, std::span<const Part> parts) {
  const bool mean = step.op == plan::Op::score_mean;
  Weighing out;
  for (const Part& part : parts) out.scale = std::max(out.scale, part.scale);
  std::int64_t weights = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::int64_t up = lift(parts[i].bound, out.scale - parts[i].scale);
    const std::optional<std::int64_t> weight = mean ? step.numbers[i].to_scaled(0) : 1;
    if (up == 0 || !weight || *weight < 0 || *weight > 1'000'000) return std::nullopt;
    const std::uint64_t most = parts[i].bound * static_cast<std::uint64_t>(up);
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

}  // namespace assay::exec
