// Counts which constructs random rulebooks were made of and what came out, so that a run that tests nothing is seen.
#pragma once

#include "reference/reference.h"
#include "semantics/model.h"

#include <cstddef>
#include <map>
#include <string>

namespace assay::differential {

class Constructs {
 public:
  Constructs();  // with every construct that must occur, at 0
  void count(const semantics::Model& model);
  void count(const reference::Result& result);
  std::string missing() const;  // the names of those that never occurred
  std::string table() const;

 private:
  std::map<std::string, std::size_t> counts_;
};

}  // namespace assay::differential
