#include "exec/tiles/tiles.h"

#include "exec/attained.h"
#include "exec/tiles/slot.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace assay::exec::tiles {

using plan::Op;

namespace {

// What is larger is left to the other forms: instructions take some hundred bytes each, and a slot four thousand.
constexpr std::size_t kMostSteps = 1'000'000, kMostSlots = 16'384;

// To compile takes as long as to judge some units: it is not done for fewer.
constexpr std::size_t kFewRows = 16;

bool is_cell_load(const plan::Step& step) {
  return step.load && (step.op == Op::load_flow || step.op == Op::load_cumulative || step.op == Op::load_newest || step.op == Op::load_once);
}

// Points, missing and malformed cells.
bool reads_in_tiles(const columns::Column& column, std::size_t rows) {
  const auto is_malformed = [](const columns::Odd& each) { return each.value.invalid; };
  return !column.has_ranged() && column.data.size() >= rows && std::all_of(column.odd.begin(), column.odd.end(), is_malformed);
}

// The least and the most of the cells that are there; nothing where none is.
std::optional<std::pair<std::int64_t, std::int64_t>> ends_of(const columns::Column& column) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max(), most = std::numeric_limits<std::int64_t>::min();
  for (std::size_t w = 0; w < column.valid.words(); ++w) {
    const std::uint64_t word = column.valid.data()[w];
    const std::int64_t* cells = column.data.data() + w * 64;
    if (word == ~std::uint64_t{0}) {
      for (std::size_t i = 0; i < 64; ++i) {
        least = std::min(least, cells[i]);
        most = std::max(most, cells[i]);
      }
      continue;
    }
    for (std::uint64_t rest = word; rest != 0; rest &= rest - 1) {
      const std::int64_t cell = cells[std::countr_zero(rest)];
      least = std::min(least, cell);
      most = std::max(most, cell);
    }
  }
  return least > most ? std::nullopt : std::optional(std::pair(least, most));
}

}  // namespace

Tiles::Tiles(const plan::Program& program, const Uses& uses, const Deciding* deciding)
    : program_(program), uses_(uses), deciding_(deciding), known_(program.steps.size()), words_(program.steps.size()), loops_(loops()) {
  std::size_t needed = 0;
  for (std::size_t s = 0; s < program.steps.size(); ++s) needed += uses.is_needed(s) ? 1 : 0;
  is_large_ = needed > kMostSteps;
}
Tiles::~Tiles() = default;

bool Tiles::learn(const Context& context, std::size_t s) {
  const plan::Step& step = program_.steps[s];
  const plan::Load& load = *step.load;
  Known& known = known_[s];
  if (!known.fits || load.slots.empty() || load.members.size() != 1) return false;
  const Known before = known;
  const bool was_positive = known.scale && known.least > 0;
  const std::span<const plan::Load::Slot> slots = step.op == Op::load_flow ? std::span(load.slots) : std::span(load.slots).last(1);
  // What stands in other periods takes the place of these.
  const auto is_there = [&](const base::Period& period) { return context.batch.find({load.fact, load.members[0], period}) != nullptr; };
  if (step.op == Op::load_flow)
    for (const plan::Load::Coarse& coarse : load.coarse) known.fits = known.fits && !is_there(coarse.period);
  else if (step.op != Op::load_newest)
    for (std::size_t i = 0; i + 1 < load.slots.size(); ++i) known.fits = known.fits && !is_there(load.slots[i].period);
  for (const plan::Load::Slot& slot : slots)
    if (const columns::Column* column = context.batch.find({load.fact, load.members[0], slot.period})) learn(*column, context.batch.rows(), known);
  expects_zeros_ = expects_zeros_ || (was_positive && known.least <= 0);
  return known.fits != before.fits || known.malformed != before.malformed || known.scale != before.scale || known.least != before.least || known.most != before.most;
}

