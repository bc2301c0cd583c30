#include "syntax/antlr/builder.h"

#include "diagnostics/kinds.h"

#include <utility>

namespace assay::syntax {

Scheme Builder::scheme(Parser::SchemeContext* context) {
  using SchemeKind = Scheme::Kind;
  Scheme made;
  made.span = span(context);
  if (context->allOrNothing() != nullptr) return made;
  std::vector<ExprId> sums;
  for (Parser::SumContext* each : context->sum()) sums.push_back(sum(each));
  if (context->PROPORTIONAL() != nullptr) {
    made.kind = SchemeKind::proportional;
    made.values.resize(2);
    std::size_t next = 0;
    if (context->FLOOR() != nullptr) made.values[0] = sums[next++];
    if (context->CAP() != nullptr) made.values[1] = sums[next];
  } else if (context->LINEAR() != nullptr) {
    made.kind = SchemeKind::linear;
    made.values = std::move(sums);
  } else if (context->DEDUCT() != nullptr) {
    made.kind = SchemeKind::deduct;
    made.values = std::move(sums);
  } else if (context->BONUS() != nullptr) {
    made.kind = SchemeKind::bonus;
    made.of_goal = context->GOAL() != nullptr;
    made.values = std::move(sums);
    made.values.resize(3);
  } else if (context->STEPS() != nullptr) {
    made.kind = SchemeKind::steps;
    for (Parser::StepRowContext* each : context->stepRow()) {
      Scheme::Step row;
      row.span = span(each);
      if (each->ELSE() != nullptr) {
        row.value = sum(each->sum(0));
      } else {
        row.op = compare_op(each->compareOperator());
        row.bound = sum(each->sum(0));
        row.value = sum(each->sum(1));
      }
      made.steps.push_back(row);
    }
  } else {
    made.kind = SchemeKind::places;
    for (Parser::PlaceRowContext* each : context->placeRow()) {
      Scheme::Step row;
      row.span = span(each);
      if (each->ELSE() == nullptr) {
        row.op = Op::eq;
        row.bound = sum(each->sum(0));
        if (each->DOTS() != nullptr) row.last = sum(each->sum(1));
      }
      row.value = sum(each->sum().back());
      made.steps.push_back(row);
    }
  }
  for (std::size_t i = 0; i + 1 < made.steps.size(); ++i) {
    if (made.steps[i].op == Op::none) problems_.report(Kind::repeated_alternative, made.steps[i].span);
  }
  return made;
}

Scoring Builder::scoring(Parser::ScoringDeclarationContext* context) {
  Scoring made;
  made.span = span(context);
  in_scoring_ = true;
  for (Parser::ScoringItemContext* each : context->scoringItem()) {
    if (failed(each)) continue;
    if (each->ROUND() != nullptr) {
      if (made.round_span.valid()) repeated(span(each), written(each->start));
      made.round_places = whole_number(each->NUMBER());
      made.round_span = span(each);
    } else if (each->TIES() != nullptr) {
      if (made.ties) repeated(span(each), written(each->start));
      made.ties = name(each->name());
    } else if (each->expression() != nullptr) {
      made.formulas.push_back({{word(each->start), span(each->start)}, expression(each->expression())});
    }
  }
  in_scoring_ = false;
  return made;
}

}  // namespace assay::syntax
