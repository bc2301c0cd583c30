#include "facts/read/name_faults.h"

namespace assay::facts::read {

bool NameFaults::add(diagnostics::Kind kind, const diagnostics::Cell& cell, std::vector<std::string> arguments) {
  const auto [it, added] = index_.try_emplace({kind, arguments}, faults_.size());
  if (!added) {
    ++faults_[it->second].count;
    return false;
  }
  Fault& fault = faults_.emplace_back();
  fault.diagnostic.kind = kind;
  fault.diagnostic.cell = cell;
  fault.diagnostic.arguments = std::move(arguments);
  return true;
}

void NameFaults::report(diagnostics::Sink& sink) {
  for (Fault& fault : faults_) {
    fault.diagnostic.arguments.push_back(std::to_string(fault.count));
    if (!fault.diagnostic.arguments_zh.empty()) fault.diagnostic.arguments_zh.push_back(std::to_string(fault.count));
    sink.add(std::move(fault.diagnostic));
  }
  faults_.clear();
  index_.clear();
}

}  // namespace assay::facts::read
