// Loads a rulebook's files and parses them, step by step: what the path names, then what that uses.
#pragma once

#include "api/rulebook.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assay::api {

// Files may begin with it; it is no part of their text.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class Loader {
 public:
  // All of them outlive the loader.
  Loader(const RulebookLimits& limits, syntax::Tests tests, diagnostics::Sink& sink, base::Profile* profile)
      : limits_(limits), tests_(tests), sink_(sink), profile_(profile) {}

  void load(const std::string& path);
  // Parses what was loaded, then loads and parses what that uses and is not there yet.
  void parse();
  // Makes the model where there are no errors.
  void analyze();

  Rulebook book;
  std::vector<std::string> used;  // what was loaded beside what was asked for, in order
  std::vector<std::string> passed_over;  // what looks like rules in the folder that was asked for, and is not read

 private:
  void add(source::LoadedFile file);
  void parse_added();

  const RulebookLimits& limits_;
  syntax::Tests tests_;
  diagnostics::Sink& sink_;
  base::Profile* profile_;
  std::set<std::string> paths_;  // as source::path_key
  std::uint64_t total_ = 0;
};

}  // namespace assay::api
