#include "explain/walk.h"

#include <fmt/format.h>

#include "base/calendar.h"
#include "semantics/dump.h"

#include <algorithm>
#include <span>

namespace assay::explain {

using semantics::Expr;
using semantics::ExprId;
using semantics::Kind;
using types::FactKind;
using types::Truth;

void Walk::keep_first(std::vector<Cell>& cells) {
  if (cells.size() <= most_cells_) return;
  if (notes_doubts_) note_doubts(std::span(cells).subspan(most_cells_));
  if (gaps_from_) {
    gaps_->add(std::span(cells).subspan(*gaps_from_), only_faults_);
    gaps_from_ = most_cells_;
  }
  cells_beyond_ += cells.size() - most_cells_;
  cells.resize(most_cells_);
}

void Walk::note_doubts(std::span<const Cell> cells) {
  for (const Cell& c : cells) {
    if (!c.doubt || !doubted_.insert(c.doubt->at).second) continue;
    if (doubts_.size() < kMostCells) doubts_.push_back(c);
    else ++left_out_.doubts;
  }
}

bool asks_for_reported(const semantics::Model& model, ExprId id) { return model[id].kind == Kind::reported && !model[id].missing; }

bool Walk::leaves_gaps(ExprId id, const Place& place) const {
  if (!gaps_ || !place.decisive) return false;
  const Truth own = truth(id, place);
  return own == Truth::unknown || own == Truth::invalid || (own == Truth::false_ && asks_for_reported(model_, id));
}

bool Walk::rests_on_fault(ExprId id, const Place& place) const {
  const Expr& e = model_[id];
  if (!gaps_ || !place.decisive || e.kind != Kind::compare || model_[e.children[0]].type != semantics::Type::number || truth(id, place) != Truth::false_) return false;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId child) {
    const std::optional<types::Value> side = value(child, place);
    return side && side->invalid;
  });
}

void Walk::note_gaps(ExprId id, const Place& place) {
  std::vector<Cell> under;
  begin_gaps();
  cells(id, place, place.where.empty(), under);
  end_gaps(under);
}

void Walk::begin_gaps() { gaps_from_ = 0; }

void Walk::end_gaps(const std::vector<Cell>& cells) {
  gaps_->add(std::span(cells).subspan(*gaps_from_), only_faults_);
  gaps_from_.reset();
}