void Tiles::learn(const columns::Column& column, std::size_t rows, Known& known) {
  known.fits = known.fits && reads_in_tiles(column, rows);
  known.malformed = known.malformed || !column.odd.empty();
  const auto ends = known.fits ? ends_of(column) : std::nullopt;
  if (!ends) return;
  const int scale = std::max(known.scale.value_or(column.scale), column.scale);
  const auto lifted = [&](std::int64_t n, int from) {
    const std::int64_t by = scale - from > 9 ? 0 : lift(magnitude(n), scale - from);
    known.fits = known.fits && by != 0 && magnitude(n) * static_cast<std::uint64_t>(by) < (std::uint64_t{1} << 60U);
    return known.fits ? n * by : 0;
  };
  const std::int64_t least = lifted(ends->first, column.scale), most = lifted(ends->second, column.scale);
  known.least = known.scale ? std::min(lifted(known.least, *known.scale), least) : least;
  known.most = known.scale ? std::max(lifted(known.most, *known.scale), most) : most;
  known.scale = scale;
}

void Tiles::cover_nothing() {
  code_ = {};
  code_.covered.assign(program_.steps.size(), false);
  code_.early.assign(program_.steps.size(), false);
  code_.registers = program_.steps.size();
}

void Tiles::compile(const Context& context) {
  if (is_large_) cover_nothing();
  else compile_steps(context);
  if (code_.slots > kMostSlots) {
    is_large_ = true;
    cover_nothing();
  }
  slots_ = std::make_unique<Slot[]>(code_.slots);
  loads_.clear();
  for (const Instruction& each : code_.instructions)
    if (each.kind == Kind::load) loads_.push_back(each.load);
  cells_.assign(code_.loads.size(), {});
  malformed_.resize(code_.loads.size());
  own_.clear();
  lows_.resize(code_.results.size());
  highs_.resize(code_.results.size());
}

// With ample room, but for the cells under steps that have instructions with narrow room alone.
void Tiles::compile_steps(const Context& context) {
  const auto made = [&](Room room, bool* lacks_room) {
    Compiler compiler(context, uses_, deciding_, known_, room);
    Code code = compiler.run();
    if (lacks_room != nullptr) *lacks_room = compiler.lacks_room();
    return code;
  };
  const Room room = expects_zeros_ ? Room::ample_and_zero : Room::ample;
  bool lacks_room = false;
  code_ = made(room, &lacks_room);
  if (!lacks_room) return;
  const Code narrow = made(Room::narrow, nullptr);
  std::vector<bool> is_tight(program_.steps.size());
  bool changed = false;
  for (std::size_t s = program_.steps.size(); s-- > 0;) {
    if (!is_tight[s] && !(narrow.covered[s] && !code_.covered[s])) continue;
    for (const plan::RegisterId in : program_.steps[s].in) is_tight[in.index()] = true;
    if (!program_.steps[s].load || known_[s].is_tight) continue;
    known_[s].is_tight = changed = true;
  }
  if (changed) code_ = made(room, nullptr);
}

// Whatever does not fit is found at once, so that one compilation takes account of all of it.
bool Tiles::prepare(const Context& context) {
  nothing_.assign((context.batch.rows() + 63) / 64, 0);
  any_malformed_ = false;
  bool fits = true;
  for (const std::uint32_t index : loads_) fits = prepare(context, index) && fits;
  return fits;
}

bool Tiles::prepare(const Context& context, std::uint32_t index) {
  const Load& load = code_.loads[index];
  const std::size_t s = load.step.index();
  Cells& cells = cells_[index];
  cells = {nullptr, nothing_.data()};
  for (const facts::CellKey& other : load.others)
    if (context.batch.find(other) != nullptr) return known_[s].fits = false;
  const columns::Column* column = load.visible ? context.batch.find(load.key) : nullptr;
  if (column == nullptr) return true;
  if (!reads_in_tiles(*column, context.batch.rows())) return known_[s].fits = false;
  if (!column->odd.empty()) {
    if (!known_[s].malformed) {
      learn(context, s);
      return false;
    }
    columns::Bitmap& malformed = malformed_[index];
    malformed.assign(context.batch.rows(), false);
    for (const columns::Odd& each : column->odd) malformed.set(each.row);
    cells.malformed = malformed.data();
    any_malformed_ = true;
  }
  if (!known_[s].scale || column->scale > load.scale) return !learn(context, s);  // nothing new: no cell is there
  cells.factor = load.scale - column->scale > 9 ? 0 : lift(0, load.scale - column->scale);
  if (cells.factor == 0) return known_[s].fits = false;
  cells.data = column->data.data();
  cells.valid = column->valid.data();
  cells.least = load.least > 0 ? (load.least + cells.factor - 1) / cells.factor : load.least / cells.factor;
  cells.most = load.most / cells.factor;
  return true;
}

