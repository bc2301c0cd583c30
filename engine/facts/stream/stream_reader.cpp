#include "facts/stream/stream_reader.h"

#include "base/sha256.h"
#include "diagnostics/kinds.h"
#include "facts/csv/input.h"
#include "facts/near_units.h"
#include "facts/rollup/rollup.h"
#include "facts/stream/beside.h"
#include "facts/stream/bind_groups.h"
#include "facts/stream/piece_reader.h"
#include "facts/stream/refused.h"
#include "facts/stream/shape.h"
#include "facts/stream/survey.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

namespace assay::facts::stream {

namespace {

using diagnostics::Kind;

std::string digest_of(const std::vector<Source>& sources) {
  constexpr std::size_t kBlock = 1 << 20;
  base::Sha256 digest;
  std::string block;
  for (const Source& source : sources) {
    const csv::RandomFile& file = source.file;
    digest.update(csv::digest_head(file.size()));
    for (std::uint64_t at = 0; at < file.size(); at += block.size()) {
      block.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kBlock, file.size() - at)));
      if (!file.read(at, block)) break;
      digest.update(block);
    }
  }
  return digest.hex();
}

// The row of one unit, or none.
void keep_only(Batch& batch, const std::string& unit) {
  const auto found = std::find(batch.units.begin(), batch.units.end(), unit);
  const bool there = found != batch.units.end();
  const auto row = static_cast<std::size_t>(found - batch.units.begin());
  for (auto it = batch.cells.begin(); it != batch.cells.end();) {
    columns::Column& column = it->second.column;
    const columns::Odd* const odd = there ? column.find_odd(row) : nullptr;
    if (!there || (!column.valid.get(row) && odd == nullptr)) {
      it = batch.cells.erase(it);
      continue;
    }
    const bool valid = column.valid.get(row);
    const std::optional<types::Value> value = odd != nullptr ? std::optional(odd->value) : std::nullopt;
    column.data.assign(1, std::int64_t{column.data[row]});
    column.valid.assign(1, valid);
    column.odd.clear();
    if (value) column.odd.push_back({0, *value});
    std::vector<std::string>& raw = it->second.raw;
    if (!raw.empty()) raw = {std::string(raw[row])};
    ++it;
  }
  for (std::vector<std::uint64_t>& records : batch.records) records.assign(there ? 1 : 0, there ? std::uint64_t{records[row]} : 0);
  for (ListTable& table : batch.lists) table.reported_units.assign(there ? 1 : 0, false);
  batch.units.assign(there ? 1 : 0, unit);
}

class StreamReader final : public Reader {
 public:
  StreamReader(const types::Schema& schema, const Options& options, diagnostics::Sink& sink) : schema_(schema), options_(options), names_(schema), sink_(sink) {}

