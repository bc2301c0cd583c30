// What is kept of a compiled rulebook: its model, and its program for an as-of date, as bytes and back.
#pragma once

#include "plan/program.h"
#include "semantics/model.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::cache {

struct Kept {
  std::vector<std::string> used;  // what was loaded beside what the rulebook's path names, in order: paths
  std::string files;              // digest of all files
  std::uint64_t warnings = 0;     // so many were reported of the rules
  semantics::Model model;         // without tests
};

// Reading gives nothing for bytes that end too early or go on. That they are what this build of the program wrote is for who keeps them to know.
std::string to_bytes(const Kept& kept);
std::optional<Kept> kept_of(std::string_view bytes);

std::string to_bytes(const plan::Program& program);
std::optional<plan::Program> program_of(std::string_view bytes, const semantics::Model& model);  // which must outlive the program

}  // namespace assay::cache
