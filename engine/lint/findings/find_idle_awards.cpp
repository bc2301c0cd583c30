// What a score promises and no value can earn: the upper end of `linear`, a `bonus` over a goal that is as good as it gets.
#include "lint/findings/findings.h"

#include <optional>

namespace assay::lint {

namespace {

using base::Number;
using semantics::Compare;
using semantics::Criterion;
using semantics::Scheme;

class IdleAward {
 public:
  IdleAward(Lint& lint, const Criterion& criterion) : lint_(lint), scheme_(*criterion.scheme) {
    const Scope scope{criterion.due, criterion.due, 0, false, {}};
    lint.reader.start();
    value_ = lint.reader.bounds(lint.reader.number(scheme_.value, scope));
    goal_ = lint.reader.bounds(lint.reader.number(scheme_.goal, scope));
    if (const types::Unit* percent = lint.model.schema.units.find("%")) percent_ = *percent;
  }

  void run() {
    if (scheme_.kind == Scheme::Kind::linear) linear();
    if (scheme_.kind == Scheme::Kind::bonus) bonus();
  }

 private:
  void report(Kind kind, std::vector<std::string> arguments) {
    const semantics::Expr& value = lint_.model[scheme_.value];
    arguments.push_back(lint_.words(scheme_.value));
    arguments.push_back(range_text(value_, value.unit));
    auto& made = lint_.report(kind, scheme_.span, std::move(arguments));
    if (value.kind == semantics::Kind::fact && lint_.model.schema[value.fact].range_declared)
      made.related.push_back({lint_.model.fact_spans[value.fact.index()], {}, kDeclaredHere});
  }

  void linear() {
    const Number& from = scheme_.numbers[0];
    const Number& to = scheme_.numbers[1];
    const std::optional<Number>& best = from < to ? value_.high : value_.low;
    if (!best || (from < to ? *best >= to : *best <= to)) return;
    const auto done = base::subtract(*best, from), all = base::subtract(to, from);
    auto most = done && all ? base::divide(*done, *all) : std::nullopt;
    if (!most) return;
    if (most->sign() < 0) most = Number(0);
    report(Kind::linear_out_of_reach, {lint_.words(scheme_.span), range_text({most, most, false}, percent_)});
  }

  // By how much the value may be better than its goal at most; nothing where that has no end, or the goal varies.
  std::optional<Number> most_over() const {
    if (!goal_.low || goal_.low != goal_.high) return std::nullopt;
    const bool lower = scheme_.compare == Compare::le || scheme_.compare == Compare::lt;
    const std::optional<Number>& best = lower ? value_.low : value_.high;
    if (!best || (scheme_.of_goal && goal_.low->sign() <= 0)) return std::nullopt;
    const auto over = lower ? base::subtract(*goal_.low, *best) : base::subtract(*best, *goal_.low);
    return over && scheme_.of_goal ? base::divide(*over, *goal_.low) : over;
  }

  void bonus() {
    const auto over = most_over();
    if (over && *over < scheme_.numbers[1]) report(Kind::bonus_out_of_reach, {lint_.words(scheme_.span)});
  }

  Lint& lint_;
  const Scheme& scheme_;
  Domain value_, goal_;
  types::Unit percent_;
};

}  // namespace

void find_idle_awards(Lint& lint) {
  for (const AskedTarget& target : lint.targets)
    for (const Criterion& criterion : target.target->criteria)
      if (criterion.scheme && (criterion.scheme->kind == Scheme::Kind::linear || criterion.scheme->kind == Scheme::Kind::bonus))
        IdleAward(lint, criterion).run();
}

}  // namespace assay::lint
