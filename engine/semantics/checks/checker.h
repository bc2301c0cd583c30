// Analyses expressions of one place: which names and axes can be seen there, and what each construct demands of its parts.
#pragma once

#include "functions/functions.h"
#include "semantics/passes/analysis.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace assay::semantics {

// How a number stands to units: a quantity has its own (or is a plain ratio); a bare number and a count take that of what they meet.
enum class Flavour : std::uint8_t { quantity, bare, count };

// An analysed expression. Without an id it was wrong, and that has been reported.
struct Checked {
  ExprId id;
  Flavour flavour = Flavour::quantity;
  explicit operator bool() const { return id.valid(); }
};

Compare compare_of(syntax::Op op);

// Which formula of the scoring block is analysed.
enum class Formula : std::uint8_t { none, criterion, target, department };

class Checker {
 public:
  Checker(Analysis& analysis, const syntax::File& file, const Scope& scope, Formula formula = Formula::none, const Bindings* bindings = nullptr)
      : a_(analysis), file_(&file), scope_(&scope), bindings_(bindings), formula_(formula) {}

  Checked check(syntax::ExprId id);        // of any type; an event fact as such
  ExprId condition(syntax::ExprId id);     // an event: that it happened
  // The condition of the criterion that it is a stretch or an aim of: what a goal that stands alone is most likely compared with.
  void stands_beside(ExprId criterion) { of_criterion_ = criterion; }
  Checked number(syntax::ExprId id);
  // Analyses what nothing uses: facts per dimension may stand for any member.
  void check_unused(const LetEntry& let);
  // Of what stands where a percentage does: `2/3%` is 2 divided by 3%, where two thirds are meant.
  void doubt_fraction(const syntax::Expr& e);

 private:
  // An axis that can be seen, or an aggregate that takes the dimensions which the facts in it leave open.
  struct Frame {
    Axis axis;
    bool collects = false;
    std::vector<Axis> collected;
    bool closed = false;  // collects no more
  };