  // False where the files must be read as a whole.
  bool prepare(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      auto file = csv::RandomFile::open(path);
      if (!file || file->size() == 0) return false;
      auto shape = shape_of(schema_, names_, path, *file, options_);
      // Which rows count by a day is told of all of them together.
      if (!shape || (options_.reported_by && shape->layout.reported_at)) return false;
      sources_.push_back({path, std::move(*file), std::move(*shape)});
    }
    if (options_.revocable && sources_.size() == 1 && !options_.only_unit)
      if (auto first = first_rows(sources_.front(), options_)) surveys_.push_back(std::move(*first));
    one_pass_ = !surveys_.empty();
    if (!one_pass_) surveys_ = survey(sources_, names_, options_);
    if (surveys_.empty()) return false;
    auto bound = bind_groups(schema_, names_, sources_, surveys_, options_);
    if (!bound) return false;
    groups_ = std::move(bound->groups);
    reader_.emplace(schema_, names_, sources_, surveys_, groups_, options_);
    std::size_t next = 0;
    for (std::size_t i = 0; i < surveys_.size(); ++i) {
      const Shape& shape = sources_[surveys_[i].pieces.front().file].shape;
      layouts_.push_back(&shape.layout);
      for (std::size_t column = 0; column < groups_[i].size() * shape.values.size(); ++column) bound->keys[next++].bare = reader_->bare_of(i, column);
    }
    found_.resize(surveys_.size());
    questions_ = all_questions(*bound);
    beside_.resize(questions_.size());
    for (diagnostics::Sink& each : beside_) each.keep_of_a_kind(sink_.most_of_a_kind());
    for (diagnostics::Sink& each : found_) each.keep_of_a_kind(sink_.most_of_a_kind());
    names_wanted_ = one_pass_ || surveys_.front().units <= kMostUnitsCompared;
    if (options_.digest) digest_ = std::async(std::launch::async, [this] {
        const base::Stretch here(options_.profile, base::Spent::helping);
        const base::Stretch stretch(options_.profile, base::Spent::digest);
        return digest_of(sources_);
      });
    if (options_.profile != nullptr)
      for (const Source& source : sources_) options_.profile->bytes += static_cast<std::int64_t>(source.file.size());
    return true;
  }

  bool claim(Piece& piece) override {
    if (revoked_ || claimed_ == surveys_.front().pieces.size()) return false;
    piece = Piece{};
    piece.number = claimed_++;
    piece.found.resize(surveys_.size());
    for (diagnostics::Sink& each : piece.found) each.keep_of_a_kind(sink_.most_of_a_kind());
    return true;
  }

  void fill(Piece& piece, Batch& batch) override {
    std::vector<Bare> bare;
    auto remarks = std::make_shared<Remarks>();
    reader_->read(piece, batch, bare, *remarks);
    if (piece.changed && one_pass_) revoked_ = true;
    for (std::size_t i = 0; i < questions_.size() && batch.rows() > 0; ++i) {
      diagnostics::Sink found;
      found.keep_of_a_kind(sink_.most_of_a_kind());
      ask(schema_, questions_[i], layouts_, bare, batch, *remarks, found);
      if (!found.all().empty() || found.dropped() > 0) piece.beside.emplace_back(i, std::move(found));
    }
    batch.remarks = remarks->doubts.empty() ? nullptr : std::move(remarks);
    if (names_wanted_) piece.names = batch.units;
    if (options_.only_unit) keep_only(batch, *options_.only_unit);
    piece.units = batch.rows();
  }

  void settle(Piece& piece) override {
    if (one_pass_ && !still_stands(piece)) return;
    const std::vector<Span>& pieces = surveys_.front().pieces;
    const std::uint32_t file = pieces[settled_].file;
    if (piece.changed && !std::exchange(changed_, true)) {
      const std::string& path = sources_[surveys_[*piece.changed].pieces[settled_].file].path;
      sink_.report(Kind::facts_unreadable, diagnostics::Cell{path}, {path, "it changed while it was read"}).arguments_zh = {path, "读取期间文件发生了变化"};
    }
    for (std::size_t i = 0; i < found_.size(); ++i) found_[i].merge(std::move(piece.found[i]));
    for (auto& [i, each] : piece.beside) beside_[i].merge(std::move(each));
    if (names_wanted_) {
      unit_files_.insert(unit_files_.end(), piece.names.size(), file);
      std::move(piece.names.begin(), piece.names.end(), std::back_inserter(unit_names_));
      names_wanted_ = unit_names_.size() <= kMostUnitsCompared;
    }
    const bool last = ++settled_ == pieces.size();
    if (!last && pieces[settled_].file == file) return;
    // What is wrong with a file's cells, in the order of its places.
    for (std::size_t i = 0; i < found_.size(); ++i) {
      diagnostics::Sink& each = found_[i];
      // None has a column of dates of report.
      if (options_.reported_by) each.report(Kind::facts_undated_file, diagnostics::Cell{sources_[surveys_[i].pieces[settled_ - 1].file].path}, {to_string(*options_.reported_by)});
      each.sort();
      sink_.merge(std::exchange(each, {}));
      each.keep_of_a_kind(sink_.most_of_a_kind());
    }
    if (!last) return;
    if (names_wanted_)
      for (const auto& [a, b] : near_pairs(unit_names_))
        sink_.report(Kind::facts_near_units, diagnostics::Cell{sources_[unit_files_[b]].path}, {unit_names_[a], unit_names_[b]});
    if (!asks_twice_) {
      for (diagnostics::Sink& each : beside_) sink_.merge(std::move(each));
      return;
    }
    // What is found of both is told once.
    diagnostics::Sink found;
    found.keep_of_a_kind(sink_.most_of_a_kind());
    for (diagnostics::Sink& each : beside_) found.merge(std::move(each));
    found.sort();
    sink_.merge(std::move(found));
  }

  std::string digest() override {
    const base::Stretch stretch(options_.profile, base::Spent::awaiting);
    if (digest_.valid()) digest_text_ = digest_.get();
    return digest_text_;
  }

  bool revoked() const override { return revoked_; }

 private:
  // Of what is visible, where there is more, and of all.
  std::vector<Question> all_questions(const Bound& bound) {
    std::vector<Question> all = questions(schema_, bound.keys, bound.totals);
    std::vector<StandingKey> visible;
    std::vector<std::size_t> places(bound.keys.size());  // in `visible`; running totals all are
    for (std::size_t i = 0; i < bound.keys.size(); ++i) {
      places[i] = visible.size();
      if (!options_.as_of || !rollup::is_later(schema_, bound.keys[i].reported, *options_.as_of)) visible.push_back(bound.keys[i]);
    }
    asks_twice_ = visible.size() < bound.keys.size();
    if (!asks_twice_) return all;
    std::vector<std::vector<std::size_t>> totals = bound.totals;
    for (std::vector<std::size_t>& each : totals)
      for (std::size_t& i : each) i = places[i];
    std::vector<Question> out = questions(schema_, visible, totals);
    std::move(all.begin(), all.end(), std::back_inserter(out));
    return out;
  }

  // Where pieces are read that were not looked at before: false where what they say together is nothing that may be read so.
  bool still_stands(Piece& piece) {
    if (revoked_) return false;
    constexpr std::size_t kTogether = 1 << 16;
    if (hashes_.empty() || hashes_.back().size() > kTogether) hashes_.emplace_back().reserve(kTogether + piece.hashes.size());
    hashes_.back().insert(hashes_.back().end(), piece.hashes.begin(), piece.hashes.end());
    if (settled_ + 1 < surveys_.front().pieces.size()) return true;
    revoked_ = is_any_refused(std::move(hashes_), refused_units(sources_, names_), options_);
    return !revoked_;
  }

  const types::Schema& schema_;
  const Options options_;
  std::vector<Source> sources_;
  binding::Names names_;
  diagnostics::Sink& sink_;
  std::vector<Survey> surveys_;
  std::vector<std::vector<Group>> groups_;          // of each survey
  std::vector<const binding::Layout*> layouts_;     // likewise
  std::vector<Question> questions_;
  std::vector<diagnostics::Sink> beside_;  // as questions_
  std::optional<PieceReader> reader_;
  std::size_t claimed_ = 0, settled_ = 0;
  std::vector<diagnostics::Sink> found_;  // by survey
  bool changed_ = false;
  bool asks_twice_ = false;
  bool one_pass_ = false;           // each piece is looked at when it is read
  std::atomic<bool> revoked_ = false;
  std::vector<std::vector<std::uint64_t>> hashes_;  // of units
  std::atomic<bool> names_wanted_ = false;
  std::vector<std::string> unit_names_;
  std::vector<std::uint32_t> unit_files_;
  std::string digest_text_;
  std::future<std::string> digest_;  // last, so that it ends before the files are closed
};

}  // namespace

std::unique_ptr<Reader> open(const types::Schema& schema, const std::vector<std::string>& paths, const Options& options, diagnostics::Sink& sink) {
  // Units that the rules declare are few.
  if (!options.stream || paths.empty() || !schema.reports.empty()) return nullptr;
  const base::Stretch stretch(options.profile, base::Spent::look);
  auto made = std::make_unique<StreamReader>(schema, options, sink);
  return made->prepare(paths) ? std::move(made) : nullptr;
}

}  // namespace assay::facts::stream
