#include "syntax/dump.h"

#include "syntax/print.h"

#include <array>
#include <string_view>

namespace assay::syntax {

namespace {

// The names of the enumerators, in their order.
constexpr auto kExprKinds = std::to_array<std::string_view>(
    {"error", "number", "string", "date", "boolean", "unknown", "name", "member", "call", "negate", "add", "subtract", "multiply", "divide",
     "compare", "in set", "in range", "within", "timing", "is missing", "is reported", "not", "and", "or", "implies", "if", "quantifier",
     "at least of", "index", "at period", "rank among", "aggregate among", "set"});
constexpr auto kOps = std::to_array<std::string_view>({"", ">=", ">", "<=", "<", "==", "!=", "by", "before", "after", "on", "every", "any", "no"});
constexpr auto kFactKinds = std::to_array<std::string_view>({"flow", "cumulative", "level", "event", "rank", "grade", "flag", "text"});
constexpr auto kTotals = std::to_array<std::string_view>({"", "sum", "mean", "min", "max"});
constexpr auto kSteps = std::to_array<std::string_view>({"daily", "monthly", "quarterly", "half-yearly", "yearly"});
constexpr auto kCriteria = std::to_array<std::string_view>({"require", "aim", "judge", "require judge"});
constexpr auto kCombines = std::to_array<std::string_view>({"mean", "min", "all or nothing", "share met"});
constexpr auto kSchemes = std::to_array<std::string_view>({"all or nothing", "proportional", "linear", "steps", "deduct", "bonus", "places"});
constexpr auto kWhats = std::to_array<std::string_view>({"status", "attainment", "score"});
static_assert(kExprKinds.size() == static_cast<std::size_t>(ExprKind::set) + 1);
static_assert(kOps.size() == static_cast<std::size_t>(Op::no) + 1);

template <class Enum, std::size_t N>
std::string_view word(const std::array<std::string_view, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '\n' ? std::string("\\n") : std::string(1, c);
  return out + "\"";
}

class Dump {
 public:
  Dump(const File& file, const source::Files& files) : file_(file), files_(files) {}

  std::string run() {
    for (const Statement& each : file_.statements) std::visit([this](const auto& s) { show(s); }, each);
    return std::move(out_);
  }

