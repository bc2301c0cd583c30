// Why there is no score, in words.
#pragma once

#include "report/model.h"
#include "report/words.h"

#include <string>

namespace assay::report {

std::string no_score_text(const NoScore& from, Language language);

}  // namespace assay::report