void Walk::cells(ExprId id, const Place& place, bool only_needed, std::vector<Cell>& out) {
  const Expr& e = model_[id];
  if (e.kind == Kind::fact || e.kind == Kind::field) {
    if (const std::optional<Element> at = find(id, place)) {
      const plan::Grain& grain = program_.registers[at->id.index()].grain;
      std::optional<std::size_t> item;
      if (const auto found = place.items.find(e.variable); e.kind == Kind::field && found != place.items.end()) item = found->second;
      std::size_t segments = 1;
      for (const types::DimensionId d : grain.dimensions) segments *= model_.schema[d].members.size();
      cells_of(at->id, at->segment, segments, item, out);
      keep_first(out);
    }
    return;
  }
  if (e.kind == Kind::previous || e.kind == Kind::growth || e.kind == Kind::reduction) {
    if (e.kind != Kind::previous) cells(e.children[0], place, only_needed, out);
    Place past = place;
    past.moment = plan::season_before(place.moment);
    cells(e.children[0], past, only_needed, out);
    return;
  }
  if (e.kind == Kind::at_period) {
    cells(e.children[0], inside(e, place), only_needed, out);
    return;
  }
  if (e.kind == Kind::rank_among || e.kind == Kind::aggregate_among) {
    cells(e.children[0], place, only_needed, out);
    const std::optional<types::Value> own = value(e.children[0], place);
    const std::optional<types::Value> all = value(id, place);
    if (!own || !all || all->is_point() || (all->lacks == own->lacks && all->invalid == own->invalid)) return;
    if (name_others(id, *own, place, out)) {
      keep_first(out);
      return;
    }
    Cell others;
    others.state = all->invalid && !own->invalid ? Cell::State::invalid : Cell::State::missing;
    others.fact = semantics::print(model_, e.children[0], words_);
    others.of_other_units = true;
    out.push_back(std::move(others));
    keep_first(out);
    return;
  }
  for (const semantics::Axis& axis : e.axes)
    if (axis.kind == semantics::Axis::Kind::list && !list_is_there(axis.list)) {
      out.push_back(missing_list(axis.list, place));
      keep_first(out);
      return;
    }
  for (const semantics::Axis& axis : e.axes)
    if (axis.kind == semantics::Axis::Kind::list && is_short(axis.list, place)) out.push_back(missing_list(axis.list, place));
  keep_first(out);
  if (e.kind == Kind::aggregate) {
    const bool counts = semantics::counts(e.aggregate);
    any_member(e, place, [&](const Place& m) {
      if (only_needed && counts && !e.children.empty()) {
        const Truth in = truth(e.children[0], m);
        if (in == Truth::true_ || in == Truth::false_) return false;
      }
      if (!counts && e.children.size() > 1 && truth(e.children[1], m) == Truth::false_) {
        if (!only_needed) cells(e.children[1], m, only_needed, out);
        return false;
      }
      for (const ExprId c : e.children) cells(c, m, only_needed, out);
      return false;
    });
    return;
  }
  if (e.kind == Kind::quantifier) {
    any_member(e, place, [&](const Place& m) {
      if (e.children.size() > 1 && truth(e.children[1], m) == Truth::false_) return false;
      for (const ExprId c : e.children) cells(c, m, only_needed, out);
      return false;
    });
    return;
  }
  for (const ExprId c : e.children) cells(c, place, only_needed, out);
}

void Walk::cells_of(plan::RegisterId id, std::size_t segment, std::size_t segments, std::optional<std::size_t> item, std::vector<Cell>& out) {
  const plan::Step& step = program_.writer(id);
  switch (step.op) {
    case plan::Op::load_field:
      if (item) field_cell(step, *item, out);
      return;
    case plan::Op::load_flow:
    case plan::Op::load_cumulative:
    case plan::Op::load_newest:
    case plan::Op::load_once:
    case plan::Op::load_event: {
      const std::size_t behind = std::max<std::size_t>(step.load->members.size() / std::max<std::size_t>(segments, 1), 1);
      for (std::size_t s = segment * behind; s < (segment + 1) * behind && s < step.load->members.size(); ++s) load_cells(step, s, out);
      return;
    }
    case plan::Op::total_or: {
      // Those of the total where it decides or anything of it is there, and those of its parts where these say more.
      const types::Value total = trace_.value(step.in[0], row_);
      const types::Value parts = trace_.value(step.in[1], row_);
      std::vector<Cell> own;
      cells_of(step.in[0], 0, 1, item, own);
      // Beside one that cannot be used the others of the total are not what is missing.
      if (total.invalid) std::erase_if(own, [](const Cell& c) { return c.state == Cell::State::missing || c.state == Cell::State::not_due; });
      const bool decides = total.is_point();
      const bool waits = !total.lacks && parts.lacks;
      const bool known = std::any_of(own.begin(), own.end(), [](const Cell& c) { return c.state != Cell::State::missing && c.state != Cell::State::not_due; });
      if (decides || waits || known) out.insert(out.end(), own.begin(), own.end());
      if (!decides && !waits) cells_of(step.in[1], segment, segments, item, out);
      return;
    }
    default:
      for (const plan::RegisterId in : step.in) cells_of(in, segment, segments, item, out);
  }
}

