// A place that must be exactly so and so, or so and so or worse: whoever is ahead of it misses, where the first so many are meant.
#include "lint/findings/findings.h"

#include "base/number.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace assay::lint {

namespace {

using semantics::Expr;
using semantics::ExprId;
using Node = semantics::Kind;

bool is_place(const semantics::Model& model, ExprId id) {
  const semantics::Expr& e = model[id];
  if (e.kind == Node::at_period || e.kind == Node::previous) return is_place(model, e.children[0]);
  return e.kind == Node::rank_among || ((e.kind == Node::fact || e.kind == Node::field) && model.schema[e.fact].kind == types::FactKind::rank);
}

bool is_before(const semantics::Model& model, ExprId id) {
  const semantics::Expr& e = model[id];
  return e.kind == Node::previous || (e.kind == Node::at_period && is_before(model, e.children[0]));
}

// A place, and what it may be at least or at most.
struct AskedPlace {
  ExprId place, other;
  semantics::Compare compare{};
};

std::optional<AskedPlace> asked_place(const semantics::Model& model, ExprId id) {
  const semantics::Expr& e = model[id];
  if (e.kind != Node::compare) return std::nullopt;
  AskedPlace left{e.children[0], e.children[1], e.compare};
  AskedPlace right{e.children[1], e.children[0], semantics::mirrored(e.compare)};
  for (const AskedPlace& each : {left, right})
    if (is_place(model, each.place) && !is_before(model, each.place)) return each;
  return std::nullopt;
}

const char* sign(semantics::Compare compare) {
  switch (compare) {
    case semantics::Compare::ge: return ">=";
    case semantics::Compare::gt: return ">";
    case semantics::Compare::le: return "<=";
    default: return "<";
  }
}

// `place >= 50`, `place > previous(place)`: met by the worse.
void find_worse(Lint& lint, ExprId id) {
  const semantics::Model& model = lint.model;
  const auto asked = asked_place(model, id);
  if (!asked || (asked->compare != semantics::Compare::ge && asked->compare != semantics::Compare::gt)) return;
  const semantics::Expr& other = model[asked->other];
  const bool number = other.kind == Node::number && other.number >= base::Number(asked->compare == semantics::Compare::ge ? 2 : 1);
  if (!number && other.kind != Node::param && !(is_place(model, asked->other) && is_before(model, asked->other))) return;
  const std::string better = lint.words(asked->place) + " " + sign(semantics::mirrored(asked->compare)) + " " + lint.words(asked->other);
  lint.report(Kind::worse_place, model[id].span, {lint.words(model[id].span), better});
}

// `place - previous(place) >= 2`: so many places worse than before.
void find_worse_change(Lint& lint, ExprId id) {
  const semantics::Model& model = lint.model;
  const semantics::Expr& e = model[id];
  if (e.kind != Node::compare) return;
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    const semantics::Compare compare = side == 0 ? e.compare : semantics::mirrored(e.compare);
    const semantics::Expr& change = model[e.children[side]];
    const semantics::Expr& number = model[e.children[1 - side]];
    if ((compare != semantics::Compare::ge && compare != semantics::Compare::gt) || change.kind != Node::subtract || number.kind != Node::number) continue;
    if (number.number.sign() < 0 || (number.number.sign() == 0 && compare == semantics::Compare::ge)) continue;
    const ExprId now = change.children[0], before = change.children[1];
    if (!is_place(model, now) || is_before(model, now) || !is_place(model, before) || !is_before(model, before)) continue;
    lint.report(Kind::worse_change, e.span, {lint.words(e.span), lint.words(before) + " - " + lint.words(now) + " " + sign(compare) + " " + lint.words(e.children[1 - side])});
  }
}

