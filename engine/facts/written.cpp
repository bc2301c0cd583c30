#include "facts/written.h"

#include "facts/deliver/delivery.h"
#include "facts/rollup/rollup.h"
#include "facts/store/store.h"

#include <algorithm>
#include <utility>

namespace assay::facts {

namespace {

// A record of the store for each value, so that what stands after the roll-up still says which one it is of.
class WrittenStore {
 public:
  explicit WrittenStore(const types::Schema& schema) : schema_(schema), store_(schema) {
    SourceFile& file = store_.files.emplace_back();
    file.first_row = store_.next_row;
  }

  Batch batch(const std::string& unit, const std::vector<WrittenCell>& cells, const std::vector<WrittenItem>& items, std::optional<base::Date> as_of) {
    store_.units.add(unit);
    for (const WrittenCell& cell : cells) store_.series(cell.key).entries.push_back(entry(cell.key.fact, cell.value, 0));
    for (const WrittenItem& item : items) add(item);
    diagnostics::Sink ignored;  // values that disagree come out invalid, which is what a test looks at
    deliver::Delivery delivery(schema_, store_, rollup::roll_up(schema_, store_, as_of, ignored).all, {0}, {}, false, nullptr);
    Batch made;
    delivery.next(made);
    made.files.clear();
    for (auto& [key, each] : made.cells) {
      if (each.places.front().row == 0) continue;
      each.raw.assign(1, values_[each.places.front().row - 1]->written);
      put(made, each.places.front());
    }
    for (ListTable& table : made.lists) {
      for (std::size_t f = 0; f < table.places.size(); ++f) {
        std::vector<Place>& places = table.places[f];
        table.raw[f].resize(places.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
          if (places[i].row == 0) continue;
          table.raw[f][i] = values_[places[i].row - 1]->written;
          put(made, places[i]);
        }
      }
    }
    return made;
  }

 private:
  Entry entry(types::FactId fact, const WrittenValue& value, std::uint32_t owner) {
    const std::uint32_t row = store_.next_row++;
    values_.push_back(&value);
    if (schema_[fact].kind == types::FactKind::text) {
      Entry made;
      made.data = store_.texts.add(value.text);
      made.owner = owner;
      made.row = row;
      made.held = Held::point;
      return made;
    }
    const auto decimals = value.number.decimal_places();
    return store_.make(value.number, base::Number::scaled(1, decimals.value_or(0)).value_or(base::Number(1)), owner, row);
  }

  void add(const WrittenItem& item) {
    ListItems& list = store_.lists[item.list.index()];
    const auto owner = static_cast<std::uint32_t>(list.items.size());
    for (std::size_t f = 0; f < item.fields.size(); ++f) {
      Entry made;
      made.owner = owner;
      if (item.fields[f]) made = entry(schema_[item.list].fields[f], *item.fields[f], owner);
      list.fields[f].push_back(made);
    }
    list.items.push_back({0, item.member, 0, item.name});
  }

  // From the number of a record to where that stands.
  void put(Batch& batch, Place& place) const {
    const WrittenValue& value = *values_[place.row - 1];
    auto it = std::find(batch.files.begin(), batch.files.end(), value.path);
    if (it == batch.files.end()) it = batch.files.insert(it, value.path);
    place = {static_cast<std::uint32_t>(it - batch.files.begin()), value.column, value.line};
  }

  const types::Schema& schema_;
  Store store_;
  std::vector<const WrittenValue*> values_;  // by record
};

}  // namespace

Batch write_batch(const types::Schema& schema, const std::string& unit, const std::vector<WrittenCell>& cells, const std::vector<WrittenItem>& items,
                  std::optional<base::Date> as_of) {
  return WrittenStore(schema).batch(unit, cells, items, as_of);
}

}  // namespace assay::facts
