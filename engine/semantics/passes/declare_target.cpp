#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"
#include "semantics/checks/checker.h"
#include "semantics/checks/quote.h"
#include "semantics/dump.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <utility>
#include <variant>

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
      full_marks_ = [&] { return full_marks(each, criteria); };
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
    a_.report(Problem::combine_without_mean, written.span, {a_.words(written.span), print(a_.model, formula)}).arguments_zh = {a_.words(written.span),
                                                                                                                               print(a_.model, formula, Words::chinese)};
  }

  bool has_mean(ExprId id) const {
    const Expr& e = a_.model[id];
    if (e.kind == Kind::fold && e.aggregate == Aggregate::avg && e.children.empty()) return true;
    return std::any_of(e.children.begin(), e.children.end(), [&](ExprId c) { return has_mean(c); });
  }

  static std::optional<base::Number> written_weight(const syntax::File& file, syntax::ExprId id) {
    const bool is_number = id.valid() && file[id].kind == syntax::ExprKind::number;
    const auto read = types::parse_quantity(is_number ? file[id].text : std::string(), {}, false);
    const auto* quantity = std::get_if<types::Quantity>(&read);
    if (quantity == nullptr) return std::nullopt;
    const auto value = base::multiply(quantity->number, quantity->unit.factor);
    return value && quantity->unit.percent ? base::multiply(*value, base::Number{100}) : value;
  }
  // Of one criterion, where the weights are stated and scores are what they are where nothing is said of them.
  std::optional<base::Number> full_marks(const StatedCriterion& of, const std::vector<StatedCriterion>& criteria) const {
    const ExprId formula = a_.model.scoring.target;
    const bool usual = (made_.combine == Combine::mean || criteria.size() == 1) && (!formula.valid() || print(a_.model, formula) == "weight * mean(criteria)");
    const auto marks = written_weight(file_, target_.weight);
    if (!usual || !marks) return std::nullopt;
    if (std::none_of(criteria.begin(), criteria.end(), [](const StatedCriterion& each) { return each.criterion->weight.valid(); }))
      return base::divide(*marks, base::Number(static_cast<std::int64_t>(criteria.size())));
    std::optional<base::Number> all{base::Number{}};
    for (const StatedCriterion& each : criteria) {
      const auto weight = written_weight(*each.file, each.criterion->weight);
      all = all && weight ? base::add(*all, *weight) : std::nullopt;
    }
    const auto own = written_weight(*of.file, of.criterion->weight);
    const auto share = own && all && all->sign() > 0 ? base::divide(*own, *all) : std::nullopt;
    return share ? base::multiply(*marks, *share) : std::nullopt;
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
      declare_judgement(a_, criterion, scope_, made);
    } else {
      Checker of_criterion = checker();
      if (made.kind == Criterion::Kind::aim && !made_.criteria.empty()) of_criterion.stands_beside(made_.criteria.back().condition);
      made.condition = of_criterion.condition(criterion.condition);
      if (criterion.scheme && made.condition.valid())
        made.scheme = check_scheme(a_, *file_at_, bindings_ != nullptr ? a_.rulebook : scope_, *criterion.scheme, made.condition,
                                   (*file_at_)[criterion.condition].span, bindings_, [&] { return Marks{full_marks_(), made.quote + "\n" + made_.title + "\n" + made_.text}; });
    }
    if (criterion.stretch) {
      Stretch stretch;
      if (criterion.stretch->quote) {
        stretch.quote = criterion.stretch->quote->value;
        check_quote(*criterion.stretch->quote);
      }
      Checker of_stretch = checker();
      of_stretch.stands_beside(made.condition);
      stretch.condition = of_stretch.condition(criterion.stretch->condition);
      stretch.span = criterion.stretch->span;
      made.stretch = std::move(stretch);
    }
    if (criterion.due) check_due(a_, criterion, made);
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

  static constexpr diagnostics::Words kCommitment{"the commitment", "承诺原文"};

  Analysis& a_;
  const syntax::File& file_;
  const syntax::Target& target_;
  Scope& scope_;
  Target made_;
  std::deque<Bindings> applied_;  // of the templates applied; they stay where they are
  const syntax::File* file_at_ = nullptr;      // of the criterion that is being made, and its parameters
  const Bindings* bindings_ = nullptr;
  std::function<std::optional<base::Number>()> full_marks_;  // of the criterion that is being made
  std::string title_, text_;
  std::map<std::string, Span> names_;
  bool requires_ = false, aims_ = false;
};

}  // namespace

void declare_target(Analysis& a, const syntax::File& file, const syntax::Target& target, const Scope& department, Department& into) {
  into.targets.push_back(TargetMaker(a, file, target, department).make());
}

}  // namespace assay::semantics
