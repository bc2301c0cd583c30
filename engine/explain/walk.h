// Walks a condition with the values it had: its atoms, and the cells under each.
#pragma once

#include "exec/items.h"
#include "explain/explain.h"
#include "explain/gaps.h"
#include "semantics/dump.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace assay::explain {

// For which members, item and periods a part of a condition is looked at.
struct Place {
  plan::Moment moment;
  std::map<std::uint32_t, std::size_t> members;  // variable -> member: of axes, and of the dimensions of current items
  std::map<types::DimensionId, std::size_t> standing;  // the same by dimension
  std::map<std::uint32_t, std::size_t> items;    // variable of a list's axis -> item
  std::vector<std::string> where;                // members, items and periods, outermost first
  bool decisive = true;
  bool negated = false;                          // an odd number of times
  bool in_period = false;                        // under a quantifier over periods of the season
};

// `x is reported`: false, it lacks x.
bool asks_for_reported(const semantics::Model& model, semantics::ExprId id);

class Walk {
 public:
  Walk(const semantics::Model& model, const plan::Program& program, const facts::Batch& batch, const exec::Trace& trace, std::size_t row,
       semantics::Words words = semantics::Words::english);

  void condition(semantics::ExprId id, const Place& place, std::vector<Atom>& atoms);
  // From here on what undecided parts lack, and what of theirs cannot be used, goes there: of what is not listed, too.
  void name_gaps(Gaps& in) { gaps_ = &in; }
  // Appends the cells under an expression; `needed` false: those whose absence decides nothing are left out.
  void cells(semantics::ExprId id, const Place& place, bool only_needed, std::vector<Cell>& out);
  bool name_others(semantics::ExprId id, const types::Value& own, const Place& place, std::vector<Cell>& out);
  // The cells that a register was loaded from.
  void cells_of(plan::RegisterId id, std::size_t segment, std::size_t segments, std::optional<std::size_t> item, std::vector<Cell>& out);
  // What under it has no value: a division by a point 0, growth on a base that is not positive, days to what never happened, the mean of none.
  enum class Undefined : unsigned char { nothing, quotient, growth, day, empty };
  Undefined undefined(semantics::ExprId id, const Place& place);

  const LeftOut& left_out() const { return left_out_; }
  const std::vector<Cell>& doubts() const { return doubts_; }  // under the decisive atoms that were come by
  std::optional<types::Value> value(semantics::ExprId id, const Place& place) const;
  types::Truth truth(semantics::ExprId id, const Place& place) const;

 private:
  struct Element {
    plan::RegisterId id;
    std::size_t segment = 0, element = 0;  // segment: of a register without lists
  };
  std::optional<Element> find(semantics::ExprId id, const Place& place) const;
  Place inside(const semantics::Expr& e, const Place& place) const;  // where the children of `x@…` and `previous(x)` are looked at
  std::vector<Place> members(const semantics::Axis& axis, const Place& place) const;
  // Calls f(place) for each that it goes through, until f says true; whether it did. Not all at once: those of several lists are many.
  template <class F>
  bool any_member(const semantics::Expr& e, const Place& place, F&& f) const {
    if (!e.apart) return any_of_axes(e, 0, place, f);
    Place alone = place;
    alone.members.clear();
    alone.standing.clear();
    alone.items.clear();
    alone.where.clear();
    return any_of_axes(e, 0, alone, f);
  }
  template <class F>
  bool any_of_axes(const semantics::Expr& e, std::size_t axis, const Place& place, F& f) const {
    if (axis == e.axes.size()) return f(place);
    for (const Place& m : members(e.axes[axis], place))
      if (any_of_axes(e, axis + 1, m, f)) return true;
    return false;
  }
  // Keeps the first cells, and counts those beyond.
  void keep_first(std::vector<Cell>& cells);
  void note_doubts(std::span<const Cell> cells);
  bool leaves_gaps(semantics::ExprId id, const Place& place) const;
  // A comparison that is false whatever a cell says that cannot be used: by how much still rests on it.
  bool rests_on_fault(semantics::ExprId id, const Place& place) const;
  void note_gaps(semantics::ExprId id, const Place& place);
  // Between both `cells` notes the gaps, of cells that it does not keep, too.
  void begin_gaps();
  void end_gaps(const std::vector<Cell>& cells);
  void sides(const semantics::Expr& e, const Place& place, Atom& out) const;
  void defaults(semantics::ExprId id, const Place& place, std::vector<std::string>& out) const;
  void never(semantics::ExprId id, const Place& place, std::vector<Never>& out);
  // The first day after the one that is looked at which the cells under an event say.
  std::optional<base::Date> later_day(semantics::ExprId id, const Place& place);
  void atom(semantics::ExprId id, const Place& place, std::vector<Atom>& atoms);
  std::vector<base::Period> unsaid(const plan::Load& load, std::span<const Cell> said) const;
  void load_cells(const plan::Step& step, std::size_t segment, std::vector<Cell>& out);
  void field_cell(const plan::Step& step, std::size_t item, std::vector<Cell>& out);
  Cell cell(const plan::Load& load, std::uint32_t member, base::Period period, bool visible) const;
  bool list_is_there(types::ListId list) const;
  bool is_short(types::ListId list, const Place& place) const;  // it is due, and has fewer rows than its size
  std::size_t items_of(types::ListId list) const;
  Cell missing_list(types::ListId list, const Place& place) const;
  std::optional<types::Value> cell_value(const facts::Batch& batch, const facts::CellKey& key) const;
  void name_own(Cell& cell, const types::Fact& fact) const;
  bool has_longer(const facts::CellKey& key) const;
  std::string text_of(const types::Fact& fact, const types::Value& value) const;
  // What a cell says: as it was reported, else its value.
  void say(Cell& cell, const types::Fact& fact, const types::Value& value, const std::optional<std::string>& raw) const;

  const semantics::Model& model_;
  const plan::Program& program_;
  const facts::Batch& batch_;
  const exec::Trace& trace_;
  std::size_t row_;
  semantics::Words words_;
  exec::Items items_;
  LeftOut left_out_;
  std::size_t decisive_ = 0, others_ = 0, cells_ = 0;  // listed
  std::size_t most_cells_ = kMostCells, cells_beyond_ = 0;  // of what is looked at
  bool notes_doubts_ = false;  // of cells beyond those that are kept
  std::vector<Cell> doubts_;
  std::set<facts::Place> doubted_;
  Gaps* gaps_ = nullptr;
  bool only_faults_ = false;  // are gathered
  std::optional<std::size_t> gaps_from_;  // of the cells that are gathered: those before were noted; nothing where gaps are of no interest
};

}  // namespace assay::explain
