#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <utility>

namespace assay::semantics {

namespace {

std::optional<base::Step> period_named(const std::string& name) {
  if (name == "quarter") return base::Step::quarter;
  if (name == "month") return base::Step::month;
  if (name == "half") return base::Step::half;
  if (name == "year") return base::Step::year;
  return std::nullopt;
}

}  // namespace

// `written` is the quantifier's own axis, with what it may say beside the name.
std::optional<Axis> Checker::axis(const std::string& name, Span span, const syntax::Axis* written) {
  Axis out;
  const Symbol* symbol = scope_->find(name);
  if (symbol != nullptr && symbol->broken) return std::nullopt;
  if (symbol != nullptr && symbol->kind == Symbol::Kind::dimension) {
    out.dimension = DimensionId(symbol->index);
  } else if (symbol != nullptr && symbol->kind == Symbol::Kind::list) {
    out.kind = Axis::Kind::list;
    out.list = ListId(symbol->index);
  } else if (const auto step = period_named(name); step && symbol == nullptr) {
    out.kind = Axis::Kind::period;
    out.step = *step;
    if (!a_.model.season_span.valid()) {
      a_.unknown(Problem::axis_expected, span, {name}, {});
      return std::nullopt;
    }
    const bool supported = written != nullptr && (*step == base::Step::quarter || *step == base::Step::month);
    if (!supported || written->from.valid() || written->to.valid()) {
      a_.not_supported(span, (written != nullptr ? "every " : "count(") + name + (written != nullptr ? "" : " where …)"));
      return std::nullopt;
    }
  } else {
    std::vector<std::string> candidates{"quarter", "month"};
    for (const types::Dimension& each : a_.model.schema.dimensions) candidates.push_back(each.name);
    for (const types::List& each : a_.model.schema.lists) candidates.push_back(each.name);
    a_.unknown(Problem::axis_expected, span, {name}, candidates);
    return std::nullopt;
  }
  if (!may_open(out, name, span)) return std::nullopt;
  out.variable = a_.variables++;
  return out;
}

bool Checker::may_open(const Axis& axis, const std::string& name, Span span) {
  const auto nested = [&](const std::string& what) {
    a_.not_supported(span, what);
    return false;
  };
  if (axis.kind == Axis::Kind::period && in_previous_) return nested("previous(… every " + name + " …)");
  if (axis.kind == Axis::Kind::list && in_previous_) return nested("previous(… " + name + " …)");
  std::vector<Axis> around;
  for (const Frame& frame : frames_) {
    if (!frame.collects) around.push_back(frame.axis);
    around.insert(around.end(), frame.collected.begin(), frame.collected.end());
  }
  for (const Axis& outer : around) {
    const bool same = axis.kind == outer.kind && (axis.kind == Axis::Kind::list ? axis.list == outer.list : axis.dimension == outer.dimension);
    if (axis.kind != Axis::Kind::period && same) {
      report(Problem::nested_axis, span, {name});
      return false;
    }
    if (axis.kind == Axis::Kind::period && outer.kind == Axis::Kind::period) return nested("every " + name + " … every …");
    if (outer.kind == Axis::Kind::list && axis.kind != Axis::Kind::period)
      return nested(a_.model.schema[outer.list].name + " … " + name);
    // Which items belong to the current member is not said yet.
    if (axis.kind == Axis::Kind::list && outer.kind == Axis::Kind::dimension)
      for (const DimensionId each : a_.model.schema[axis.list].dimensions)
        if (each == outer.dimension) return nested("every " + a_.model.schema[each].name + " … " + name);
  }
  return true;
}

Checked Checker::check_quantifier(const syntax::Expr& e) {
  if (formula_ != Formula::none) {
    a_.not_supported(e.span, "every … has");
    return {};
  }
  const auto opened = axis(e.axis.name.text, e.axis.name.span, &e.axis);
  if (!opened) return {};
  if (e.axis.where.valid() && opened->kind != Axis::Kind::list) {
    a_.not_supported((*file_)[e.axis.where].span, "every " + e.axis.name.text + " where …");
    return {};
  }
  frames_.push_back({*opened, false, {}});
  const ExprId body = condition(e.children[0]);
  const ExprId filter = e.axis.where.valid() ? condition(e.axis.where) : ExprId{};
  frames_.pop_back();
  if (!body.valid() || (e.axis.where.valid() && !filter.valid())) return {};
  if (opened->kind == Axis::Kind::period) {
    const std::size_t errors = a_.sink.errors();
    check_steps(body, opened->step, e.axis.name.text);
    if (a_.sink.errors() != errors) return {};
  }
  Expr made;
  made.kind = Kind::quantifier;
  made.type = Type::truth;
  made.quantifier = e.op == syntax::Op::any ? Quantifier::any : e.op == syntax::Op::no ? Quantifier::no : Quantifier::every;
  made.axes = {*opened};
  made.children = {body};
  if (filter.valid()) made.children.push_back(filter);
  return make(std::move(made), e);
}

// A fact that is reported less often has no value at the end of each period.
void Checker::check_steps(ExprId body, base::Step step, const std::string& axis_name) {
  const Expr& e = at(body);
  if (e.kind == Kind::fact) {
    const types::Fact& fact = a_.model.schema[e.fact];
    if (!fact.once && fact.kind != types::FactKind::event && fact.step > step)
      a_.report(Problem::coarse_step, e.span, {fact.name, axis_name})
          .related.push_back({a_.model.fact_spans[e.fact.index()], {}, kDeclaredHere});
  }
  for (const ExprId child : e.children) check_steps(child, step, axis_name);
}

}  // namespace assay::semantics
