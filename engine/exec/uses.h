// Which steps of a program an outcome needs, and how long each register is read.
#pragma once

#include "exec/evaluate.h"
#include "plan/program.h"

#include <cstddef>
#include <vector>

namespace assay::exec {

// The same in every batch of as many rows.
bool is_constant(const plan::Step& step);

class Uses {
 public:
  Uses(const plan::Program& program, Detail detail);

  bool is_needed(std::size_t step) const { return last_[step] != kNever; }
  // Whether the outcome reads it.
  bool is_kept(std::size_t step) const { return is_read_last_[step]; }

 private:
  static constexpr std::size_t kNever = static_cast<std::size_t>(-1);

  void keep(plan::RegisterId id);
  void keep(const plan::TargetPlan& target, Detail detail);
  void use(plan::RegisterId id, std::size_t step);

  std::vector<std::size_t> last_;  // the last step that reads each register; past the end where the outcome or the next batch does
  std::size_t kept_;
  std::vector<bool> is_read_last_;  // by the outcome
};

}  // namespace assay::exec
