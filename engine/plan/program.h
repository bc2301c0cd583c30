// A rulebook for one as-of date, as a flat table of steps over registers: each step computes one register for all rows of a batch.
//
// Equal steps are one step, so what targets share is computed once. Quantifiers over periods are unrolled; those over dimensions and lists
// are registers with an element a member or item and a fold.
#pragma once

#include "base/apart.h"
#include "base/calendar.h"
#include "base/ids.h"
#include "base/number.h"
#include "plan/moment.h"
#include "semantics/model.h"
#include "types/schema.h"
#include "types/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::plan {

using RegisterId = base::Id<struct RegisterTag>;
using semantics::Compare;
using semantics::Scheme;
using semantics::Timing;

enum class Op : std::uint8_t {
#define ASSAY_OP(name, sentence) name,
#include "plan/ops.def"
#undef ASSAY_OP
};
std::string_view name(Op op);
std::string_view sentence(Op op);

// What the elements of a register are. Dimensions: element = ((m1 * k2) + m2) * stride + row, stride = rows rounded up to a multiple of 64.
// With lists an element is a combination of their items: see exec/items.h.
struct Grain {
  std::vector<types::DimensionId> dimensions;
  std::vector<std::uint32_t> variables;      // the axes they belong to
  std::vector<types::ListId> lists;
  std::vector<std::uint32_t> list_variables; // ascending, as the axes are from outside in
  std::uint32_t periods = 0;                 // innermost instead: as many periods side by side; they are folded at once
  friend bool operator==(const Grain&, const Grain&) = default;
};

// The cells that make a fact's value to date.
struct Load {
  struct Slot {
    base::Period period;
    bool visible = true;                     // ends on or before the as-of date
    friend bool operator==(const Slot&, const Slot&) = default;
  };
  struct Coarse {
    base::Period period;                     // stands for slots [first, first + count)
    std::uint32_t first = 0, count = 0;
    friend bool operator==(const Coarse&, const Coarse&) = default;
  };
  types::FactId fact;
  std::vector<std::uint32_t> members;        // one a dimension element of the grain, in its order; {kTotal} for the total; {0} without dimensions
  std::vector<Slot> slots;                   // ascending; level: the one that counts; cumulative: with the months within
  std::vector<Coarse> coarse;                // flows: longest first
  bool lacks = true;                         // of a once fact or a field: missing lacks, its due date has come
  // Events: see grammar/meaning.md. What is looked at begins on `from` and ends on `to`, the season around it is `season_from` to `season_to`.
  base::Date at{}, known{}, deadline{}, from{}, to{}, season_from{}, season_to{};
  bool later = false;                        // of a field, too: it may be reported anew
  bool growing = false;                      // of an event that is a field: all but its day may be reported anew
  bool beside_total = false;                 // of members: what they say of a period of which the total cannot be used counts as malformed
  bool windowed = false;                     // not this season as a whole: only what is dated or reported within counts
  friend bool operator==(const Load&, const Load&) = default;
};

// What a missing cell means where it is asked for: it is missing; it may still be reported; it is due, and a late cell may still speak for it.
enum class Missing : std::uint8_t { counts, may_come, may_come_late };

// What is compared of a quotient a / b: itself; a / b - 1 or 1 - a / b, for which b must be positive.
enum class Quotient : std::uint8_t { itself, growth, reduction };

// Of what goes through lists: that there may be rows beside those that are there.
struct Absent {
  bool later = false;                        // more may come; otherwise as many as are short of a list's stated size
  bool alone = true;                         // one list is gone through, and nothing else
  bool partial = false;                      // at a member of one of its dimensions: a row may be another's
  types::Interval range;                     // of what is added up, of such a row
  friend bool operator==(const Absent&, const Absent&) = default;
};

// The day of what never happens.
inline constexpr std::int64_t kNever = 10'000'000;

struct Step {
  Op op{};
  RegisterId out;
  std::vector<RegisterId> in;
  // What the operation needs beside registers; each says which it reads in ops.def.
  base::Number number;
  std::vector<base::Number> numbers;
  std::uint32_t small = 0;                   // compare, timing, places, list, truth …
  bool lacks = false;                        // what is missing under the step lacks: it was due
  Quotient quotient = Quotient::itself;
  base::Date date{}, from{};                 // event_test
  std::string text;
  base::Apart<Load> load;
  base::Apart<Absent> absent;                // folds; none: the rows that are there are all
  RegisterId guard;                          // computed only where this is true of a row of the batch; none: always
  base::Apart<Scheme> scheme;                // attain_scheme: without its places in the rules
  friend bool operator==(const Step&, const Step&) = default;
};

struct RegisterInfo {
  bool truth = false;
  Grain grain;
};

// So many targets of a department of which it is undecided whether they apply are taken case by case.
inline constexpr std::size_t kCaseTargets = 4;

// Which register holds an expression at a moment; period axes of enclosing quantifiers are in the moment's date.
struct Use {
  semantics::ExprId expression;
  Moment moment;
  RegisterId value;
};

struct CriterionPlan {
  Moment now_moment, future_moment;
  RegisterId now, future, met, attainment, score;
  RegisterId stretch_now, stretch_future, stretch_value;  // none without stretch
};
struct TargetPlan {
  RegisterId applies;                        // in future where that is certain, else now; none: always
  Moment applies_moment, will_apply_moment;
  RegisterId applies_now, will_apply;
  RegisterId met, weight, attainment, score;
  std::vector<CriterionPlan> criteria;
};
struct DepartmentPlan {
  RegisterId score;
  RegisterId scored;                         // truth: false where no target applies; none: always scored
  base::Number difficulty{1};
  std::vector<TargetPlan> targets;
};

struct Program {
  const semantics::Model* model = nullptr;   // must outlive the program
  base::Date as_of{};
  std::vector<RegisterInfo> registers;
  std::vector<Step> steps;
  std::vector<Use> uses;                     // sorted by expression, then moment
  std::vector<DepartmentPlan> departments;
  RegisterId total;                          // the unit's score: sum over departments

  // Each step writes the register of its own number.
  const Step& writer(RegisterId id) const { return steps[id.index()]; }
  std::optional<RegisterId> find(semantics::ExprId expression, const Moment& moment) const;
};

}  // namespace assay::plan
