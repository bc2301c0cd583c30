#include "base/nearest.h"
#include "base/sha256.h"
#include "diagnostics/kinds.h"
#include "facts/binding/names.h"
#include "facts/deliver/delivery.h"
#include "facts/facts.h"
#include "facts/near_units.h"
#include "facts/read/read_file.h"
#include "facts/read/seen.h"
#include "facts/rollup/rollup.h"
#include "facts/store/store.h"
#include "facts/stream/stream_reader.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace assay::facts {

namespace {

using diagnostics::Kind;

class FileReader final : public Reader {
 public:
  FileReader(const types::Schema& schema, const std::vector<std::string>& paths, const Options& options, diagnostics::Sink& sink)
      : names_(schema), store_(schema), seen_(schema) {
    const base::Stretch stretch(options.profile, base::Spent::read);
    base::Sha256 digest;
    for (const std::string& path : paths) {
      read::read_file(schema, names_, path, options, store_, seen_, digest, sink);
      first_named_.resize(store_.units.size(), store_.files.size() - 1);
    }
    if (options.digest) digest_ = digest.hex();
    // A declared unit that no file names is still evaluated: all its cells are missing.
    for (const std::string& unit : schema.reports) store_.units.add(unit);
    std::vector<std::uint32_t> units = chosen_units(options, sink);
    if (schema.reports.empty()) warn_of_near_units(sink);
    warn_of_departments(schema, sink);
    warn_of_members(schema, sink);
    warn_of_wholes(sink);
    rollup::Standing standing = rollup::roll_up(schema, store_, options.as_of, sink);
    rollup::compare_reviewed_lists(schema, store_, sink);
    check_list_sizes(schema, sink);
    for (std::size_t i = 0; i < store_.files.size(); ++i)
      for (const auto& [row, reason] : store_.files[i].reasons) store_.remarks.reasons.emplace(std::pair(static_cast<std::uint32_t>(i), row), reason);
    std::shared_ptr<const Remarks> remarks;
    if (!store_.remarks.doubts.empty() || !store_.remarks.reasons.empty()) remarks = std::make_shared<const Remarks>(std::move(store_.remarks));
    if (standing.self) self_.emplace(schema, store_, std::move(*standing.self), units, options, true, remarks);
    delivery_.emplace(schema, store_, std::move(standing.all), std::move(units), options, false, remarks);
  }

  bool claim(Piece& piece) override {
    piece = Piece{};
    piece.ready = std::make_unique<Batch>();
    if (!delivery_->next(*piece.ready)) return false;
    if (self_) {
      auto self = std::make_shared<Batch>();
      self_->next(*self);
      piece.ready->self = std::move(self);
    }
    return true;
  }
  void fill(Piece& piece, Batch& batch) override {
    batch = std::move(*piece.ready);
    piece.ready.reset();
    piece.units = batch.rows();
  }
  void settle(Piece&) override {}
  std::string digest() override { return digest_; }

 private:
  std::vector<std::uint32_t> chosen_units(const Options& options, diagnostics::Sink& sink);
  void warn_of_near_units(diagnostics::Sink& sink);
  void warn_of_departments(const types::Schema& schema, diagnostics::Sink& sink);
  void warn_of_members(const types::Schema& schema, diagnostics::Sink& sink);
  void warn_of_wholes(diagnostics::Sink& sink);
  void check_list_sizes(const types::Schema& schema, diagnostics::Sink& sink);
  std::vector<std::string> unit_names() const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < store_.units.size(); ++i) out.push_back(store_.units[i]);
    return out;
  }

  binding::Names names_;  // kept, as freeing it takes as long as making it
  Store store_;
  read::Seen seen_;       // kept, too
  std::vector<std::size_t> first_named_;  // unit -> file
  std::string digest_;
  std::optional<deliver::Delivery> delivery_, self_;
};

