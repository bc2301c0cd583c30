// A department of which all that can be scored does not come to the sum of its weights, as the score of each target is rounded: three of a third each
// are 99.9999 together.
#include "lint/findings/findings.h"

#include "base/number.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

namespace assay::lint {

namespace {

using Node = semantics::Kind;

// Whole weights that make 100, the greater ones first; empty where there are more targets than that.
std::string even_weights(std::size_t count, const char* comma, const char* rest) {
  constexpr std::size_t kAll = 100;
  constexpr std::size_t kMostShown = 12;
  if (count > kAll) return {};
  std::string out;
  for (std::size_t i = 0; i < std::min(count, kMostShown); ++i) {
    if (i > 0) out += comma;
    out += std::to_string(kAll / count + (i < kAll % count ? 1 : 0));
  }
  return count > kMostShown ? out + rest : out;
}

}  // namespace

bool is_weight_of_mean(const semantics::Model& model) {
  if (!model.scoring.target.valid()) return true;
  const semantics::Expr& e = model[model.scoring.target];
  if (e.kind != Node::multiply) return false;
  const semantics::Expr& weight = model[e.children[0]];
  const semantics::Expr& mean = model[e.children[1]];
  return weight.kind == Node::quantity && weight.quantity == semantics::Quantity::weight && mean.kind == Node::fold && mean.aggregate == semantics::Aggregate::avg;
}

// What a target earns is known where no formula of the rulebook says otherwise.
void find_uneven_marks(Lint& lint) {
  const semantics::Model& model = lint.model;
  if (!is_weight_of_mean(model)) return;
  const semantics::Department* last = nullptr;
  for (const AskedTarget& asked : lint.targets) {
    const auto holds = [&](const semantics::Department& each) {
      return !each.targets.empty() && asked.target >= &each.targets.front() && asked.target <= &each.targets.back();
    };
    const auto found = std::find_if(model.departments.begin(), model.departments.end(), holds);
    if (found == model.departments.end() || &*found == last) continue;
    last = &*found;
    base::Number full, meant;
    bool known = true;
    for (const semantics::Target& each : last->targets) {
      const auto rounded = base::rounded(each.weight, model.scoring.places);
      const auto sum = rounded ? base::add(full, *rounded) : std::nullopt;
      const auto all = base::add(meant, each.weight);
      known = known && sum && all;
      if (known) full = *sum, meant = *all;
    }
    if (!known || full == meant) continue;
    const std::string even = even_weights(last->targets.size(), ", ", ", …");
    if (even.empty()) continue;
    lint.report(Kind::uneven_marks, last->span,
                {last->name, base::to_string(full), base::to_string(meant), std::to_string(last->targets.size()), std::to_string(model.scoring.places), even,
                 even_weights(last->targets.size(), "、", "……")});
  }
}

}  // namespace assay::lint
