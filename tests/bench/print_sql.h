// The rules of the large workload as a query of one table, for the databases it is compared with.
#pragma once

#include <string>

namespace bench::seventy {

enum class Dialect { duckdb, sqlite };
// Gives unit, verdicts, score_low, score_high. What a missing cell leaves open is `?`, and its attainment from 0 to the
// most it could be; what declared ranges say of it is not asked.
std::string query(Dialect dialect, const std::string& file);

}  // namespace bench::seventy
