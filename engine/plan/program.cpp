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

auto key(const Use& use) { return std::tie(use.expression, use.moment); }

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

}  // namespace assay::plan
