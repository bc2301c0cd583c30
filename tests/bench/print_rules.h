// The rules of the large workload as text; `bench_generate rules FORM` prints them, and rules/ keeps what it printed.
#pragma once

#include <string>

namespace bench::seventy {

enum class Rules { seventy, members, quarters };
std::string rules(Rules kind);

}  // namespace bench::seventy
