#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

// The dimension that a name stands for; nothing where it is another name.
std::optional<DimensionId> Checker::dimension_named(syntax::ExprId id) const {
  const syntax::Expr& e = (*file_)[id];
  if (e.kind != syntax::ExprKind::name) return std::nullopt;
  const Symbol* symbol = scope_->find(e.text);
  if (symbol == nullptr || symbol->broken || symbol->kind != Symbol::Kind::dimension) return std::nullopt;
  return DimensionId(symbol->index);
}

// `区县 == 吴兴区`, `区县 in {吴兴区, 南浔区}`, where a member is gone through; nothing where no side is a dimension.
std::optional<Checked> Checker::check_member(const syntax::Expr& e) {
  const bool set = e.kind == syntax::ExprKind::in_set;
  std::size_t own = 0;
  auto dimension = dimension_named(e.children[0]);
  if (!dimension && !set && e.children.size() == 2) {
    own = 1;
    dimension = dimension_named(e.children[1]);
  }
  if (!dimension) return std::nullopt;
  const syntax::Expr& subject = (*file_)[e.children[own]];
  const auto binding = bind(*dimension, types::Total::none);
  if (!binding) {
    report(Problem::axis_as_value, subject.span, {subject.text});
    return Checked{};
  }
  if (!set && (e.children.size() != 2 || (e.ops[0] != syntax::Op::eq && e.ops[0] != syntax::Op::ne))) {
    report(Problem::only_equality, subject.span, {subject.text});
    return Checked{};
  }
  const types::Dimension& declared = a_.model.schema[*dimension];
  Expr made;
  made.kind = Kind::member;
  made.type = Type::truth;
  made.dimension = *dimension;
  made.variable = binding->value;
  bool all = true;
  for (std::size_t i = 0; i < e.children.size(); ++i) {
    if (i == own) continue;
    const syntax::Expr& each = (*file_)[e.children[i]];
    if (each.kind == syntax::ExprKind::error) return Checked{};
    if (each.kind != syntax::ExprKind::name) {
      report(Problem::member_as_value, each.span, {subject.text, declared.members.empty() ? subject.text : declared.members.front()});
      all = false;
      continue;
    }
    const auto it = std::find(declared.members.begin(), declared.members.end(), each.text);
    if (it == declared.members.end()) {
      a_.unknown(Problem::unknown_member, each.span, {each.text, declared.name}, declared.members);
      all = false;
      continue;
    }
    const auto member = static_cast<std::uint32_t>(it - declared.members.begin());
    if (std::find(made.members.begin(), made.members.end(), member) != made.members.end()) {
      report(Problem::duplicate_member, each.span, {each.text, words(e)});
      all = false;
    }
    made.members.push_back(member);
  }
  if (!all) return Checked{};
  std::sort(made.members.begin(), made.members.end());
  const Checked test = make(std::move(made), e);
  if (set || e.ops[0] == syntax::Op::eq) return test;
  Expr other;
  other.kind = Kind::not_;
  other.type = Type::truth;
  other.children = {test.id};
  return make(std::move(other), e);
}

}  // namespace assay::semantics
