#include "exec/assemble.h"

#include "exec/clones.h"
#include "exec/status_words.h"
#include "exec/tiles/loops.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <span>
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

TruthWords words_of(const TruthColumn& of) { return {of.is_true.data(), of.is_false.data(), of.invalid.data(), of.lacks.data()}; }

inline void put(const StatusWord& from, std::size_t w, std::size_t words, std::uint64_t* planes) {
  planes[w] = from.missed;
  planes[words + w] = from.open;
  planes[2 * words + w] = from.unknown;
  planes[3 * words + w] = from.invalid;
  planes[4 * words + w] = from.not_applicable;
  planes[5 * words + w] = from.provisional;
}

ASSAY_KERNEL void status_words(const TruthWords now, const TruthWords future, std::uint64_t due, std::size_t words, std::uint64_t* planes) {
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC ivdep
#endif
  for (std::size_t w = 0; w < words; ++w) put(status_word(now, future, due, w), w, words, planes);
}
void status_words(const TruthColumn& now, const TruthColumn& future, bool due, Planes& out) {
  status_words(words_of(now), words_of(future), due ? ~std::uint64_t{0} : 0, out.words(), out.plane(0));
}

Planes planes(const TruthColumn& now, const TruthColumn& future, bool due) {
  Planes out(now.size());
  status_words(now, future, due, out);
  return out;
}

// And how many rows have each.
Statuses statuses(Planes& planes, std::size_t rows, std::array<std::size_t, 6>& counts) {
  static_assert(static_cast<int>(Status::missed) == 1 && static_cast<int>(Status::open) == 2 && static_cast<int>(Status::unknown) == 3 &&
                static_cast<int>(Status::invalid) == 4 && static_cast<int>(Status::not_applicable) == 5);
  const std::size_t words = planes.words();
  if (rows % 64 != 0)
    for (std::size_t i = 0; i < 5; ++i) planes.plane(i)[rows / 64] &= (std::uint64_t{1} << (rows % 64)) - 1;
  Statuses out(rows);
  counts[0] = rows;
  tiles::loops().statuses(planes.plane(0), words, reinterpret_cast<std::uint8_t*>(out.data()), counts.data() + 1);
  for (std::size_t status = 1; status < counts.size(); ++status) counts[0] -= counts[status];
  return out;
}

columns::Bitmap first_rows(const std::uint64_t* bits, std::size_t rows) {
  columns::Bitmap out(rows);
  std::copy_n(bits, out.words(), out.data());
  out.trim();
  return out;
}

bool is_due(const plan::CriterionPlan& plan) { return plan.now_moment.at == plan.now_moment.due; }

class Assembly {
 public:
  Assembly(const plan::Program& program, const Deciding& deciding, std::span<TargetStatuses> decided, const std::vector<Register>& registers, std::size_t rows,
           Detail detail)
      : program_(program), deciding_(deciding), decided_(decided), registers_(registers), rows_(rows), detail_(detail) {}

