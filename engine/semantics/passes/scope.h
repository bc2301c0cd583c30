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

struct Bindings;

// What a parameter of a function or a template stands for: an expression of the place that uses it.
struct Argument {
  const syntax::File* file = nullptr;
  syntax::ExprId value;
  const Scope* scope = nullptr;
  const Bindings* around = nullptr;  // the parameters that can be seen there
  std::size_t calls = 0;             // how many calls were around it
  bool formula = false;              // the quantities of a formula can be seen there
};
struct Bindings {
  std::unordered_map<std::string, Argument> arguments;
};

// A function of the rulebook: its body is analysed anew at each call, with its parameters and the names of where it is declared.
struct FunctionEntry {
  const syntax::File* file = nullptr;
  const syntax::Function* function = nullptr;
  const Scope* scope = nullptr;
  bool broken = false;
};
struct TemplateEntry {
  const syntax::File* file = nullptr;
  const syntax::Template* made = nullptr;
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
