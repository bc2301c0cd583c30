// The statuses of 64 rows at a time, from the bits of conditions (grammar/meaning.md, "Status of a criterion").
#pragma once

#include <cstddef>
#include <cstdint>

namespace assay::exec {

// Met where in none.
struct StatusWord {
  std::uint64_t missed = 0, open = 0, unknown = 0, invalid = 0, not_applicable = 0, provisional = 0;
};

struct TruthWords {
  const std::uint64_t *is_true, *is_false, *invalid, *lacks;
};

// Of a condition now and in future; `due`: all ones or none.
inline StatusWord status_word(const TruthWords& now, const TruthWords& future, std::uint64_t due, std::size_t w) {
  const std::uint64_t undecided = ~(future.is_true[w] | future.is_false[w]);
  const std::uint64_t rest = undecided & ~now.is_true[w];
  // What is due is missed, if for now: only rows that may still come can turn it.
  const std::uint64_t missed_so_far = due & undecided & now.is_false[w];
  StatusWord out;
  out.missed = future.is_false[w] | missed_so_far;
  out.provisional = (undecided & now.is_true[w]) | missed_so_far;
  out.invalid = rest & now.invalid[w];
  out.unknown = rest & now.lacks[w];
  out.open = rest & ~missed_so_far & ~now.invalid[w] & ~now.lacks[w];
  return out;
}

// Of a target that applies everywhere: of what any of its criteria is, one that is missed decides, then what is invalid, unknown, open.
inline StatusWord settled(StatusWord any, std::uint64_t missed_for_good) {
  any.invalid &= ~any.missed;
  any.unknown &= ~(any.missed | any.invalid);
  any.open &= ~(any.missed | any.invalid | any.unknown);
  // Missed for good if one of them is.
  any.provisional &= ~(missed_for_good | any.invalid | any.unknown | any.open);
  return any;
}

}  // namespace assay::exec
