#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"
#include "semantics/checks/checker.h"
#include "semantics/checks/quote.h"
#include "semantics/dump.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

namespace assay::semantics {

namespace {

using CriterionKind = syntax::Criterion::Kind;

// A target while it is made: the names in it, and its words in the form in which quotes are looked up.
class TargetMaker {
 public:
  TargetMaker(Analysis& a, const syntax::File& file, const syntax::Target& target, const Scope& department)
      : a_(a), file_(file), target_(target), scope_(a.scopes.emplace_back()) {
    scope_.parent = &department;
    scope_.department = department.department;
  }

  Target make() {
    made_.name = target_.id.text;
    made_.id = scope_.department + "." + made_.name;
    made_.span = target_.head;
    if (target_.title) {
      made_.title = target_.title->value;
      made_.title_span = target_.title->span;
      title_ = squeezed(made_.title);
    }
    if (target_.text) {
      made_.text = target_.text->value;
      made_.text_span = target_.text->span;
      text_ = squeezed(made_.text);
    }
    declare_lets();
    if (target_.combine) combine(*target_.combine);
    if (target_.applies_when.valid()) made_.applies_when = Checker(a_, file_, scope_).condition(target_.applies_when);
    std::vector<StatedCriterion> criteria;
    bool complete = true;  // what is not there was reported
    for (const auto& item : target_.body) {
      if (const auto* criterion = std::get_if<syntax::Criterion>(&item)) criteria.push_back({&file_, criterion, nullptr, std::nullopt});
      if (const auto* use = std::get_if<syntax::Apply>(&item)) complete = apply(*use, criteria) && complete;
    }
    decide_which(criteria);
    for (const StatedCriterion& each : criteria) {
      if (each.applied) a_.calls.push_back(*each.applied);
      file_at_ = each.file;
      bindings_ = each.bindings;
      add(*each.criterion, each.applied);
      if (each.applied) a_.calls.pop_back();
    }
    if (criteria.empty() && complete && !a_.incomplete) a_.report(Problem::no_criterion, target_.head, {target_.id.text});
    weigh_criteria(a_, criteria, made_);
    return std::move(made_);
  }

 private:
  void declare_lets() {
    for (const auto& item : target_.body) {
      const auto* let = std::get_if<syntax::Let>(&item);
      if (let == nullptr) continue;
      const auto index = static_cast<std::uint32_t>(a_.lets.size());
      if (a_.declare(scope_, let->name, {Symbol::Kind::let, index, {}, false}))
        a_.lets.push_back({&file_, let->value, &scope_, let->name, false});
    }
  }

  void combine(const syntax::Combine& written) {
    made_.combine = static_cast<Combine>(written.kind);
    const ExprId formula = a_.model.scoring.target;
    if (made_.combine == Combine::mean || !formula.valid() || has_mean(formula)) return;
    a_.report(Problem::combine_without_mean, written.span, {a_.words(written.span), print(a_.model, formula)});
  }

  bool has_mean(ExprId id) const {
    const Expr& e = a_.model[id];
    if (e.kind == Kind::fold && e.aggregate == Aggregate::avg && e.children.empty()) return true;
    return std::any_of(e.children.begin(), e.children.end(), [&](ExprId c) { return has_mean(c); });
  }

  // The criteria of the template, with the arguments for its parameters; false where there are none, which is reported.
  bool apply(const syntax::Apply& use, std::vector<StatedCriterion>& criteria) {
    const Symbol* symbol = a_.look_up(scope_, use.name, Symbol::Kind::template_, Problem::unknown_template);
    if (symbol == nullptr) return false;
    const TemplateEntry& entry = a_.templates[symbol->index];
    const auto& parameters = entry.made->parameters;
    if (use.arguments.size() != parameters.size()) {
      a_.report(Problem::call_arguments, use.span, {use.name.text, std::to_string(parameters.size()), std::to_string(use.arguments.size())})
          .related.push_back({entry.made->name.span, {}, kDeclaredHere});
      return false;
    }
    Bindings& made = applied_.emplace_back();
    for (std::size_t i = 0; i < parameters.size(); ++i)
      made.arguments.emplace(parameters[i].text, Argument{&file_, use.arguments[i], &scope_, nullptr, 0, false});
    for (const syntax::Criterion& each : entry.made->criteria) criteria.push_back({entry.file, &each, &made, use.span});
    return true;
  }

  void decide_which(const std::vector<StatedCriterion>& criteria) {
    const auto has = [&](CriterionKind kind) {
      return std::any_of(criteria.begin(), criteria.end(), [&](const StatedCriterion& c) { return c.criterion->kind == kind; });
    };
    requires_ = has(CriterionKind::require) || has(CriterionKind::require_judge);
    aims_ = has(CriterionKind::aim);
  }

