#include "semantics/passes/passes.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <map>

namespace assay::semantics {

namespace {

struct Declared {
  const syntax::File* file;
  const syntax::Unit* unit;
  enum class State { fresh, open, done } state = State::fresh;
};

// Units may be declared in any order, so each is made when it is first needed.
class Declarer {
 public:
  explicit Declarer(Analysis& a) : a_(a) {}

  void run() {
    for (const syntax::File& file : a_.files) {
      for (const syntax::Statement& statement : file.statements) {
        const auto* unit = std::get_if<syntax::Unit>(&statement);
        if (unit == nullptr) continue;
        if (const std::string& name = unit->name.text; types::leading_multiplier(name).second == name.size()) {
          a_.report(Problem::unit_is_multiplier, unit->name.span, {name});
          if (a_.declare(a_.rulebook, unit->name, {Symbol::Kind::unit, 0, {}, false})) a_.rulebook.symbols[name].broken = true;
          continue;
        }
        if (a_.model.schema.units.find(unit->name.text) != nullptr) {
          a_.report(Problem::duplicate_name, unit->name.span, {unit->name.text});
          continue;
        }
        if (!a_.declare(a_.rulebook, unit->name, {Symbol::Kind::unit, 0, {}, false})) continue;
        declared_.emplace(unit->name.text, Declared{&file, unit});
        order_.push_back(unit->name.text);
      }
    }
    for (const std::string& name : order_) make(name, {});
  }

 private:
  // False where the unit is faulty (reported) or not declared (not reported).
  bool make(const std::string& name, Span user) {
    const auto it = declared_.find(name);
    if (it == declared_.end()) return a_.model.schema.units.find(name) != nullptr;
    Declared& declared = it->second;
    if (declared.state == Declared::State::open) {
      // 计量单位 亿元 = 1亿元
      const std::size_t multiple = types::leading_multiplier(name).second;
      const bool glued = multiple > 0 && multiple < name.size();
      const std::string apart = name + " = 1" + name.substr(0, multiple) + " " + name.substr(multiple);
      a_.report(Problem::unit_cycle, user,
                {name, glued ? "a space keeps the number and the smaller unit apart: `unit " + apart + "`" : "the smallest of these units stands without a definition",
                 glued ? "数与较小的单位之间加一个空格：`计量单位 " + apart + "`" : "其中最小的单位不写定义"});
      return false;
    }
    types::Units& units = a_.model.schema.units;
    if (declared.state == Declared::State::done) return units.find(name) != nullptr;
    declared.state = Declared::State::open;
    const syntax::Unit& unit = *declared.unit;
    bool ok = false;
    if (!unit.definition.valid()) {
      ok = units.add_base(name, unit.label ? unit.label->value : std::string{});
    } else if (auto made = definition(*declared.file, unit.definition)) {
      if (made->factor.sign() <= 0) {
        const Span span = (*declared.file)[unit.definition].span;
        a_.report(Problem::unit_definition, span, {a_.words(span)});
      } else {
        made->name = name;
        ok = units.add(name, std::move(*made));
      }
    }
    declared.state = Declared::State::done;
    if (!ok) a_.rulebook.symbols[name].broken = true;
    return ok;
  }

  std::optional<types::Unit> definition(const syntax::File& file, syntax::ExprId id) {
    const syntax::Expr& e = file[id];
    switch (e.kind) {
      case syntax::ExprKind::name: return named(e);
      case syntax::ExprKind::number: return number(e);
      case syntax::ExprKind::multiply:
      case syntax::ExprKind::divide: {
        const auto left = definition(file, e.children[0]);
        const auto right = definition(file, e.children[1]);
        if (!left || !right) return std::nullopt;
        const bool times = e.kind == syntax::ExprKind::multiply;
        const auto factor = times ? base::multiply(left->factor, right->factor) : base::divide(left->factor, right->factor);
        if (!factor) break;
        types::Unit out;
        out.factor = *factor;
        out.powers = times ? types::multiply(left->powers, right->powers) : types::divide(left->powers, right->powers);
        return out;
      }
      case syntax::ExprKind::error: return std::nullopt;
      default: break;
    }
    a_.report(Problem::unit_definition, e.span, {a_.words(e.span)});
    return std::nullopt;
  }

