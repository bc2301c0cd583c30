#include "semantics/checks/checker.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::semantics {

namespace {

// What people glue to a number for a bound, and the operator it stands for.
// 起 is none of them: it counts accidents and complaints.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kBounds{{
    {"及以上", ">="}, {"以上", ">="}, {"及以下", "<="}, {"以下", "<="}, {"以内", "<="},
    {"以外", ">"}, {"左右", "=="}, {"余", ">"}, {"多", ">"},
}};

// The operator that a text ends with, as the language has it.
std::string_view operator_at_end(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kOperators{{
      {"<=", "<="}, {">=", ">="}, {"==", "=="}, {"!=", "!="}, {"≤", "<="}, {"≥", ">="}, {"≠", "!="}, {"＜", "<"}, {"＞", ">"}, {"<", "<"}, {">", ">"}, {"=", "=="},
  }};
  for (const auto& [written, op] : kOperators)
    if (text.ends_with(written)) return op;
  return {};
}

}  // namespace

Checked Checker::literal(const syntax::Expr& e, Kind kind, Type type) {
  Expr made;
  made.kind = kind;
  made.type = type;
  made.truth = e.flag;
  made.text = e.text;
  if (kind != Kind::text) made.text.clear();
  return make(std::move(made), e);
}

Checked Checker::check_number(const syntax::Expr& e) {
  auto parsed = types::parse_quantity(e.text, a_.model.schema.units, false);
  if (const auto* problem = std::get_if<types::QuantityProblem>(&parsed)) {
    report_quantity(e, *problem);
    return {};
  }
  auto& quantity = std::get<types::Quantity>(parsed);
  const auto value = base::multiply(quantity.number, quantity.unit.factor);
  if (!value) {
    report(Problem::number_too_large, e.span, {words(e), a_.model.schema.units.print(quantity.unit.powers)});
    return {};
  }
  Expr made;
  made.kind = Kind::number;
  made.number = *value;
  made.unit = std::move(quantity.unit);
  return make(std::move(made), e, quantity.bare ? Flavour::bare : Flavour::quantity);
}

// 计量单位 万箱 beside 计量单位 箱: it is a unit of its own, where ten thousand of the other are meant.
void Checker::report_ambiguous(const syntax::Expr& e, const types::QuantityProblem& problem) {
  std::string en, zh;
  const std::size_t gap = problem.other.find(' ');
  const types::Units& units = a_.model.schema.units;
  const types::Unit* const one = units.find(problem.text);
  const types::Unit* const other = gap == std::string::npos ? nullptr : units.find(problem.other.substr(gap + 1));
  if (one != nullptr && other != nullptr && one->powers != other->powers && problem.text == problem.other.substr(0, gap) + other->name) {
    const std::string declared = problem.text + " = 1" + problem.other + "`";
    en = ", or declare the one by the other: `unit " + declared;
    zh = "，或声明两者的关系：`计量单位 " + declared;
  }
  // 30亿万元
  const std::string number = e.text.substr(0, std::min(e.text.find_first_not_of("0123456789._"), e.text.size()));
  if (one != nullptr && gap == std::string::npos) {
    en = ": `" + number + problem.text + "` or `" + number + problem.other + "`";
    zh = "：`" + number + problem.text + "`或`" + number + problem.other + "`";
  }
  report(Problem::ambiguous_number, e.span, {e.text, problem.text, problem.other, std::move(en)}).arguments_zh = {e.text, problem.text, problem.other, std::move(zh)};
}

// 2万台次 beside 计量单位 台: that unit was meant, or one of its own, without the multiplier.
bool Checker::report_longer_unit(const syntax::Expr& e, const types::QuantityProblem& problem, Span span) {
  const std::size_t multiple = types::leading_multiplier(problem.text).second;
  const std::string own = problem.text.substr(multiple);
  const types::Units& units = a_.model.schema.units;
  const types::Unit* const shorter = problem.other.empty() ? nullptr : units.find(problem.other.substr(types::leading_multiplier(problem.other).second));
  if (a_.incomplete || shorter == nullptr || shorter->powers.empty() || own.empty() || a_.rulebook.find(own) != nullptr) return false;
  // 个人: rather 人 than 个.
  for (const std::string& name : units.names())
    if (own != name && own.ends_with(name)) return false;
  const std::string meant = e.text.substr(0, e.text.size() - problem.text.size()) + problem.other;
  report(Problem::unknown_unit, span, {problem.text, "write `" + meant + "`; if it is a unit of its own, declare it: `unit " + own + "`"}).arguments_zh = {
      problem.text, "请写`" + meant + "`；若是另一种单位，请声明它：`计量单位 " + own + "`"};
  return true;
}