// `place <= previous(place) + 2`, `place - previous(place) <= 2`, met by two places worse, too: by how much.
std::optional<ExprId> worse_by(const semantics::Model& model, const Expr& e, std::size_t side, ExprId& before) {
  const semantics::Compare compare = side == 0 ? e.compare : semantics::mirrored(e.compare);
  if (compare != semantics::Compare::le && compare != semantics::Compare::lt) return std::nullopt;
  const auto is_more = [&](ExprId id) { return model[id].kind == Node::number && model[id].number.sign() > 0; };
  const auto is_now = [&](ExprId id) { return is_place(model, id) && !is_before(model, id); };
  const auto was = [&](ExprId id) { return is_place(model, id) && is_before(model, id); };
  const ExprId left = e.children[side], right = e.children[1 - side];
  if (model[left].kind == Node::subtract && is_more(right) && is_now(model[left].children[0]) && was(model[left].children[1])) {
    before = model[left].children[1];
    return right;
  }
  if (!is_now(left) || model[right].kind != Node::add) return std::nullopt;
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}})
    if (was(model[right].children[i]) && is_more(model[right].children[1 - i])) {
      before = model[right].children[i];
      return model[right].children[1 - i];
    }
  return std::nullopt;
}

// Where the quoted words ask to move up.
void find_change_both_ways(Lint& lint, const semantics::Criterion& criterion) {
  const semantics::Model& model = lint.model;
  const Expr& e = model[criterion.condition];
  constexpr auto kUp = std::to_array<std::string_view>({"提升", "上升", "前进", "进位", "提高", "前移", "move up", "moves up", "improve", "climb"});
  constexpr auto kDown = std::to_array<std::string_view>({"降", "退", "后移", "down", "back", "fall"});
  const auto says = [&](const auto& words) { return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return criterion.quote.find(word) != std::string::npos; }); };
  if (e.kind != Node::compare || !says(kUp) || says(kDown)) return;
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    ExprId before;
    const auto by = worse_by(model, e, side, before);
    if (!by) continue;
    const ExprId left = e.children[side];
    const std::string now = lint.words(model[left].kind == Node::subtract ? model[left].children[0] : left);
    lint.report(Kind::change_both_ways, e.span, {lint.words(e.span), lint.words(before) + " - " + now + " >= " + lint.words(*by)});
  }
}

// Among conditions that all must hold, one that a place is at most so much leaves a range.
bool ends_range(const semantics::Model& model, ExprId id) {
  const auto asked = asked_place(model, id);
  return asked && asked->compare != semantics::Compare::ge && asked->compare != semantics::Compare::gt;
}

// What the condition asks for by itself: not one case of several, nor what it excludes or chooses by.
void find_asked(Lint& lint, ExprId id) {
  const semantics::Model& model = lint.model;
  const semantics::Expr& e = model[id];
  switch (e.kind) {
    case Node::and_:
      for (const ExprId child : e.children) find_asked(lint, child);
      if (std::none_of(e.children.begin(), e.children.end(), [&](ExprId child) { return ends_range(model, child); }))
        for (const ExprId child : e.children) find_worse(lint, child);
      return;
    case Node::implies: return find_asked(lint, e.children[1]);
    case Node::at_period: return find_asked(lint, e.children[0]);
    case Node::quantifier:
      if (e.quantifier != semantics::Quantifier::no) find_asked(lint, e.children[0]);
      return;
    case Node::compare:
      find_worse_change(lint, id);
      if (e.compare != semantics::Compare::eq) return;
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const semantics::Expr& number = model[e.children[1 - side]];
        if (number.kind != Node::number || number.number <= base::Number(1) || !is_place(model, e.children[side])) continue;
        lint.report(Kind::equal_place, e.span, {lint.words(e.span), base::to_string(number.number), lint.words(e.children[side])});
      }
      return;
    default: return;
  }
}

}  // namespace

void find_equal_places(Lint& lint) {
  for (const Asked& each : lint.asked) {
    if (each.of != Asked::Of::applies) find_asked(lint, each.id);
    if (each.of != Asked::Of::criterion) continue;
    find_change_both_ways(lint, lint.criterion_of(each));
    ExprId id = each.id;
    while (lint.model[id].kind == Node::quantifier && lint.model[id].quantifier != semantics::Quantifier::no) id = lint.model[id].children[0];
    find_worse(lint, id);
  }
}

}  // namespace assay::lint
