#include "semantics/dump.h"

#include "base/number.h"

#include <string_view>
#include <utility>

namespace assay::semantics {

namespace {

constexpr std::string_view kFactKinds[] = {"flow", "cumulative", "level", "event", "rank", "grade", "flag", "text"};
constexpr std::string_view kTotals[] = {"none", "sum", "mean", "min", "max"};
constexpr std::string_view kSteps[] = {"daily", "monthly", "quarterly", "half-yearly", "yearly"};
constexpr std::string_view kTypes[] = {"number", "truth", "event", "grade", "text"};
constexpr std::string_view kCriteria[] = {"require", "aim", "judge"};

template <class Enum, std::size_t N>
std::string_view of(const std::string_view (&names)[N], Enum value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? names[index] : "?";
}

// A text on one line, as it may be long.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') out += "\\n";
    else if (c == '"') out += "\\\"";
    else out += c;
  }
  return out + "\"";
}

class Dump {
 public:
  Dump(const Model& model, const source::Files& sources) : model_(model), sources_(sources) {}

  std::string run() {
    season();
    for (const std::string& name : model_.schema.units.names()) unit(name);
    for (std::size_t i = 0; i < model_.schema.dimensions.size(); ++i) dimension(i);
    for (std::size_t i = 0; i < model_.schema.scales.size(); ++i) scale(i);
    for (std::size_t i = 0; i < model_.schema.lists.size(); ++i) list(i);
    for (std::size_t i = 0; i < model_.schema.facts.size(); ++i) fact(FactId(i));
    for (const Param& each : model_.params) param(each);
    scoring();
    for (const Department& each : model_.departments) department(each);
    return std::move(out_);
  }

 private:
  void line(int depth, const std::string& text, Span span = {}) {
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
    out_ += text;
    if (span.valid()) out_ += "  @ " + sources_.place(span);
    out_ += '\n';
  }

  static std::string label(const std::string& text) { return text.empty() ? std::string{} : " " + quoted(text); }

  void season() {
    const types::Season& s = model_.schema.season;
    line(0, "season " + s.name + label(s.label) + " " + base::to_string(s.from) + " .. " + base::to_string(s.to) + " " +
                std::string(of(kSteps, s.step)), model_.season_span);
    if (model_.schema.reports.empty()) return;
    std::string names;
    for (const std::string& each : model_.schema.reports) names += " " + each;
    line(0, "reports from" + names);
  }

  void unit(const std::string& name) {
    const types::Unit* unit = model_.schema.units.find(name);
    if (unit == nullptr) return;
    line(0, "unit " + name + " = " + base::to_string(unit->factor) + " " + model_.schema.units.print(unit->powers));
  }

  void dimension(std::size_t i) {
    const types::Dimension& each = model_.schema.dimensions[i];
    std::string members;
    for (const std::string& member : each.members) members += " " + member;
    line(0, "dimension " + each.name + label(each.label) + ":" + members, model_.dimension_spans[i]);
  }

  void scale(std::size_t i) {
    const types::Scale& each = model_.schema.scales[i];
    std::string grades;
    for (std::size_t g = 0; g < each.grades.size(); ++g) {
      grades += " " + each.grades[g].name + "=" + base::to_string(each.grades[g].value);
      if (each.pass == g) grades += "(pass)";
    }
    line(0, "scale " + each.name + label(each.label) + ":" + grades, model_.scale_spans[i]);
  }

  std::string per(const std::vector<DimensionId>& dimensions) const {
    std::string out;
    for (const DimensionId each : dimensions) out += " per " + model_.schema[each].name;
    return out;
  }

  void list(std::size_t i) {
    const types::List& each = model_.schema.lists[i];
    std::string fields;
    for (const FactId field : each.fields)
      if (field.valid()) fields += " " + model_.schema[field].name;
    line(0, "list " + each.name + label(each.label) + per(each.dimensions) + (each.size ? " size " + std::to_string(*each.size) : "") + ":" + fields,
         model_.list_spans[i]);
  }

  void fact(FactId id) {
    const types::Fact& f = model_.schema[id];
    std::string text = f.list.valid() ? "field " + model_.schema[f.list].name + "." + f.name : "fact " + types::qualified_name(f);
    text += label(f.label) + ": " + std::string(of(kFactKinds, f.kind));
    if (!f.unit.name.empty()) text += " " + f.unit.name;
    if (f.scale.valid()) text += " " + model_.schema[f.scale].name;
    text += per(f.dimensions);
    if (f.total != types::Total::none) text += " total " + std::string(of(kTotals, f.total));
    if (f.low || f.high)
      text += std::string(f.range_declared ? " range " : " implied ") + (f.low ? base::to_string(*f.low) : "") + ".." + (f.high ? base::to_string(*f.high) : "");
    if (f.whole) text += " whole";
    if (f.is_signed) text += " signed";
    if (f.evidence) text += " required evidence";
    text += f.once ? " once" : " " + std::string(of(kSteps, f.step));
    if (f.judge) text += " judged";
    for (const std::string& alias : f.aliases) text += " alias " + quoted(alias);
    line(0, text, model_.fact_spans[id.index()]);
  }

