#include "facts/read/name_faults.h"

#include <string_view>

namespace assay::facts::read {

namespace {

constexpr std::size_t kMostStretches = 20;

// 5, 7–9
std::string list_of(const std::vector<std::pair<std::uint64_t, std::uint64_t>>& rows, std::string_view joint) {
  std::string out;
  for (const auto& [first, last] : rows) {
    out += (out.empty() ? "" : std::string(joint)) + std::to_string(first);
    if (last != first) out += "–" + std::to_string(last);
  }
  return out;
}

}  // namespace

bool NameFaults::add(diagnostics::Kind kind, const diagnostics::Cell& cell, std::vector<std::string> arguments) {
  const auto [it, added] = index_.try_emplace({kind, arguments}, faults_.size());
  if (!added) {
    Fault& fault = faults_[it->second];
    ++fault.count;
    if (!fault.others.empty() && cell.row == fault.others.back().second + 1) fault.others.back().second = cell.row;
    else if (fault.others.size() < kMostStretches) fault.others.emplace_back(cell.row, cell.row);
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
    if (!fault.others.empty()) {
      std::uint64_t listed = 1;
      for (const auto& [first, last] : fault.others) listed += last - first + 1;
      const bool all = listed == fault.count;
      fault.diagnostic.elsewhere = "the same in " + std::string(fault.count == 2 ? "row " : "rows ") + list_of(fault.others, ", ") + (all ? "" : ", … (" + std::to_string(fault.count) + " in all)");
      fault.diagnostic.elsewhere_zh = "第 " + list_of(fault.others, "、") + (all ? " 行也是如此" : " 等行也是如此，共 " + std::to_string(fault.count) + " 行");
    }
    sink.add(std::move(fault.diagnostic));
  }
  faults_.clear();
  index_.clear();
}

}  // namespace assay::facts::read
