#include "semantics/dump.h"

#include "base/number.h"

#include <array>
#include <string_view>

namespace assay::semantics {

namespace {

std::string in_unit(const base::Number& n, const types::Unit& unit) { return base::to_string(base::divide(n, unit.factor).value_or(n)) + unit.name; }

std::string rows(const Model& model, const Scheme& scheme) {
  constexpr std::array<std::string_view, 6> kCompares = {">= ", "> ", "<= ", "< ", "== ", "!= "};
  const types::Unit* percent = model.schema.units.find("%");
  const types::Unit share = percent != nullptr ? *percent : types::Unit{};
  const bool steps = scheme.kind == Scheme::Kind::steps;
  std::string out;
  for (const Scheme::Row& row : scheme.rows) {
    if (!out.empty()) out += ", ";
    if (steps) out += std::string(kCompares[static_cast<std::size_t>(row.compare)]) + in_unit(row.bound, share);
    else out += base::to_string(row.bound) + (row.last ? ".." + base::to_string(*row.last) : "");
    out += ": " + in_unit(row.value, share);
  }
  if (scheme.has_otherwise) out += std::string(out.empty() ? "" : ", ") + "else " + in_unit(scheme.otherwise, share);
  return "{ " + out + " }";
}

}  // namespace

std::string print(const Model& model, const Scheme& scheme) {
  const types::Unit* percent = model.schema.units.find("%");
  const types::Unit share = percent != nullptr ? *percent : types::Unit{};
  const types::Unit unit = scheme.value.valid() ? model[scheme.value].unit : types::Unit{};
  const auto& n = scheme.numbers;
  switch (scheme.kind) {
    case Scheme::Kind::all_or_nothing: return "all or nothing";
    case Scheme::Kind::proportional: return "proportional floor " + in_unit(n[0], share) + " cap " + in_unit(n[1], share);
    case Scheme::Kind::linear: return "linear from " + in_unit(n[0], unit) + " to " + in_unit(n[1], unit);
    case Scheme::Kind::steps: return "steps " + rows(model, scheme);
    case Scheme::Kind::deduct: return "deduct " + in_unit(n[0], share) + " per " + in_unit(n[1], unit) + " short";
    case Scheme::Kind::bonus: {
      types::Unit per = unit;
      if (const types::Unit* points = model.schema.units.find("pp"); points != nullptr && unit.percent) per = *points;
      return "bonus " + in_unit(n[0], share) + " per " + (scheme.of_goal ? in_unit(n[1], share) + " of goal" : in_unit(n[1], per)) + " over" +
             (n.size() > 2 ? " up to " + in_unit(n[2], share) : "");
    }
    case Scheme::Kind::places: return "places " + rows(model, scheme);
  }
  return {};
}

}  // namespace assay::semantics
