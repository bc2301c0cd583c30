#include "facts/binding/unit_advice.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace assay::facts::binding {

namespace {

// What units come to in others, where rules name the one and a sheet the other.
struct Size {
  std::string_view unit, other, size;
};
constexpr std::array<Size, 19> kSizes = {{{"米", "公里", "0.001"},   {"千米", "公里", "1"},      {"km", "公里", "1"},       {"KM", "公里", "1"},     {"m", "公里", "0.001"},
                                          {"m", "米", "1"},          {"公里", "米", "1000"},     {"千米", "米", "1000"},    {"km", "米", "1000"},    {"公里", "千米", "1"},
                                          {"米", "千米", "0.001"},   {"千克", "吨", "0.001"},    {"公斤", "吨", "0.001"},   {"kg", "吨", "0.001"},   {"吨", "万吨", "0.0001"},
                                          {"t", "吨", "1"},          {"公顷", "亩", "15"},       {"平方公里", "平方米", "1000000"}, {"平方米", "平方公里", "0.000001"}}};

}  // namespace

std::optional<UnitAdvice> member_advice(const types::Schema& schema, const Names& names, const std::string& name, const std::string& text) {
  const auto found = names.members().find(base::to_nfc(text));
  if (found == names.members().end()) return std::nullopt;
  const std::string& dimension = schema[found->second.front()].name;
  return UnitAdvice{"`" + text + "` is a member of `" + dimension + "`: a figure of it is not the whole, and stands in a row that says `" + text + "` in a column `" + dimension + "`",
                    "`" + text + "`是`" + dimension + "`的成员，它的数不是全部之和：请另设`" + dimension + "`列，在该列填`" + text + "`，指标只写`" + name + "`"};
}

UnitAdvice part_advice(const types::Schema& schema, const Names& names, const std::string& name, const std::string& text) {
  if (auto member = member_advice(schema, names, name, text)) return std::move(*member);
  return {"`" + name + "` is the whole of it: if `" + text + "` is a unit of measure, declare it and write it behind the number; if it is a part, the rules need a dimension with this member, or a fact of its own",
          "`" + name + "`指全部：`" + text + "`若是计量单位，请在规则中声明并写在数的后面；若只是其中一部分，请在规则中为它设维度成员或另设指标"};
}

UnitAdvice unit_advice(const types::Schema& schema, const Names& names, const types::Fact& fact, const std::string& name, const std::string& text) {
  if (auto member = member_advice(schema, names, name, text)) return std::move(*member);
  const std::string& own = fact.unit.name;
  if (own.empty() || schema.units.find(own) == nullptr)
    return {"write a unit that such a number can be in; without one the numbers are read as they stand", "请改写为该指标可用的单位；不写单位时，数按原样读取"};
  const std::string headed = "`" + name + "(" + own + ")`";
  const UnitAdvice convert{"convert the numbers into " + own + ", and call the column " + headed + ": without a unit they would be read in " + own, "请把各数换算成" + own + "，列名写作" + headed + "；只删去单位，数会按" + own + "读取"};
  if (schema.units.find(text) != nullptr || fact.unit.percent || fact.unit.points) return convert;
  const auto size = std::find_if(kSizes.begin(), kSizes.end(), [&](const Size& each) { return each.unit == text && each.other == own; });
  const std::string declared = text + " = " + (size == kSizes.end() ? "…" : std::string(size->size)) + " " + own + "`";
  return {"declare how much it is: `unit " + declared + "; or " + convert.en, "请在规则中声明它是多少：`计量单位 " + declared + "；或" + convert.zh.substr(std::string_view("请").size())};
}

}  // namespace assay::facts::binding
