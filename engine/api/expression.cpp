#include "api/expression.h"

#include "diagnostics/kinds.h"
#include "exec/evaluate.h"
#include "plan/lower.h"
#include "semantics/analyze.h"
#include "semantics/dump.h"

#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace assay::api {

namespace {

using diagnostics::Kind;
using semantics::Type;
using Words = std::vector<std::string>;

// The parser reads files, so an expression becomes the only statement of one.
constexpr std::string_view kStatement = "let value = ";

std::optional<std::pair<syntax::File, syntax::ExprId>> parse(std::string_view text, source::Files& files, diagnostics::Sink& sink) {
  const source::FileId file = files.add("expression", std::string(kStatement) + std::string(text));
  syntax::File tree = syntax::parse(files, file, {}, sink);
  if (sink.has_errors()) return std::nullopt;
  const syntax::Let* let = tree.statements.size() == 1 ? std::get_if<syntax::Let>(&tree.statements.front()) : nullptr;
  if (let == nullptr) {
    sink.report(Kind::not_one_expression, Words{std::string(text)});
    return std::nullopt;
  }
  const syntax::ExprId value = let->value;
  return std::pair(std::move(tree), value);
}

class Answer {
 public:
  Answer(const semantics::Model& model, const plan::Program& program, const facts::Batch& batch, const exec::Trace& trace, const plan::Moment& moment, Shown shown)
      : model_(model), program_(program), batch_(batch), trace_(trace), moment_(moment), shown_(shown) {}

  std::optional<std::string> text(semantics::ExprId id, diagnostics::Sink& sink) const {
    if (invalid(id)) {
      explain(id, sink);
      return std::nullopt;
    }
    const auto place = program_.find(id, moment_);
    if (!place) return "unknown";
    if (program_.registers[place->index()].truth) {
      const types::Truth truth = trace_.truth(*place, 0);
      if (truth == types::Truth::true_) return "true";
      if (truth == types::Truth::false_) return "false";
      return "unknown";
    }
    const types::Value value = trace_.value(*place, 0);
    if (!value.is_point()) return "unknown";
    return point_text(model_[id], *value.range.low);
  }

 private:
  std::string point_text(const semantics::Expr& e, const base::Number& value) const {
    const auto whole = value.to_scaled(0);
    if (e.type == Type::event && whole) return base::to_string(base::Date{static_cast<std::int32_t>(*whole)});
    if (e.type == Type::grade && e.scale.valid() && whole && *whole >= 0) {
      const auto& grades = model_.schema[e.scale].grades;
      if (static_cast<std::size_t>(*whole) < grades.size()) return grades[static_cast<std::size_t>(*whole)].name;
    }
    if (e.type == Type::text) {
      if (e.kind == semantics::Kind::text) return e.text;
      if (whole && *whole >= 0 && static_cast<std::size_t>(*whole) < batch_.texts.size()) return batch_.texts[static_cast<std::size_t>(*whole)];
    }
    const auto in_unit = shown_ == Shown::with_unit && e.type == Type::number ? base::divide(value, e.unit.factor) : std::nullopt;
    return in_unit ? base::to_string(*in_unit) + e.unit.name : base::to_string(value);
  }

  bool invalid(semantics::ExprId id) const {
    const auto place = program_.find(id, moment_);
    if (!place) return false;
    if (program_.registers[place->index()].truth) return trace_.truth(*place, 0) == types::Truth::invalid;
    return trace_.value(*place, 0).invalid;
  }

  // The innermost part that is invalid while nothing under it is.
  void explain(semantics::ExprId id, diagnostics::Sink& sink) const {
    const semantics::Expr& e = model_[id];
    for (const semantics::ExprId child : e.children) {
      if (!invalid(child)) continue;
      explain(child, sink);
      return;
    }
    const std::string words = semantics::print(model_, id);
    switch (e.kind) {
      case semantics::Kind::fact:
      case semantics::Kind::field: sink.report(Kind::value_cell_invalid, Words{words}); return;
      case semantics::Kind::divide: {
        const auto divisor = program_.find(e.children[1], moment_);
        const types::Value value = divisor ? trace_.value(*divisor, 0) : types::Value::point(1);
        const bool zero = value.is_point() && value.range.low->sign() == 0;
        sink.report(zero ? Kind::value_division_by_zero : Kind::value_too_many_digits, Words{words});
        return;
      }
      case semantics::Kind::function: {
        using functions::Function;
        const bool divides = e.function == Function::mod || (e.function == Function::power && e.places < 0);
        const auto by = program_.find(e.children.back(), moment_);
        const types::Value value = divides && by ? trace_.value(*by, 0) : types::Value::point(1);
        if (value.is_point() && value.range.low->sign() == 0) sink.report(Kind::value_division_by_zero, Words{words});
        else if (e.function == Function::days) sink.report(Kind::value_invalid, Words{words});
        else sink.report(Kind::value_too_many_digits, Words{words});
        return;
      }
      case semantics::Kind::negate:
      case semantics::Kind::add:
      case semantics::Kind::subtract:
      case semantics::Kind::multiply: sink.report(Kind::value_too_many_digits, Words{words}); return;
      default: sink.report(Kind::value_invalid, Words{words}); return;
    }
  }

  const semantics::Model& model_;
  const plan::Program& program_;
  const facts::Batch& batch_;
  const exec::Trace& trace_;
  const plan::Moment& moment_;
  Shown shown_;
};

}  // namespace

std::optional<std::string> evaluate_expression(std::string_view text, Rulebook& book, const facts::Batch& batch, const RunOptions& others,
                                               base::Date as_of, Shown shown, diagnostics::Sink& sink) {
  if (!book.model) book.model.emplace();
  const auto parsed = parse(text, book.files, sink);
  if (!parsed) return std::nullopt;
  const auto id = semantics::analyze_expression(parsed->first, parsed->second, book.files, *book.model, sink);
  if (!id || sink.has_errors()) return std::nullopt;
  plan::Moment moment;
  const plan::Program program = plan::lower_expression(*book.model, *id, as_of, moment);
  exec::Trace trace;
  const std::unique_ptr<exec::Population> population = others.facts.empty() ? nullptr : gather(program, others, sink);
  if (sink.has_errors()) return std::nullopt;
  exec::evaluate(program, batch, &trace, population.get());
  return Answer(*book.model, program, batch, trace, moment, shown).text(*id, sink);
}

facts::Batch empty_batch(const types::Schema& schema) {
  facts::Batch batch;
  batch.units.emplace_back();
  batch.lists.resize(schema.lists.size());
  for (std::size_t i = 0; i < schema.lists.size(); ++i) {
    batch.lists[i].reported_units.assign(1, false);
    batch.lists[i].fields.resize(schema.lists[i].fields.size());
    batch.lists[i].places.resize(schema.lists[i].fields.size());
  }
  return batch;
}

}  // namespace assay::api
