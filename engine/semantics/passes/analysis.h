// What the passes of one analysis share: the trees, the model being made, the scopes, and how problems are reported.
#pragma once

#include "diagnostics/diagnostics.h"
#include "semantics/limits.h"
#include "semantics/model.h"
#include "semantics/passes/scope.h"
#include "source/source.h"
#include "syntax/ast.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace assay::semantics {

using Problem = diagnostics::Kind;

// A number that is known before any fact is read: in base units, and how it was written.
struct Constant {
  base::Number value;
  types::Unit unit;
  bool bare = true;
};

class Analysis {
 public:
  Analysis(const std::vector<syntax::File>& files, const source::Files& sources, Model& model, diagnostics::Sink& sink,
           const Limits& limits = {});

  // A problem that was reported before, at the same place and with the same words, is not reported again.
  diagnostics::Diagnostic& report(Problem problem, Span span, std::vector<std::string> arguments = {});
  // Nothing where statements are missing from the trees, since the name may have been declared in one of them.
  void unknown_grade(Span span, const std::string& name, const std::string& scale, const std::vector<std::string>& grades);
  // Of one behind `at least`.
  void unknown_asked_grade(Span span, const std::string& name, const std::string& scale, const std::vector<std::string>& grades);
  void unknown(Problem problem, Span span, std::vector<std::string> arguments, const std::vector<std::string>& candidates);
  // What declares it is offered, too: 万人次 is 1万 of the unit 人次 where there is one.
  void unknown_unit(Span span, const std::string& name);
  // The words at a span, on one line and shortened for a message.
  std::string year() const;  // of the season, for examples
  std::string words(Span span) const;

  // The candidate nearest to a name that is not known; after many such searches nothing, since each looks at every candidate.
  std::optional<std::string> suggest(const std::string& name, const std::vector<std::string>& candidates);

  // Declares a name; false where it is taken, which is reported.
  bool declare(Scope& scope, const syntax::Name& name, Symbol symbol);
  // The declaration of that kind, or nothing (reported as `problem`, unless broken).
  const Symbol* look_up(const Scope& scope, const syntax::Name& name, Symbol::Kind kind, Problem problem);

  ExprId add(Expr expression);

  // A number without facts and parameters; nothing where it is none, which is reported. Leaves no expressions behind.
  std::optional<Constant> constant(const syntax::File& file, syntax::ExprId expression, const Scope& scope, const Bindings* bindings = nullptr);
  // The same, in a stated unit: a bare number takes it. `more`: what is added to the help, in English and Chinese, where it is of another.
  std::optional<Constant> constant_in(const syntax::File& file, syntax::ExprId expression, const Scope& scope, const types::Unit& unit,
                                      const Bindings* bindings = nullptr, const std::pair<std::string, std::string>& more = {});
  // A plain number: bare or a percentage.
  std::optional<base::Number> plain_number(const syntax::File& file, syntax::ExprId expression, const Scope& scope);

  const std::vector<syntax::File>& files;
  const source::Files& sources;
  Model& model;
  diagnostics::Sink& sink;
  const Limits limits;
  const bool incomplete;  // statements are missing from the trees: what is absent says nothing

  Scope rulebook;
  std::deque<Scope> scopes;  // of departments and targets; they stay where they are
  std::map<std::string, Scope*> departments;
  std::map<std::string, Span> department_spans;
  std::vector<LetEntry> lets;
  std::vector<FunctionEntry> functions;
  std::vector<TemplateEntry> templates;
  std::vector<Span> calls;  // of functions and templates around what is analysed: a problem is reported at the outermost
  std::vector<bool> param_bare;                          // as Model::params: without a unit
  std::unordered_map<std::string, std::string> labels;   // label -> name, for help
  std::unordered_set<std::string> grade_names;
  std::unordered_set<std::uint32_t> read_facts;
  std::uint32_t variables = 0;                           // of axes, used so far
  std::size_t expanded = 0;                              // expressions made for lets and the inner operands of chains
  bool expansion_reported = false;
  bool season_known = false;

 private:
  std::size_t suggested_ = 0;
  std::set<std::tuple<Problem, Span, std::vector<std::string>>> reported_;
  diagnostics::Diagnostic discarded_;
};

// Words of related places.
inline constexpr diagnostics::Words kFirstDeclared{"first declared here", "首次声明在这里"};
inline constexpr diagnostics::Words kUsedHere{"used here", "用在这里"};
inline constexpr diagnostics::Words kComparedWith{"beside this", "与此相对"};
inline constexpr diagnostics::Words kDeclaredHere{"declared here", "声明在这里"};
inline constexpr diagnostics::Words kInDefinition{"in this definition", "在这个定义里"};

}  // namespace assay::semantics