  std::optional<types::Unit> named(const syntax::Expr& e) {
    if (make(e.text, e.span)) return *a_.model.schema.units.find(e.text);
    if (!declared_.contains(e.text)) a_.unknown_unit(e.span, e.text);
    return std::nullopt;
  }

  // A number with the letters glued to it: `1亿`, `10000元`.
  std::optional<types::Unit> number(const syntax::Expr& e) {
    // The unit behind it must be known before the number can be read.
    std::size_t digits = e.text.find_first_not_of("0123456789._");
    if (digits != std::string::npos) {
      const std::string suffix = e.text.substr(digits);
      for (std::string rest : {suffix, suffix.substr(types::leading_multiplier(suffix).second)})
        if (const auto it = declared_.find(rest); it != declared_.end() && !make(rest, e.span)) return std::nullopt;
    }
    const auto parsed = types::parse_quantity(e.text, a_.model.schema.units, false);
    if (const auto* quantity = std::get_if<types::Quantity>(&parsed)) {
      if (const auto factor = base::multiply(quantity->number, quantity->unit.factor)) {
        types::Unit out;
        out.factor = *factor;
        out.powers = quantity->unit.powers;
        return out;
      }
    }
    a_.report(Problem::unit_definition, e.span, {a_.words(e.span)});
    return std::nullopt;
  }

  Analysis& a_;
  std::map<std::string, Declared> declared_;
  std::vector<std::string> order_;
};

types::Unit compound(const Analysis& a, const types::Unit& left, const types::Unit& right, bool times) {
  types::Unit out;
  out.powers = times ? types::multiply(left.powers, right.powers) : types::divide(left.powers, right.powers);
  if (out.powers.empty()) return out;
  const auto factor = times ? base::multiply(left.factor, right.factor) : base::divide(left.factor, right.factor);
  const bool simple = !left.name.empty() && !right.name.empty() && right.name.find('/') == std::string::npos &&
                      right.name.find("·") == std::string::npos && left.name.find('/') == std::string::npos;
  if (factor && simple) {
    out.factor = *factor;
    out.name = left.name + (times ? "·" : "/") + right.name;
  } else {
    out.name = a.model.schema.units.print(out.powers);
  }
  return out;
}

}  // namespace

void declare_units(Analysis& a) { Declarer(a).run(); }

types::Unit product(const Analysis& a, const types::Unit& left, const types::Unit& right) {
  if (right.powers.empty() && !left.powers.empty()) return left;
  if (left.powers.empty() && !right.powers.empty()) return right;
  if (left.powers.empty()) return left.name.empty() ? right : left;
  return compound(a, left, right, true);
}

types::Unit quotient(const Analysis& a, const types::Unit& left, const types::Unit& right) {
  if (right.powers.empty()) {
    if (!left.powers.empty()) return left;
    return right.name.empty() ? left : types::Unit{};
  }
  if (left.powers.empty()) {
    types::Unit plain;
    plain.name.assign(1, '1');
    return compound(a, plain, right, false);
  }
  return compound(a, left, right, false);
}

std::optional<types::Unit> unit_expression(Analysis& a, const syntax::File& file, syntax::ExprId id) {
  const syntax::Expr& e = file[id];
  switch (e.kind) {
    case syntax::ExprKind::error: return std::nullopt;
    case syntax::ExprKind::multiply:
    case syntax::ExprKind::divide: {
      const auto left = unit_expression(a, file, e.children[0]);
      const auto right = unit_expression(a, file, e.children[1]);
      if (!left || !right) return std::nullopt;
      return compound(a, *left, *right, e.kind == syntax::ExprKind::multiply);
    }
    default: break;
  }
  if (const types::Unit* unit = a.model.schema.units.find(e.text); unit != nullptr && unit->name == e.text) return *unit;
  if (const Symbol* symbol = a.rulebook.find(e.text); symbol != nullptr && symbol->kind == Symbol::Kind::unit) return std::nullopt;
  a.unknown_unit(e.span, e.text);
  return std::nullopt;
}

}  // namespace assay::semantics
