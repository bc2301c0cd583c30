// Random rulebooks as text, well-typed by construction.
#pragma once

#include "differential/random.h"

#include <string>

namespace assay::differential {

std::string random_rulebook(Random& random);

}  // namespace assay::differential
