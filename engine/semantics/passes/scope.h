// The names of a rulebook: what each one stands for, and where it can be seen.
#pragma once

#include "source/source.h"
#include "syntax/ast.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace assay::semantics {

struct Symbol {
  enum class Kind : std::uint8_t { fact, param, let, dimension, list, scale, unit, function, template_ } kind = Kind::fact;
  std::uint32_t index = 0;
  source::Span span;
  bool broken = false;  // its declaration is faulty: using it is not reported again
};

// The rulebook, a department within it, or a target within that.
struct Scope {
  const Scope* parent = nullptr;
  std::string department;
  std::unordered_map<std::string, Symbol> symbols;

  const Symbol* find_here(const std::string& name) const;
  const Symbol* find(const std::string& name) const;
  std::vector<std::string> names() const;  // all that can be seen, sorted
};

// A named expression: it is analysed anew at each place of use, with the names of the place where it is declared.
struct LetEntry {
  const syntax::File* file = nullptr;
  syntax::ExprId value;
  const Scope* scope = nullptr;
  syntax::Name name;
  bool used = false;
};

}  // namespace assay::semantics
