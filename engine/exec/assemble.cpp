#include "exec/assemble.h"

#include "exec/kernels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <utility>

namespace assay::exec {

namespace {

// Which rows have which status: a bit in one of them, met where in none; all in one run of words.
class Planes {
 public:
  explicit Planes(std::size_t elements) : words_(elements / 64), bits_(6 * elements) {}
  std::size_t words() const { return words_; }
  std::uint64_t* missed() { return plane(0); }
  std::uint64_t* open() { return plane(1); }
  std::uint64_t* unknown() { return plane(2); }
  std::uint64_t* invalid() { return plane(3); }
  std::uint64_t* not_applicable() { return plane(4); }
  std::uint64_t* provisional() { return plane(5); }
  std::uint64_t* plane(std::size_t i) { return bits_.data() + i * words_; }

 private:
  std::size_t words_;
  columns::Bitmap bits_;
};

// Of a condition now and in future (grammar/meaning.md, "Status of a criterion").
Planes planes(const TruthColumn& now, const TruthColumn& future, bool due) {
  Planes out(now.size());
  for (std::size_t w = 0; w < out.words(); ++w) {
    const std::uint64_t undecided = ~(future.is_true.data()[w] | future.is_false.data()[w]);
    const std::uint64_t rest = undecided & ~now.is_true.data()[w];
    // What is due is missed, if for now: only rows that may still come can turn it.
    const std::uint64_t missed_so_far = due ? undecided & now.is_false.data()[w] : 0;
    out.missed()[w] = future.is_false.data()[w] | missed_so_far;
    out.provisional()[w] = (undecided & now.is_true.data()[w]) | missed_so_far;
    out.invalid()[w] = rest & now.invalid.data()[w];
    out.unknown()[w] = rest & now.lacks.data()[w];
    out.open()[w] = rest & ~missed_so_far & ~now.invalid.data()[w] & ~now.lacks.data()[w];
  }
  return out;
}

std::vector<Status> statuses(Planes& planes, std::size_t rows) {
  static_assert(static_cast<int>(Status::missed) == 1 && static_cast<int>(Status::open) == 2 && static_cast<int>(Status::unknown) == 3 &&
                static_cast<int>(Status::invalid) == 4 && static_cast<int>(Status::not_applicable) == 5);
  const std::size_t words = planes.words();
  columns::Bitmap digits(3 * words * 64);
  std::uint64_t* ones = digits.data();
  std::uint64_t* twos = ones + words;
  std::uint64_t* fours = twos + words;
  for (std::size_t w = 0; w < words; ++w) {
    ones[w] = planes.missed()[w] | planes.unknown()[w] | planes.not_applicable()[w];
    twos[w] = planes.open()[w] | planes.unknown()[w];
    fours[w] = planes.invalid()[w] | planes.not_applicable()[w];
  }
  std::vector<Status> out(words * 64);
  kernels::bytes(ones, twos, fours, words * 64, reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(rows);
  return out;
}

// How many of the first rows have each status.
std::array<std::size_t, 6> count(Planes& planes, std::size_t rows) {
  std::array<std::size_t, 6> out{};
  out[0] = rows;
  for (std::size_t status = 1; status < out.size(); ++status) {
    out[status] = kernels::count(planes.plane(status - 1), rows);
    out[0] -= out[status];
  }
  return out;
}

columns::Bitmap first_rows(const std::uint64_t* bits, std::size_t rows) {
  columns::Bitmap out(rows);
  std::copy_n(bits, out.words(), out.data());
  out.trim();
  return out;
}

class Assembly {
 public:
  Assembly(const plan::Program& program, const std::vector<Register>& registers, std::size_t rows, Detail detail)
      : program_(program), registers_(registers), rows_(rows), detail_(detail) {}

  Outcome run() {
    Outcome out;
    out.rows = rows_;
    out.departments.reserve(program_.departments.size());
    for (std::size_t d = 0; d < program_.departments.size(); ++d) out.departments.push_back(department(d));
    if (program_.total.valid()) out.total = number(program_.total);  // an expression alone has none
    out.scored.assign(rows_, false);
    for (const DepartmentOutcome& d : out.departments)
      for (std::size_t w = 0; w < out.scored.words(); ++w) out.scored.data()[w] |= d.scored.data()[w];
    if (detail_ != Detail::unit)
      for (std::size_t r = 0; r < rows_; ++r) rank(out, r);
    return out;
  }

 private:
  const columns::Column& number(plan::RegisterId id) const { return registers_[id.index()].number; }
  const TruthColumn& truth(plan::RegisterId id) const { return registers_[id.index()].truth; }

  static bool is_due(const plan::CriterionPlan& plan) { return plan.now_moment.at == plan.now_moment.due; }

  // Where it applies, and where that is for now.
  struct Application {
    const TruthColumn* applies = nullptr;  // none: everywhere
    columns::Bitmap for_now;
  };

  Application application(const plan::TargetPlan& plan) const {
    Application out;
    if (!plan.applies.valid()) return out;
    out.applies = &truth(plan.applies);
    const TruthColumn& will = truth(plan.will_apply);
    out.for_now.assign(out.applies->size(), false);
    // What may still turn out otherwise is for now: whether it applies, too.
    for (std::size_t w = 0; w < out.for_now.words(); ++w) {
      const std::uint64_t yes = out.applies->is_true.data()[w], no = out.applies->is_false.data()[w];
      out.for_now.data()[w] = ~(yes | no) | (yes & ~will.is_true.data()[w]) | (no & ~will.is_false.data()[w]);
    }
    return out;
  }

  static void apply(const Application& application, Planes& of) {
    if (application.applies == nullptr) return;
    for (std::size_t w = 0; w < of.words(); ++w) {
      const std::uint64_t no = application.applies->is_false.data()[w];
      const std::uint64_t for_now = application.for_now.data()[w];
      const std::uint64_t decided = ~(of.open()[w] | of.unknown()[w] | of.invalid()[w]);
      of.provisional()[w] = ((of.provisional()[w] | (decided & for_now)) & ~no) | (no & for_now);
      for (std::uint64_t* each : {of.missed(), of.open(), of.unknown(), of.invalid()}) each[w] &= ~no;
      of.not_applicable()[w] = no;
    }
  }

  CriterionOutcome criterion(const plan::CriterionPlan& plan, Planes& planes_of) const {
    CriterionOutcome out;
    out.status = statuses(planes_of, rows_);
    out.provisional = first_rows(planes_of.provisional(), rows_);
    out.attainment = number(plan.attainment);
    out.score = number(plan.score);
    if (!plan.stretch_value.valid()) return out;
    Planes stretch = planes(truth(plan.stretch_now), truth(plan.stretch_future), is_due(plan));
    for (std::size_t w = 0; w < stretch.words(); ++w) {
      const std::uint64_t no = planes_of.not_applicable()[w];
      for (std::uint64_t* each : {stretch.missed(), stretch.open(), stretch.unknown(), stretch.invalid()}) each[w] &= ~no;
      stretch.not_applicable()[w] = no;
    }
    out.stretch = statuses(stretch, rows_);
    out.stretch_value = number(plan.stretch_value);
    return out;
  }

  TargetOutcome target(const plan::TargetPlan& plan, const semantics::Target& model) const {
    TargetOutcome out;
    const Application where = application(plan);
    std::optional<Planes> all;
    columns::Bitmap missed_for_good;
    for (std::size_t c = 0; c < plan.criteria.size(); ++c) {
      Planes own = planes(truth(plan.criteria[c].now), truth(plan.criteria[c].future), is_due(plan.criteria[c]));
      if (!all) {
        all.emplace(own.words() * 64);
        missed_for_good.assign(own.words() * 64, false);
      }
      if (model.criteria[c].decides) {
        for (std::size_t w = 0; w < own.words(); ++w) {
          all->missed()[w] |= own.missed()[w];
          all->invalid()[w] |= own.invalid()[w];
          all->unknown()[w] |= own.unknown()[w];
          all->open()[w] |= own.open()[w];
          all->provisional()[w] |= own.provisional()[w];
          missed_for_good.data()[w] |= own.missed()[w] & ~own.provisional()[w];
        }
      }
      apply(where, own);
      if (detail_ == Detail::criterion) out.criteria.push_back(criterion(plan.criteria[c], own));
    }
    if (!all) all.emplace(where.applies != nullptr ? where.applies->size() : (rows_ + 63) / 64 * 64);
    for (std::size_t w = 0; w < missed_for_good.words(); ++w) all->provisional()[w] &= ~missed_for_good.data()[w];
    settle(where, *all);
    out.status = statuses(*all, rows_);
    out.counts = count(*all, rows_);
    out.provisional = first_rows(all->provisional(), rows_);
    if (detail_ == Detail::unit) return out;
    out.attainment = number(plan.attainment);
    out.score = number(plan.score);
    return out;
  }

  // Of what its criteria say: one that is missed decides, then what is invalid, unknown, open. A target that may not apply is not decided.
  static void settle(const Application& where, Planes& all) {
    for (std::size_t w = 0; w < all.words(); ++w) {
      std::uint64_t& missed = all.missed()[w];
      std::uint64_t& invalid = all.invalid()[w];
      std::uint64_t& unknown = all.unknown()[w];
      std::uint64_t& open = all.open()[w];
      invalid &= ~missed;
      unknown &= ~(missed | invalid);
      open &= ~(missed | invalid | unknown);
      std::uint64_t& provisional = all.provisional()[w];
      // Missed for good if one of them is.
      provisional &= ~(invalid | unknown | open);
      if (where.applies == nullptr) continue;
      const std::uint64_t yes = where.applies->is_true.data()[w], no = where.applies->is_false.data()[w];
      const std::uint64_t broken = where.applies->invalid.data()[w];
      const std::uint64_t for_now = where.for_now.data()[w];
      const std::uint64_t decided = ~(invalid | unknown | open);
      provisional = ((provisional | (decided & for_now)) & yes) | (no & for_now);
      missed &= yes;
      open &= yes;
      invalid = (invalid & yes) | broken;
      unknown = (unknown & yes) | ~(yes | no | broken);
      all.not_applicable()[w] = no;
    }
  }

  DepartmentOutcome department(std::size_t d) const {
    const plan::DepartmentPlan& plan = program_.departments[d];
    DepartmentOutcome out;
    out.difficulty = plan.difficulty;
    out.scored.assign(rows_, !plan.targets.empty());
    if (plan.scored.valid()) {
      const TruthColumn& scored = truth(plan.scored);
      for (std::size_t w = 0; w < out.scored.words(); ++w) out.scored.data()[w] = ~scored.is_false.data()[w];
      out.scored.trim();
    }
    out.targets.reserve(plan.targets.size());
    for (std::size_t t = 0; t < plan.targets.size(); ++t)
      out.targets.push_back(target(plan.targets[t], program_.model->departments[d].targets[t]));
    if (detail_ == Detail::unit) return out;
    out.score = number(plan.score);
    out.rank_low.assign(rows_, 0);
    out.rank_high.assign(rows_, 0);
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
    std::vector<Standing> lows, highs, sorted_lows;
    for (std::size_t d = 0; d < out.departments.size(); ++d) {
      if (!out.departments[d].scored.get(r)) continue;
      const types::Interval score = out.departments[d].score.at(r).range;
      const base::Number tie = tie_breaker(out.departments[d], d);
      ranked.push_back(d);
      lows.push_back({score.low ? 0 : -1, score.low.value_or(base::Number{}), tie});
      highs.push_back({score.high ? 0 : 1, score.high.value_or(base::Number{}), tie});
      // One that may turn out to have no score is ahead of none for certain.
      const plan::RegisterId has_score = program_.departments[d].scored;
      if (!has_score.valid() || truth(has_score).is_true.get(r)) sorted_lows.push_back(lows.back());
    }
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
  Detail detail_;
};

}  // namespace

Outcome assemble(const plan::Program& program, const std::vector<Register>& registers, std::size_t rows, Detail detail) {
  return Assembly(program, registers, rows, detail).run();
}

}  // namespace assay::exec
