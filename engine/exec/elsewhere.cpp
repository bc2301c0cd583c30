#include "exec/elsewhere.h"

#include <algorithm>

namespace assay::exec {

namespace {

using plan::Op;
using plan::RegisterId;

class Search {
 public:
  Search(const plan::Program& program, const facts::Batch& batch, std::size_t row, bool invalid) : program_(program), batch_(batch), row_(row), invalid_(invalid) {}

  bool run(RegisterId x, std::optional<std::size_t> segment) {
    const plan::Step& step = program_.writer(x);
    if (step.load) return in_load(*step.load, segment ? segments_of(x) : 1, segment.value_or(0));
    // What is missing of a total is what is missing of its parts, where these are reported at all.
    const bool parts_first = step.op == Op::total_or && !invalid_;
    for (std::size_t i = 0; i < step.in.size(); ++i) {
      const RegisterId in = step.in[parts_first ? step.in.size() - 1 - i : i];
      if (program_.registers[in.index()].truth && step.op == Op::choose) continue;
      if (run(in, segment && segments_of(in) == segments_of(x) ? segment : std::nullopt)) return true;
    }
    return false;
  }

  std::optional<facts::CellKey> found;

 private:
  std::size_t segments_of(RegisterId id) const {
    std::size_t out = 1;
    for (const types::DimensionId d : program_.registers[id.index()].grain.dimensions) out *= program_.model->schema[d].members.size();
    return out;
  }

  bool in_load(const plan::Load& load, std::size_t segments, std::size_t segment) {
    const std::size_t behind = std::max<std::size_t>(load.members.size() / std::max<std::size_t>(segments, 1), 1);
    for (std::size_t m = segment * behind; m < (segment + 1) * behind && m < load.members.size(); ++m) {
      for (const plan::Load::Slot& slot : load.slots)
        if (slot.visible && is_it({load.fact, load.members[m], slot.period})) return true;
      if (!invalid_) continue;
      for (const plan::Load::Coarse& coarse : load.coarse)
        if (is_it({load.fact, load.members[m], coarse.period})) return true;
    }
    return false;
  }

  bool is_it(const facts::CellKey& key) {
    const columns::Column* const column = batch_.find(key);
    const columns::Odd* const odd = column == nullptr ? nullptr : column->find_odd(row_);
    const bool there = column != nullptr && (column->valid.get(row_) || odd != nullptr);
    if (invalid_ ? odd == nullptr || !odd->value.invalid : there) return false;
    found = key;
    return true;
  }

  const plan::Program& program_;
  const facts::Batch& batch_;
  std::size_t row_;
  bool invalid_;
};

}  // namespace

Elsewhere elsewhere(const plan::Program& program, const facts::Batch& batch, RegisterId x, std::size_t segment, std::size_t row, const types::Value& value) {
  Elsewhere out{batch.units[row], value, {}, {}, {}};
  Search search(program, batch, row, value.invalid);
  if (!search.run(x, segment)) return out;
  out.key = search.found;
  if (const auto place = batch.place(*out.key, row); place && place->file < batch.files.size()) {
    out.place = batch.files[place->file] + ":" + std::to_string(place->row) + ":" + std::to_string(place->column);
    out.text = batch.raw(*out.key, row).value_or("");
  }
  return out;
}

}  // namespace assay::exec
