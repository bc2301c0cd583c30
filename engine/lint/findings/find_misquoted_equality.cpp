// Exactly so much where the quoted words ask for so much at least, or at most: what is better does not meet it.
#include "lint/findings/findings.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace assay::lint {

namespace {

using semantics::Compare;
using semantics::Expr;
using semantics::ExprId;
using Node = semantics::Kind;

// Beside those that say which side is asked for without any doubt.
constexpr auto kReached = std::to_array<BoundWord>({{"达到", true}, {"控制在", false}, {"or better", true}});

// Nothing is better than the end of a range, or than the best grade; what adds up, and places, are told of elsewhere.
bool may_be_better(const semantics::Model& model, const Expr& value, const Expr& goal, bool least) {
  if (value.kind != Node::fact && value.kind != Node::field) return false;
  const types::Fact& fact = model.schema[value.fact];
  if (goal.kind == Node::grade) return least && goal.grade + 1 < model.schema[goal.scale].grades.size();
  if (goal.kind != Node::number || (fact.kind != types::FactKind::level)) return false;
  const bool whole = (goal.unit.percent || fact.unit.percent) && goal.number == base::Number(least ? 1 : 0);
  const auto& end = least ? fact.high : fact.low;
  const auto in_base = end ? base::multiply(*end, fact.unit.factor) : std::nullopt;
  return !whole && !(in_base && *in_base == goal.number) && (least || goal.number.sign() != 0);
}

void look_at_equality(Lint& lint, const std::string& quote, const BoundWord& side, ExprId id) {
  const semantics::Model& model = lint.model;
  const Expr& e = model[id];
  if (e.kind == Node::quantifier || e.kind == Node::and_) {
    for (const ExprId child : e.children) look_at_equality(lint, quote, side, child);
    return;
  }
  // 等次 in {良好}; 等次 <= 良好 of 良好以上
  const bool one_of_one = e.kind == Node::in_set && e.children.size() == 2 && model[e.children[1]].kind == Node::grade;
  const bool turned = e.kind == Node::compare && (e.compare == Compare::le || e.compare == Compare::lt) && side.least && model[e.children[1]].kind == Node::grade;
  if (turned) lint.report(Kind::misquoted_number, e.span, {lint.words(e.span), std::string(side.word)});
  if ((e.kind != Node::compare || e.compare != Compare::eq) && !one_of_one) return;
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
    const ExprId value = e.children[at], goal = e.children[1 - at];
    if (!may_be_better(model, model[value], model[goal], side.least)) continue;
    if (model[goal].kind == Node::number && !is_only_amount(model, quote, goal)) continue;
    lint.report(Kind::misquoted_equality, e.span, {lint.words(e.span), std::string(side.word), lint.words(value) + (side.least ? " >= " : " <= ") + lint.words(goal)});
    return;
  }
}

}  // namespace

void find_misquoted_equality(Lint& lint) {
  for (const AskedTarget& asked : lint.targets)
    for (const semantics::Criterion& criterion : asked.target->criteria)
      if (const auto side = bound_word(criterion.quote, kReached); side && criterion.kind != semantics::Criterion::Kind::judge && !criterion.template_span) look_at_equality(lint, criterion.quote, *side, criterion.condition);
}

}  // namespace assay::lint
