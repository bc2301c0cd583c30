#include "exec/assemble.h"

#include <algorithm>

namespace assay::exec {

using types::Truth;

Verdict verdict(Truth now, Truth future) {
  if (future == Truth::true_) return {Status::met, false};
  if (future == Truth::false_) return {Status::missed, false};
  switch (now) {
    case Truth::true_: return {Status::met, true};
    case Truth::invalid: return {Status::invalid, false};
    case Truth::unknown: return {Status::unknown, false};
    default: return {Status::open, false};
  }
}

namespace {

class Assembly {
 public:
  Assembly(const plan::Program& program, const std::vector<Register>& registers, std::size_t rows)
      : program_(program), registers_(registers), rows_(rows) {}

  Outcome run() {
    Outcome out;
    out.rows = rows_;
    for (std::size_t d = 0; d < program_.departments.size(); ++d) out.departments.push_back(department(d));
    if (program_.total.valid()) out.total = number(program_.total);  // an expression alone has none
    out.scored.assign(rows_, false);
    for (const DepartmentOutcome& d : out.departments)
      for (std::size_t r = 0; r < rows_; ++r)
        if (d.scored.get(r)) out.scored.set(r);
    for (std::size_t r = 0; r < rows_; ++r) rank(out, r);
    return out;
  }

 private:
  const columns::Column& number(plan::RegisterId id) const { return registers_[id.index()].number; }
  Truth truth(plan::RegisterId id, std::size_t row) const { return registers_[id.index()].truth.at(row); }

  CriterionOutcome criterion(const plan::CriterionPlan& plan) const {
    CriterionOutcome out;
    out.status.resize(rows_);
    out.provisional.assign(rows_, false);
    out.attainment = number(plan.attainment);
    out.score = number(plan.score);
    const bool stretch = plan.stretch_value.valid();
    if (stretch) {
      out.stretch.resize(rows_);
      out.stretch_value = number(plan.stretch_value);
    }
    for (std::size_t r = 0; r < rows_; ++r) {
      const Verdict v = verdict(truth(plan.now, r), truth(plan.future, r));
      out.status[r] = v.status;
      out.provisional.put(r, v.provisional);
      if (stretch) out.stretch[r] = verdict(truth(plan.stretch_now, r), truth(plan.stretch_future, r)).status;
    }
    return out;
  }

  TargetOutcome target(const plan::TargetPlan& plan, const semantics::Target& model) const {
    TargetOutcome out;
    for (const plan::CriterionPlan& c : plan.criteria) out.criteria.push_back(criterion(c));
    out.attainment = number(plan.attainment);
    out.score = number(plan.score);
    out.status.assign(rows_, Status::met);
    out.provisional.assign(rows_, false);
    // How much a criterion's status weighs against another's: the greatest is the target's.
    const auto weight = [](Status s) {
      switch (s) {
        case Status::missed: return 4;
        case Status::invalid: return 3;
        case Status::unknown: return 2;
        case Status::open: return 1;
        default: return 0;
      }
    };
    for (std::size_t r = 0; r < rows_; ++r) {
      const Truth applies = plan.applies.valid() ? truth(plan.applies, r) : Truth::true_;
      // What may still turn out otherwise is for now: whether it applies, too.
      const bool for_now = plan.applies.valid() && (types::undecided(applies) || truth(plan.will_apply, r) != applies);
      if (for_now)
        for (CriterionOutcome& c : out.criteria)
          if (c.status[r] == Status::met || c.status[r] == Status::missed) c.provisional.set(r);
      if (applies != Truth::true_) {
        out.status[r] = applies == Truth::false_    ? Status::not_applicable
                        : applies == Truth::invalid ? Status::invalid
                                                    : Status::unknown;
        if (applies == Truth::false_) {
          out.provisional.put(r, for_now);
          for (CriterionOutcome& c : out.criteria) {
            c.status[r] = Status::not_applicable;
            c.provisional.put(r, for_now);
            if (!c.stretch.empty()) c.stretch[r] = Status::not_applicable;
          }
        }
        continue;
      }
      bool provisional = for_now;
      for (std::size_t c = 0; c < out.criteria.size(); ++c) {
        if (!model.criteria[c].decides) continue;
        const Status s = out.criteria[c].status[r];
        if (weight(s) > weight(out.status[r])) out.status[r] = s;
        provisional = provisional || out.criteria[c].provisional.get(r);
      }
      if (out.status[r] == Status::met) out.provisional.put(r, provisional);
      if (out.status[r] == Status::missed) out.provisional.put(r, for_now);
    }
    return out;
  }

