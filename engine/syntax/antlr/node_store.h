// Keeps the nodes of a parser's tree, side by side in the order they were made.
#pragma once

#include "antlr4-runtime.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace assay::syntax {

class NodeStore {
 public:
  NodeStore() = default;
  ~NodeStore() { clear(); }
  NodeStore(const NodeStore&) = delete;
  NodeStore& operator=(const NodeStore&) = delete;

  template <class Node, class... Arguments>
  Node* createInstance(Arguments&&... arguments) {
    static_assert(std::is_base_of_v<antlr4::tree::ParseTree, Node> && alignof(Node) <= kAlign);
    Node* node = new (allocate(sizeof(Node))) Node(std::forward<Arguments>(arguments)...);
    nodes_.push_back(node);
    return node;
  }
  // As long as the nodes are there.
  void* allocate(std::size_t size) {
    size = (size + kAlign - 1) / kAlign * kAlign;
    if (size > left_) {
      left_ = std::max(size, kBlock);
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(left_));
      next_ = blocks_.back().get();
    }
    left_ -= size;
    return std::exchange(next_, next_ + size);
  }
  void clear() {
    for (antlr4::tree::ParseTree* node : nodes_) node->~ParseTree();
    nodes_.clear();
    blocks_.clear();
    left_ = 0;
  }

 private:
  static constexpr std::size_t kAlign = alignof(void*);
  static constexpr std::size_t kBlock = 64 * 1024;

  std::vector<antlr4::tree::ParseTree*> nodes_;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace assay::syntax