  // check_literal.cpp
  Checked check_number(const syntax::Expr& e);
  void report_quantity(const syntax::Expr& e, const types::QuantityProblem& problem);
  bool report_longer_unit(const syntax::Expr& e, const types::QuantityProblem& problem, Span span);
  void report_ambiguous(const syntax::Expr& e, const types::QuantityProblem& problem);
  Checked literal(const syntax::Expr& e, Kind kind, Type type);
  // check_name.cpp
  Checked check_name(const syntax::Expr& e);
  Checked check_member_access(const syntax::Expr& e);
  Checked check_index(const syntax::Expr& e);
  Checked use_symbol(const syntax::Expr& e, const std::string& name, const Symbol& symbol);
  Checked use_param(const syntax::Expr& e, std::uint32_t index);
  Checked use_unit(const syntax::Expr& e, const types::Unit& unit);
  void report_unknown_name(const syntax::Expr& e);
  std::optional<std::pair<std::string, std::string>> spoken_name(const std::string& name) const;
  bool can_be_seen(const syntax::Expr& name) const;
  // check_fact.cpp
  Checked use_fact(const syntax::Expr& e, FactId id, const std::vector<std::optional<std::uint32_t>>& fixed);
  std::optional<Binding> bind(DimensionId dimension, types::Total total);
  FactId field_in_sight(const std::string& name, std::uint32_t& variable) const;
  Checked use_field(const syntax::Expr& e, FactId id, std::uint32_t variable);
  Checked use_list_field(const syntax::Expr& e, ListId list);
  // check_let.cpp
  Checked use_let(const syntax::Expr& e, std::uint32_t index);
  bool is_of_let() const;  // nothing has been opened since the let that is expanded began
  bool set_apart(Expr& made, std::uint32_t first_variable, Span span);
  bool reads_before(const Expr& e, std::uint32_t variable) const;
  const Axis* gone_through_again(const Expr& e) const;
  // check_function.cpp
  Checked use_function(const syntax::Expr& e, std::uint32_t index);
  Checked use_argument(const Argument& argument);
  std::optional<std::string> member_of(const std::string& fact, const std::string& member) const;
  std::optional<std::string> glued_member(const std::string& name) const;
  std::optional<std::pair<std::string, std::string>> spoken_call(const syntax::Expr& e) const;
  const Argument* parameter(const std::string& name) const;
  // check_arithmetic.cpp
  Checked check_negate(const syntax::Expr& e);
  Checked check_sum(const syntax::Expr& e);
  Checked check_product(const syntax::Expr& e);
  // unify.cpp
  bool unify(Checked& left, const syntax::Expr& l, Checked& right, const syntax::Expr& r, bool summed = false);
  bool adapt(Checked& bare, const syntax::Expr& e, const Checked& other, bool whole);  // a 1 is the whole: 100%
  bool is_multiplied(ExprId id, const types::Unit& unit) const;
  void doubt_multiplied(ExprId id, const syntax::Expr& e, ExprId beside);
  void set_unit(ExprId id, const types::Unit& unit);
  std::string shown(const types::Unit& unit) const;
  std::optional<FactId> unitless_fact(ExprId id) const;
  void doubt_unitless(ExprId id, const syntax::Expr& e);
  void adopt(Checked& unknown, const Checked& other);
  // check_comparison.cpp
  Checked check_comparison(const syntax::Expr& e);
  ExprId check_link(syntax::ExprId l, syntax::Op op, syntax::ExprId r, const syntax::Expr& e);
  bool may_be_grade(const syntax::Expr& side) const;
  bool counted_with_unit(const syntax::Expr& e, const Checked& other);
  Checked check_beside(syntax::ExprId id, const Checked& other);
  bool meet(Checked& left, const syntax::Expr& l, Checked& right, const syntax::Expr& r, bool ordered);
  ExprId compare_numbers(Checked left, Checked right, Compare op, const syntax::Expr& l, const syntax::Expr& r);
  Checked grade_or_value(const syntax::Expr& name, syntax::ExprId id, const Checked& other);
  bool adds_up(ExprId id) const;
  bool is_difference(ExprId id) const;
  void doubt_percent(ExprId id, const syntax::Expr& e);
  void doubt_points(ExprId ratio, const syntax::Expr& e, ExprId beside);
  void doubt_sum(ExprId id, const syntax::Expr& e);
  void doubt_comparison(ExprId left, ExprId right, Compare op, const syntax::Expr& l, const syntax::Expr& r);
  // check_connective.cpp
  Checked check_connective(const syntax::Expr& e);
  Checked check_if(const syntax::Expr& e);
  bool repeated_right_side(const syntax::Expr& e, std::size_t child);
  ExprId as_condition(const Checked& value, const syntax::Expr& e);
  std::string compared(const Checked& value, const syntax::Expr& e) const;
  // check_membership.cpp
  Checked check_in_set(const syntax::Expr& e);
  Checked check_in_range(const syntax::Expr& e);
  Checked check_within(const syntax::Expr& e);
  // check_at_least.cpp
  Checked check_at_least(const syntax::Expr& e);
  bool may_be_so_many(ExprId id, std::size_t conditions) const;
  // check_reported.cpp
  Checked check_reported(const syntax::Expr& e);
  Checked check_default(const syntax::Expr& e);
  Checked check_unknown(const syntax::Expr& e);
  bool is_reported(ExprId id) const;
  bool is_default(ExprId id) const;
  bool needs_reported(const Checked& value, const syntax::Expr& e);
  // check_builtin.cpp
  Checked check_builtin(const syntax::Expr& e, functions::Function function);
  Checked check_rounding(const syntax::Expr& e, functions::Function function);
  Checked check_modulo(const syntax::Expr& e);
  Checked check_power(const syntax::Expr& e);
  Checked check_days(const syntax::Expr& e);
  std::optional<int> whole_number(syntax::ExprId id, int least, int most);
  // check_several.cpp
  Checked check_several(const syntax::Expr& e, functions::Function function, const std::vector<syntax::ExprId>& values);
  Checked count_of_several(const syntax::Expr& e, const std::vector<syntax::ExprId>& values);
  // check_timing.cpp
  Checked check_timing(const syntax::Expr& e);
  Checked check_date(const syntax::Expr& e);
  ExprId happened(ExprId event, Span span);
  // check_quantifier.cpp
  Checked check_quantifier(const syntax::Expr& e);
  std::optional<Axis> axis(const std::string& name, Span span, const syntax::Axis* written);
  bool may_open(Axis& axis, const std::string& name, Span span);
  bool goes_along(const Axis& axis, DimensionId dimension) const;
  std::optional<std::uint32_t> variable_of(const Axis& axis, DimensionId dimension) const;  // of the current member
  std::vector<Axis> axes_around() const;  // innermost last
  std::vector<Axis> axes_here() const;    // those of them that were opened in the let that is expanded: outside it others may be open
  // check_member.cpp
  std::optional<DimensionId> dimension_named(syntax::ExprId id) const;
  std::optional<Checked> check_member(const syntax::Expr& e);
  // check_period.cpp
  Checked check_at_period(const syntax::Expr& e);
  bool open_period(Axis& axis, const std::string& name, Span span, const syntax::Axis* written);
  std::optional<int> year(syntax::ExprId id);
  bool current_period(const syntax::Expr& e, base::Step step);
  bool of_other_season() const;  // or of another part of it
  // `stated`: the period itself, where it is one.
  bool check_steps(ExprId body, base::Step step, const std::string& axis_name, std::optional<base::Period> stated = std::nullopt);
  // check_aggregate.cpp, check_call.cpp, check_previous.cpp
  Checked check_call(const syntax::Expr& e);
  Checked check_count(const syntax::Expr& e, Aggregate aggregate);
  Checked check_aggregate(const syntax::Expr& e, Aggregate aggregate);
  Checked check_previous(const syntax::Expr& e, Kind kind);
  Checked collected_value(syntax::ExprId id, Aggregate aggregate);
  Checked distinct_value(syntax::ExprId id);
  std::string axis_name(const Axis& axis) const;
  // open_lists.cpp
  void open_lists(syntax::ExprId id, Frame& frame, std::set<std::uint32_t>& lets);
  void open_list(ListId list, Frame& frame);
  // check_among.cpp
  Checked check_among(const syntax::Expr& e);
  // check_scoring.cpp
  std::optional<Checked> formula_name(const syntax::Expr& e);
  std::optional<Checked> check_fold(const syntax::Expr& e, Aggregate aggregate);

