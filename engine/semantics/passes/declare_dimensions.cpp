#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

namespace assay::semantics {

namespace {

std::vector<std::string> distinct(Analysis& a, const std::vector<syntax::Name>& names, const std::string& of) {
  std::vector<std::string> out;
  std::map<std::string, Span> seen;
  for (const syntax::Name& name : names) {
    const auto [it, fresh] = seen.emplace(name.text, name.span);
    if (fresh) {
      out.push_back(name.text);
    } else {
      a.report(Problem::duplicate_member, name.span, {name.text, of}).related.push_back({it->second, {}, kFirstDeclared});
    }
  }
  return out;
}

}  // namespace

void declare_dimensions(Analysis& a) {
  const syntax::Reports* reports = nullptr;
  for (const syntax::File& file : a.files) {
    for (const syntax::Statement& statement : file.statements) {
      if (const auto* each = std::get_if<syntax::Reports>(&statement)) {
        if (reports != nullptr) {
          a.report(Problem::duplicate_name, each->span, {"reports from"}).related.push_back({reports->span, {}, kFirstDeclared});
          continue;
        }
        reports = each;
        a.model.schema.reports = distinct(a, each->units, "reports from");
      }
      const auto* dimension = std::get_if<syntax::Dimension>(&statement);
      if (dimension == nullptr) continue;
      const auto index = static_cast<std::uint32_t>(a.model.schema.dimensions.size());
      if (!a.declare(a.rulebook, dimension->name, {Symbol::Kind::dimension, index, {}, false})) continue;
      types::Dimension made;
      made.name = dimension->name.text;
      if (dimension->label) made.label = dimension->label->value;
      made.members = distinct(a, dimension->members, dimension->name.text);
      a.model.schema.dimensions.push_back(std::move(made));
      a.model.dimension_spans.push_back(dimension->name.span);
    }
  }
}

}  // namespace assay::semantics