// The cells of other units that leave the value undecided: of the first few units, and that there are more. False where none is known.
bool Walk::name_others(ExprId id, const types::Value& own, const Place& place, std::vector<Cell>& out) {
  constexpr std::size_t kMostNamed = 3;
  const Expr& e = model_[id];
  const std::optional<Element> at = find(id, place);
  if (!at) return false;
  const plan::Step& step = program_.writer(at->id);
  const auto found = step.in.empty() ? trace_.elsewhere.end() : trace_.elsewhere.find(step.in.front());
  if (found == trace_.elsewhere.end() || at->segment >= found->second.size()) return false;
  // Those that cannot be used first: these decide that it cannot be told.
  std::vector<const exec::Elsewhere*> all;
  for (const bool invalid : {true, false})
    for (const exec::Elsewhere& each : found->second[at->segment])
      if (each.value.invalid == invalid) all.push_back(&each);
  std::size_t named = 0;
  for (const exec::Elsewhere* const one : all) {
    const exec::Elsewhere& each = *one;
    if (each.unit == batch_.units[row_]) continue;
    // One that is certainly ahead or certainly behind takes the same place whatever it is.
    const types::Interval &theirs = each.value.range, &ours = own.range;
    const bool behind = theirs.high && ours.low && *theirs.high <= *ours.low;
    const bool ahead = theirs.low && ours.high && *theirs.low > *ours.high;
    if (e.kind == Kind::rank_among && (behind || ahead)) continue;
    Cell cell;
    cell.fact = semantics::print(model_, e.children[0], words_);
    if (++named > kMostNamed) {
      cell.state = Cell::State::missing;
      cell.of_other_units = true;
      out.push_back(std::move(cell));
      return true;
    }
    cell.state = each.value.invalid ? Cell::State::invalid : Cell::State::missing;
    cell.unit = each.unit;
    cell.of_other_units = true;
    if (each.key) {
      const types::Fact& fact = model_.schema[each.key->fact];
      cell.key = *each.key;
      cell.fact = fact.label.empty() ? fact.name : fact.label;
      if (!fact.dimensions.empty() && each.key->member != types::kTotal) cell.member = types::member_name(model_.schema, fact, each.key->member);
      cell.elsewhere = each.place;
      cell.text = each.text;
    }
    out.push_back(std::move(cell));
  }
  return named > 0;
}

bool Walk::list_is_there(types::ListId list) const {
  const columns::Bitmap& reported = batch_.lists[list.index()].reported_units;
  return row_ < reported.size() && reported.get(row_);
}

std::size_t Walk::items_of(types::ListId list) const {
  const std::vector<std::uint32_t>& units = batch_.lists[list.index()].unit;
  return static_cast<std::size_t>(std::count(units.begin(), units.end(), row_));
}

bool Walk::is_short(types::ListId list, const Place& place) const {
  const std::optional<std::uint32_t> size = model_.schema[list].size;
  return size && program_.as_of >= place.moment.due && items_of(list) < *size;
}

Cell Walk::missing_list(types::ListId id, const Place& place) const {
  const types::List& list = model_.schema[id];
  Cell out;
  out.state = program_.as_of >= place.moment.due ? Cell::State::missing : Cell::State::not_due;
  out.key = {{}, id.value, types::whole_season(model_.schema.season)};
  out.fact = list.label.empty() ? list.name : list.label;
  if (const std::size_t items = items_of(id); items > 0 && list.size && items < *list.size) {
    out.items = items;
    out.items_short = *list.size - items;
  }
  return out;
}

std::optional<types::Value> Walk::cell_value(const facts::Batch& batch, const facts::CellKey& key) const {
  const columns::Column* column = batch.find(key);
  if (!column) return std::nullopt;
  if (column->valid.get(row_)) return types::Value::point(*base::Number::scaled(column->data[row_], column->scale));
  const columns::Odd* odd = column->find_odd(row_);
  return odd ? std::optional<types::Value>(odd->value) : std::nullopt;
}

