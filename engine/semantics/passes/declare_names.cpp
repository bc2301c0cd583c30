#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"
#include "functions/functions.h"

namespace assay::semantics {

namespace {

void declare_let(Analysis& a, const syntax::File& file, const syntax::Let& let, Scope& scope) {
  const auto index = static_cast<std::uint32_t>(a.lets.size());
  if (a.declare(scope, let.name, {Symbol::Kind::let, index, {}, false}))
    a.lets.push_back({&file, let.value, &scope, let.name, false});
}

void check_parameters(Analysis& a, const std::vector<syntax::Name>& parameters) {
  Scope own;
  for (const syntax::Name& each : parameters) a.declare(own, each, {Symbol::Kind::let, 0, {}, false});
}

void declare_function(Analysis& a, const syntax::File& file, const syntax::Function& function, Scope& scope) {
  if (functions::find(function.name.text) != nullptr) {
    a.report(Problem::built_in_name, function.name.span, {function.name.text});
    return;
  }
  const auto index = static_cast<std::uint32_t>(a.functions.size());
  if (!a.declare(scope, function.name, {Symbol::Kind::function, index, {}, false})) return;
  a.functions.push_back({&file, &function, &scope, false});
  check_parameters(a, function.parameters);
}

void declare_template(Analysis& a, const syntax::File& file, const syntax::Template& made) {
  const auto index = static_cast<std::uint32_t>(a.templates.size());
  if (!a.declare(a.rulebook, made.name, {Symbol::Kind::template_, index, {}, false})) return;
  a.templates.push_back({&file, &made});
  check_parameters(a, made.parameters);
}

void declare_department(Analysis& a, const syntax::File& file, const syntax::Department& department) {
  const auto [first, fresh] = a.department_spans.emplace(department.name.text, department.name.span);
  if (!fresh) {
    a.report(Problem::duplicate_department, department.name.span, {department.name.text})
        .related.push_back({first->second, {}, kFirstDeclared});
    return;
  }
  Scope& scope = a.scopes.emplace_back();
  scope.parent = &a.rulebook;
  scope.department = department.name.text;
  a.departments.emplace(department.name.text, &scope);
  for (const auto& item : department.body) {
    if (const auto* fact = std::get_if<syntax::Fact>(&item)) declare_fact(a, file, *fact, scope);
    if (const auto* let = std::get_if<syntax::Let>(&item)) declare_let(a, file, *let, scope);
    if (const auto* param = std::get_if<syntax::Param>(&item)) declare_param(a, file, *param, scope);
    if (const auto* list = std::get_if<syntax::List>(&item)) declare_list(a, file, *list, scope);
    if (const auto* function = std::get_if<syntax::Function>(&item)) declare_function(a, file, *function, scope);
  }
}

}  // namespace

void declare_names(Analysis& a) {
  for (const syntax::File& file : a.files) {
    for (const syntax::Statement& statement : file.statements) {
      if (const auto* fact = std::get_if<syntax::Fact>(&statement)) declare_fact(a, file, *fact, a.rulebook);
      if (const auto* let = std::get_if<syntax::Let>(&statement)) declare_let(a, file, *let, a.rulebook);
      if (const auto* param = std::get_if<syntax::Param>(&statement)) declare_param(a, file, *param, a.rulebook);
      if (const auto* list = std::get_if<syntax::List>(&statement)) declare_list(a, file, *list, a.rulebook);
      if (const auto* function = std::get_if<syntax::Function>(&statement)) declare_function(a, file, *function, a.rulebook);
      if (const auto* made = std::get_if<syntax::Template>(&statement)) declare_template(a, file, *made);
    }
  }
  for (const syntax::File& file : a.files)
    for (const syntax::Statement& statement : file.statements)
      if (const auto* department = std::get_if<syntax::Department>(&statement)) declare_department(a, file, *department);
  check_recursion(a);
}

}  // namespace assay::semantics
