// The nodes of the parser's tree. What ANTLR's accessors find out by trying a cast on every child, these see from the type itself.
#pragma once

#include "antlr4-runtime.h"

#include <cstddef>
#include <typeinfo>
#include <vector>

namespace assay::syntax {

class LeanLeaf final : public antlr4::tree::TerminalNodeImpl {
 public:
  using TerminalNodeImpl::TerminalNodeImpl;
};

// All types of nodes are in this program, so each has its one description.
template <class Node>
bool is_node(antlr4::tree::ParseTree* node) {
  return &typeid(*node) == &typeid(Node);
}

// The leaf that the node is, or nothing. Its base is a virtual one, which only a cast to the whole object finds a way down from.
inline LeanLeaf* leaf(antlr4::tree::ParseTree* node) { return is_node<LeanLeaf>(node) ? static_cast<LeanLeaf*>(dynamic_cast<void*>(node)) : nullptr; }

class LeanContext : public antlr4::ParserRuleContext {
 public:
  using ParserRuleContext::ParserRuleContext;

  // The generated accessors call these.
  antlr4::tree::TerminalNode* getToken(std::size_t type, std::size_t index) final {
    for (antlr4::tree::ParseTree* child : children) {
      LeanLeaf* found = leaf(child);
      if (found != nullptr && found->symbol->getType() == type && index-- == 0) return found;
    }
    return nullptr;
  }
  std::vector<antlr4::tree::TerminalNode*> getTokens(std::size_t type) final {
    std::vector<antlr4::tree::TerminalNode*> found;
    for (antlr4::tree::ParseTree* child : children) {
      if (LeanLeaf* each = leaf(child); each != nullptr && each->symbol->getType() == type) found.push_back(each);
    }
    return found;
  }
  template <class Context>
  Context* getRuleContext(std::size_t index) {
    for (antlr4::tree::ParseTree* child : children) {
      if (is_node<Context>(child) && index-- == 0) return static_cast<Context*>(child);
    }
    return nullptr;
  }
  template <class Context>
  std::vector<Context*> getRuleContexts() {
    std::vector<Context*> found;
    for (antlr4::tree::ParseTree* child : children) {
      if (is_node<Context>(child)) found.push_back(static_cast<Context*>(child));
    }
    return found;
  }
};

}  // namespace assay::syntax
