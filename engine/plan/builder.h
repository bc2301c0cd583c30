// Puts a program together step by step; a step that is already there is not made again.
#pragma once

#include "plan/program.h"

#include <cstddef>
#include <unordered_map>
#include <vector>

namespace assay::plan {

class Builder {
 public:
  Builder(const semantics::Model& model, base::Date as_of);

  void reserve(std::size_t steps);  // about so many will be made
  // The register of a step that gives conditions or numbers over `grain`.
  RegisterId number(Step step, Grain grain);
  RegisterId truth(Step step, Grain grain);
  RegisterId constant(const base::Number& value);
  RegisterId constant(types::Truth value);
  const RegisterInfo& info(RegisterId id) const { return program_.registers[id.index()]; }
  const Grain& grain(RegisterId id) const { return program_.registers[id.index()].grain; }
  // `id` over the wider grain.
  RegisterId widen(RegisterId id, const Grain& to);
  // The narrowest grain that all of them fit, and each of them over it.
  Grain widen_all(std::vector<RegisterId>& ids);

  // What is made from now on is computed only where the guard is true of a row of the batch.
  void guard(RegisterId id) { guard_ = id; }
  void remember(semantics::ExprId expression, const Moment& moment, RegisterId value);
  const semantics::Model& model() const { return *program_.model; }
  base::Date as_of() const { return program_.as_of; }
  Program finish() &&;
  Program& program() { return program_; }

 private:
  RegisterId put(Step step, Grain grain, bool truth);
  Program program_;
  RegisterId guard_;
  std::unordered_multimap<std::size_t, std::size_t> seen_;  // hash of a step -> its index
};

// The grain of both: the dimensions of the one are a beginning of the other's, and the lists of either one are in it.
Grain join(const Grain& a, const Grain& b);

}  // namespace assay::plan
