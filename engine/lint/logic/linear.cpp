#include "lint/logic/linear.h"

namespace assay::lint {

namespace {

using base::Number;

}  // namespace

std::optional<Linear> add(const Linear& a, const Linear& b) {
  Linear out;
  const auto constant = base::add(a.constant, b.constant);
  if (!constant) return std::nullopt;
  out.constant = *constant;
  out.terms.reserve(a.terms.size() + b.terms.size());
  auto x = a.terms.begin();
  auto y = b.terms.begin();
  while (x != a.terms.end() || y != b.terms.end()) {
    if (y == b.terms.end() || (x != a.terms.end() && x->first < y->first)) {
      out.terms.push_back(*x++);
    } else if (x == a.terms.end() || y->first < x->first) {
      out.terms.push_back(*y++);
    } else {
      const auto both = base::add(x->second, y->second);
      if (!both) return std::nullopt;
      if (both->sign() != 0) out.terms.emplace_back(x->first, *both);
      ++x;
      ++y;
    }
  }
  return out;
}

std::optional<Linear> subtract(const Linear& a, const Linear& b) { return add(a, negate(b)); }

std::optional<Linear> scale(const Linear& a, const Number& by) {
  if (by.sign() == 0) return Linear{};
  Linear out;
  const auto constant = base::multiply(a.constant, by);
  if (!constant) return std::nullopt;
  out.constant = *constant;
  out.terms.reserve(a.terms.size());
  for (const auto& [variable, times] : a.terms) {
    const auto scaled = base::multiply(times, by);
    if (!scaled) return std::nullopt;
    out.terms.emplace_back(variable, *scaled);
  }
  return out;
}

Linear negate(const Linear& a) {
  Linear out = a;
  out.constant = -a.constant;
  for (auto& [variable, times] : out.terms) times = -times;
  return out;
}

Domain bounds(const Linear& linear, const std::vector<Domain>& domains) {
  Domain out{linear.constant, linear.constant, linear.constant.is_whole()};
  const auto extend = [](std::optional<Number>& end, const std::optional<Number>& by, const Number& times) {
    if (!end) return;
    const auto product = by ? base::multiply(*by, times) : std::nullopt;
    end = product ? base::add(*end, *product) : std::nullopt;
  };
  for (const auto& [variable, times] : linear.terms) {
    const Domain& domain = domains[variable.index()];
    extend(out.low, times.sign() > 0 ? domain.low : domain.high, times);
    extend(out.high, times.sign() > 0 ? domain.high : domain.low, times);
    out.whole = out.whole && domain.whole && times.is_whole();
  }
  return out;
}

std::optional<Number> spacing(const Linear& linear, const std::vector<Domain>& domains) {
  std::optional<Number> least;
  for (const auto& [variable, times] : linear.terms) {
    if (!domains[variable.index()].whole) return std::nullopt;
    const Number size = base::absolute(times);
    if (!least || size < *least) least = size;
  }
  const auto fits = [&](const Number& n) {
    const auto multiple = base::divide(n, *least);
    return multiple && multiple->is_whole();
  };
  if (!least || !fits(linear.constant)) return std::nullopt;
  for (const auto& term : linear.terms)
    if (!fits(term.second)) return std::nullopt;
  return least;
}

}  // namespace assay::lint
