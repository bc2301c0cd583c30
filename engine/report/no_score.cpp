#include "report/no_score.h"

#include "base/text.h"

namespace assay::report {

std::string no_score_text(const NoScore& from, Language language) {
  if (from.reason == "not_applicable") return std::string(word(Word::nothing_applies, language));
  const Word what = from.reason == "division_by_zero" ? Word::division_by_zero
                    : from.reason == "nothing_left"  ? Word::nothing_left
                                                      : Word::too_many_digits;
  return say(Word::no_score_because, language, word(what, language), base::printable(from.of));
}

}  // namespace assay::report
