#include "facts/stream/bind_groups.h"

#include "facts/read/row_binder.h"
#include "facts/read/seen.h"
#include "facts/rollup/rollup.h"
#include "facts/store/store.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace assay::facts::stream {

namespace {

// Of a row in long form: what its bare numbers are in.
std::optional<binding::HeadingUnit> unit_of_values(const types::Schema& schema, const binding::Layout& layout, types::FactId fact, std::span<const std::string_view> cells) {
  const std::string measure = layout.measure ? binding::plain(cells[*layout.measure]) : std::string();
  if (cells::absence(measure) != cells::Absence::none) return binding::value_unit(schema, layout, fact);
  return binding::heading_unit(schema, schema[fact], measure);
}

// Where the cells of rows belong that say these keys: what they are reported as; nothing where some row could have a fault.
struct Keyed {
  std::vector<Group> groups;   // without Group::cells,
  std::vector<CellKey> cells;  // by group, then as Shape::values: as they are reported
};
std::optional<Keyed> bind_keys(const types::Schema& schema, const binding::Names& names, const std::string& path, const Shape& shape,
                               const std::vector<std::string>& keys, const Options& options) {
  constexpr std::size_t kMost = 2048;  // a batch has room for all of them, even if each unit says a few
  if (keys.size() > kMost) return std::nullopt;
  const bool long_form = shape.layout.form == binding::Layout::Form::by_cell;
  Store store(schema);
  store.files.emplace_back();
  diagnostics::Sink found;
  read::NameFaults faults;
  read::Seen seen(schema);
  read::RowBinder binder(schema, names, shape.layout, options, path, store, seen, faults, found);
  Keyed out;
  bool some_empty = false, some_stated = false;  // of periods
  for (const std::string& key : keys) {
    std::vector<std::string_view> cells(shape.layout.columns);
    cells[shape.unit] = "U";
    const std::vector<std::string_view> of_key = cells_of_key(shape, key);
    for (std::size_t i = 0; i < shape.keys.size(); ++i) cells[shape.keys[i]] = of_key[i];
    if (!binder.bind(cells, 1) || binder.to_date()) return std::nullopt;
    (binder.period_is_empty() ? some_empty : some_stated) = true;
    if (shape.layout.period && some_empty && some_stated) return std::nullopt;
    Group& group = out.groups.emplace_back(Group{key, {}, binder.stated_period(), {}});
    std::vector<types::FactId> facts;
    if (long_form) {
      const std::span<const types::FactId> named = names.facts(binding::trimmed(cells[*shape.layout.fact]));
      if (named.size() != 1 || (schema[named.front()].evidence && !shape.layout.evidence)) return std::nullopt;
      facts.push_back(named.front());
      group.unit = unit_of_values(schema, shape.layout, named.front(), cells);
    }
    for (const binding::FactColumn& column : shape.layout.facts) facts.push_back(column.fact);
    for (const types::FactId id : facts) {
      const types::Fact& fact = schema[id];
      const read::RowBinder::Target target = binder.target(fact.dimensions);
      if (target.extra || target.lacks_member || (target.member == kTotal && fact.total == types::Total::none && !fact.dimensions.empty()))
        return std::nullopt;
      out.cells.push_back({id, target.member, binder.period()});
    }
  }
  faults.report(found);
  if (!found.all().empty()) return std::nullopt;
  return out;
}

}  // namespace

std::optional<Bound> bind_groups(const types::Schema& schema, const binding::Names& names, const std::vector<Source>& sources,
                                 const std::vector<Survey>& surveys, const Options& options) {
  std::vector<CellKey> all;
  Bound out;
  for (const Survey& survey : surveys) {
    const Source& source = sources[survey.pieces.front().file];
    auto keyed = bind_keys(schema, names, source.path, source.shape, survey.keys, options);
    if (!keyed) return std::nullopt;
    out.groups.push_back(std::move(keyed->groups));
    all.insert(all.end(), keyed->cells.begin(), keyed->cells.end());
  }
  const auto standing = rollup::standing_keys(schema, all);
  if (!standing) return std::nullopt;
  std::size_t next = 0;
  for (std::size_t i = 0; i < surveys.size(); ++i) {
    const std::size_t columns = sources[surveys[i].pieces.front().file].shape.values.size();
    for (Group& group : out.groups[i])
      for (std::size_t c = 0; c < columns; ++c, ++next) {
        group.cells.push_back(standing->keys[next]);
        out.keys.push_back({all[next], standing->keys[next]});
      }
  }
  out.totals = standing->totals;
  return out;
}

}  // namespace assay::facts::stream
