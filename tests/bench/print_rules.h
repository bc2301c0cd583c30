// The rules of the large workload as text; `bench_generate rules FORM` prints them, and rules/ keeps what it printed.
#pragma once

#include <string>

namespace bench::seventy {

// many: each department a hundred times, with other goals, over the same facts: 7,000 targets, nearly all of them different.
enum class Rules { seventy, members, quarters, many };
std::string rules(Rules kind);

}  // namespace bench::seventy