bool Tiles::begin(const Context& context) {
  if (!is_compiled_ && context.batch.rows() < kFewRows) {
    const bool first = code_.covered.empty();
    if (first) cover_nothing();
    return first;
  }
  bool changed = is_stale_;
  if (!is_compiled_) {
    changed = true;
    for (std::size_t s = 0; s < program_.steps.size() && !is_large_; ++s)
      if (uses_.is_needed(s) && is_cell_load(program_.steps[s])) learn(context, s);
  }
  if (changed) compile(context);
  while (!prepare(context)) {
    changed = true;
    compile(context);
  }
  is_compiled_ = true;
  is_stale_ = false;
  return changed;
}

void Tiles::begin_statuses(std::size_t rows) {
  decided_.clear();
  if (code_.decided.empty()) return;
  decided_.resize(deciding_->targets.size());
  for (const std::uint32_t t : code_.decided) {
    decided_[t].status = Statuses(rows);
    decided_[t].counts[0] = rows;
    decided_[t].provisional.assign(rows, false);
  }
}

bool Tiles::run(Context& context, lean::Machine& machine) {
  begin_statuses(context.batch.rows());
  if (code_.instructions.empty()) return true;
  const std::size_t stride = context.shape_of({}).stride;
  words_.resize(code_.registers);
  std::size_t beside = 0;
  for (const plan::RegisterId id : code_.conditions) {
    if (id.index() >= program_.steps.size()) {
      if (own_.size() < beside + 4) own_.resize(beside + 4);
      for (std::size_t i = 0; i < 4; ++i) own_[beside + i].assign(stride, false);
      words_[id.index()] = {own_[beside].data(), own_[beside + 1].data(), own_[beside + 2].data(), own_[beside + 3].data()};
      beside += 4;
      continue;
    }
    TruthColumn& truth = context.registers[id.index()].truth;
    columns::Bitmap* const all[] = {&truth.is_true, &truth.is_false, &truth.invalid, &truth.lacks};
    for (columns::Bitmap* bits : all) bits->assign(stride, false);
    words_[id.index()] = {truth.is_true.data(), truth.is_false.data(), truth.invalid.data(), truth.lacks.data()};
  }
  constexpr std::size_t kWords = kRows / 64;
  brief_.resize(code_.places * 4 * kWords);
  for (const Brief& each : code_.brief) {
    std::uint64_t* const at = brief_.data() + each.place * 4 * kWords;
    words_[each.id.index()] = {at, at + kWords, at + 2 * kWords, at + 3 * kWords, true};
  }
  for (const plan::RegisterId id : code_.given) {
    TruthColumn& truth = context.registers[id.index()].truth;
    words_[id.index()] = {truth.is_true.data(), truth.is_false.data(), truth.invalid.data(), truth.lacks.data()};
  }
  is_stale_ = !take_over(context, machine);
  if (is_stale_) return false;
  if (const auto misfit = run_all(context.batch.rows())) {
    // Of all of them, so that one compilation takes account of what the batch has.
    const std::size_t outside = code_.loads[*misfit].step.index();
    if (!learn(context, outside)) known_[outside].fits = false;
    for (const Load& load : code_.loads)
      if (load.step.index() != outside) learn(context, load.step.index());
    is_stale_ = true;
    return false;
  }
  hand_over(context, machine);
  return true;
}

