#include "semantics/checks/checker.h"

#include "base/number.h"
#include "diagnostics/kinds.h"
#include "semantics/checks/glued_words.h"
#include "syntax/place_words.h"
#include "syntax/spoken.h"
#include "types/unit.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace assay::semantics {

namespace {

bool is_elapsed(const std::string& name) { return name == "elapsed"; }

}  // namespace

bool Checker::can_be_seen(const syntax::Expr& name) const {
  std::uint32_t variable = 0;
  return parameter(name.text) != nullptr || field_in_sight(name.text, variable).valid() || scope_->find(name.text) != nullptr || is_elapsed(name.text);
}

Checked Checker::check_name(const syntax::Expr& e) {
  if (const Argument* argument = parameter(e.text)) return use_argument(*argument);
  std::uint32_t variable = 0;
  if (const FactId field = field_in_sight(e.text, variable); field.valid()) return use_field(e, field, variable);
  if (const auto known = formula_name(e)) return *known;
  if (const Symbol* symbol = scope_->find(e.text)) return use_symbol(e, e.text, *symbol);
  if (is_elapsed(e.text) && formula_ == Formula::none && a_.model.season_span.valid()) {
    Expr made;
    made.kind = Kind::elapsed;
    if (const types::Unit* percent = a_.model.schema.units.find("%")) made.unit = *percent;
    return make(std::move(made), e);
  }
  if (const types::Unit* unit = a_.model.schema.units.find(e.text); unit != nullptr && unit->name == e.text) return use_unit(e, *unit);
  report_unknown_name(e);
  return {};
}

Checked Checker::use_unit(const syntax::Expr& e, const types::Unit& unit) {
  Expr made;
  made.kind = Kind::number;
  made.number = unit.factor;
  made.unit = unit;
  return make(std::move(made), e);
}

Checked Checker::use_symbol(const syntax::Expr& e, const std::string& name, const Symbol& symbol) {
  switch (symbol.kind) {
    case Symbol::Kind::fact:
      a_.read_facts.insert(symbol.index);
      if (symbol.broken) return {};
      return use_fact(e, FactId(symbol.index), {});
    case Symbol::Kind::param: return symbol.broken ? Checked{} : use_param(e, symbol.index);
    case Symbol::Kind::let: return use_let(e, symbol.index);
    case Symbol::Kind::unit: {
      const types::Unit* unit = a_.model.schema.units.find(name);
      return unit == nullptr || symbol.broken ? Checked{} : use_unit(e, types::Unit(*unit));
    }
    case Symbol::Kind::function:
      report(Problem::function_as_value, e.span, {name}).related.push_back({symbol.span, {}, kDeclaredHere});
      return {};
    case Symbol::Kind::template_:
      report(Problem::template_as_value, e.span, {name}).related.push_back({symbol.span, {}, kDeclaredHere});
      return {};
    case Symbol::Kind::dimension:
    case Symbol::Kind::list:
    case Symbol::Kind::scale: break;
  }
  report(Problem::axis_as_value, e.span, {name});
  return {};
}

Checked Checker::use_param(const syntax::Expr& e, std::uint32_t index) {
  Expr made;
  made.kind = Kind::param;
  made.param = index;
  made.unit = a_.model.params[index].unit;
  return make(std::move(made), e, a_.param_bare[index] ? Flavour::bare : Flavour::quantity);
}

