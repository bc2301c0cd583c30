// What came out for a batch of units: statuses, attainments and scores, in the rulebook's order of departments, targets, criteria.
#pragma once

#include "base/number.h"
#include "columns/bitmap.h"
#include "columns/column.h"
#include "columns/room.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay::exec {

enum class Status : std::uint8_t { met, missed, open, unknown, invalid, not_applicable };

// A status a row.
class Statuses {
 public:
  Statuses() = default;
  // So many, still to be written, in whole words of rows; those past the size may be written, too.
  explicit Statuses(std::size_t size) : room_((size + 63) / 64 * 64 / sizeof(std::int64_t)), size_(size) {}

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Status* data() { return reinterpret_cast<Status*>(room_.data()); }
  const Status* data() const { return reinterpret_cast<const Status*>(room_.data()); }
  Status operator[](std::size_t row) const { return data()[row]; }
  Status front() const { return data()[0]; }

 private:
  columns::Room room_;
  std::size_t size_ = 0;
};

// One entry a row of the batch in every column. Attainments and scores are points or intervals (Column::at).
struct CriterionOutcome {
  Statuses status;                 // not_applicable where its target is
  columns::Bitmap provisional;
  columns::Column attainment;      // 9 decimal places
  Statuses stretch;                // empty where the criterion has no stretch
  columns::Column stretch_value;   // 0..1, empty likewise
  columns::Column score;
};

struct TargetStatuses {
  Statuses status;
  std::array<std::size_t, 6> counts{};  // how many rows have each status
  columns::Bitmap provisional;
};

struct TargetOutcome : TargetStatuses {
  columns::Column attainment;      // mean of the criteria's
  columns::Column score;           // of no meaning where not applicable
  std::vector<CriterionOutcome> criteria;
};

struct DepartmentOutcome {
  columns::Column score;
  columns::Bitmap scored;          // false where no target applies: no score, no rank
  std::vector<std::uint32_t> rank_low, rank_high;
  base::Number difficulty{1};
  std::vector<TargetOutcome> targets;
};

struct Outcome {
  std::size_t rows = 0;
  std::vector<DepartmentOutcome> departments;
  columns::Column total;           // sum of the departments' scores
  columns::Bitmap scored;
};

}  // namespace assay::exec