// Attainments of early steps; false where one is none that a tile takes.
bool Tiles::take_over(Context& context, lean::Machine& machine) {
  const std::size_t rows = context.batch.rows(), n = (rows + 63) / 64 * 64;
  given_lows_.resize(code_.imports.size());
  given_highs_.resize(code_.imports.size());
  bool all_fit = true;  // whichever does not is found at once, as in `prepare`
  for (std::size_t i = 0; i < code_.imports.size(); ++i) {
    const plan::RegisterId id = code_.imports[i];
    const lean::Span* from = machine.lean_form(context, id);
    bool fits = from != nullptr && !from->constant && !from->open && from->over == 1 && from->weight == 1 && from->scale == kAttainmentPlaces &&
                from->bound <= static_cast<std::uint64_t>(kWhole);
    if (fits) {
      std::vector<std::int32_t>& lows = given_lows_[i];
      std::vector<std::int32_t>& highs = given_highs_[i];
      lows.resize(n);
      std::transform(from->data.data(), from->data.data() + n, lows.begin(), [](std::int64_t each) { return static_cast<std::int32_t>(each); });
      highs = lows;
      for (std::size_t r = 0; r < from->count(); ++r) {
        lows[from->ranged->rows[r]] = static_cast<std::int32_t>(from->low[r]);
        highs[from->ranged->rows[r]] = static_cast<std::int32_t>(from->high[r]);
      }
      std::int32_t least = 0;
      for (std::size_t row = 0; row < rows; ++row) least = std::min(least, lows[row]);
      fits = least == 0;
    }
    if (fits) continue;
    known_[id.index()].fits = all_fit = false;
  }
  return all_fit;
}

std::optional<std::uint32_t> Tiles::run_all(std::size_t rows) {
  const std::size_t words = (rows + 63) / 64;
  alive_.assign(words, ~std::uint64_t{0});
  if (rows % 64 != 0) alive_.back() = (std::uint64_t{1} << (rows % 64)) - 1;
  for (std::size_t i = 0; i < code_.results.size(); ++i) {
    lows_[i].resize(words * 64);
    highs_[i].resize(words * 64);
  }
  for (std::size_t first = 0; first < words * 64; first += kRows)
    if (!run_tile({first, std::min(kRows, words * 64 - first), alive_.data() + first / 64})) return misfit_;
  return std::nullopt;
}

void Tiles::hand_over(Context& context, lean::Machine& machine) {
  for (std::size_t i = 0; i < code_.results.size(); ++i) {
    const Result& result = code_.results[i];
    lean::Span& out = machine.place(context, result.id);
    const std::size_t n = lows_[i].size();
    out.begin(result.scale, result.bound);
    out.open = result.open;
    out.positive = result.positive;
    out.there = true;
    const auto widened = [&](std::int32_t end) -> std::int64_t {
      if (end == kOpen || end == -kOpen) return end < 0 ? -lean::kOpen : lean::kOpen;
      return end * result.weight;
    };
    out.data.make(n);
    for (std::size_t row = 0; row < n; ++row) out.data[row] = lows_[i][row] * result.weight;
    lean::Ranged* ranged = nullptr;
    for (std::size_t w = 0; w < n / 64; ++w) {
      std::uint64_t apart = 0;
      for (std::size_t row = 0; row < 64; ++row) apart |= std::uint64_t{lows_[i][w * 64 + row] != highs_[i][w * 64 + row]} << row;
      apart &= alive_[w];
      if (apart == 0) continue;
      if (ranged == nullptr) ranged = &machine.ranged_rows(n / 64);
      ranged->bits.data()[w] = apart;
      std::uint64_t lacking = 0;
      for (const std::uint32_t load : result.lacking) lacking |= ~cells_[load].valid[w];
      ranged->lacking.data()[w] = apart & lacking;
    }
    if (ranged == nullptr) continue;
    lean::list_rows(*ranged);
    out.ranged = ranged;
    out.lacks = !result.lacking.empty();
    out.low.make(out.count());
    out.high.make(out.count());
    for (std::size_t k = 0; k < out.count(); ++k) {
      const std::size_t row = ranged->rows[k];
      out.low[k] = widened(lows_[i][row]);
      out.high[k] = widened(highs_[i][row]);
      if (lows_[i][row] == -kOpen) out.data[row] = 0;
    }
  }
}

}  // namespace assay::exec::tiles