// 游客增长率 is growth(游客), 去年同期 previous(…), and 总投资 alone the field of a list; in English and in Chinese.
std::optional<std::pair<std::string, std::string>> Checker::spoken_name(const std::string& name) const {
  for (const std::string_view progress : {"序时进度", "时序进度", "进度要求", "计划进度"})
    if (name == progress) return std::pair(std::string("elapsed"), std::string("时间进度"));
  // 十人, 二万台
  constexpr auto kNumbers = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"十", "10"}, {"一", "1"}, {"二", "2"}, {"两", "2"}, {"三", "3"}, {"四", "4"}, {"五", "5"}, {"六", "6"}, {"七", "7"}, {"八", "8"}, {"九", "9"}});
  for (const auto& [word, digits] : kNumbers) {
    if (!name.starts_with(word)) continue;
    std::string written = std::string(digits) + name.substr(word.size());
    if (std::holds_alternative<types::Quantity>(types::parse_quantity(written, a_.model.schema.units, false))) return std::pair(written, written);
  }
  if (const auto member = glued_member(name)) return std::pair(*member, *member);
  // 各院区药占比
  for (const std::string_view all : {"所有", "全部", "各个", "每个", "各", "每"}) {
    if (!name.starts_with(all)) continue;
    for (const types::Dimension& dimension : a_.model.schema.dimensions) {
      const std::string_view rest = std::string_view(name).substr(all.size());
      if (!rest.starts_with(dimension.name) || rest.size() == dimension.name.size()) continue;
      const std::string of(rest.substr(dimension.name.size()));
      if (scope_->find(of) != nullptr) return std::pair("every " + dimension.name + " has " + of + " …", "每个 " + dimension.name + " 满足 " + of + " …");
    }
  }
  const std::size_t end = syntax::function_meant(name) ? 0 : syntax::spoken_function_at_end(name);
  const std::string of = end == 0 ? "…" : name.substr(0, name.size() - end);
  if (end == 0 || scope_->find(of) != nullptr) {
    const auto function = syntax::function_meant(std::string_view(name).substr(end == 0 ? 0 : name.size() - end));
    if (function) return std::pair(std::string(function->en) + "(" + of + ")", std::string(function->zh) + "(" + of + ")");
  }
  for (const types::List& list : a_.model.schema.lists) {
    if (scope_->find(list.name) == nullptr) continue;
    for (const FactId field : list.fields)
      if (a_.model.schema[field].name == name) return std::pair(list.name + "." + name, list.name + "." + name);
  }
  return std::nullopt;
}

void Checker::report_unknown_name(const syntax::Expr& e) {
  if (a_.incomplete) return;
  std::vector<std::string> names = scope_->names();
  if (const auto place = syntax::place_in_words(e.text)) {
    // 前三 is the third or better.
    report(Problem::place_in_words, e.span, {e.text, e.text.starts_with("前") ? "<= " + *place : *place});
    return;
  }
  if (const auto glued = find_glued_word(e.text, names)) {
    report(Problem::glued_words, e.span, {e.text, glued->word, glued->apart});
    return;
  }
  if (const auto label = a_.labels.find(e.text); label != a_.labels.end() && scope_->find(label->second) != nullptr) {
    report(Problem::label_as_name, e.span, {e.text}).suggestion = label->second;
    return;
  }
  // 7个/千人
  const auto [multiple, length] = types::leading_multiplier(e.text);
  if (const std::string unit = e.text.substr(length); length > 0 && a_.model.schema.units.find(unit) != nullptr) {
    const std::string so_many = "`" + base::to_string(multiple) + unit + "`";
    report(Problem::unknown_name, e.span, {e.text, "write " + so_many + ", or declare it: `unit " + e.text + " = " + base::to_string(multiple) + " " + unit + "`"}).arguments_zh = {
        e.text, "请写" + so_many + "，或声明它：`计量单位 " + e.text + " = " + base::to_string(multiple) + " " + unit + "`"};
    return;
  }
  if (const auto meant = spoken_name(e.text)) {
    report(Problem::unknown_name, e.span, {e.text, "write `" + meant->first + "`"}).arguments_zh = {e.text, "请写`" + meant->second + "`"};
    return;
  }
  for (const Frame& frame : frames_)
    if (frame.axis.kind == Axis::Kind::list)
      for (const FactId field : a_.model.schema[frame.axis.list].fields) names.push_back(a_.model.schema[field].name);
  auto near = a_.suggest(e.text, names);
  report(Problem::unknown_name, e.span, {e.text}).suggestion = std::move(near);
}