  DepartmentOutcome department(std::size_t d) const {
    const plan::DepartmentPlan& plan = program_.departments[d];
    DepartmentOutcome out;
    out.difficulty = plan.difficulty;
    out.score = number(plan.score);
    out.scored.assign(rows_, true);
    out.rank_low.assign(rows_, 0);
    out.rank_high.assign(rows_, 0);
    for (std::size_t t = 0; t < plan.targets.size(); ++t)
      out.targets.push_back(target(plan.targets[t], program_.model->departments[d].targets[t]));
    if (plan.targets.empty()) out.scored.assign(rows_, false);
    if (plan.scored.valid())
      for (std::size_t r = 0; r < rows_; ++r) out.scored.put(r, truth(plan.scored, r) != Truth::false_);
    return out;
  }

  // An end of a score, and what decides where two are equal: the greater is ahead.
  struct Standing {
    int infinite = 0;
    base::Number score, tie;
    friend bool operator<(const Standing& a, const Standing& b) {
      if (a.infinite != b.infinite) return a.infinite < b.infinite;
      if (a.infinite == 0 && a.score != b.score) return a.score < b.score;
      return a.tie < b.tie;
    }
  };

  base::Number tie_breaker(const DepartmentOutcome& department, std::size_t place) const {
    switch (program_.model->scoring.ties) {
      case semantics::Ties::shared: return {};
      case semantics::Ties::difficulty: return department.difficulty;
      case semantics::Ties::order: return -base::Number(static_cast<std::int64_t>(place));
    }
    return {};
  }

  void rank(Outcome& out, std::size_t r) const {
    std::vector<std::size_t> ranked;
    std::vector<Standing> lows, highs;
    for (std::size_t d = 0; d < out.departments.size(); ++d) {
      if (!out.departments[d].scored.get(r)) continue;
      const types::Interval score = out.departments[d].score.at(r).range;
      const base::Number tie = tie_breaker(out.departments[d], d);
      ranked.push_back(d);
      lows.push_back({score.low ? 0 : -1, score.low.value_or(base::Number{}), tie});
      highs.push_back({score.high ? 0 : 1, score.high.value_or(base::Number{}), tie});
    }
    std::vector<Standing> sorted_lows = lows;
    std::vector<Standing> sorted_highs = highs;
    std::sort(sorted_lows.begin(), sorted_lows.end());
    std::sort(sorted_highs.begin(), sorted_highs.end());
    const auto ahead = [](const std::vector<Standing>& sorted, const Standing& of) {
      return static_cast<std::uint32_t>(sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), of));
    };
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      DepartmentOutcome& own = out.departments[ranked[i]];
      own.rank_low[r] = 1 + ahead(sorted_lows, highs[i]);
      own.rank_high[r] = 1 + ahead(sorted_highs, lows[i]) - (lows[i] < highs[i] ? 1 : 0);
    }
  }

  const plan::Program& program_;
  const std::vector<Register>& registers_;
  std::size_t rows_;
};

}  // namespace

Outcome assemble(const plan::Program& program, const std::vector<Register>& registers, std::size_t rows) {
  return Assembly(program, registers, rows).run();
}

}  // namespace assay::exec
