#include "semantics/coverage.h"

#include "semantics/checks/connecting_words.h"
#include "semantics/checks/quote.h"

#include "base/text.h"

namespace assay::semantics {

namespace {

void take_up(const std::string& quote, const SqueezedText& text, std::vector<bool>& taken) {
  const auto found = find_quote(literal_parts(quote), text.text);
  if (!found) return;
  for (const QuotePart& part : *found)
    for (std::size_t i = part.begin; i < part.end; ++i) taken[i] = true;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The runs of words that are left, as they were written.
std::vector<std::string> left(const std::string& original, const SqueezedText& text, const std::vector<bool>& taken) {
  std::vector<std::string> out;
  std::string run;    // without white space
  std::string shown;  // with it
  const auto close = [&] {
    if (!run.empty() && !only_connects(run)) out.push_back(shown);
    run.clear();
    shown.clear();
  };
  std::size_t last_end = 0;
  for (std::size_t at = 0; at < text.text.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(text.text, at);
    const bool point = c == '.' && !run.empty() && is_digit(run.back()) && at < text.text.size() && is_digit(text.text[at]);
    if (taken[begin] || (is_mark(c) && !point)) {
      close();
      continue;
    }
    // One written character may come apart into several; it is taken once.
    if (run.empty() || text.begin[begin] >= last_end) {
      const std::string piece = original.substr(text.begin[begin], text.end[begin] - text.begin[begin]);
      if (!run.empty() && text.begin[begin] > last_end) shown += ' ';
      run += piece;
      shown += piece;
    }
    last_end = text.end[begin];
  }
  close();
  return out;
}

}  // namespace

Coverage coverage(const Model& model, WordsLeft words) {
  Coverage out;
  for (const Department& department : model.departments) {
    ++out.departments;
    for (const Target& target : department.targets) {
      ++out.targets;
      out.criteria += target.criteria.size();
      if (words == WordsLeft::left_out) continue;
      const SqueezedText text = squeeze(target.text);
      std::vector<bool> taken(text.text.size());
      for (const Criterion& criterion : target.criteria) {
        take_up(criterion.quote, text, taken);
        if (criterion.stretch) take_up(criterion.stretch->quote, text, taken);
      }
      std::vector<std::string> runs = left(target.text, text, taken);
      if (!runs.empty()) out.uncovered.push_back({target.id, target.text_span, std::move(runs)});
    }
  }
  return out;
}

}  // namespace assay::semantics
