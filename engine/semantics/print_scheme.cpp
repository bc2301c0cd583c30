#include "semantics/dump.h"

#include "base/number.h"

#include <array>
#include <string_view>

namespace assay::semantics {

namespace {

std::string in_unit(const base::Number& n, const types::Unit& unit) { return base::to_string(base::divide(n, unit.factor).value_or(n)) + unit.name; }

std::string rows(const Model& model, const Scheme& scheme, const std::string& otherwise) {
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
  if (scheme.has_otherwise) out += std::string(out.empty() ? "" : ", ") + otherwise + in_unit(scheme.otherwise, share);
  return "{ " + out + " }";
}

}  // namespace

std::string print(const Model& model, const Scheme& scheme, Words words) {
  const auto spelled = [&](std::string_view english) { return in_words(english, words); };
  const std::string per_words = words == Words::chinese ? " 每 " : " per ";
  const types::Unit* percent = model.schema.units.find("%");
  const types::Unit share = percent != nullptr ? *percent : types::Unit{};
  const types::Unit unit = scheme.value.valid() ? model[scheme.value].unit : types::Unit{};
  const auto& n = scheme.numbers;
  switch (scheme.kind) {
    case Scheme::Kind::all_or_nothing: return spelled("all or nothing");
    case Scheme::Kind::proportional: return spelled("proportional floor ") + in_unit(n[0], share) + spelled(" cap ") + in_unit(n[1], share);
    case Scheme::Kind::linear: return spelled("linear from ") + in_unit(n[0], unit) + spelled(" to ") + in_unit(n[1], unit);
    case Scheme::Kind::steps: return spelled("steps ") + rows(model, scheme, spelled("else "));
    case Scheme::Kind::deduct: return spelled("deduct ") + in_unit(n[0], share) + per_words + in_unit(n[1], unit) + spelled(" short");
    case Scheme::Kind::bonus: {
      types::Unit per = unit;
      if (const types::Unit* points = model.schema.units.find("pp"); points != nullptr && unit.percent) per = *points;
      return spelled("bonus ") + in_unit(n[0], share) + per_words + (scheme.of_goal ? in_unit(n[1], share) + spelled(" of goal") : in_unit(n[1], per)) + spelled(" over") +
             (n.size() > 2 ? spelled(" up to ") + in_unit(n[2], share) : "");
    }
    case Scheme::Kind::places: return spelled("places ") + rows(model, scheme, spelled("else "));
  }
  return {};
}

}  // namespace assay::semantics
