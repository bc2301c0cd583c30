// When rows were reported and what proves them, and what that says against their cells.
#include "facts/binding/moment.h"
#include "facts/stream/worker.h"

#include <optional>

namespace assay::facts::stream {

// Most rows were reported on the day of the row before.
void Worker::note_day(std::string_view cell, std::uint64_t record, std::int32_t& day) {
  constexpr std::size_t kMostKnown = 1024;  // those that say the time of day are many
  if (!is_same(cell, last_day_cell_)) {
    last_day_cell_ = cell;
    last_day_ = kNoDay;
    const std::string_view name = binding::trimmed(cell);
    if (const std::int32_t* const known = known_days_.find(name)) {
      last_day_ = *known;
    } else if (!name.empty()) {
      diagnostics::Sink unheard;
      if (const auto moment = binding::read_moment(name, r_.schema.season, {}, unheard)) {
        last_day_ = binding::day_of(*moment).days;
        if (known_days_.size() < kMostKnown) *known_days_.add(name).first = last_day_;
      } else {
        bad_days_.push_back({record, std::string(name)});
        last_day_cell_.clear();  // the next one that says so is told of, too
      }
    }
  }
  day = last_day_;
}

// Numbers of periods that had long to go, and those for which evidence is asked and none is named, are told of one by one.
void Worker::leave_doubtful() {
  if (days_.empty() && unproven_.empty()) return;
  for (std::size_t g = 0; g < r_.groups.size(); ++g) {
    const auto& period = r_.groups[g].period;
    for (std::size_t row = 0; row < records_[g].size(); ++row) {
      const bool early = !days_.empty() && period && days_[g][row] != kNoDay && cells::is_early(base::Date{days_[g][row]}, *period);
      const bool unproven = !unproven_.empty() && unproven_[g][row] != 0;
      for (std::size_t f = 0; f < values() && (early || unproven); ++f) {
        const std::size_t c = g * values() + f;
        const types::Fact& fact = r_.schema[r_.groups[g].cells[f].fact];
        const bool number = decimals_[c] != csv::kNoNumbers && into_[c]->column.valid.get(row);
        if (number && ((early && cells::may_be_early(fact)) || (unproven && fact.evidence))) leave(g, f, row);
      }
    }
  }
}

void Worker::report_bad_days(diagnostics::Sink& sink) const {
  for (const BadDay& each : bad_days_) {
    const diagnostics::Cell at{source_->path, each.record, *r_.shape.layout.reported_at + 1};
    static_cast<void>(binding::read_moment(each.cell, r_.schema.season, at, sink));
  }
}

}  // namespace assay::facts::stream
