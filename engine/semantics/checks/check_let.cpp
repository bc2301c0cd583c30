#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

Checked Checker::use_let(const syntax::Expr& e, std::uint32_t index) {
  LetEntry& let = a_.lets[index];
  let.used = true;
  if (std::find(lets_.begin(), lets_.end(), index) != lets_.end()) {
    a_.report(Problem::let_cycle, e.span, {let.name.text}).related.push_back({let.name.span, {}, kDeclaredHere});
    return {};
  }
  const syntax::File* const file = file_;
  const Scope* const scope = scope_;
  const Bindings* const bindings = std::exchange(bindings_, nullptr);
  const bool outermost = lets_.empty();
  if (outermost) use_ = here(e.span);
  lets_.push_back(index);
  let_frames_.push_back(frames_.size());
  file_ = let.file;
  scope_ = let.scope;
  const Checked out = check(let.value);
  file_ = file;
  scope_ = scope;
  bindings_ = bindings;
  let_frames_.pop_back();
  lets_.pop_back();
  if (outermost) use_.reset();
  return out;
}

bool Checker::is_of_let() const { return !let_frames_.empty() && let_frames_.back() > 0 && let_frames_.back() == frames_.size(); }

// Whether anything in it belongs to an axis that was opened before this variable was.
bool Checker::reads_before(const Expr& e, std::uint32_t variable) const {
  if (e.apart) return false;
  if ((e.kind == Kind::field || e.kind == Kind::member) && e.variable < variable) return true;
  if (std::any_of(e.bindings.begin(), e.bindings.end(), [&](const Binding& b) { return b.kind == Binding::Kind::axis && b.value < variable; })) return true;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId child) { return reads_before(at(child), variable); });
}

// An axis in it that the let's surroundings go through, too.
const Axis* Checker::gone_through_again(const Expr& e) const {
  if (e.apart) return nullptr;
  const std::vector<Axis> around = axes_around();
  for (const Axis& axis : e.axes)
    for (const Axis& outer : around) {
      if (axis.kind == Axis::Kind::period || outer.kind == Axis::Kind::period) continue;
      if (axis.kind == Axis::Kind::list && outer.kind == Axis::Kind::list && axis.list == outer.list) return &axis;
      if (axis.kind == Axis::Kind::dimension && goes_along(outer, axis.dimension)) return &axis;
      if (axis.kind != Axis::Kind::list) continue;
      const auto& dimensions = a_.model.schema[axis.list].dimensions;
      if (std::any_of(dimensions.begin(), dimensions.end(), [&](DimensionId d) { return goes_along(outer, d); })) return &axis;
    }
  for (const ExprId child : e.children)
    if (const Axis* found = gone_through_again(at(child))) return found;
  return nullptr;
}

// What stands directly in a let and reads nothing of the members around is what it is outside them. What does read some cannot go through
// their axes a second time.
bool Checker::set_apart(Expr& made, std::uint32_t first_variable, Span span) {
  if (!is_of_let()) return true;
  made.apart = !reads_before(made, first_variable);
  if (made.apart) return true;
  const Axis* again = gone_through_again(made);
  if (again == nullptr) return true;
  report(Problem::nested_axis, span, {axis_name(*again)});
  return false;
}

void Checker::check_unused(const LetEntry& let) {
  lenient_ = true;
  check(let.value);
  lenient_ = false;
}

}  // namespace assay::semantics
