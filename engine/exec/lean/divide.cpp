// Factors and divisors that are the same for all rows of a span.
#include "exec/lean/lean.h"

#include "exec/kernels.h"

#include <utility>

namespace assay::exec::lean {

bool Machine::divide(std::size_t step, Span& of, std::int64_t by) {
  const std::uint64_t most = of.bound + static_cast<std::uint64_t>(by / 2);
  if (!of.positive || of.open || most >= kRoom) return false;
  Division& known = divisions_[step];
  if (known.by != by || known.most != most) known = {by, most, kernels::divisor(static_cast<std::uint64_t>(by), most)};
  if (!known.divisor) return false;
  const auto each = [&](columns::Ints& ints, std::size_t n) {
    if (!ints.is_view()) return kernels::weighed(ints.data(), of.weight, by / 2, *known.divisor, n, ints.data());
    const columns::Ints from = std::move(ints);
    ints = columns::Ints(n);
    kernels::weighed(from.data(), of.weight, by / 2, *known.divisor, n, ints.data());
  };
  each(of.data, of.data.size());
  each(of.low, of.count());
  each(of.high, of.count());
  of.weight = 1;
  of.bound = of.bound / static_cast<std::uint64_t>(by) + 1;
  return true;
}

void Machine::divide_slowly(Span& of, std::int64_t by, std::size_t n) {
  columns::Ints into(n);
  kernels::divide_half_up(of.data.data(), by, n, into.data());
  of.data = std::move(into);
  kernels::divide_half_up(of.low.data(), by, of.count(), of.low.data());
  kernels::divide_half_up(of.high.data(), by, of.count(), of.high.data());
  of.bound = of.bound / static_cast<std::uint64_t>(by) + 1;
}

const std::optional<kernels::Share>& Machine::share(std::size_t step, std::int64_t from, std::int64_t by, std::int64_t goal) {
  Sharing& known = sharings_[step];
  if (known.from != from || known.by != by || known.goal != goal) known = {from, by, goal, kernels::share(from, by, goal)};
  return known.share;
}

void Machine::multiply_out(Span& of, std::size_t n) {
  if (of.weight == 1) return;
  columns::Ints from;
  const std::int64_t* x = of.data.data();
  if (of.data.is_view()) {
    from = std::move(of.data);
    x = from.data();
    of.data = columns::Ints(n);
  }
  kernels::scaled(x, of.weight, n, of.data.data());
  for (std::size_t i = 0; i < of.count(); ++i) {
    const std::int64_t low = of.low[i], high = of.high[i];
    const auto times = [&](std::int64_t end) { return end == kOpen || end == -kOpen ? (of.weight < 0 ? -end : end) : end * of.weight; };
    of.low[i] = times(of.weight < 0 ? high : low);
    of.high[i] = times(of.weight < 0 ? low : high);
  }
  of.weight = 1;
}

}  // namespace assay::exec::lean
