// Why a target or a criterion came out as it did: the published words, the rule, the values and cells, and the way to the score.
#pragma once

#include "report/build.h"
#include "report/model.h"
#include "report/words.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assay::report {

struct Formula {
  std::string stated;  // weight * mean(criteria)
  std::string filled;  // 20 * mean(1, 0.975)
  Range result;
  std::optional<NoScore> no_score;  // why there is no result
};

struct ExplainedCriterion {
  Criterion criterion;
  std::string source;  // the rule's own lines
  bool quote_in_title = false;
  std::vector<std::pair<std::size_t, std::size_t>> quote_at;  // byte ranges of the title or the text
  Formula formula;
};

struct ExplainedTarget {
  Target target;                    // without criteria
  std::string text;                 // as published
  std::vector<ExplainedCriterion> criteria;
  Formula formula;
};

struct Explanation {
  std::string unit, as_of;
  Department department;            // without targets
  std::string difficulty_source;
  std::vector<ExplainedTarget> targets;
  Formula department_formula;
  std::vector<std::string> undecided;  // the targets of which it is not known whether they apply
  bool whole_department = false;    // it was asked for, not one of its targets
};

// What an id names: `市红十字会`, `市红十字会.1` or `市红十字会.1.aed`.
struct Address {
  std::size_t department = 0;
  std::optional<std::size_t> target, criterion;
};
std::optional<Address> find_id(const semantics::Model& model, std::string_view id);
std::vector<std::string> all_ids(const semantics::Model& model);

Explanation build_explanation(const Source& source, const Address& address, std::size_t row);

struct ExplanationStyle {
  Language language = Language::en;
  bool colour = false;
  std::size_t width = 100;
  int places = 4;
};
std::string explanation_text(const Explanation& explanation, const ExplanationStyle& style);
std::string explanation_json(const Explanation& explanation);

}  // namespace assay::report