Checked Checker::check_member_access(const syntax::Expr& e) {
  const syntax::Expr& owner = (*file_)[e.children[0]];
  if (owner.kind == syntax::ExprKind::error) return {};
  if (owner.kind != syntax::ExprKind::name) {
    report(Problem::unknown_department, owner.span, {words(owner)});
    return {};
  }
  if (const Symbol* symbol = scope_->find(owner.text); symbol != nullptr && symbol->kind == Symbol::Kind::list)
    return use_list_field(e, ListId(symbol->index));
  const auto department = a_.departments.find(owner.text);
  if (department == a_.departments.end()) {
    if (const auto member = member_of(owner.text, e.text)) {
      report(Problem::unknown_department, owner.span, {owner.text, "write `" + *member + "`"}).arguments_zh = {owner.text, "请写`" + *member + "`"};
      return {};
    }
    std::vector<std::string> candidates;
    for (const auto& [name, scope] : a_.departments) candidates.push_back(name);
    for (const types::List& list : a_.model.schema.lists) candidates.push_back(list.name);
    a_.unknown(Problem::unknown_department, owner.span, {owner.text}, candidates);
    return {};
  }
  const Symbol* symbol = department->second->find_here(e.text);
  if (symbol == nullptr) {
    std::vector<std::string> candidates;
    for (const auto& [name, each] : department->second->symbols) candidates.push_back(name);
    std::sort(candidates.begin(), candidates.end());
    a_.unknown(Problem::unknown_field, e.op_span.valid() ? e.op_span : e.span, {e.text, owner.text}, candidates);
    return {};
  }
  return use_symbol(e, e.text, *symbol);
}

Checked Checker::check_index(const syntax::Expr& e) {
  const syntax::Expr& indexed = (*file_)[e.children[0]];
  const Symbol* symbol = nullptr;
  if (indexed.kind == syntax::ExprKind::name) {
    symbol = scope_->find(indexed.text);
  } else if (indexed.kind == syntax::ExprKind::member_access) {
    const syntax::Expr& owner = (*file_)[indexed.children[0]];
    if (const auto it = a_.departments.find(owner.text); it != a_.departments.end()) symbol = it->second->find_here(indexed.text);
  }
  if (symbol == nullptr) {
    if (check(e.children[0])) report(Problem::index_needs_fact, indexed.span, {words(indexed)});
    return {};
  }
  if (symbol->broken) return {};
  if (symbol->kind != Symbol::Kind::fact || a_.model.schema[FactId(symbol->index)].dimensions.empty()) {
    report(Problem::index_needs_fact, indexed.span, {words(indexed)});
    return {};
  }
  const types::Fact& fact = a_.model.schema[FactId(symbol->index)];
  a_.read_facts.insert(symbol->index);
  std::vector<std::optional<std::uint32_t>> fixed(fact.dimensions.size());
  for (std::size_t i = 1; i < e.children.size(); ++i) {
    const syntax::Expr& member = (*file_)[e.children[i]];
    if (member.kind == syntax::ExprKind::error) return {};
    bool found = false;
    bool taken = false;  // a member, but of a dimension that has one already
    std::vector<std::string> candidates;
    for (std::size_t d = 0; d < fixed.size() && !found; ++d) {
      const auto& members = a_.model.schema[fact.dimensions[d]].members;
      candidates.insert(candidates.end(), members.begin(), members.end());
      const auto it = std::find(members.begin(), members.end(), member.text);
      if (it == members.end() || member.kind != syntax::ExprKind::name) continue;
      taken = taken || fixed[d];
      if (fixed[d]) continue;
      fixed[d] = static_cast<std::uint32_t>(it - members.begin());
      found = true;
    }
    if (!found && taken) {
      report(Problem::second_member, member.span, {words(member)});
      return {};
    }
    if (!found) {
      a_.unknown(Problem::unknown_member, member.span, {words(member), a_.model.schema[fact.dimensions.front()].name}, candidates);
      return {};
    }
  }
  return use_fact(e, FactId(symbol->index), fixed);
}

}  // namespace assay::semantics