  bool decides(CriterionKind kind) const {
    switch (kind) {
      case CriterionKind::require:
      case CriterionKind::require_judge: return true;
      case CriterionKind::aim: return !requires_;
      case CriterionKind::judge: return !requires_ && !aims_;
    }
    return false;
  }

  Checker checker() const { return Checker(a_, *file_at_, bindings_ != nullptr ? a_.rulebook : scope_, Formula::none, bindings_); }

  void add(const syntax::Criterion& criterion, const std::optional<Span>& applied) {
    Criterion made;
    const bool judged = criterion.kind == CriterionKind::judge || criterion.kind == CriterionKind::require_judge;
    made.kind = judged ? Criterion::Kind::judge : criterion.kind == CriterionKind::aim ? Criterion::Kind::aim : Criterion::Kind::require;
    made.name = criterion.name ? criterion.name->text : std::to_string(made_.criteria.size() + 1);
    made.id = made_.id + "." + made.name;
    made.span = applied.value_or(criterion.span);
    if (applied) made.template_span = criterion.span;
    made.decides = decides(criterion.kind);
    if (criterion.name) {
      const auto [first, fresh] = names_.emplace(made.name, criterion.name->span);
      if (!fresh)
        a_.report(Problem::duplicate_criterion, criterion.name->span, {made.name}).related.push_back({first->second, {}, kFirstDeclared});
    }
    if (criterion.quote) {
      made.quote = criterion.quote->value;
      check_quote(*criterion.quote);
    }
    made.due = criterion.due.value_or(a_.model.schema.season.to);
    if (judged) {
      judge(criterion, made);
    } else {
      made.condition = checker().condition(criterion.condition);
      if (criterion.scheme && made.condition.valid())
        made.scheme = check_scheme(a_, *file_at_, bindings_ != nullptr ? a_.rulebook : scope_, *criterion.scheme, made.condition,
                                   (*file_at_)[criterion.condition].span, bindings_);
    }
    if (criterion.stretch) {
      Stretch stretch;
      if (criterion.stretch->quote) {
        stretch.quote = criterion.stretch->quote->value;
        check_quote(*criterion.stretch->quote);
      }
      stretch.condition = checker().condition(criterion.stretch->condition);
      stretch.span = criterion.stretch->span;
      made.stretch = std::move(stretch);
    }
    if (criterion.due) check_due(criterion, made);
    made_.criteria.push_back(std::move(made));
  }

  void check_quote(const syntax::Text& quote) {
    if (!target_.title && !target_.text) {
      if (!a_.incomplete) a_.report(Problem::quote_without_text, quote.span, {a_.words(quote.span)});
      return;
    }
    const auto parts = literal_parts(quote.value);
    if (!parts.empty() && (find_quote(parts, title_) || find_quote(parts, text_))) return;
    auto near = nearest_run(parts, text_);
    if (!near) near = nearest_run(parts, title_);
    auto& made = a_.report(Problem::quote_not_found, quote.span, {quote.value});
    made.suggestion = std::move(near);
    made.related.push_back({target_.text ? target_.text->span : target_.title->span, {}, kCommitment});
  }