namespace {

// Of a flag, and of an event without a day.
std::optional<bool> answer_of(const types::Fact& fact, const types::Value& value) {
  if (!value.is_point()) return std::nullopt;
  const base::Number& n = *value.range.low;
  if (fact.kind == FactKind::flag) return n.sign() != 0;
  if (fact.kind == FactKind::event && n == base::Number(facts::kEventYes)) return true;
  if (fact.kind == FactKind::event && n == base::Number(facts::kEventNo)) return false;
  return std::nullopt;
}

}  // namespace

std::string Walk::text_of(const types::Fact& fact, const types::Value& value) const {
  if (!value.is_point()) return {};
  if (const std::optional<bool> answer = answer_of(fact, value)) return *answer ? "yes" : "no";
  const base::Number& n = *value.range.low;
  const auto index = static_cast<std::size_t>(n.numerator());
  switch (fact.kind) {
    case FactKind::grade: {
      const types::Scale& scale = model_.schema[fact.scale];
      return index < scale.grades.size() ? scale.grades[index].name : std::string();
    }
    case FactKind::text: return index < batch_.texts.size() ? batch_.texts[index] : std::string();
    case FactKind::event: return base::to_string(base::Date{static_cast<std::int32_t>(n.numerator())});
    default: return base::to_string(n) + fact.unit.name;
  }
}

void Walk::say(Cell& cell, const types::Fact& fact, const types::Value& value, const std::optional<std::string>& raw) const {
  cell.state = value.invalid ? Cell::State::invalid : Cell::State::reported;
  cell.text = raw ? *raw : text_of(fact, value);
  const std::optional<bool> answer = answer_of(fact, value);
  if (!raw) cell.answer = answer;
  cell.denies = fact.kind == FactKind::event && answer == false;
  cell.wants_day = fact.kind == FactKind::event && answer == true;
  if (fact.kind == FactKind::event && !answer && value.is_point()) cell.day = base::Date{static_cast<std::int32_t>(value.range.low->numerator())};
}

Cell Walk::cell(const plan::Load& load, std::uint32_t member, base::Period period, bool visible) const {
  const types::Fact& fact = model_.schema[load.fact];
  Cell out;
  out.key = {load.fact, member, period};
  out.fact = fact.label.empty() ? fact.name : fact.label;
  if (!fact.dimensions.empty() && member != types::kTotal) out.member = types::member_name(model_.schema, fact, member);
  const std::optional<types::Value> v = visible ? cell_value(batch_, out.key) : std::nullopt;
  if (!v) {
    out.state = visible ? Cell::State::missing : Cell::State::not_due;
    if (visible) name_own(out, fact);
    return out;
  }
  out.place = batch_.place(out.key, row_);
  if (out.place) out.doubt = batch_.doubt(*out.place);
  say(out, fact, *v, batch_.raw(out.key, row_));
  name_own(out, fact);
  return out;
}

// Something of a longer period around it is reported.
bool Walk::has_longer(const facts::CellKey& key) const {
  const auto before = [](const facts::CellKey& a, const facts::CellKey& b) { return a.fact != b.fact ? a.fact < b.fact : a.member < b.member; };
  const auto [first, last] = std::equal_range(trace_.cells.begin(), trace_.cells.end(), facts::CellKey{key.fact, key.member, {}}, before);
  return std::any_of(first, last, [&](const facts::CellKey& each) {
    return each.period.step > key.period.step && base::contains(each.period, key.period) && cell_value(batch_, each);
  });
}

// The unit's own cell of the same key, where a review took its place.
void Walk::name_own(Cell& cell, const types::Fact& fact) const {
  if (!batch_.self) return;
  const facts::Batch& self = *batch_.self;
  const std::optional<facts::Place> place = self.place(cell.key, row_);
  if (!place || place == cell.place) return;
  const std::optional<types::Value> value = cell_value(self, cell.key);
  if (!value) return;
  Cell said;
  say(said, fact, *value, self.raw(cell.key, row_));
  if (cell.place && said.text == cell.text) return;
  cell.own = Cell::Own{*place, said.text, said.answer};
  if (cell.place) cell.reason = batch_.reason(*cell.place);
  else cell.withdrawn = !has_longer(cell.key);
}

