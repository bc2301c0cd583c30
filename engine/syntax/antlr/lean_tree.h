// The nodes of the parser's tree. They know their parts without a vector each, and see from the type itself what ANTLR's accessors find out by
// trying a cast on every child.
#pragma once

#include "antlr4-runtime.h"
#include "syntax/antlr/node_store.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
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

// What a node has below it, in the store of the nodes.
class Parts {
 public:
  std::size_t size() const { return size_; }
  antlr4::tree::ParseTree* operator[](std::size_t i) const { return data_[i]; }
  antlr4::tree::ParseTree* front() const { return data_[0]; }
  antlr4::tree::ParseTree* const* begin() const { return data_; }
  antlr4::tree::ParseTree* const* end() const { return data_ + size_; }
  void add(antlr4::tree::ParseTree* part, NodeStore& store) {
    if (size_ == room_) {
      room_ = std::max<std::uint32_t>(2, 2 * room_);
      auto** wider = static_cast<antlr4::tree::ParseTree**>(store.allocate(room_ * sizeof part));
      std::copy(begin(), end(), wider);
      data_ = wider;
    }
    data_[size_++] = part;
  }

 private:
  antlr4::tree::ParseTree** data_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t room_ = 0;
};

class LeanContext : public antlr4::ParserRuleContext {
 public:
  using ParserRuleContext::ParserRuleContext;

  Parts parts;  // in the place of `children`, which stay empty

  // The generated accessors call these.
  antlr4::tree::TerminalNode* getToken(std::size_t type, std::size_t index) final {
    for (antlr4::tree::ParseTree* part : parts) {
      LeanLeaf* found = leaf(part);
      if (found != nullptr && found->symbol->getType() == type && index-- == 0) return found;
    }
    return nullptr;
  }
  std::vector<antlr4::tree::TerminalNode*> getTokens(std::size_t type) final {
    std::vector<antlr4::tree::TerminalNode*> found;
    for (antlr4::tree::ParseTree* part : parts) {
      if (LeanLeaf* each = leaf(part); each != nullptr && each->symbol->getType() == type) found.push_back(each);
    }
    return found;
  }
  template <class Context>
  Context* getRuleContext(std::size_t index) {
    for (antlr4::tree::ParseTree* part : parts) {
      if (is_node<Context>(part) && index-- == 0) return static_cast<Context*>(part);
    }
    return nullptr;
  }
  template <class Context>
  std::vector<Context*> getRuleContexts() {
    std::vector<Context*> found;
    for (antlr4::tree::ParseTree* part : parts) {
      if (is_node<Context>(part)) found.push_back(static_cast<Context*>(part));
    }
    return found;
  }
};

}  // namespace assay::syntax