  // The grade that reviewers report is a fact of its own; the criterion compares it with the grade that is asked for.
  void judge(const syntax::Criterion& criterion, Criterion& made) {
    if (!criterion.scale) return;  // a syntax error
    const Symbol* named = a_.look_up(scope_, *criterion.scale, Symbol::Kind::scale, Problem::unknown_scale);
    if (named == nullptr) return;
    const ScaleId scale(named->index);
    const types::Scale& of = a_.model.schema[scale];
    std::optional<std::size_t> asked = of.pass;
    if (criterion.at_least) {
      std::vector<std::string> grades;
      for (const types::Grade& grade : of.grades) grades.push_back(grade.name);
      const auto found = std::find(grades.begin(), grades.end(), criterion.at_least->text);
      if (found == grades.end()) {
        a_.unknown(Problem::unknown_grade, criterion.at_least->span, {criterion.at_least->text, of.name}, grades);
        return;
      }
      asked = static_cast<std::size_t>(found - grades.begin());
    }
    const Span place = criterion.name ? criterion.name->span : criterion.span;
    if (!asked && made.decides) {
      a_.report(Problem::scale_without_pass, place, {of.name, made.name})
          .related.push_back({a_.model.scale_spans[scale.index()], {}, kDeclaredHere});
      return;
    }
    types::Fact fact;
    fact.name = made.id;
    fact.kind = types::FactKind::grade;
    fact.scale = scale;
    fact.step = a_.model.schema.season.step;
    fact.once = true;
    fact.judge = true;
    fact.aliases = {made.id};
    if (!made.quote.empty()) fact.aliases.push_back(made.quote);
    if (criterion.name) fact.aliases.push_back(scope_.department + "." + made.name);
    made.judged = FactId(a_.model.schema.facts.size());
    a_.model.schema.facts.push_back(std::move(fact));
    a_.model.fact_spans.push_back(place);

    Expr condition;
    condition.type = Type::truth;
    condition.span = criterion.span;
    condition.kind = Kind::truth;
    condition.truth = true;
    if (asked) {
      Expr reported;
      reported.kind = Kind::fact;
      reported.type = Type::grade;
      reported.fact = made.judged;
      reported.scale = scale;
      reported.span = criterion.span;
      Expr grade;
      grade.kind = Kind::grade;
      grade.type = Type::grade;
      grade.grade = static_cast<std::uint32_t>(*asked);
      grade.scale = scale;
      grade.span = criterion.at_least ? criterion.at_least->span : criterion.span;
      condition.kind = Kind::compare;
      condition.compare = Compare::ge;
      condition.children = {a_.add(std::move(reported)), a_.add(std::move(grade))};
    }
    made.condition = a_.add(std::move(condition));
  }

  void check_due(const syntax::Criterion& criterion, const Criterion& made) {
    const types::Season& season = a_.model.schema.season;
    if (!a_.season_known) return;
    if (made.due < season.from) {
      a_.report(Problem::due_before_season, criterion.due_span, {base::to_string(made.due)})
          .related.push_back({a_.model.season_span, {}, kDeclaredHere});
      return;
    }
    if (made.condition.valid() && !made.judged.valid()) check_first_due(made.condition, criterion.due_span, made.due);
    if (made.stretch && made.stretch->condition.valid()) check_first_due(made.stretch->condition, criterion.due_span, made.due);
  }

  void check_first_due(ExprId id, Span due_span, base::Date due) {
    const Expr& e = a_.model[id];
    const types::Season& season = a_.model.schema.season;
    if (e.kind == Kind::previous) return;  // last season's cells are there
    if (e.kind == Kind::at_period && e.period) {
      const auto placed = types::place(season, *e.period);
      if (placed && placed->years_before == 0 && due < placed->to)
        a_.report(Problem::due_before_period, due_span, {base::to_string(due), base::to_string(*e.period)}).related.push_back({e.span, {}, kReadHere});
      return;
    }
    for (const Axis& axis : e.axes) {
      if (!axis.years) continue;
      const int year = types::whole_season(season).year;
      if (axis.years->last == year && due < season.to)
        a_.report(Problem::due_before_period, due_span, {base::to_string(due), std::to_string(year)}).related.push_back({e.span, {}, kReadHere});
      return;
    }
    if (e.kind == Kind::fact) {
      const types::Fact& fact = a_.model.schema[e.fact];
      if (!fact.once && fact.kind != types::FactKind::event) {
        const auto periods = types::periods(a_.model.schema.season, fact.step);
        // Of a step longer than the season it is the season itself.
        const base::Date first = periods.empty() ? a_.model.schema.season.to : std::min(base::last_day(periods.front()), a_.model.schema.season.to);
        if (due < first)
          a_.report(Problem::due_before_reported, due_span,
                    {base::to_string(due), fact.name, base::to_string(periods.empty() ? types::whole_season(a_.model.schema.season) : periods.front())})
              .related.push_back({e.span, {}, kReadHere});
      }
    }
    for (const ExprId child : e.children) check_first_due(child, due_span, due);
  }

  static constexpr diagnostics::Words kCommitment{"the commitment", "承诺原文"};
  static constexpr diagnostics::Words kReadHere{"read here", "在此使用"};

  Analysis& a_;
  const syntax::File& file_;
  const syntax::Target& target_;
  Scope& scope_;
  Target made_;
  std::deque<Bindings> applied_;  // of the templates applied; they stay where they are
  const syntax::File* file_at_ = nullptr;      // of the criterion that is being made, and its parameters
  const Bindings* bindings_ = nullptr;
  std::string title_, text_;
  std::map<std::string, Span> names_;
  bool requires_ = false, aims_ = false;
};

}  // namespace

void declare_target(Analysis& a, const syntax::File& file, const syntax::Target& target, const Scope& department, Department& into) {
  into.targets.push_back(TargetMaker(a, file, target, department).make());
}

}  // namespace assay::semantics
