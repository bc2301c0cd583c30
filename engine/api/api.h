// What other programs include: load a rulebook, make a program of it for a day, run it over reported files, report what came out;
// and run the rulebook's own tests.
#pragma once

#include "api/expression.h"  // IWYU pragma: export
#include "api/kept.h"        // IWYU pragma: export
#include "api/limits.h"      // IWYU pragma: export
#include "api/rulebook.h"    // IWYU pragma: export
#include "api/run.h"         // IWYU pragma: export
#include "explain/explain.h"  // IWYU pragma: export
#include "plan/lower.h"      // IWYU pragma: export
#include "report/explanation.h"  // IWYU pragma: export
#include "report/test_result.h"  // IWYU pragma: export
#include "report/writer.h"   // IWYU pragma: export
#include "verify/coverage.h"  // IWYU pragma: export
#include "verify/verify.h"   // IWYU pragma: export