void Checker::report_quantity(const syntax::Expr& e, const types::QuantityProblem& problem) {
  using ProblemKind = types::QuantityProblem::Kind;
  // The part it is about is the end of the token; its bytes may differ from the text where twins were written.
  Span span = e.span;
  const std::string_view written = a_.sources.slice(e.span);
  if (!problem.text.empty() && written.ends_with(problem.text))
    span.begin = span.end - static_cast<std::uint32_t>(problem.text.size());
  switch (problem.kind) {
    case ProblemKind::malformed:
    case ProblemKind::leading_zero: return;  // said when the text was read
    case ProblemKind::too_long: report(Problem::number_too_long, e.span, {words(e)}); return;
    case ProblemKind::ambiguous: report_ambiguous(e, problem); return;
    case ProblemKind::unknown_unit: break;
  }
  for (const auto& [word, op] : kBounds) {
    if (!problem.text.ends_with(word)) continue;
    const std::string number = e.text.substr(0, e.text.size() - word.size());
    const auto rest = types::parse_quantity(number, a_.model.schema.units, false);
    if (!std::holds_alternative<types::Quantity>(rest)) continue;
    if (written.ends_with(word)) span.begin = span.end - static_cast<std::uint32_t>(word.size());
    // What the rule says already stays: a word of the other side contradicts it, and neither is chosen here.
    const std::string_view own = operator_at_end(a_.sources.text(e.span.file).substr(0, e.span.begin));
    const bool contradicts = !own.empty() && own.front() != '=' && own != "!=" && op != "==" && own.front() != op.front();
    const bool keeps = !own.empty() && own.front() != '=' && (op == "==" || own.front() == op.front());
    const std::string said = std::string(keeps ? own : op) + " " + number;
    const std::string other = "`" + std::string(own) + " " + number + "`";
    report(Problem::bound_in_number, span, {std::string(word), contradicts ? other + " or `" + said + "`: the sign and the word contradict each other" : "`" + said + "`"}).arguments_zh = {
        std::string(word), contradicts ? other + "或`" + said + "`：符号与文字相反，请与原文核对" : "`" + said + "`"};
    return;
  }
  // 1至10
  for (const std::string_view word : {"至", "到"}) {
    const std::string_view rest = problem.text;
    if (!rest.starts_with(word) || rest.size() == word.size() || rest[word.size()] < '0' || rest[word.size()] > '9') continue;
    report(Problem::range_in_words, e.span, {words(e), e.text.substr(0, e.text.size() - rest.size()) + ".." + std::string(rest.substr(word.size()))});
    return;
  }
  // 5个点: of a share so many hundredths, of a difference of two shares so many points.
  for (const std::string_view points : {"个点", "点", "个百分比"}) {
    if (problem.text != points || a_.incomplete) continue;
    const std::string number = e.text.substr(0, e.text.size() - points.size());
    report(Problem::unknown_unit, e.span, {problem.text, "write `" + number + "%`; a difference of two percentages is `" + number + "pp`"}).arguments_zh = {
        problem.text, "请写`" + number + "%`；两个百分数之差写`" + number + "个百分点`"};
    return;
  }
  // 2w台
  if (problem.text.starts_with('w') || problem.text.starts_with('W')) {
    const std::string meant = e.text.substr(0, e.text.size() - problem.text.size()) + "万" + problem.text.substr(1);
    if (!a_.incomplete && std::holds_alternative<types::Quantity>(types::parse_quantity(meant, a_.model.schema.units, false))) {
      report(Problem::unknown_unit, span, {problem.text, "write `" + meant + "`"}).arguments_zh = {problem.text, "请写`" + meant + "`"};
      return;
    }
  }
  if (report_longer_unit(e, problem, span)) return;
  if (const Symbol* unit = a_.rulebook.find(problem.text); unit != nullptr && unit->kind == Symbol::Kind::unit) return;
  a_.unknown_unit(span, problem.text);
}

}  // namespace assay::semantics
