// Names that a file gets wrong: each is reported once, where it first stands, with the other rows that say so.
#pragma once

#include "diagnostics/diagnostics.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assay::facts::read {

class NameFaults {
 public:
  // True the first time; `arguments` come before the count. The suggestion may then be set with `suggest`, other words for Chinese with `say_in_chinese`.
  bool add(diagnostics::Kind kind, const diagnostics::Cell& cell, std::vector<std::string> arguments);
  void suggest(std::optional<std::string> suggestion) { faults_.back().diagnostic.suggestion = std::move(suggestion); }
  void say_in_chinese(std::vector<std::string> arguments) { faults_.back().diagnostic.arguments_zh = std::move(arguments); }
  void report(diagnostics::Sink& sink);

 private:
  struct Fault {
    diagnostics::Diagnostic diagnostic;
    std::size_t count = 1;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> others;  // first and last of rows that stand together; the first few
  };
  std::vector<Fault> faults_;
  std::map<std::pair<diagnostics::Kind, std::vector<std::string>>, std::size_t> index_;
};

}  // namespace assay::facts::read