  void dated(int depth, const std::vector<DatedNumber>& values) {
    for (const DatedNumber& each : values)
      line(depth, base::to_string(each.value) + " from " + base::to_string(each.from) + " to " + base::to_string(each.to));
  }

  void param(const Param& each) {
    line(0, "param " + each.name + label(each.label) + (each.unit.name.empty() ? "" : ": " + each.unit.name), each.span);
    dated(1, each.values);
    if (!each.source.empty()) line(1, "source " + quoted(each.source));
    if (!each.assumed.empty()) line(1, "assumed " + quoted(each.assumed));
  }

  void scoring() {
    const Scoring& s = model_.scoring;
    constexpr std::string_view kTies[] = {"shared", "difficulty", "order"};
    line(0, "scoring round half up " + std::to_string(s.places) + " ties " + std::string(of(kTies, s.ties)), s.span);
    line(1, "criterion = " + print(model_, s.criterion));
    line(1, "target = " + print(model_, s.target));
    line(1, "department = " + print(model_, s.department));
  }

  void department(const Department& each) {
    line(0, "department " + each.name + label(each.label), each.span);
    line(1, "difficulty" + (each.difficulty_source.empty() ? "" : " source " + quoted(each.difficulty_source)));
    dated(2, each.difficulty);
    for (const Target& target_ : each.targets) target(target_);
  }

  void target(const Target& each) {
    line(1, "target " + each.id + label(each.title) + " weight " + base::to_string(each.weight), each.span);
    if (!each.text.empty()) line(2, "text " + quoted(each.text));
    constexpr std::string_view kCombines[] = {"mean", "min", "all or nothing", "share met"};
    if (each.combine != Combine::mean) line(2, "combine " + std::string(of(kCombines, each.combine)));
    if (each.applies_when.valid()) {
      line(2, "applies when " + print(model_, each.applies_when));
      tree(3, each.applies_when);
    }
    for (const Criterion& c : each.criteria) criterion(c);
  }

  void criterion(const Criterion& c) {
    line(2, std::string(of(kCriteria, c.kind)) + " " + c.id + label(c.quote) + (c.decides ? " decides" : "") + " due " + base::to_string(c.due) +
                " weight " + base::to_string(c.weight), c.span);
    line(3, print(model_, c.condition));
    tree(4, c.condition);
    if (c.scheme) line(3, "score " + print(model_, *c.scheme));
    if (c.template_span) line(3, "of the template at " + sources_.place(*c.template_span));
    if (!c.stretch) return;
    line(3, "stretch" + label(c.stretch->quote) + " " + print(model_, c.stretch->condition));
    tree(4, c.stretch->condition);
  }

  // One line an expression: what it is, its type, and its unit.
  void tree(int depth, ExprId id) {
    if (!id.valid()) return;
    const Expr& e = model_[id];
    std::string text = std::string(of(kTypes, e.type));
    if (e.type == Type::number) {
      text += " in " + (e.unit.name.empty() ? model_.schema.units.print(e.unit.powers) : e.unit.name);
      if (e.unit.factor != base::Number{1}) text += " (= " + base::to_string(e.unit.factor) + " " + model_.schema.units.print(e.unit.powers) + ")";
    }
    if (e.type == Type::grade) text += " of " + model_.schema[e.scale].name;
    for (const Axis& axis : e.axes) text += " opens #" + std::to_string(axis.variable);
    for (const Binding& binding : e.bindings) {
      text += binding.kind == Binding::Kind::axis    ? " at #" + std::to_string(binding.value)
              : binding.kind == Binding::Kind::fixed ? " member " + std::to_string(binding.value)
                                                     : std::string(" total");
    }
    if (e.kind == Kind::field || e.kind == Kind::member) text += " at #" + std::to_string(e.variable);
    line(depth, print(model_, id) + " : " + text);
    for (const ExprId child : e.children) tree(depth + 1, child);
  }

  const Model& model_;
  const source::Files& sources_;
  std::string out_;
};

}  // namespace

std::string dump_model(const Model& model, const source::Files& sources) { return Dump(model, sources).run(); }

}  // namespace assay::semantics