std::vector<std::uint32_t> FileReader::chosen_units(const Options& options, diagnostics::Sink& sink) {
  if (options.only_unit) {
    if (const auto unit = store_.units.find(*options.only_unit)) return {*unit};
    const std::vector<std::string> names = unit_names();
    sink.report(Kind::facts_unit_not_reported, std::vector{*options.only_unit}).suggestion = base::nearest(*options.only_unit, names);
    return {};
  }
  std::vector<std::uint32_t> all(store_.units.size());
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

void FileReader::warn_of_near_units(diagnostics::Sink& sink) {
  if (store_.units.size() > kMostUnitsCompared) return;
  const std::vector<std::string> names = unit_names();
  for (const auto& [a, b] : near_pairs(names))
    sink.report(Kind::facts_near_units, diagnostics::Cell{store_.files[first_named_[b]].path}, {names[a], names[b]});
}

void FileReader::warn_of_departments(const types::Schema& schema, diagnostics::Sink& sink) {
  // One department that alone is reported by itself: nothing is torn apart.
  if (schema.departments.size() == 1 && store_.units.size() == 1) return;
  std::uint32_t other = 0;
  while (other < store_.units.size() && store_.departments.contains(other)) ++other;
  const bool any_other = other < store_.units.size();
  for (const auto& [unit, cell] : store_.departments)
    sink.report(Kind::facts_department_unit, cell, {store_.units[unit], any_other ? ", such as `" + store_.units[other] + "`" : std::string()}).arguments_zh = {
        store_.units[unit], any_other ? "，例如`" + store_.units[other] + "`" : std::string()};
}

// Once a dimension: its members stand in one column.
void FileReader::warn_of_members(const types::Schema& schema, diagnostics::Sink& sink) {
  constexpr std::size_t kMostShown = 3;
  for (std::size_t d = 0; d < schema.dimensions.size(); ++d) {
    std::string en, zh;
    const diagnostics::Cell* first = nullptr;
    std::size_t count = 0;
    for (const auto& [unit, found] : store_.members_as_units) {
      if (found.first.index() != d) continue;
      if (count++ == 0) first = &found.second;
      if (count > kMostShown) continue;
      en += (en.empty() ? "`" : ", `") + store_.units[unit] + "`";
      zh += (zh.empty() ? "`" : "、`") + store_.units[unit] + "`";
    }
    if (first == nullptr) continue;
    if (count > kMostShown) en += ", …", zh += "……";
    const std::string& name = schema.dimensions[d].name;
    sink.report(Kind::facts_member_unit, *first, {en, name}).arguments_zh = {zh, name};
  }
}

// 全区 beside its streets; alone it is what reports.
void FileReader::warn_of_wholes(diagnostics::Sink& sink) {
  for (const auto& [unit, cell] : store_.wholes) {
    std::uint32_t other = 0;
    while (other < store_.units.size() && store_.wholes.contains(other)) ++other;
    if (other == store_.units.size()) return;
    const std::string example = "`" + store_.units[other] + "`";
    const bool more = store_.units.size() > store_.wholes.size() + 1;
    sink.report(Kind::facts_whole_unit, cell, {store_.units[unit], example + (more ? " and others" : "")}).arguments_zh = {store_.units[unit], example + (more ? "等" : "")};
  }
}

void FileReader::check_list_sizes(const types::Schema& schema, diagnostics::Sink& sink) {
  for (std::size_t i = 0; i < schema.lists.size(); ++i) {
    const types::List& list = schema.lists[i];
    if (!list.size) continue;
    std::map<std::uint32_t, std::pair<std::size_t, std::uint32_t>> counts;  // unit -> items, row of the first
    for (const ListItem& item : store_.lists[i].items)
      if (store_.lists[i].stands(item, false)) ++counts.try_emplace(item.unit, 0, item.row).first->second.first;
    for (const auto& [unit, count] : counts) {
      if (count.first == *list.size) continue;
      const SourceFile& file = store_.file_of(count.second);
      sink.report(Kind::facts_list_size, diagnostics::Cell{file.path, count.second - file.first_row + 1, file.item_column},
                  {store_.units[unit], std::to_string(count.first), list.name, std::to_string(*list.size)});
    }
  }
}

}  // namespace

std::unique_ptr<Reader> open(const types::Schema& schema, const std::vector<std::string>& paths, const Options& options,
                             diagnostics::Sink& sink) {
  if (std::unique_ptr<Reader> reader = stream::open(schema, paths, options, sink)) return reader;
  return std::make_unique<FileReader>(schema, paths, options, sink);
}

}  // namespace assay::facts
