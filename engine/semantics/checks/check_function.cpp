// Functions of the rulebook: the body in place of the call, the arguments in place of the parameters.
#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

const Argument* Checker::parameter(const std::string& name) const {
  if (bindings_ == nullptr) return nullptr;
  const auto found = bindings_->arguments.find(name);
  return found == bindings_->arguments.end() ? nullptr : &found->second;
}

Checked Checker::use_function(const syntax::Expr& e, std::uint32_t index) {
  const FunctionEntry entry = a_.functions[index];
  if (entry.broken || std::find(functions_.begin(), functions_.end(), index) != functions_.end()) return {};
  const std::vector<syntax::Name>& parameters = entry.function->parameters;
  if (e.where.valid() || e.flag) {
    report(Problem::filter_not_allowed, e.span, {e.text});
    return {};
  }
  if (e.children.size() != parameters.size()) {
    report(Problem::call_arguments, e.span, {e.text, std::to_string(parameters.size()), std::to_string(e.children.size())})
        .related.push_back({entry.function->name.span, {}, kDeclaredHere});
    return {};
  }
  // Each argument by itself, so that what is wrong with it is reported where it stands, and once.
  bool ok = true;
  ++repeated_;
  for (const syntax::ExprId argument : e.children) {
    const std::size_t before = a_.model.expressions.size();
    const bool lenient = std::exchange(lenient_, true);
    ok = static_cast<bool>(check(argument)) && ok;
    lenient_ = lenient;
    a_.model.expressions.resize(before);
  }
  --repeated_;
  if (!ok) return {};

  Bindings made;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    made.arguments.emplace(parameters[i].text, Argument{file_, e.children[i], scope_, bindings_, a_.calls.size(), quantities_});
  const syntax::File* const file = std::exchange(file_, entry.file);
  const Scope* const scope = std::exchange(scope_, entry.scope);
  const Bindings* const bindings = std::exchange(bindings_, &made);
  const bool quantities = std::exchange(quantities_, false);
  a_.calls.push_back(e.span);
  functions_.push_back(index);
  const Checked out = check(entry.function->body);
  functions_.pop_back();
  a_.calls.pop_back();
  quantities_ = quantities;
  bindings_ = bindings;
  scope_ = scope;
  file_ = file;
  return out;
}

Checked Checker::use_argument(const Argument& argument) {
  std::vector<Span> calls(a_.calls.begin(), a_.calls.begin() + static_cast<std::ptrdiff_t>(argument.calls));
  std::swap(calls, a_.calls);
  const syntax::File* const file = std::exchange(file_, argument.file);
  const Scope* const scope = std::exchange(scope_, argument.scope);
  const Bindings* const bindings = std::exchange(bindings_, argument.around);
  const bool quantities = std::exchange(quantities_, argument.formula);
  std::vector<std::uint32_t> functions;
  std::swap(functions, functions_);
  const Checked out = check(argument.value);
  std::swap(functions, functions_);
  quantities_ = quantities;
  bindings_ = bindings;
  scope_ = scope;
  file_ = file;
  std::swap(calls, a_.calls);
  return out;
}

}  // namespace assay::semantics