  Outcome run() {
    Outcome out;
    out.rows = rows_;
    out.departments.resize(program_.departments.size());
    std::size_t target = 0;  // the department's first
    for (std::size_t d = 0; d < program_.departments.size(); target += program_.departments[d++].targets.size()) department(d, target, out.departments[d]);
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

  // Where it applies, and where that is for now.
  struct Application {
    const TruthColumn* applies = nullptr;  // none: everywhere
    columns::Bitmap for_now;
  };

  Application application(const Deciding::Target& of) const {
    Application out;
    if (!of.applies.valid()) return out;
    out.applies = &truth(of.applies);
    const TruthColumn& will = truth(of.will_apply);
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
    std::array<std::size_t, 6> counts{};
    out.status = statuses(planes_of, rows_, counts);
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
    out.stretch = statuses(stretch, rows_, counts);
    out.stretch_value = number(plan.stretch_value);
    return out;
  }

  // `place`: among the targets of all departments.
  void target(std::size_t place, const plan::TargetPlan& plan, TargetOutcome& out) const {
    const Deciding::Target& of = deciding_.targets[place];
    const std::span<const Deciding::Criterion> criteria = std::span(deciding_.criteria).subspan(of.first, of.count);
    if (!decided_.empty() && !decided_[place].status.empty()) {
      static_cast<TargetStatuses&>(out) = std::move(decided_[place]);
      if (detail_ == Detail::unit) return;
      out.attainment = number(plan.attainment);
      out.score = number(plan.score);
      return;
    }
    const Application where = application(of);
    Planes all((rows_ + 63) / 64 * 64);
    if (criteria.size() == 1 && where.applies == nullptr) status_words(truth(criteria[0].now), truth(criteria[0].future), criteria[0].due, all);
    else combine(criteria, where, all);
    if (detail_ == Detail::criterion) {
      out.criteria.reserve(plan.criteria.size());
      for (const plan::CriterionPlan& each : plan.criteria) {
        Planes own = planes(truth(each.now), truth(each.future), is_due(each));
        apply(where, own);
        out.criteria.push_back(criterion(each, own));
      }
    }
    out.status = statuses(all, rows_, out.counts);
    out.provisional = first_rows(all.provisional(), rows_);
    if (detail_ == Detail::unit) return;
    out.attainment = number(plan.attainment);
    out.score = number(plan.score);
  }

  void combine(std::span<const Deciding::Criterion> criteria, const Application& where, Planes& all) const {
    words_.clear();
    for (const Deciding::Criterion& each : criteria) words_.push_back({words_of(truth(each.now)), words_of(truth(each.future)), each.due ? ~std::uint64_t{0} : 0});
    for (std::size_t w = 0; w < all.words(); ++w) {
      StatusWord any;
      std::uint64_t missed_for_good = 0;
      for (const CriterionWords& each : words_) {
        const StatusWord own = status_word(each.now, each.future, each.due, w);
        any.missed |= own.missed;
        any.invalid |= own.invalid;
        any.unknown |= own.unknown;
        any.open |= own.open;
        any.provisional |= own.provisional;
        missed_for_good |= own.missed & ~own.provisional;
      }
      StatusWord target = settled(any, missed_for_good);
      if (where.applies != nullptr) apply(where, w, target);
      put(target, w, all.words(), all.plane(0));
    }
  }

  // A target that may not apply is not decided.
  static void apply(const Application& where, std::size_t w, StatusWord& all) {
    const std::uint64_t yes = where.applies->is_true.data()[w], no = where.applies->is_false.data()[w];
    const std::uint64_t broken = where.applies->invalid.data()[w];
    const std::uint64_t for_now = where.for_now.data()[w];
    const std::uint64_t decided = ~(all.invalid | all.unknown | all.open);
    all.provisional = ((all.provisional | (decided & for_now)) & yes) | (no & for_now);
    all.missed &= yes;
    all.open &= yes;
    all.invalid = (all.invalid & yes) | broken;
    all.unknown = (all.unknown & yes) | ~(yes | no | broken);
    all.not_applicable = no;
  }

  void department(std::size_t d, std::size_t first, DepartmentOutcome& out) const {
    const plan::DepartmentPlan& plan = program_.departments[d];
    out.difficulty = plan.difficulty;
    out.scored.assign(rows_, !plan.targets.empty());
    if (plan.scored.valid()) {
      const TruthColumn& scored = truth(plan.scored);
      for (std::size_t w = 0; w < out.scored.words(); ++w) out.scored.data()[w] = ~scored.is_false.data()[w];
      out.scored.trim();
    }
    out.targets.resize(plan.targets.size());
    for (std::size_t t = 0; t < plan.targets.size(); ++t) target(first + t, plan.targets[t], out.targets[t]);
    if (detail_ == Detail::unit) return;
    out.score = number(plan.score);
    out.rank_low.assign(rows_, 0);
    out.rank_high.assign(rows_, 0);
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
    auto& [ranked, lows, highs, sorted_lows, sorted_highs] = ranking_;
    ranked.clear();
    lows.clear();
    highs.clear();
    sorted_lows.clear();
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
    sorted_highs = highs;
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
  const Deciding& deciding_;
  std::span<TargetStatuses> decided_;
  const std::vector<Register>& registers_;
  std::size_t rows_;
  Detail detail_;

  // Of the criteria that decide the target that is looked at.
  struct CriterionWords {
    TruthWords now, future;
    std::uint64_t due;
  };
  mutable std::vector<CriterionWords> words_;
  // Of the row that is ranked.
  struct Ranking {
    std::vector<std::size_t> ranked;
    std::vector<Standing> lows, highs, sorted_lows, sorted_highs;
  };
  mutable Ranking ranking_;
};

}  // namespace

Deciding::Deciding(const plan::Program& program) {
  for (std::size_t d = 0; d < program.departments.size(); ++d)
    for (std::size_t t = 0; t < program.departments[d].targets.size(); ++t) {
      const plan::TargetPlan& plan = program.departments[d].targets[t];
      const semantics::Target& model = program.model->departments[d].targets[t];
      Target& target = targets.emplace_back();
      target.first = static_cast<std::uint32_t>(criteria.size());
      target.applies = plan.applies;
      target.will_apply = plan.will_apply;
      for (std::size_t c = 0; c < plan.criteria.size(); ++c)
        if (model.criteria[c].decides) criteria.push_back({plan.criteria[c].now, plan.criteria[c].future, is_due(plan.criteria[c])});
      target.count = static_cast<std::uint32_t>(criteria.size()) - target.first;
    }
}

Outcome assemble(const plan::Program& program, const Deciding& deciding, std::span<TargetStatuses> decided, const std::vector<Register>& registers, std::size_t rows,
                 Detail detail) {
  return Assembly(program, deciding, decided, registers, rows, detail).run();
}

}  // namespace assay::exec
