// What an undecided verdict lacks, and the cells that it, or a score, cannot use: each once, the first ones, and how many more there are.
#pragma once

#include "explain/explain.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace assay::explain {

// Of a fact's members and a list's rows a bit each tells which were met with, so that a million of them take little.
class Gaps {
 public:
  void add(std::span<const Cell> cells, bool only_faults = false);
  // Sets needs, faults and how many of them are left out.
  void give(CriterionReasons& to) const;

 private:
  class Once {
   public:
    void add(const Cell& cell);
    std::vector<Cell> first;
    std::size_t beyond = 0;

   private:
    bool is_new(const Cell& cell);
    std::map<std::pair<std::uint32_t, base::Period>, std::vector<bool>> seen_;
    std::set<std::string> seen_of_others_;
  };
  Once needs_, faults_;
};

}  // namespace assay::explain
