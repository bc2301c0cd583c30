#include "semantics/passes/scope.h"

#include <algorithm>

namespace assay::semantics {

const Symbol* Scope::find_here(const std::string& name) const {
  const auto it = symbols.find(name);
  return it == symbols.end() ? nullptr : &it->second;
}

const Symbol* Scope::find(const std::string& name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->parent)
    if (const Symbol* found = scope->find_here(name)) return found;
  return nullptr;
}

std::vector<std::string> Scope::names() const {
  std::vector<std::string> out;
  for (const Scope* scope = this; scope != nullptr; scope = scope->parent)
    for (const auto& [name, symbol] : scope->symbols) out.push_back(name);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace assay::semantics
