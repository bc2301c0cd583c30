#include "api/dump.h"

#include "base/calendar.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::api {

namespace {

std::string end_text(const std::optional<base::Number>& end) { return end ? base::to_string(*end) : "∞"; }

std::string value_text(const types::Value& value) {
  std::string text = value.is_point() ? base::to_string(*value.range.low)
                                      : "[" + (value.range.low ? base::to_string(*value.range.low) : "-∞") + ", " + end_text(value.range.high) + "]";
  if (value.invalid) text += " invalid";
  if (value.lacks) text += " lacks";
  return text;
}

std::string_view truth_text(types::Truth truth) {
  switch (truth) {
    case types::Truth::false_: return "false";
    case types::Truth::true_: return "true";
    case types::Truth::open_: return "open";
    case types::Truth::unknown: return "unknown";
    case types::Truth::invalid: return "invalid";
  }
  return "";
}

}  // namespace

std::string dump_facts(const types::Schema& schema, const facts::Batch& batch) {
  using Entry = std::pair<facts::CellKey, const facts::Batch::Cells*>;
  std::vector<Entry> entries;
  for (const auto& [key, cells] : batch.cells) entries.emplace_back(key, &cells);
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.first.fact, a.first.period, a.first.member) < std::tie(b.first.fact, b.first.period, b.first.member);
  });
  std::string text = batch.units.empty() ? std::string() : batch.units.front() + "\n";
  for (const auto& [key, cells] : entries) {
    const types::Fact& fact = schema[key.fact];
    const auto place = batch.place(key, 0);
    if (!place) continue;
    text += "  " + types::qualified_name(fact);
    if (key.member == facts::kTotal) {
      text += "[total]";
    } else if (!fact.dimensions.empty()) {
      text += "[" + types::member_name(schema, fact, key.member) + "]";
    }
    text += " " + base::to_string(key.period) + " = " + value_text(cells->column.at(0)) + fact.unit.name;
    if (place->file < batch.files.size())
      text += "  " + batch.files[place->file] + ":" + std::to_string(place->row) + ":" + std::to_string(place->column);
    text += "\n";
  }
  for (std::size_t l = 0; l < batch.lists.size(); ++l) {
    const facts::ListTable& table = batch.lists[l];
    for (std::size_t i = 0; i < table.item.size(); ++i) {
      text += "  " + schema.lists[l].name + " `" + table.item[i] + "`:";
      for (std::size_t f = 0; f < table.fields.size(); ++f)
        text += " " + schema[schema.lists[l].fields[f]].name + " = " + value_text(table.fields[f].at(i)) + ";";
      text += "\n";
    }
  }
  return text;
}

std::string dump_trace(const plan::Program& program, const exec::Trace& trace) {
  std::string text;
  for (const plan::Step& step : program.steps) {
    const plan::RegisterInfo& info = program.registers[step.out.index()];
    const exec::Register& came = trace.registers[step.out.index()];
    text += "r" + std::to_string(step.out.index()) + " " + std::string(plan::name(step.op)) + " =";
    const std::size_t size = info.truth ? came.truth.size() : came.number.size();
    // Of registers over dimensions the elements of one member stand a stride apart; items of lists are a unit's own here.
    const std::size_t stride = !info.grain.lists.empty() || info.grain.dimensions.empty() ? 1 : std::max<std::size_t>(1, trace.stride);
    const std::size_t count = !info.grain.lists.empty() ? size : info.grain.dimensions.empty() ? std::min<std::size_t>(1, size) : (size + stride - 1) / stride;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t element = i * stride;
      text += i == 0 ? " " : " | ";
      text += info.truth ? std::string(truth_text(trace.truth(step.out, element))) : value_text(trace.value(step.out, element));
    }
    text += "\n";
  }
  return text;
}

}  // namespace assay::api