namespace {

// The period whose days are looked at.
base::Period looked_at(const plan::Load& load) {
  for (const base::Step step : {base::Step::month, base::Step::quarter, base::Step::half})
    if (const base::Period p = base::period_of(load.from, step); base::first_day(p) == load.from && base::last_day(p) == load.to) return p;
  return base::period_of(load.season_from, base::Step::year);
}

}  // namespace

// Where some cells say that it had not happened: the periods up to the deadline that none of them speaks for, months of a period that some speak for in part.
std::vector<base::Period> Walk::unsaid(const plan::Load& load, std::span<const Cell> said) const {
  const types::Season& season = model_.schema.season;
  const base::Step step = model_.schema[load.fact].step;
  const base::Date until = std::min(load.to, load.deadline);
  std::vector<base::Period> out;
  const auto denies = [&](const base::Period& period) {
    return std::any_of(said.begin(), said.end(), [&](const Cell& c) { return c.denies && base::contains(c.key.period, period); });
  };
  const auto overlaps = [](const base::Period& a, const base::Period& b) { return base::first_day(a) <= base::last_day(b) && base::first_day(b) <= base::last_day(a); };
  const auto add = [&](const base::Period& period) {
    if (base::first_day(period) <= until && base::last_day(period) >= load.from && !denies(period)) out.push_back(period);
  };
  const bool any = std::any_of(said.begin(), said.end(), [](const Cell& c) { return c.denies; });
  if (any && step != base::Step::day && load.from >= season.from)
    for (const base::Period& period : types::periods(season, step)) {
      const bool in_part = std::any_of(said.begin(), said.end(), [&](const Cell& c) { return c.denies && c.key.period.step == base::Step::month && overlaps(c.key.period, period); });
      if (!in_part || step <= base::Step::month) {
        add(period);
        continue;
      }
      for (const base::Period& month : types::periods(season, base::Step::month))
        if (overlaps(month, period)) add(month);
    }
  if (out.empty()) out.push_back(looked_at(load));
  return out;
}

