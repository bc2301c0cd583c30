// A fixed number asked of a flow or a running total in every quarter, half or month, where the flow says what has come since the season began: once it is reached, every
// later period has it, whatever comes in it.
#include "lint/findings/findings.h"

#include <algorithm>
#include <optional>

namespace assay::lint {

namespace {

using semantics::Expr;
using semantics::ExprId;
using Node = semantics::Kind;

struct StepWords {
  const char* english;
  const char* chinese;
};

StepWords words_of_step(base::Step step) {
  switch (step) {
    case base::Step::month: return {"month", "月份"};
    case base::Step::half: return {"half", "半年"};
    default: return {"quarter", "季度"};
  }
}

// A number that is the same in every period: a plan that grows with time is not, in whatever form.
bool is_fixed_number(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  switch (e.kind) {
    case Node::number: return true;
    case Node::param: return model.params[e.param].values.size() == 1;
    case Node::negate:
    case Node::add:
    case Node::subtract:
    case Node::multiply:
    case Node::divide: return std::all_of(e.children.begin(), e.children.end(), [&](ExprId c) { return is_fixed_number(model, c); });
    default: return false;
  }
}

bool is_to_date(types::FactKind kind) { return kind == types::FactKind::flow || kind == types::FactKind::cumulative; }

// The flow or running total that a number is, or a sum, a part or a multiple of flows to date; nothing for a ratio or a difference of them, or for what names its period.
std::optional<ExprId> flow_to_date(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  const auto part = [&](std::size_t i) { return flow_to_date(model, e.children[i]); };
  switch (e.kind) {
    case Node::fact: return is_to_date(model.schema[e.fact].kind) ? std::optional(id) : std::nullopt;
    case Node::add: return part(0) && part(1) ? part(0) : std::nullopt;
    case Node::multiply:
      if (is_fixed_number(model, e.children[1])) return part(0);
      return is_fixed_number(model, e.children[0]) ? part(1) : std::nullopt;
    case Node::divide: return is_fixed_number(model, e.children[1]) ? part(0) : std::nullopt;
    case Node::aggregate: {
      using semantics::Aggregate;
      const bool of_members = std::none_of(e.axes.begin(), e.axes.end(), [](const semantics::Axis& axis) { return axis.kind == semantics::Axis::Kind::period; });
      const bool value = e.aggregate == Aggregate::sum || e.aggregate == Aggregate::avg || e.aggregate == Aggregate::min || e.aggregate == Aggregate::max;
      return of_members && value && e.children.size() == 1 ? part(0) : std::nullopt;
    }
    case Node::function: return e.function == functions::Function::default_ ? part(0) : std::nullopt;
    default: return std::nullopt;
  }
}

void find_within(Lint& lint, ExprId id, std::optional<base::Step> step) {
  const semantics::Model& model = lint.model;
  const Expr& e = model[id];
  switch (e.kind) {
    case Node::compare:
    case Node::in_range:
    case Node::in_set: {
      if (!step) break;
      for (const ExprId side : e.children) {
        const auto flow = flow_to_date(model, side);
        const bool fixed = std::all_of(e.children.begin(), e.children.end(), [&](ExprId c) { return c == side || is_fixed_number(model, c); });
        if (!flow || !fixed) continue;
        const StepWords words = words_of_step(*step);
        lint.report(Kind::total_of_period, e.span, {lint.words(e.span), lint.words(*flow), words.english, words.chinese});
        return;
      }
      break;
    }
    // Another time is read here, or it is said which.
    case Node::at_period:
    case Node::previous: return;
    case Node::quantifier:
    case Node::aggregate:
      if (e.kind == Node::aggregate && !semantics::counts(e.aggregate)) break;
      for (const semantics::Axis& axis : e.axes)
        if (axis.kind == semantics::Axis::Kind::period) step = axis.years || axis.step == base::Step::year ? std::nullopt : std::optional(axis.step);
      break;
    default: break;
  }
  for (const ExprId child : e.children) find_within(lint, child, step);
}

}  // namespace

void find_totals_of_periods(Lint& lint) {
  for (const Asked& each : lint.asked) find_within(lint, each.id, std::nullopt);
}

}  // namespace assay::lint
