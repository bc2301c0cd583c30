// JSON: one document a run, written as it is made. The digests, of which the result's is of the units array without white space, and the number of faults
// are known at its end, and stand there.
#include "base/calendar.h"
#include "base/sha256.h"
#include "report/formats.h"
#include "report/to_json.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::report {

namespace {

constexpr std::size_t kUnitDepth = 4;  // columns
constexpr std::string_view kBefore = ",\n";  // each unit; of the first the bracket stands in place of the comma

// An object that goes on: without its closing brace and the line end before it.
std::string without_end(std::string object) {
  object.resize(object.size() - 2);
  return object;
}

class JsonWriter final : public Writer {
 public:
  explicit JsonWriter(const Head& head) : head_(head) { digest_.update("["); }
  bool explains() const override { return true; }
  bool digests() const override { return true; }

  Chunk make(const Source& source) const override {
    Chunk chunk;
    tally(source, chunk);
    for (std::size_t row = 0; row < source.outcome.rows; ++row) {
      std::vector<JsonText> departments(source.department ? 1 : source.model.departments.size(), JsonText(kUnitDepth + 4, JsonText::Canonical::kept));
      const Unit built = build_unit(source, row, [&](std::size_t i, const Department& each) { to_json(departments[i], each); });
      JsonText unit(kUnitDepth, JsonText::Canonical::kept, kBefore);
      to_json(unit, built, departments);
      if (row == 0) {
        chunk.canonical = unit.take_canonical();
        chunk.text = unit.take();
      } else {
        chunk.canonical += "," + unit.take_canonical();
        chunk.text += unit.take();
      }
    }
    return chunk;
  }

  std::string begin(bool /*reviewed*/) override {
    JsonText head;
    head.open_object();
    head.field("format", 1U);
    head.field("season", head_.model->schema.season.name);
    head.field("as_of", base::to_string(head_.as_of));
    head.key("assumed");
    head.open_array();
    for (const semantics::Param& param : head_.model->params) {
      if (param.assumed.empty()) continue;
      head.open_object();
      head.field("name", param.name);
      head.field("because", param.assumed);
      head.close();
    }
    head.close();
    head.close();
    return without_end(head.take()) + ",\n  \"units\": ";
  }

  std::string add(Chunk chunk) override {
    if (chunk.units == 0) return {};
    const bool first = std::exchange(empty_, false);
    if (!first) digest_.update(",");
    digest_.update(chunk.canonical);
    if (first) chunk.text.front() = '[';
    return std::move(chunk.text);
  }

  std::string end(const Tail& tail) override {
    digest_.update("]");
    JsonText rest;
    rest.open_object();
    rest.key("digest");
    rest.open_object();
    rest.field("rules", "sha256:" + head_.rules_digest());
    rest.field("facts", "sha256:" + tail.facts_digest);
    rest.field("result", "sha256:" + digest_.hex());
    rest.close();
    rest.field("faults", tail.faults);
    rest.close();
    return (empty_ ? "[]," : "\n  ],") + rest.take().substr(1) + "\n";
  }

 private:
  Head head_;
  base::Sha256 digest_;
  bool empty_ = true;
};

}  // namespace

std::unique_ptr<Writer> make_json_writer(const Head& head) { return std::make_unique<JsonWriter>(head); }

}  // namespace assay::report