  Checked dispatch(const syntax::Expr& e);
  Checked make(Expr made, const syntax::Expr& e, Flavour flavour = Flavour::quantity);
  ExprId add(Expr made);
  Expr& at(ExprId id) { return a_.model.expressions[id.index()]; }
  const Expr& at(ExprId id) const { return a_.model.expressions[id.index()]; }
  Span here(Span span) const { return use_ ? *use_ : a_.calls.empty() ? span : a_.calls.front(); }
  diagnostics::Diagnostic& report(Problem problem, Span span, std::vector<std::string> arguments = {});
  std::string words(const syntax::Expr& e) const { return a_.words(e.span); }
  bool reads_fact(ExprId id) const;
  bool is_numeric(const Checked& value, const syntax::Expr& e);

  Analysis& a_;
  const syntax::File* file_;
  const Scope* scope_;
  const Bindings* bindings_;         // the parameters that can be seen
  Formula formula_;
  ExprId of_criterion_;  // that the condition stands beside
  bool quantities_ = true;           // those of the formula can be seen: not in the body of a function
  std::vector<Frame> frames_;
  std::vector<std::uint32_t> lets_;  // being expanded
  std::vector<std::size_t> let_frames_;  // beside them: how many frames were open around
  std::vector<std::uint32_t> functions_;  // likewise
  std::optional<Span> use_;          // of the outermost let being expanded
  std::size_t depth_ = 0;
  std::size_t repeated_ = 0;         // within an expression that is analysed again
  std::size_t previous_ = 0;         // `previous` around
  bool over_period_ = false;         // within `x@2022`, and no period has been opened inside
  bool looking_ahead_ = false;       // for the axes of an aggregate; those inside are passed over
  bool inner_aggregate_ = false;     // has been passed over
  bool lenient_ = false;             // open dimensions are no problem
};

}  // namespace assay::semantics
