#include "syntax/across_files.h"

#include "diagnostics/kinds.h"
#include "syntax/spoken.h"

#include <set>
#include <string>
#include <variant>

namespace assay::syntax {

namespace {

// The names that all their declarations call a rank.
std::set<std::string> ranks(const std::vector<File>& files) {
  std::set<std::string> found, others;
  const auto look = [&](const Fact& fact) { (fact.kind == FactKind::rank ? found : others).insert(fact.name.text); };
  for (const File& file : files)
    for (const Statement& statement : file.statements) {
      if (const auto* fact = std::get_if<Fact>(&statement)) look(*fact);
      if (const auto* department = std::get_if<Department>(&statement))
        for (const auto& item : department->body)
          if (const auto* fact = std::get_if<Fact>(&item)) look(*fact);
    }
  for (const std::string& name : others) found.erase(name);
  return found;
}

}  // namespace

void look_across_files(const std::vector<File>& files, diagnostics::Sink& sink) {
  const std::set<std::string> names = ranks(files);
  if (names.empty()) return;
  sink.revise([&](diagnostics::Diagnostic& each) {
    if (each.kind != diagnostics::Kind::comparison_in_words || each.arguments.size() < 3 || !names.contains(each.arguments[2])) return;
    const auto sign = place_comparison_meant(each.arguments[0]);
    if (!sign) return;
    const std::size_t gap = each.arguments[1].find(' ');
    each.arguments[1] = *sign + (gap == std::string::npos ? std::string() : each.arguments[1].substr(gap));
  });
}

}  // namespace assay::syntax
