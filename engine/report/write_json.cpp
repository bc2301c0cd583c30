// JSON: one document a run. The result's digest is of the units array without white space, so it stands before the array it is of.
#include "base/calendar.h"
#include "base/sha256.h"
#include "report/formats.h"
#include "report/to_json.h"

#include <utility>

namespace assay::report {

namespace {

class JsonWriter final : public Writer {
 public:
  explicit JsonWriter(const Head& head) : head_(head) { digest_.update("["); }
  bool explains() const override { return true; }
  bool digests() const override { return true; }

  Chunk make(const Source& source) const override {
    Chunk chunk;
    tally(source, chunk);
    for (std::size_t row = 0; row < source.outcome.rows; ++row) {
      const std::string unit = indented(to_json(build_unit(source, row)), 4);
      if (row != 0) {
        chunk.canonical += ",";
        chunk.text += ",\n";
      }
      chunk.canonical += packed(unit);
      chunk.text += unit;
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
    Json head{{"format", 1}, {"season", head_.model->schema.season.name}, {"as_of", base::to_string(head_.program->as_of)}};
    head["digest"] = {{"rules", "sha256:" + head_.rules_digest}, {"facts", "sha256:" + tail.facts_digest}, {"result", "sha256:" + digest_.hex()}};
    head["assumed"] = Json::array();
    for (const semantics::Param& param : head_.model->params)
      if (!param.assumed.empty()) head["assumed"].push_back({{"name", param.name}, {"because", param.assumed}});
    head["faults"] = tail.faults;
    std::string text = indented(head, 0);
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
