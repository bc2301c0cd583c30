// JSON: one document a run. The result's digest is of the units array without white space, so it stands before the array it is of.
#include "base/calendar.h"
#include "base/sha256.h"
#include "report/formats.h"
#include "report/to_json.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace assay::report {

namespace {

constexpr std::size_t kUnitDepth = 4;  // columns

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
      JsonText unit(kUnitDepth, JsonText::Canonical::kept);
      to_json(unit, built, departments);
      if (row != 0) {
        chunk.canonical += ",";
        chunk.text += ",\n";
      }
      chunk.canonical += unit.take_canonical();
      chunk.text += unit.take();
    }
    return chunk;
  }

  std::string add(Chunk chunk) override {
    if (chunk.units == 0) return {};
    if (!units_.empty()) {
      digest_.update(",");
      units_ += ",\n";
    }
    digest_.update(chunk.canonical);
    units_ += chunk.text;
    return {};
  }

  std::string end(const Tail& tail) override {
    digest_.update("]");
    JsonText head;
    head.open_object();
    head.field("format", 1U);
    head.field("season", head_.model->schema.season.name);
    head.field("as_of", base::to_string(head_.as_of));
    head.key("digest");
    head.open_object();
    head.field("rules", "sha256:" + head_.rules_digest());
    head.field("facts", "sha256:" + tail.facts_digest);
    head.field("result", "sha256:" + digest_.hex());
    head.close();
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
    head.field("faults", tail.faults);
    head.close();
    std::string text = head.take();
    text.resize(text.size() - 2);  // the closing brace and the line end before it
    text += ",\n  \"units\": [";
    if (!units_.empty()) text += "\n" + units_ + "\n  ";
    units_.clear();
    return text + "]\n}\n";
  }

 private:
  Head head_;
  base::Sha256 digest_;
  std::string units_;
};

}  // namespace

std::unique_ptr<Writer> make_json_writer(const Head& head) { return std::make_unique<JsonWriter>(head); }

}  // namespace assay::report
