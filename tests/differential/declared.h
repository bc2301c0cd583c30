// What a random rulebook declares, so that its conditions can use it.
#pragma once

#include "differential/random.h"

#include <optional>
#include <string>
#include <vector>

namespace assay::differential {

// Quantities that may be added and compared with each other. `ratio` is written in per cent, `plain` with bare numbers.
enum class Family { money, people, area, ratio, plain };

enum class Sort { flow, cumulative, level, event, rank, grade, flag, text };

struct DeclaredFact {
  std::string name;
  Sort sort = Sort::level;
  Family family = Family::plain;
  std::string unit;                 // empty: a bare number
  std::vector<std::size_t> dimensions;
  bool total = false;
  std::size_t scale = 0;
  int step = 1;                     // 0 month, 1 quarter, 2 year
  bool is_number() const { return sort == Sort::flow || sort == Sort::cumulative || sort == Sort::level; }
};

struct DeclaredDimension {
  std::string name;
  std::vector<std::string> members;
};

struct DeclaredScale {
  std::string name;
  std::vector<std::string> grades;
  bool pass = false;
};

struct DeclaredList {
  std::string name;
  std::optional<std::size_t> dimension;
  std::vector<DeclaredFact> fields;
};

struct NamedValue {  // a parameter or a let
  std::string name;
  Family family = Family::plain;
  std::optional<std::size_t> dimension{};  // it is that of the current member
  bool lists = false;                    // it may go through lists, which are of this season alone
};

struct Declared {
  bool monthly = false;
  std::vector<DeclaredDimension> dimensions;
  std::vector<DeclaredScale> scales;
  std::vector<DeclaredFact> facts;   // visible from where the conditions stand
  std::vector<DeclaredList> lists;
  std::vector<NamedValue> values;
};

// 12.5万元, 30%, 7: a number of the family, from a small pool so that reported values often meet it.
std::string literal(Family family, Random& random);
std::string unit_of(Family family, Random& random);  // a unit of the family; empty for plain numbers

}  // namespace assay::differential