void Walk::load_cells(const plan::Step& step, std::size_t segment, std::vector<Cell>& out) {
  const plan::Load& load = *step.load;
  const std::uint32_t member = load.members[segment];
  switch (step.op) {
    case plan::Op::load_flow: {
      std::vector<Cell> slots;
      for (const plan::Load::Slot& s : load.slots) slots.push_back(cell(load, member, s.period, s.visible));
      std::vector<bool> replaced(slots.size(), false), broken(slots.size(), false);
      for (const plan::Load::Coarse& c : load.coarse) {
        const Cell whole = cell(load, member, c.period, true);
        bool gap = false;
        for (std::size_t i = c.first; i < c.first + c.count; ++i) gap = gap || (slots[i].state == Cell::State::missing && !replaced[i]);
        const std::size_t last = c.first + c.count - 1;
        if (!gap || replaced[c.first] || broken[last] || whole.state == Cell::State::missing) continue;
        if (whole.state == Cell::State::invalid) {
          broken[last] = true;
          slots[last] = whole;
          continue;
        }
        for (std::size_t i = c.first; i < c.first + c.count; ++i) replaced[i] = true;
        out.push_back(whole);
      }
      for (std::size_t i = 0; i < slots.size(); ++i)
        if (!replaced[i]) out.push_back(std::move(slots[i]));
      return;
    }
    case plan::Op::load_once: {
      for (const plan::Load::Slot& s : load.slots) {
        Cell c = cell(load, member, s.period, true);
        if (c.state == Cell::State::missing) continue;
        out.push_back(std::move(c));
        return;
      }
      // What may stand under the whole season is not read before its end.
      const auto whole = std::find_if(load.slots.begin(), load.slots.end(), [](const plan::Load::Slot& s) { return s.period.step == base::Step::year; });
      out.push_back(cell(load, member, whole != load.slots.end() ? whole->period : types::whole_season(model_.schema.season), false));
      out.back().state = load.lacks ? Cell::State::missing : Cell::State::not_due;
      return;
    }
    case plan::Op::load_event: {
      bool happened = false;
      std::vector<Cell> found;
      const auto before = [](const facts::CellKey& a, const facts::CellKey& b) { return a.fact != b.fact ? a.fact < b.fact : a.member < b.member; };
      const auto [first, last] = std::equal_range(trace_.cells.begin(), trace_.cells.end(), facts::CellKey{load.fact, member, {}}, before);
      for (const facts::CellKey& key : std::span(first, last)) {
        Cell c = cell(load, member, key.period, true);
        if (c.state == Cell::State::missing) continue;
        // Of a cell that cannot be used only its words may say a day.
        const std::optional<base::Date> day = c.state == Cell::State::invalid ? base::parse_date(c.text) : c.day;
        const bool apart = base::last_day(key.period) < load.from || base::first_day(key.period) > load.to;
        const bool dated_within = day && *day >= load.from && *day <= load.to;
        if (apart && !dated_within) continue;  // of another season, or another part of it
        happened = happened || c.state == Cell::State::invalid || !c.denies;
        found.push_back(std::move(c));
      }
      const bool due = load.known >= load.deadline;
      const types::Value day = trace_.value(step.out, segment * trace_.stride + row_);
      // What has happened lacks only the day.
      const bool undated = std::any_of(found.begin(), found.end(), [](const Cell& c) { return c.wants_day; });
      if ((day.lacks && !day.invalid && !undated) || (!happened && found.empty())) {
        for (const base::Period& period : unsaid(load, found)) {
          Cell none = cell(load, member, period, false);
          none.state = due ? Cell::State::missing : Cell::State::not_due;
          found.push_back(std::move(none));
        }
      }
      out.insert(out.end(), found.begin(), found.end());
      return;
    }
    default:
      if (!load.slots.empty()) out.push_back(cell(load, member, load.slots.back().period, load.slots.back().visible));
  }
}

void Walk::field_cell(const plan::Step& step, std::size_t item, std::vector<Cell>& out) {
  const plan::Load& load = *step.load;
  const types::Fact& fact = model_.schema[load.fact];
  const facts::ListTable& table = batch_.lists[fact.list.index()];
  const types::List& list = model_.schema[fact.list];
  const auto field = static_cast<std::size_t>(std::find(list.fields.begin(), list.fields.end(), load.fact) - list.fields.begin());
  Cell c;
  c.key = {load.fact, 0, types::whole_season(model_.schema.season)};
  c.fact = fact.label.empty() ? fact.name : fact.label;
  if (!list.dimensions.empty()) c.member = types::member_name(model_.schema, list.dimensions, table.member[item]) + "/";
  c.member += table.item[item];
  c.item = static_cast<std::uint32_t>(item);
  std::optional<types::Value> v;
  if (field < table.fields.size()) {
    const columns::Column& column = table.fields[field];
    if (column.valid.get(item)) v = types::Value::point(*base::Number::scaled(column.data[item], column.scale));
    else if (const columns::Odd* odd = column.find_odd(item)) v = odd->value;
  }
  const bool due = fact.kind == FactKind::event ? load.known >= load.deadline : load.lacks;
  if (!v) {
    c.state = due ? Cell::State::missing : Cell::State::not_due;
  } else {
    if (field < table.places.size() && item < table.places[field].size()) c.place = table.places[field][item];
    if (c.place) c.doubt = batch_.doubt(*c.place);
    say(c, fact, *v, table.raw_text(field, item));
  }
  out.push_back(std::move(c));
}

}  // namespace assay::explain
