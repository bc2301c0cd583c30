// Small rulebooks for the tests of this stage: what was reported, where, and what the model says.
#pragma once

#include "diagnostics/diagnostics.h"
#include "semantics/analyze.h"
#include "source/source.h"
#include "syntax/ast.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assay::tests {

struct Rulebook {
  source::Files files;
  diagnostics::Sink sink;
  std::vector<syntax::File> trees;
  std::optional<semantics::Model> model;

  std::vector<std::string> codes() const;      // "AS0301 name", in order of place
  std::string drawn() const;                   // for the message of a failing test
};

// A rulebook of one text, or of files with their paths.
Rulebook rulebook(const std::string& text);
Rulebook rulebook(const std::vector<std::pair<std::string, std::string>>& files);

// A season, units, a dimension, scales, a list, parameters and facts that most tests need.
extern const char* const kSeason;
// The season, and a department 甲 with facts of every kind and one target around the given criteria.
Rulebook with_criteria(const std::string& criteria);
// As a department's body around a target that reads nothing.
Rulebook with_body(const std::string& body);

// `text` with the marks « and » taken out, and the bytes between them.
struct Marked {
  std::string text;
  std::size_t begin = 0, end = 0;
};
Marked unmark(const std::string& marked);

// What one line of a table of faults says: the kind, and the words that draw it at the mark.
struct Fault {
  std::string kind;
  std::string words;
};

// Checks that the marked text is reported as `name` at the mark, and that nothing else is an error.
void check_reported(const Rulebook& made, const std::string& name, const std::string& marked_words);

}  // namespace assay::tests
