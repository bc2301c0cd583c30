#include "legal.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <span>

namespace assay::mutants {

namespace {

constexpr std::array<std::string_view, 6> kCriteria{"require", "要求", "aim", "力争", "judge", "评判"};
constexpr std::array<std::string_view, 2> kFacts{"fact", "指标"};
constexpr std::array<std::string_view, 2> kUnits{"unit", "计量单位"};
constexpr std::array<std::string_view, 2> kTexts{"text", "原文"};

bool one_of(std::span<const std::string_view> words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

bool is_string(std::string_view word) { return word.starts_with('"') || word.starts_with("“"); }

bool continues_word(std::string_view text, std::size_t at) {
  return at < text.size() && base::is_identifier_continue(base::next_code_point(text, at));
}

bool ends_in_word(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return continues_word(text, at);
}

// `text` with every whole word `from` written `to`.
std::string renamed(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with(from) && !ends_in_word(text, at) && !continues_word(text, at + from.size())) {
      out += to;
      at += from.size();
    } else {
      out += text[at++];
    }
  }
  return out;
}

// What stands behind a deleted word.
std::string_view rest_of(const Mutant& mutant) {
  const std::size_t next = std::min(mutant.text.find_first_not_of(' ', mutant.begin), mutant.text.size());
  return std::string_view(mutant.text).substr(next);
}

// The name of a criterion: behind its opening word, or behind `require judge`.
bool names_criterion(const std::vector<std::string>& words) {
  const std::size_t at = words.size() - 1;
  return one_of(kCriteria, words.front()) && (at == 1 || (at == 2 && one_of(kCriteria, words[1])));
}

}  // namespace

std::string legal_change(const Mutant& mutant, const std::string& model_before, const std::string& model_after) {
  const std::vector<std::string>& words = mutant.context;
  const std::string& opener = words.front();
  const std::string& changed = words.back();
  const std::size_t at = words.size() - 1;
  const bool in_type = one_of(kFacts, opener) && std::find(words.begin(), words.end() - 1, ":") != words.end() - 1;
  switch (mutant.slip) {
    case Slip::letter:
      if (renamed(model_after, mutant.after, mutant.before) == model_before) return "another name that nothing else uses";
      // Files may name a judge's grade by its name in the department, where no other has it.
      if (names_criterion(words)) return "another name of a criterion";
      if (one_of(kUnits, opener)) return at == 1 ? "another name that nothing else uses" : "another size of a unit";
      if (in_type) return "another unit of the same kind";
      if (changed.front() >= '0' && changed.front() <= '9') return "another number, or another unit of the same kind";
      break;
    case Slip::deleted:
      if (is_string(changed) && !changed.starts_with("\"\"\"") && !one_of(kTexts, opener)) return "a label, title or quote left out";
      if (names_criterion(words)) return "a criterion without a name";
      if (at == 0 && (opener == "require" || opener == "要求") && (rest_of(mutant).starts_with("judge") || rest_of(mutant).starts_with("评判")))
        return "a judge that decides no more";
      if (in_type) return "an option or the unit of a fact left out";
      if (one_of(kUnits, opener)) return "another size of a unit";
      if (rest_of(mutant).starts_with('(')) return "a function left out";
      break;
    case Slip::doubled:
      if (changed == "-" || changed == "not" || changed == "非") return "a sign doubled";
      break;
    case Slip::swapped:
    case Slip::bracket: break;
  }
  return {};
}

}  // namespace assay::mutants
