// A small schema, files in a folder of their own, and what reading them gives.
#pragma once

#include "facts/facts.h"
#include "support/scratch.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace assay::facts::test {

inline const std::string kLong = "unit,fact,period,value\n";
inline const std::string kDated = "unit,fact,period,value,reported_at\n";

using base::Number;
using base::Period;
using base::Step;

inline Number decimal(std::string_view text) { return *Number::parse(text); }
inline Period period(std::string_view text) { return *base::parse_period(text); }

// 2023 by quarters; 区县 with three members; people, money and shares.
struct Sample {
  types::Schema schema;

  Sample() {
    schema.season = {"2023", "", *base::make_date(2023, 1, 1), *base::make_date(2023, 12, 31), Step::quarter};
    for (const char* name : {"人", "元", "个", "平方米"}) schema.units.add_base(name, "");
    derived("万元", "元", Number{10'000});
    derived("亿元", "元", Number{100'000'000});
    derived("亩", "平方米", *Number::fraction(2000, 3));
    schema.dimensions.push_back({"区县", "", {"吴兴区", "南浔区", "德清县"}});
    schema.scales.push_back({"评议", "", {{"不合格", 0}, {"合格", *Number::fraction(3, 5)}, {"优秀", 1}}, std::size_t{1}});
    schema.lists.push_back({"整治项目", "", {}, std::nullopt, {}});

    add("training", "救护培训人数", types::FactKind::flow, "人").low = Number{0};
    add("raised", "筹集款物", types::FactKind::flow, "万元").low = Number{0};
    types::Fact& aed = add("aed", "AED 覆盖率", types::FactKind::level, "%");
    aed.low = Number{0};
    aed.high = Number{100};
    aed.range_declared = true;
    add("standard", "规范发布", types::FactKind::event, "");
    types::Fact& members = add("members", "核心队员", types::FactKind::level, "人");
    members.whole = true;
    add("debt", "债务", types::FactKind::cumulative, "元").low = Number{0};
    types::Fact& place = add("place", "全省位次", types::FactKind::rank, "");
    place.low = Number{1};
    place.whole = true;
    types::Fact& year = add("1.year", "", types::FactKind::grade, "");
    year.scale = types::ScaleId(0);
    year.once = year.judge = true;
    year.aliases = {"在全省率先开展活动"};
    types::Fact& coastal = add("coastal", "沿海", types::FactKind::flag, "");
    coastal.once = true;
    types::Fact& industry = add("industry", "行业", types::FactKind::text, "");
    industry.once = true;
    types::Fact& teams = add("teams", "救援队", types::FactKind::flow, "个");
    teams.dimensions = {types::DimensionId(0)};
    teams.total = types::Total::sum;
    teams.members = 3;
    teams.low = Number{0};
    types::Fact& stations = add("stations", "站点", types::FactKind::level, "个");
    stations.dimensions = {types::DimensionId(0)};
    stations.members = 3;
    types::Fact& proven = add("proven", "已核实", types::FactKind::level, "人");
    proven.evidence = true;
    types::Fact& area = add("area", "面积", types::FactKind::level, "平方米");
    area.low = Number{0};
    field("跨乡镇", types::FactKind::flag);
    field("完工", types::FactKind::event);
  }

  types::Fact& add(const std::string& name, const std::string& label, types::FactKind kind, const std::string& unit) {
    types::Fact fact;
    fact.name = name;
    fact.label = label;
    fact.department = "市红十字会";
    fact.kind = kind;
    if (!unit.empty()) fact.unit = *schema.units.find(unit);
    schema.facts.push_back(std::move(fact));
    return schema.facts.back();
  }
  void field(const std::string& name, types::FactKind kind) {
    schema.lists[0].fields.push_back(types::FactId(schema.facts.size()));
    types::Fact& fact = add(name, "", kind, "");
    fact.list = types::ListId(0);
    fact.department.clear();
    fact.once = true;
  }
  void derived(const std::string& name, const std::string& of, const Number& factor) {
    types::Unit unit = *schema.units.find(of);
    unit.name = name;
    unit.factor = factor;
    schema.units.add(name, unit);
  }
  types::FactId id(std::string_view name) const {
    for (std::size_t i = 0; i < schema.facts.size(); ++i)
      if (schema.facts[i].name == name) return types::FactId(i);
    FAIL("no such fact in the sample");
    return {};
  }
  types::Fact& fact(std::string_view name) { return schema.facts[id(name).index()]; }
};

// Everything that reading some texts gives; all units in one batch.
class Read {
 public:
  Read(const Sample& sample, const std::vector<std::string>& texts, Options options = {}) : sample_(sample) {
    std::vector<std::string> paths;
    for (const std::string& text : texts) paths.push_back(folder_.put(std::to_string(paths.size() + 1) + ".csv", text));
    options.batch_rows = 1'000'000;
    const auto reader = open(sample_.schema, paths, options, sink);
    reader->next(batch);
    digest = reader->digest();
  }
  Read(const Sample& sample, const std::string& text, const Options& options = {}) : Read(sample, std::vector{text}, options) {}

  CellKey key(std::string_view fact, std::string_view when, std::uint32_t member = 0) const {
    return {sample_.id(fact), member, period(when)};
  }
  // As people would write it: "166000", "missing", "invalid"; numbers in the fact's unit.
  std::string value(std::string_view fact, std::string_view when, std::uint32_t member = 0, std::size_t row = 0) const {
    const columns::Column* column = batch.find(key(fact, when, member));
    if (column == nullptr) return "missing";
    const types::Value value = column->at(row);
    return value.invalid ? "invalid" : value.is_point() ? to_string(*value.range.low) : "missing";
  }
  // "AS0612 1.csv:3:2" of each, sorted by place.
  std::vector<std::string> problems() {
    sink.sort();
    std::vector<std::string> out;
    for (const diagnostics::Diagnostic& each : sink.all()) {
      std::string text(diagnostics::info(each.kind).name);
      if (each.cell) {
        text += " " + std::filesystem::path(each.cell->path).filename().string();
        if (each.cell->row != 0) text += ":" + std::to_string(each.cell->row);
        if (each.cell->column != 0) text += ":" + std::to_string(each.cell->column);
      }
      if (each.suggestion) text += " ? " + *each.suggestion;
      out.push_back(std::move(text));
    }
    return out;
  }
  std::string message(std::size_t i = 0, diagnostics::Language language = diagnostics::Language::en) {
    return diagnostics::message(sink.all().at(i), language);
  }

  diagnostics::Sink sink;
  Batch batch;
  std::string digest;

 private:
  tests::Scratch folder_;
  const Sample& sample_;
};

using Lines = std::vector<std::string>;

}  // namespace assay::facts::test

// doctest prints lists with this.
namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& lines) {
    std::string out = "[";
    for (const std::string& line : lines) out += "\n    " + line;
    return (out + "]").c_str();
  }
};
}  // namespace doctest
