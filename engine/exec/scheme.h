// What a scheme of scoring reads of a comparison and what it gives, for single values (grammar/meaning.md, "Schemes").
#pragma once

#include "exec/interval.h"
#include "plan/program.h"

#include <cstddef>
#include <optional>

namespace assay::exec {

// The ratio, the value itself, what is short or what is over, as the scheme's kind asks for.
Value scheme_reads(const plan::Scheme& scheme, const Value& value, const Value& goal);
// `holds`: the comparison itself. An end is infinite only of a bonus without a limit.
types::Interval scheme_gives(const plan::Scheme& scheme, const Value& value, const Value& goal, Truth holds);
// Of a value that is as far from the goal as can be.
base::Number scheme_gives_at_worst(const plan::Scheme& scheme);
// Which row of `steps` or `places` says what is earned, or how many there are where none does; nothing where that is undecided.
std::optional<std::size_t> tier_reached(const plan::Scheme& scheme, const Value& value, const Value& goal);

}  // namespace assay::exec
