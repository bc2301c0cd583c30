#include "plan/program.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace assay::plan {
namespace {

constexpr std::array kNames = {
#define ASSAY_OP(name, sentence) std::string_view{#name},
#include "plan/ops.def"
#undef ASSAY_OP
};
constexpr std::array kSentences = {
#define ASSAY_OP(name, sentence) std::string_view{sentence},
#include "plan/ops.def"
#undef ASSAY_OP
};

auto key(const Use& use) {
  return std::make_tuple(use.expression, use.moment.at, use.moment.due, use.moment.shift, use.moment.later);
}

}  // namespace

std::string_view name(Op op) { return kNames[static_cast<std::size_t>(op)]; }
std::string_view sentence(Op op) { return kSentences[static_cast<std::size_t>(op)]; }

std::optional<RegisterId> Program::find(semantics::ExprId expression, const Moment& moment) const {
  const Use wanted{expression, moment, {}};
  const auto it = std::lower_bound(uses.begin(), uses.end(), wanted,
                                   [](const Use& a, const Use& b) { return key(a) < key(b); });
  if (it == uses.end() || key(*it) != key(wanted)) return std::nullopt;
  return it->value;
}

std::vector<base::Period> ended_periods(const types::Season& season, base::Step step, base::Date at) {
  std::vector<base::Period> all = types::periods(season, step);
  std::erase_if(all, [&](const base::Period& p) { return base::last_day(p) > at; });
  return all;
}

}  // namespace assay::plan
