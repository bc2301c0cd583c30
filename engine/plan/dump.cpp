#include "plan/lower.h"
#include "types/schema.h"

#include <fmt/format.h>

#include <iterator>

namespace assay::plan {
namespace {

std::string grain(const types::Schema& schema, const Grain& g) {
  std::string out;
  for (const types::DimensionId d : g.dimensions) out += (out.empty() ? "" : " x ") + schema[d].name;
  for (const types::ListId l : g.lists) out += (out.empty() ? "" : " x ") + schema[l].name;
  if (g.periods > 0) out += (out.empty() ? "" : " x ") + std::to_string(g.periods) + " periods";
  return out;
}

std::string print(const types::Schema& schema, const Load& load) {
  const types::Fact& fact = schema[load.fact];
  std::string out = types::qualified_name(fact);
  if (load.members.size() == 1 && load.members[0] == types::kTotal) out += " total";
  else if (!fact.dimensions.empty() && load.members.size() == 1) out += "[" + types::member_name(schema, fact, load.members[0]) + "]";
  if (load.beside_total) out += " beside their total";
  for (const Load::Slot& s : load.slots) out += " " + base::to_string(s.period) + (s.visible ? "" : "?");
  for (const Load::Coarse& c : load.coarse) out += fmt::format(" ({} for {}+{})", base::to_string(c.period), c.first, c.count);
  if (fact.kind == types::FactKind::event)
    out += fmt::format(" at {} known {} deadline {}", base::to_string(load.at), base::to_string(load.known), base::to_string(load.deadline));
  return out;
}

}  // namespace

std::string dump_plan(const Program& program) {
  const types::Schema& schema = program.model->schema;
  std::string out = fmt::format("as of {}\n", base::to_string(program.as_of));
  for (const Step& s : program.steps) {
    auto to = std::back_inserter(out);
    fmt::format_to(to, "%{} = {}", s.out.value, name(s.op));
    for (const RegisterId in : s.in) fmt::format_to(to, " %{}", in.value);
    switch (s.op) {
      case Op::const_number:
      case Op::round_half:
      case Op::round_down:
      case Op::round_up:
      case Op::scale_by: fmt::format_to(to, " {}", base::to_string(s.number)); break;
      case Op::const_text: fmt::format_to(to, " \"{}\"", s.text); break;
      case Op::const_truth: {
        constexpr std::string_view kTruths[] = {"false", "true", "open", "unknown", "invalid"};
        fmt::format_to(to, " {}", kTruths[s.small]);
        break;
      }
      case Op::compare:
      case Op::compare_quotient:
      case Op::compare_days:
      case Op::attain_compare:
      case Op::attain_quotient: {
        constexpr std::string_view kCompares[] = {">=", ">", "<=", "<", "==", "!="};
        constexpr std::string_view kQuotients[] = {"", " growth", " reduction"};
        fmt::format_to(to, " {}{}", kCompares[s.small], kQuotients[static_cast<std::size_t>(s.quotient)]);
        break;
      }
      case Op::event_test: {
        constexpr std::string_view kTimings[] = {"by", "by", "before", "after", "on"};
        fmt::format_to(to, " {} {}", kTimings[s.small], base::to_string(s.date));
        break;
      }
      case Op::raise:
      case Op::at_least:
      case Op::attain_best: fmt::format_to(to, " {}", s.small); break;
      case Op::default_to:
      case Op::default_truth:
      case Op::is_reported:
      case Op::is_event_reported: {
        constexpr std::string_view kMissing[] = {"missing counts", "may come", "may come late"};
        fmt::format_to(to, " {}", kMissing[s.small]);
        break;
      }
      case Op::round: fmt::format_to(to, " {} places", s.small); break;
      case Op::share_weight: fmt::format_to(to, " {} of", base::to_string(s.number)); break;
      case Op::assume: fmt::format_to(to, " case {}", base::to_string(s.number)); break;
      default:
        if (s.small != 0) fmt::format_to(to, " filtered");
    }
    for (const base::Number& n : s.numbers) fmt::format_to(to, " {}", base::to_string(n));
    if (s.scheme) {
      constexpr std::string_view kSchemes[] = {"all or nothing", "proportional", "linear", "steps", "deduct", "bonus", "places"};
      out += " " + std::string(kSchemes[static_cast<std::size_t>(s.scheme->kind)]);
      for (const base::Number& n : s.scheme->numbers) out += " " + base::to_string(n);
    }
    if (s.load) out += " " + print(schema, *s.load);
    if (const std::string g = grain(schema, program.registers[s.out.index()].grain); !g.empty()) out += " over " + g;
    out += '\n';
  }
  for (std::size_t d = 0; d < program.departments.size(); ++d) {
    const DepartmentPlan& department = program.departments[d];
    for (std::size_t t = 0; t < department.targets.size(); ++t) {
      const TargetPlan& target = department.targets[t];
      for (std::size_t c = 0; c < target.criteria.size(); ++c) {
        const CriterionPlan& p = target.criteria[c];
        out += fmt::format("{}: now %{} future %{} attainment %{} score %{}", program.model->departments[d].targets[t].criteria[c].id,
                           p.now.value, p.future.value, p.attainment.value, p.score.value);
        if (p.stretch_value.valid()) out += fmt::format(" stretch %{}", p.stretch_value.value);
        out += '\n';
      }
      out += fmt::format("{}: score %{}\n", program.model->departments[d].targets[t].id, target.score.value);
    }
    out += fmt::format("{}: score %{}\n", program.model->departments[d].name, department.score.value);
  }
  return out;
}

}  // namespace assay::plan
