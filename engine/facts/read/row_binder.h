// What one row of a file is about: its unit, period and members, when it was reported, and whether evidence is named.
#pragma once

#include "base/text_table.h"
#include "facts/binding/heading.h"
#include "facts/binding/names.h"
#include "facts/cells/report_day.h"
#include "facts/facts.h"
#include "facts/read/name_faults.h"
#include "facts/read/seen.h"
#include "facts/store/store.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::facts::read {

// Member index of a dimension whose cell is empty or which the file does not have.
inline constexpr std::uint32_t kNoMember = 0xFFFFFFFFU;

class RowBinder {
 public:
  RowBinder(const types::Schema& schema, const binding::Names& names, const binding::Layout& layout, const Options& options,
            const std::string& path, Store& store, Seen& seen, NameFaults& faults, diagnostics::Sink& sink);

  // False where the row cannot be placed (reported), or is to be left out (as the options say).
  bool bind(std::span<const std::string_view> cells, std::uint64_t row);

  std::uint32_t unit() const { return unit_; }
  base::Period period() const { return period_; }
  std::optional<cells::StatedPeriod> stated_period() const;
  bool to_date() const { return to_date_; }  // the period is a running one up to the end of period()
  bool period_is_empty() const { return layout_.period && has_last_period_ && binding::trimmed(last_period_).empty(); }
  bool states_periods() const { return states_periods_; }  // some row so far does
  std::string_view period_text() const { return binding::trimmed(last_period_); }
  const std::vector<std::uint32_t>& members() const { return members_; }  // as Layout::dimensions
  std::string_view total_word() const { return total_word_; }  // where a member should stand, in the row's own cells; empty where there is none
  bool has_evidence() const { return has_evidence_; }
  bool is_review() const { return review_; }
  bool is_total_row() const { return total_row_; }  // and was told of
  std::optional<base::Date> reported_on() const { return reported_on_; }
  // Where only what had been reported by a day counts: the rows that count though they do not say when, and those that came later.
  struct Some {
    std::size_t count = 0;
    std::uint64_t first = 0;
  };
  const Some& undated() const { return undated_; }
  const Some& later() const { return later_; }

  // Where a cell of a fact (or the item of a list) belongs under these members.
  struct Target {
    std::uint32_t member = 0;                 // kTotal: the total of its members
    bool lacks_member = false;                // a dimension it needs is not said
    std::optional<types::DimensionId> extra;  // a dimension is said that it does not have
  };
  Target target(const std::vector<types::DimensionId>& dimensions) const;

 private:
  bool bind_unit(std::string_view text, std::uint64_t row);
  bool bind_period(std::string_view text, std::uint64_t row);
  bool is_read(base::Period period) const;
  std::string seasons_read() const;  // their years
  void check_period(std::string_view name, base::Period period, std::uint64_t row);
  bool bind_members(std::span<const std::string_view> cells, std::uint64_t row);
  bool bind_side(std::span<const std::string_view> cells, std::uint64_t row);
  void bind_reported_at(std::string_view text, std::uint64_t row);
  bool refuse_measure(const std::string& name, std::uint64_t row);
  bool check_name(std::string_view name, std::uint64_t row, std::uint32_t column);
  static void note(Some& some, std::uint64_t row) {
    if (some.count++ == 0) some.first = row;
  }

  diagnostics::Cell at(std::uint64_t row, std::uint32_t column) const { return {path_, row, column + 1}; }

  const types::Schema& schema_;
  const binding::Names& names_;
  const binding::Layout& layout_;
  const Options& options_;
  const std::string& path_;
  Store& store_;
  Seen& seen_;
  NameFaults& faults_;
  diagnostics::Sink& sink_;

  std::uint32_t unit_ = 0;
  base::Period period_;
  base::Date first_day_{}, last_day_{};
  bool to_date_ = false;
  bool states_periods_ = false;
  std::vector<std::uint32_t> members_;
  std::string_view total_word_;
  bool has_evidence_ = false;
  bool left_out_ = false;
  bool total_row_ = false;
  std::optional<base::Date> reported_on_;
  bool review_ = false;
  Some undated_, later_;

  std::string last_unit_, last_period_;
  std::string measure_;  // the first unit of measure where a reporting unit should stand
  bool has_last_unit_ = false, has_last_period_ = false;
  base::TextTable<std::uint32_t> declared_units_;
  std::vector<base::TextTable<std::uint32_t>> member_names_;
};

}  // namespace assay::facts::read
