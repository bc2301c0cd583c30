#include "semantics/passes/passes.h"

#include "base/number.h"
#include "diagnostics/kinds.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::semantics {

namespace {

template <class Named>
std::optional<std::size_t> place_of(const std::vector<Named>& all, const std::string& name) {
  const auto it = std::find_if(all.begin(), all.end(), [&](const Named& each) { return each.name == name; });
  return it == all.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - all.begin()));
}

class Maker {
 public:
  Maker(Analysis& a, const syntax::File& file, const syntax::Test::Expect& written) : a_(a), file_(file), written_(written) {}

  std::optional<Expectation> make() {
    made_.span = written_.span;
    if (!find()) return std::nullopt;
    const bool ok = written_.what == syntax::Test::Expect::What::status ? status() : range();
    return ok ? std::optional(std::move(made_)) : std::nullopt;
  }

 private:
  bool find() {
    const auto& departments = a_.model.departments;
    const auto department = place_of(departments, written_.path[0].text);
    if (!department) return unknown(0, departments, "");
    made_.department = *department;
    if (written_.path.size() == 1) return true;
    const auto& targets = departments[*department].targets;
    made_.target = place_of(targets, written_.path[1].text);
    if (!made_.target) return unknown(1, targets, departments[*department].name + ".");
    if (written_.path.size() == 2) return true;
    const semantics::Target& target = targets[*made_.target];
    made_.criterion = place_of(target.criteria, written_.path[2].text);
    if (!made_.criterion || written_.path.size() > 3) return unknown(2, target.criteria, target.id + ".");
    return true;
  }

  template <class Named>
  bool unknown(std::size_t part, const std::vector<Named>& all, const std::string& before) {
    std::vector<std::string> candidates;
    for (const Named& each : all) candidates.push_back(before + each.name);
    std::vector<syntax::Name> path = written_.path;
    if (part < 2) path.resize(part + 1);
    a_.unknown(Problem::expect_unknown, source::join(written_.path[part].span, path.back().span), {dotted(path)}, candidates);
    return false;
  }

  const semantics::Target* target() const {
    return made_.target ? &a_.model.departments[made_.department].targets[*made_.target] : nullptr;
  }

  bool status() {
    if (target() == nullptr) return of_department();
    constexpr std::array<std::string_view, 6> kNames = {"met", "missed", "open", "unknown", "invalid", "not_applicable"};
    const auto it = std::find(kNames.begin(), kNames.end(), written_.status);
    made_.status = static_cast<Expectation::Status>(it - kNames.begin());
    made_.provisional = written_.provisional;
    if (made_.provisional && made_.status != Expectation::Status::met) {
      a_.report(Problem::expect_provisional, written_.status_span, {written_.status});
      return false;
    }
    return written_.because.empty() || because();
  }

  bool because() {
    const bool has_causes = made_.status != Expectation::Status::met && made_.status != Expectation::Status::not_applicable;
    if (made_.criterion || !has_causes) {
      a_.report(Problem::expect_because, written_.because_span);
      return false;
    }
    bool ok = true;
    for (const syntax::Name& name : written_.because) {
      const auto found = place_of(target()->criteria, name.text);
      if (!found) {
        std::vector<std::string> candidates;
        for (const Criterion& each : target()->criteria) candidates.push_back(each.name);
        a_.unknown(Problem::expect_unknown, name.span, {name.text}, candidates);
        ok = false;
      } else if (!target()->criteria[*found].decides) {
        a_.report(Problem::expect_not_deciding, name.span, {name.text, target()->id})
            .related.push_back({target()->criteria[*found].span, {}, kDeclaredHere});
        ok = false;
      } else {
        made_.because.push_back(*found);
      }
    }
    std::sort(made_.because.begin(), made_.because.end());
    made_.because.erase(std::unique(made_.because.begin(), made_.because.end()), made_.because.end());
    return ok;
  }

  bool range() {
    const bool attainment = written_.what == syntax::Test::Expect::What::attainment;
    made_.what = attainment ? Expectation::What::attainment : Expectation::What::score;
    if (attainment && target() == nullptr) return of_department();
    const auto low = number(written_.value, attainment);
    const auto high = written_.high.valid() ? number(written_.high, attainment) : low;
    if (!low || !high) return false;
    made_.low = *low;
    made_.high = *high;
    if (made_.low <= made_.high) return true;
    const Span span = source::join(file_[written_.value].span, file_[written_.high].span);
    a_.report(Problem::expect_backwards, span, {a_.words(span)});
    return false;
  }

  std::optional<base::Number> number(syntax::ExprId id, bool attainment) {
    if (!attainment) return a_.plain_number(file_, id, a_.rulebook);
    types::Unit percent;
    percent.name = "%";
    percent.factor = *base::Number::fraction(1, 100);
    percent.percent = true;
    const auto value = a_.constant_in(file_, id, a_.rulebook, percent);
    return value ? std::optional(value->value) : std::nullopt;
  }

  bool of_department() {
    const semantics::Department& department = a_.model.departments[made_.department];
    const std::string example = department.targets.empty() ? department.name + ".1" : department.targets.front().id;
    a_.report(Problem::expect_of_department, written_.path.front().span, {department.name, example});
    return false;
  }

  Analysis& a_;
  const syntax::File& file_;
  const syntax::Test::Expect& written_;
  Expectation made_;
};

}  // namespace

std::optional<Expectation> declare_expectation(Analysis& a, const syntax::File& file, const syntax::Test::Expect& expect) {
  return Maker(a, file, expect).make();
}

}  // namespace assay::semantics
