// A report's format as a writer: makes text of batches, on any thread, and joins it in order. One file and one row in formats.cpp each.
#pragma once

#include "base/calendar.h"
#include "report/build.h"
#include "report/status.h"
#include "report/words.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assay::report {

enum class Per : std::uint8_t { criterion, target, department, unit };
std::optional<Per> find_per(std::string_view name);

// What a run is, known before the first batch.
struct Head {
  const semantics::Model* model = nullptr;
  base::Date as_of{};
  const source::Files* rules = nullptr;
  std::optional<std::size_t> department;  // only this one
  std::function<std::string()> rules_digest;  // hexadecimal; asked for where it is written
  Language language = Language::en;
  bool colour = false;
  std::size_t width = 100;
  Per per = Per::target;
  bool byte_order_mark = false;           // csv
};

// What is known after the last.
struct Tail {
  std::string facts_digest;
  std::size_t faults = 0;  // problems in the reported data
};

// The text of one batch, and what was counted in it.
struct Chunk {
  std::string text;
  std::string canonical;  // json: what the digest of the result is of
  std::size_t units = 0;
  bool reviewed = false;  // the units' own reports stand beside
  std::array<std::size_t, kStatuses> targets{};
};

class Writer {
 public:
  virtual ~Writer() = default;
  virtual bool explains() const { return false; }   // needs a trace
  virtual bool quotes() const { return explains(); }  // writes what cells said, as it was reported
  virtual bool digests() const { return false; }    // writes Tail::facts_digest
  virtual exec::Detail detail() const { return exec::Detail::criterion; }  // of the outcomes that it is given
  virtual Chunk make(const Source& source) const = 0;  // from several threads at once
  // In order, on one thread; each gives the text to print next.
  virtual std::string begin(bool /*reviewed*/) { return {}; }
  virtual std::string add(Chunk chunk) = 0;
  virtual std::string end(const Tail& tail) = 0;
};

struct Format {
  std::string_view name;
  std::string_view ending;  // of a file that asks for it: ".json"
  std::unique_ptr<Writer> (*make)(const Head& head);
};
std::span<const Format> formats();
const Format* find_format(std::string_view name);
const Format* format_of_file(std::string_view path);

// Counts a batch's targets into the chunk; every writer calls it.
void tally(const Source& source, Chunk& chunk);

}  // namespace assay::report
