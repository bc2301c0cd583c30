// Which lists an aggregate goes through: those whose fields are named in its value.
#include "semantics/checks/checker.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

namespace {

bool is_aggregate(const std::string& name) {
  using functions::Function;
  const functions::Entry* entry = functions::find(name);
  if (entry == nullptr) return false;
  switch (entry->function) {
    case Function::sum:
    case Function::avg:
    case Function::min:
    case Function::max:
    case Function::median:
    case Function::count:
    case Function::share:
    case Function::streak:
    case Function::mean: return true;
    default: return false;
  }
}

}  // namespace

void Checker::open_list(ListId list, Frame& frame) {
  const auto goes_through = [&](const Axis& axis) { return axis.kind == Axis::Kind::list && axis.list == list; };
  const std::vector<Axis> around = axes_here();
  if (std::any_of(around.begin(), around.end(), goes_through) || std::any_of(frame.collected.begin(), frame.collected.end(), goes_through)) return;
  Axis made;
  made.kind = Axis::Kind::list;
  made.list = list;
  made.variable = a_.variables++;
  frame.collected.push_back(made);
}

// Known before the value is analysed, so that its bare field names can be seen in all of it. `lets`: those that were looked into.
void Checker::open_lists(syntax::ExprId id, Frame& frame, std::set<std::uint32_t>& lets) {
  if (!id.valid()) return;
  const syntax::Expr& e = (*file_)[id];
  const auto look_into = [&](const syntax::File* file, const Scope* scope, const Bindings* bindings, syntax::ExprId value) {
    std::swap(file, file_);
    std::swap(scope, scope_);
    std::swap(bindings, bindings_);
    open_lists(value, frame, lets);
    std::swap(file, file_);
    std::swap(scope, scope_);
    std::swap(bindings, bindings_);
  };
  if (e.kind == syntax::ExprKind::name) {
    if (const Argument* argument = parameter(e.text)) return look_into(argument->file, argument->scope, argument->around, argument->value);
    const Symbol* symbol = scope_->find(e.text);
    if (symbol == nullptr || symbol->kind != Symbol::Kind::let || !lets.insert(symbol->index).second) return;
    const LetEntry& let = a_.lets[symbol->index];
    return look_into(let.file, let.scope, nullptr, let.value);
  }
  if (e.kind == syntax::ExprKind::member_access) {
    const Symbol* symbol = scope_->find((*file_)[e.children[0]].text);
    if (symbol != nullptr && symbol->kind == Symbol::Kind::list) open_list(ListId(symbol->index), frame);
    return;
  }
  const bool of_several = e.children.size() != 1 || (e.kind == syntax::ExprKind::call && (*file_)[e.children[0]].kind == syntax::ExprKind::set);
  if (e.kind == syntax::ExprKind::call && is_aggregate(e.text) && !of_several) return;  // goes through its own
  for (const syntax::ExprId child : e.children) open_lists(child, frame, lets);
}

}  // namespace assay::semantics
