// A rulebook's own tests: the cells that each one gives, and what it expects to come out.
#pragma once

#include "base/calendar.h"
#include "base/number.h"
#include "source/source.h"
#include "types/schema.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay::semantics {

// What stands in one cell. Numbers are in the fact's unit; grades are indices, flags 0 or 1.
struct GivenValue {
  enum class Held : std::uint8_t { number, day, yes, no, text } held = Held::number;
  base::Number number;  // numbers, ranks, grades, flags
  base::Date day{};     // of an event; yes and no of one say only whether
  std::string text;
  source::Span place;   // of the cell's name
  std::string written;  // the value as it stands there
};

// Facts that are given without a period stand under those periods that say the same; what is given as `unknown` stands nowhere.
struct GivenCell {
  types::FactId fact;
  std::uint32_t member = 0;  // or types::kTotal
  base::Period period;
  GivenValue value;
};

// A row of a list.
struct GivenItem {
  types::ListId list;
  std::string name;
  std::uint32_t member = 0;  // over the list's dimensions
  std::vector<std::optional<GivenValue>> fields;  // as types::List::fields
};

struct Expectation {
  enum class What : std::uint8_t { status, attainment, score } what = What::status;
  enum class Status : std::uint8_t { met, missed, open, unknown, invalid, not_applicable } status = Status::met;
  bool provisional = false;
  std::size_t department = 0;
  std::optional<std::size_t> target, criterion;  // neither: of the department
  std::vector<std::size_t> because;  // the target's criteria that give it its status, and no others; ascending, empty where not said
  base::Number low, high;            // attainment and score: what it lies between, exactly
  source::Span span;
};

struct Test {
  std::string name;
  base::Date as_of{};
  std::vector<GivenCell> cells;
  std::vector<GivenItem> items;
  std::vector<Expectation> expectations;
  source::Span span;       // of its name
};

}  // namespace assay::semantics
