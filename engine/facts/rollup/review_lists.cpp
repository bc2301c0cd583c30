// A list as it was reviewed beside what the unit reported of it: the reviewed one takes its place as a whole, and says why where it differs.
#include "diagnostics/kinds.h"
#include "facts/rollup/steps.h"

#include <map>
#include <string>
#include <vector>

namespace assay::facts::rollup {

namespace {

using diagnostics::Kind;

// The items of one unit, by number.
struct Sides {
  std::vector<std::uint32_t> own, reviewed;
};

bool is_stated(const Entry& e) { return e.held == Held::point || e.held == Held::wide; }

// What the unit left out, or did not report in order, is no statement that a review must argue with.
bool argues(const Store& store, const ListItems& list, const Sides& sides) {
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> reviewed;
  for (const std::uint32_t i : sides.reviewed) reviewed.emplace(std::pair(list.items[i].member, list.items[i].name), i);
  for (const std::uint32_t i : sides.own) {
    const auto found = reviewed.find(std::pair(list.items[i].member, list.items[i].name));
    if (found == reviewed.end()) return true;
    for (const std::vector<Entry>& field : list.fields)
      if (is_stated(field[i]) && !same_value(store, field[i], field[found->second])) return true;
  }
  return false;
}

std::string reason_of(const Store& store, const ListItems& list, const Sides& sides) {
  for (const std::uint32_t i : sides.reviewed) {
    Entry row;
    row.row = list.items[i].row;
    if (const std::string_view reason = store.reason(row); !reason.empty()) return std::string(reason);
  }
  return {};
}

diagnostics::Cell place_of(const Store& store, const ListItem& item) {
  const SourceFile& file = store.file_of(item.row);
  return {file.path, item.row - file.first_row + 1, 1};
}

}  // namespace

void compare_reviewed_lists(const types::Schema& schema, Store& store, diagnostics::Sink& sink) {
  for (std::size_t l = 0; l < store.lists.size(); ++l) {
    ListItems& list = store.lists[l];
    std::map<std::uint32_t, Sides> units;
    for (std::uint32_t i = 0; i < list.items.size(); ++i) {
      Sides& sides = units[list.items[i].unit];
      (list.items[i].review ? sides.reviewed : sides.own).push_back(i);
    }
    for (const auto& [unit, sides] : units) {
      if (sides.reviewed.empty()) continue;
      list.reviewed_units.insert(unit);
      if (!argues(store, list, sides)) continue;
      const std::string reason = reason_of(store, list, sides);
      const ListItem& first = list.items[sides.reviewed.front()];
      auto& found = sink.report(reason.empty() ? Kind::list_override_unexplained : Kind::list_overridden, place_of(store, first),
                                {schema.lists[l].name, store.units[unit], std::to_string(sides.own.size()), std::to_string(sides.reviewed.size()), reason});
      found.related.push_back({{}, place_of(store, list.items[sides.own.front()]), {"as the unit reported it", "单位自报"}});
    }
  }
}

}  // namespace assay::facts::rollup
