// What the findings share: every condition of the rules as a formula, and the solver. One file a finding.
#pragma once

#include "diagnostics/kinds.h"
#include "lint/logic/solver.h"
#include "lint/reading/evaluator.h"
#include "lint/reading/reader.h"
#include "lint/reading/witness.h"
#include "semantics/dump.h"
#include "semantics/model.h"
#include "source/source.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::lint {

using diagnostics::Kind;

// One condition of a rule: a criterion's own, its stretch, or when its target applies.
struct Asked {
  enum class Of : std::uint8_t { criterion, stretch, applies } of = Of::criterion;
  std::size_t target = 0;    // in Lint::targets
  std::size_t criterion = 0; // within the target
  semantics::ExprId id;
  Scope scope;
  Truth truth;
  bool never = false, always = false;  // found so, and reported
};

struct AskedTarget {
  const semantics::Target* target = nullptr;
  std::vector<std::size_t> criteria;  // in Lint::asked, those that people do not judge
  std::optional<std::size_t> applies;
};

class Lint {
 public:
  Lint(const semantics::Model& model, const source::Files& files, const std::vector<std::size_t>& departments, diagnostics::Sink& sink);

  // Whether it can hold, given what is true of the facts anyway.
  Answer solve(FormulaId id);
  bool impossible(FormulaId id);
  // The values make the condition true, or something else.
  bool is_true(const Values& values, const Asked& each);
  bool is_true(const Values& values, semantics::ExprId id, const Scope& scope);
  bool is_false(const Values& values, semantics::ExprId id, const Scope& scope);  // not without a value
  // The values of the variables that these formulas speak of, for a message.
  std::string shown(const Values& values, const std::vector<FormulaId>& formulas, semantics::Words words = semantics::Words::english);

  // A finding that was reported before, at the same place, is not reported again.
  diagnostics::Diagnostic& report(Kind kind, source::Span span, std::vector<std::string> arguments);
  std::string words(source::Span span) const { return files.words(span); }
  std::string words(semantics::ExprId id) const { return files.words(model[id].span); }

  const semantics::Criterion& criterion_of(const Asked& each) const { return targets[each.target].target->criteria[each.criterion]; }

  const semantics::Model& model;
  const source::Files& files;
  Reader reader;
  std::vector<Asked> asked;
  std::vector<AskedTarget> targets;

 private:
  void ask(const semantics::Target& target);
  std::size_t ask(Asked asked);

  diagnostics::Sink& sink_;
  Solver solver_;
  std::set<std::tuple<Kind, source::Span, std::string>> reported_;
  diagnostics::Diagnostic discarded_;
};

// In the order in which they run: a condition that is the same whatever is reported takes no part in what comes after.
void find_constant_conditions(Lint& lint);
void find_contradictions(Lint& lint);      // between criteria of a target
void find_idle_stretches(Lint& lint);      // no higher than their criterion, or against it
void find_aims_for_stretches(Lint& lint);  // a higher bar of the same thing that is scored apart
void find_implied_targets(Lint& lint);
void find_divisions_by_zero(Lint& lint);
void find_tier_doubts(Lint& lint);
void find_idle_awards(Lint& lint);         // of `linear` and `bonus`
void find_misquoted_numbers(Lint& lint);
void find_misquoted_days(Lint& lint);
void find_unbacked_targets(Lint& lint);
void find_formula_scale(Lint& lint);      // attainments, of which 1 is full marks, taken for percentages
void find_marks_in_percent(Lint& lint);    // so many marks of the quoted words as so many hundredths
void find_misquoted_growth(Lint& lint);    // a share of last year's value where the quoted words say by how much more
void find_misquoted_equality(Lint& lint);  // exactly so much where the quoted words ask for so much at least
void find_members_not_taken(Lint& lint);   // a total where the criterion names one member
void find_tiers_of_goals(Lint& lint);     // percentages of the value where the ratio is read
void find_equal_places(Lint& lint);        // a place asked for as it is, or as the best of the worse ones, not as the last of the first so many
void find_uneven_marks(Lint& lint);        // targets whose full marks do not add up, as each is rounded
void find_hand_made_growth(Lint& lint);    // a ratio to last year's value: beside a number that is no percentage, or of a base below 0
void find_past_criteria(Lint& lint);      // that ask of nothing but periods before the season
void find_uncounted_days(Lint& lint);     // a score by days of lateness, of which none is before the due date
void find_totals_of_periods(Lint& lint);   // a flow to date where a period's own amount is meant

bool is_weight_of_mean(const semantics::Model& model);  // as it is where nothing else is stated: a target that is met earns its weight
// Whether a quotient is a share of one measure: of people, or of how many there are. Of numbers without a unit it is not known.
bool is_share(const semantics::Model& model, semantics::ExprId quotient);
// Which side of a number is asked for in words.
struct BoundWord {
  std::string_view word;
  bool least;
};
// The word of a quote, or one of `more`, that says which side of its number is asked for; nothing where there are words of either side, or such as turn it over.
std::optional<BoundWord> bound_word(std::string_view quote, std::span<const BoundWord> more = {});
// Whether the quote says this number and no other amount.
bool is_only_amount(const semantics::Model& model, const std::string& quote, semantics::ExprId number);
// Of a number beside a ratio, that it is no percentage.
void doubt_ratio(Lint& lint, semantics::ExprId number);

// The parts of which no more than all can be left out for the rest to be impossible together; empty where that is not known.
std::vector<std::size_t> least_core(Lint& lint, const std::vector<FormulaId>& parts);

// Words of related places.
inline constexpr diagnostics::Words kDeclaredHere{"declared here", "在此声明"};
inline constexpr diagnostics::Words kTogetherWith{"together with this", "与此处一起"};
inline constexpr diagnostics::Words kImpliedBy{"implied by this target", "由此目标推出"};
inline constexpr diagnostics::Words kItsCriterion{"the criterion itself", "细项本身"};

}  // namespace assay::lint
