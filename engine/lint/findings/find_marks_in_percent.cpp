// `deduct 1%` where the quoted words take off 1分, and full marks are 20: that would be a fifth of a mark.
#include "lint/findings/findings.h"

#include "base/number.h"
#include "base/text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::lint {

namespace {

using base::Number;
using semantics::Scheme;

// The numbers before 分: 1 of 扣1分, none of 30分钟.
std::vector<Number> marks_in(std::string_view words) {
  constexpr std::string_view kMark = "分";
  std::vector<Number> found;
  for (std::size_t at = words.find(kMark); at != std::string_view::npos; at = words.find(kMark, at + kMark.size())) {
    const std::string_view after = words.substr(at + kMark.size());
    if (after.starts_with("之") || after.starts_with("钟")) continue;
    std::size_t begin = at;
    while (begin > 0 && ((words[begin - 1] >= '0' && words[begin - 1] <= '9') || words[begin - 1] == '.')) --begin;
    if (const auto number = Number::parse(words.substr(begin, at - begin))) found.push_back(*number);
  }
  return found;
}

std::optional<Number> full_marks(const semantics::Target& target, const semantics::Criterion& of) {
  std::optional<Number> all{Number{}};
  for (const semantics::Criterion& each : target.criteria) all = all ? base::add(*all, each.weight) : all;
  const auto share = all && all->sign() > 0 ? base::divide(of.weight, *all) : std::nullopt;
  return share ? base::multiply(target.weight, *share) : std::nullopt;
}

}  // namespace

void find_marks_in_percent(Lint& lint) {
  if (!is_weight_of_mean(lint.model)) return;
  for (const AskedTarget& asked : lint.targets) {
    const semantics::Target& target = *asked.target;
    if (target.combine != semantics::Combine::mean && target.criteria.size() > 1) continue;
    for (const semantics::Criterion& criterion : target.criteria) {
      if (!criterion.scheme || criterion.quote.empty() || criterion.template_span) continue;
      const Scheme& scheme = *criterion.scheme;
      std::vector<Number> awards;
      if (scheme.kind == Scheme::Kind::deduct || scheme.kind == Scheme::Kind::bonus) awards.push_back(scheme.numbers[0]);
      if (scheme.kind == Scheme::Kind::bonus && scheme.numbers.size() > 2) awards.push_back(scheme.numbers[2]);
      for (const Scheme::Row& row : scheme.rows) awards.push_back(row.value);
      const std::vector<Number> said = marks_in(criterion.quote);
      const auto full = full_marks(target, criterion);
      if (criterion.quote.find("百分制") != std::string::npos || target.text.find("百分制") != std::string::npos) continue;
      // 满分100分: the words have full marks of their own.
      const auto is_hundred = [](const Number& marks) { return marks == Number(100); };
      const std::vector<Number> in_target = marks_in(target.title + " " + target.text);
      if (!full || full->sign() <= 0 || std::ranges::any_of(said, is_hundred) || std::ranges::any_of(in_target, is_hundred)) continue;
      for (const Number& marks : said) {
        // What the words say in percent themselves is no slip.
        if (criterion.quote.find(base::to_string(marks) + "%") != std::string::npos) continue;
        const auto slip = base::divide(marks, Number(100));
        const auto worth = slip ? base::multiply(*slip, *full) : std::nullopt;
        const auto share = base::divide(marks, *full);
        const auto meant = share ? base::multiply(*share, Number(100)) : std::nullopt;
        if (!worth || !meant || *worth == marks || std::ranges::find(awards, *slip) == awards.end() || std::ranges::find(awards, *share) != awards.end()) continue;
        const std::string percent = base::to_string(*meant);
        lint.report(Kind::marks_as_percent, scheme.span,
                    {base::to_string(marks) + "%", base::to_string(marks), base::to_string(*full), base::to_string(*worth), percent + (percent.find('/') == std::string::npos ? "%" : " * 1%")});
        break;
      }
    }
  }
}

}  // namespace assay::lint