 private:
  void line(Span span, std::string_view words) {
    out_.append(indent_ * 2, ' ');
    out_ += words;
    if (span.valid()) {
      const source::Position at = files_.position(span.file, span.begin);
      out_ += " @" + std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    out_ += "\n";
  }
  template <class Body>
  void inside(Body body) {
    ++indent_;
    body();
    --indent_;
  }
  static std::string labelled(std::string_view what, const Name& name, const std::optional<Text>& label) {
    return std::string(what) + " " + name.text + (label ? " " + quoted(label->value) : "");
  }
  static std::string list(const std::vector<Name>& names) {
    std::string out;
    for (const Name& each : names) out += (out.empty() ? "" : ", ") + each.text;
    return out;
  }

  void expr(std::string_view role, ExprId id) {
    if (!id.valid()) return;
    const Expr& e = file_[id];
    std::string words = role.empty() ? "" : std::string(role) + ": ";
    words += word(kExprKinds, e.kind);
    if (e.kind == ExprKind::boolean) words += e.flag ? " true" : " false";
    if (e.kind == ExprKind::date) words += " " + base::to_string(e.date);
    if (e.op != Op::none) words += " " + std::string(word(kOps, e.op));
    for (const Op op : e.ops) words += " " + std::string(word(kOps, op));
    if (e.kind == ExprKind::call && e.flag) words += " distinct";
    if (!e.text.empty()) words += e.kind == ExprKind::string ? " " + quoted(e.text) : " " + e.text;
    if (e.kind == ExprKind::quantifier || e.kind == ExprKind::aggregate_among) words += " over " + e.axis.name.text;
    line(e.span, words);
    inside([&] {
      expr("from", e.axis.from);
      expr("to", e.axis.to);
      expr("where", e.axis.where);
      for (const ExprId child : e.children) expr("", child);
      expr("where", e.where);
    });
  }

  void show(const Use& s) { line(s.span, "use " + quoted(s.path.value)); }
  void show(const Season& s) {
    line(s.span, labelled("season", s.name, s.label) + " from " + base::to_string(s.from) + " to " + base::to_string(s.to) +
                     (s.step ? " " + std::string(word(kSteps, *s.step)) : ""));
  }
  void show(const Unit& s) {
    line(s.span, labelled("unit", s.name, s.label));
    inside([&] { expr("", s.definition); });
  }
  void show(const Reports& s) { line(s.span, "reports from " + list(s.units)); }
  void show(const Dimension& s) { line(s.span, labelled("dimension", s.name, s.label) + " { " + list(s.members) + " }"); }
  void show(const List& s) {
    line(s.span, labelled("list", s.name, s.label) + (s.dimensions.empty() ? "" : " per " + list(s.dimensions)) +
                     (s.size ? " size " + std::to_string(*s.size) : ""));
    inside([&] {
      for (const Fact& each : s.fields) show(each);
    });
  }
  void show(const Scale& s) {
    line(s.span, labelled("scale", s.name, s.label) + (s.pass ? " pass " + s.pass->text : ""));
    inside([&] {
      for (const Grade& each : s.grades) expr(each.name.text, each.value);
    });
  }
  void dated(const std::vector<DatedValue>& values) {
    for (const DatedValue& each : values) {
      std::string role = "value";
      if (each.from) role += " from " + base::to_string(*each.from);
      if (each.to) role += " to " + base::to_string(*each.to);
      expr(role, each.value);
    }
  }
  void show(const Param& s) {
    line(s.span, labelled("param", s.name, s.label) + (s.source ? " source " + quoted(s.source->value) : "") +
                     (s.assumed ? " assumed " + quoted(s.assumed->value) : ""));
    inside([&] {
      expr("unit", s.unit);
      dated(s.values);
    });
  }
  void show(const Fact& s) {
    std::string words = labelled("fact", s.name, s.label) + " : " + std::string(word(kFactKinds, s.kind));
    if (s.scale) words += " " + s.scale->text;
    if (!s.dimensions.empty()) words += " per " + list(s.dimensions);
    if (s.total != Total::none) words += " total " + std::string(word(kTotals, s.total));
    if (s.whole) words += " whole";
    if (s.is_signed) words += " signed";
    if (s.evidence) words += " required evidence";
    if (s.step) words += " " + std::string(word(kSteps, *s.step));
    line(s.span, words);
    inside([&] {
      expr("unit", s.unit);
      expr("from", s.range_low);
      expr("to", s.range_high);
    });
  }
  void show(const Let& s) {
    line(s.span, "let " + s.name.text);
    inside([&] { expr("", s.value); });
  }
  void show(const Function& s) {
    line(s.span, "function " + s.name.text + "(" + list(s.parameters) + ")");
    inside([&] { expr("", s.body); });
  }
  void show(const Template& s) {
    line(s.span, "template " + s.name.text + "(" + list(s.parameters) + ")");
    inside([&] {
      for (const Criterion& each : s.criteria) show(each);
    });
  }
  void show(const Department& s) {
    line(s.span, labelled("department", s.name, s.label));
    inside([&] {
      if (!s.difficulty.empty()) {
        line(s.difficulty_span, "difficulty" + (s.difficulty_source ? " source " + quoted(s.difficulty_source->value) : ""));
        inside([&] { dated(s.difficulty); });
      }
      for (const auto& each : s.body) std::visit([this](const auto& inner) { show(inner); }, each);
    });
  }
  void show(const Target& s) {
    line(s.span, labelled("target", s.id, s.title));
    inside([&] {
      expr("weight", s.weight);
      expr("applies when", s.applies_when);
      if (s.combine) line(s.combine->span, "combine " + std::string(word(kCombines, s.combine->kind)));
      if (s.text) line(s.text->span, "text " + quoted(s.text->value));
      for (const auto& each : s.body) std::visit([this](const auto& inner) { show(inner); }, each);
    });
  }
  void show(const Criterion& s) {
    std::string words(word(kCriteria, s.kind));
    if (s.name) words += " " + s.name->text;
    if (s.quote) words += " " + quoted(s.quote->value);
    if (s.scale) words += " on " + s.scale->text;
    if (s.at_least) words += " at least " + s.at_least->text;
    if (s.due) words += " due " + base::to_string(*s.due);
    line(s.span, words);
    inside([&] {
      expr("", s.condition);
      if (s.stretch) expr("stretch" + (s.stretch->quote ? " " + quoted(s.stretch->quote->value) : ""), s.stretch->condition);
      if (s.scheme) show(*s.scheme);
      expr("weight", s.weight);
    });
  }
  void show(const Scheme& s) {
    line(s.span, "score " + std::string(word(kSchemes, s.kind)) + (s.of_goal ? " of goal" : ""));
    inside([&] {
      for (std::size_t i = 0; i < s.values.size(); ++i) expr(std::to_string(i + 1), s.values[i]);
      for (const Scheme::Step& each : s.steps) {
        line(each.span, each.bound.valid() ? std::string(word(kOps, each.op)) : "else");
        inside([&] {
          expr("bound", each.bound);
          expr("last", each.last);
          expr("value", each.value);
        });
      }
    });
  }
  void show(const Apply& s) {
    line(s.span, "apply " + s.name.text);
    inside([&] {
      for (const ExprId each : s.arguments) expr("", each);
    });
  }
  void show(const Scoring& s) {
    line(s.span, "scoring");
    inside([&] {
      if (s.round_places) line(s.round_span, "round half up " + std::to_string(*s.round_places));
      if (s.ties) line(s.ties->span, "ties " + s.ties->text);
      for (const Scoring::Formula& each : s.formulas) expr(each.name.text, each.value);
    });
  }
  void show(const Test& s) {
    line(s.span, "test " + quoted(s.name.value) + (s.as_of ? " as of " + base::to_string(*s.as_of) : ""));
    inside([&] {
      for (const Test::Given& each : s.given) {
        std::string words = "given ";
        for (std::size_t i = 0; i < each.path.size(); ++i) words += (i == 0 ? "" : ".") + each.path[i].text;
        if (each.field) words += " field " + each.field->text;
        if (each.period) words += " at " + each.period->text;
        line(each.span, words);
        inside([&] {
          for (const ExprId member : each.members) expr("of", member);
          expr("is", each.value);
        });
      }
      for (const Test::Expect& each : s.expect) {
        std::string words = "expect ";
        for (std::size_t i = 0; i < each.path.size(); ++i) words += (i == 0 ? "" : ".") + each.path[i].text;
        words += each.provisional ? " provisional" : "";
        words += " " + (each.what == Test::Expect::What::status ? each.status : std::string(word(kWhats, each.what)));
        if (!each.because.empty()) words += " because " + list(each.because);
        line(each.span, words);
        inside([&] {
          expr("", each.value);
          expr("to", each.high);
        });
      }
    });
  }

  const File& file_;
  const source::Files& files_;
  std::string out_;
  std::size_t indent_ = 0;
};

}  // namespace

std::string dump_ast(const File& file, const source::Files& files) { return Dump(file, files).run(); }

}  // namespace assay::syntax
