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

struct SideWord {
  std::string_view word;
  bool least;
};
// The longer ones before those in them.
constexpr auto kSideWords = std::to_array<SideWord>({
    {"不低于", true}, {"不少于", true}, {"不小于", true}, {"不超过", false}, {"不高于", false}, {"不大于", false}, {"不多于", false}, {"达到", true}, {"以上", true},
    {"至少", true},   {"超过", true},   {"突破", true},   {"高于", true},    {"以下", false},   {"以内", false},   {"低于", false},  {"控制在", false}, {"至多", false},
    {"at least", true}, {"or more", true}, {"no less than", true}, {"or better", true}, {"at most", false}, {"no more than", false}, {"or less", false},
});

std::optional<SideWord> side_word(std::string_view quote) {
  for (const SideWord& each : kSideWords)
    if (quote.find(each.word) != std::string_view::npos) return each;
  return std::nullopt;
}

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

void look_at_equality(Lint& lint, const SideWord& side, ExprId id) {
  const semantics::Model& model = lint.model;
  const Expr& e = model[id];
  if (e.kind == Node::quantifier || e.kind == Node::and_) {
    for (const ExprId child : e.children) look_at_equality(lint, side, child);
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
    lint.report(Kind::misquoted_equality, e.span, {lint.words(e.span), std::string(side.word), lint.words(value) + (side.least ? " >= " : " <= ") + lint.words(goal)});
    return;
  }
}

}  // namespace

void find_misquoted_equality(Lint& lint) {
  for (const AskedTarget& asked : lint.targets)
    for (const semantics::Criterion& criterion : asked.target->criteria)
      if (const auto side = side_word(criterion.quote); side && criterion.kind != semantics::Criterion::Kind::judge && !criterion.template_span) look_at_equality(lint, *side, criterion.condition);
}

}  // namespace assay::lint
