// What every unit of a run has of an expression, beside which `rank of x among units` and `avg of x among units` place one of them.
#pragma once

#include "base/number.h"
#include "exec/elsewhere.h"
#include "exec/evaluate.h"
#include "exec/interval.h"
#include "facts/facts.h"
#include "plan/program.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace assay::exec {

// The ends of many values, sorted once all of them are there.
class Ends {
 public:
  void add(const Value& value);
  void close();
  std::size_t count() const { return count_; }
  std::size_t certainly_above(const Value& value) const;  // their low above its high
  std::size_t possibly_above(const Value& value) const;   // their high above its low

 private:
  std::vector<base::Number> lows_, highs_;
  std::size_t count_ = 0, endless_ = 0;  // without a high
};

// What is asked of one register's values over all units.
struct Asked {
  bool rank = false;
  std::set<semantics::Aggregate> aggregates;
};

// One register's values over all units, for one member of its dimensions.
class Among {
 public:
  explicit Among(Asked asked) : asked_(std::move(asked)) {}
  void add(const Value& value);
  void close();
  void note(Elsewhere each) { ++noted_[each.value.invalid ? 1 : 0], undecided_.push_back(std::move(each)); }
  bool notes_more(bool invalid) const { return noted_[invalid ? 1 : 0] < kMostElsewhere; }
  const std::vector<Elsewhere>& undecided() const { return undecided_; }  // those that lack or are invalid, the first of them
  Value rank(const Value& own) const;  // own is one of those added
  const Value& aggregate(semantics::Aggregate how) const { return aggregates_.at(how); }

 private:
  Asked asked_;
  Ends all_, lacking_, invalid_;
  std::vector<Member> members_;
  std::vector<Elsewhere> undecided_;
  std::array<std::size_t, 2> noted_{};  // that lack, that are invalid
  std::map<semantics::Aggregate, Value> aggregates_;
};

// Whether judging one unit takes the others.
bool looks_among_units(const plan::Program& program);

class Population {
 public:
  explicit Population(const plan::Program& program);
  // How often all units have to be gone through before one can be judged: 0 where nothing looks beyond a unit, 1 for most others.
  std::size_t rounds() const { return rounds_.size(); }
  void gather(std::size_t round, const facts::Batch& batch);
  void close(std::size_t round);  // all units were gathered

  const std::map<plan::RegisterId, std::vector<Among>>& all() const { return found_; }
  // The values of a register that is looked at among units, one a segment; empty before its round was closed.
  const std::vector<Among>& of(plan::RegisterId x) const { return found_.at(x); }

 private:
  struct Round {
    std::vector<plan::RegisterId> registers;
    std::vector<bool> needed;  // steps
  };
  const plan::Program& program_;
  std::map<plan::RegisterId, Asked> asked_;
  std::vector<Round> rounds_;
  std::map<plan::RegisterId, std::vector<Among>> found_;
};

}  // namespace assay::exec
