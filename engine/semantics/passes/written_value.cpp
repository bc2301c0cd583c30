// Values of cells as tests write them, with everything that the fact's declaration asks of a cell.
#include "semantics/passes/passes.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

namespace {

using Held = GivenValue::Held;
using syntax::ExprKind;
using types::FactKind;

class Reader {
 public:
  Reader(Analysis& a, const syntax::File& file, FactId fact, syntax::ExprId value)
      : a_(a), file_(file), fact_(a.model.schema[fact]), id_(value), e_(file[value]) {}

  std::optional<GivenValue> read() {
    made_.written = a_.words(e_.span);
    bool ok = false;
    switch (fact_.kind) {
      case FactKind::event: ok = event(); break;
      case FactKind::flag: ok = flag(); break;
      case FactKind::grade: ok = grade(); break;
      case FactKind::text: ok = category(); break;
      default: ok = number(); break;
    }
    return ok ? std::optional(std::move(made_)) : std::nullopt;
  }

 private:
  bool wrong(Problem problem) {
    a_.report(problem, e_.span, {made_.written, fact_.name, a_.year()});
    return false;
  }

  bool event() {
    if (e_.kind == ExprKind::date) {
      made_.held = Held::day;
      made_.day = e_.date;
      return true;
    }
    if (e_.kind != ExprKind::boolean) return wrong(Problem::given_event_value);
    made_.held = e_.flag ? Held::yes : Held::no;
    return true;
  }

  bool flag() {
    if (e_.kind != ExprKind::boolean) return wrong(Problem::given_flag_value);
    made_.number = base::Number(e_.flag ? 1 : 0);
    return true;
  }

  bool grade() {
    const types::Scale& scale = a_.model.schema[fact_.scale];
    std::vector<std::string> grades;
    for (const types::Grade& each : scale.grades) grades.push_back(each.name);
    const auto it = e_.kind == ExprKind::name ? std::find(grades.begin(), grades.end(), e_.text) : grades.end();
    if (it == grades.end()) {
      a_.unknown_grade(e_.span, made_.written, scale.name, grades);
      return false;
    }
    made_.number = base::Number(it - grades.begin());
    return true;
  }

  bool category() {
    if (e_.kind != ExprKind::string) return wrong(Problem::given_text_value);
    made_.held = Held::text;
    made_.text = e_.text;
    return true;
  }

  bool number() {
    const auto constant = a_.constant_in(file_, id_, a_.rulebook, fact_.unit);
    if (!constant) return false;
    const auto value = base::divide(constant->value, fact_.unit.factor);
    if (!value) {
      a_.report(Problem::constant_undefined, e_.span, {made_.written});
      return false;
    }
    made_.number = *value;
    if (fact_.whole && !value->is_whole()) return wrong(Problem::given_not_whole);
    if ((!fact_.low || *value >= *fact_.low) && (!fact_.high || *value <= *fact_.high)) return true;
    const auto end = [&](const std::optional<base::Number>& n) { return n ? base::to_string(*n) + fact_.unit.name : std::string(); };
    a_.report(Problem::given_outside_range, e_.span, {made_.written, fact_.name, end(fact_.low) + ".." + end(fact_.high)});
    return false;
  }

  Analysis& a_;
  const syntax::File& file_;
  const types::Fact& fact_;
  const syntax::ExprId id_;
  const syntax::Expr& e_;
  GivenValue made_;
};

}  // namespace

std::optional<Written> written_value(Analysis& a, const syntax::File& file, FactId fact, syntax::ExprId value) {
  if (file[value].kind == ExprKind::error) return std::nullopt;
  if (file[value].kind == ExprKind::unknown) return Written{};
  auto read = Reader(a, file, fact, value).read();
  return read ? std::optional(Written{std::move(*read)}) : std::nullopt;
}

}  // namespace assay::semantics
