// Growth that is worked out by hand, as a ratio to what was: a number beside it that was meant in percent, and a base that may fall below 0, where the
// comparison turns over.
#include "lint/findings/findings.h"

#include "base/number.h"
#include "semantics/dump.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::lint {

namespace {

using base::Number;
using semantics::Compare;
using semantics::Expr;
using semantics::ExprId;
using semantics::Words;
using Node = semantics::Kind;

// A comparison of something with what it was, as that of a ratio with a number.
struct Growth {
  enum class Form : std::uint8_t { ratio, growth, reduction } form = Form::ratio;
  ExprId value, before;            // both of the same thing
  ExprId number;                   // beside the ratio, or times what was
  Compare compare = Compare::ge;   // the ratio with the number
};

std::string in_percent(const Number& ratio) {
  const auto hundredths = base::multiply(ratio, Number(100));
  return hundredths ? base::to_string(*hundredths) + "%" : std::string("…");
}

class Growths {
 public:
  // `asked`: the condition, and when its target applies, if it says so. `in_times`: the quoted words speak of so many times.
  Growths(Lint& lint, std::vector<ExprId> asked, bool in_times) : lint_(lint), model_(lint.model), asked_(std::move(asked)), in_times_(in_times) {}

  // The change, as a ratio to what was, that the quoted words ask for: 1.1 of 增长10%.
  void look_for_change(ExprId id, const Number& change) {
    const Expr& e = model_[id];
    if (e.kind == Node::compare && model_[e.children[0]].type == semantics::Type::number) {
      auto found = growth_in_words(e.children[0], e.compare, e.children[1]);
      if (!found) found = growth_in_words(e.children[1], semantics::mirrored(e.compare), e.children[0]);
      if (found) doubt_change(*found, e, change);
    }
    if (e.kind == Node::quantifier || e.kind == Node::and_)
      for (const ExprId child : e.children) look_for_change(child, change);
  }

  void look(ExprId id) {
    const Expr& e = model_[id];
    if (e.kind == Node::compare && model_[e.children[0]].type == semantics::Type::number) {
      const auto left = growth(e.children[0], e.compare, e.children[1]);
      const auto found = left ? left : growth(e.children[1], semantics::mirrored(e.compare), e.children[0]);
      if (!found) look_for_hundred(e);
      else if (!doubt_number(*found)) doubt_base(*found, e);
    }
    if (e.kind == Node::in_range) {
      const auto low = growth(e.children[0], Compare::ge, e.children[1]);
      const auto high = growth(e.children[0], Compare::le, e.children[2]);
      if (low) doubt_number(*low);
      if (high) doubt_number(*high);
    }
    for (const ExprId child : e.children) look(child);
  }

 private:
  bool same(ExprId a, ExprId b) const { return semantics::print(model_, a) == semantics::print(model_, b); }

  // What `id` is of an earlier time, if it is.
  std::optional<ExprId> of_before(ExprId id) const {
    const Expr& e = model_[id];
    if (e.kind == Node::previous) return e.children[0];
    if (e.kind != Node::at_period || !e.period) return std::nullopt;
    const auto placed = types::place(model_.schema.season, *e.period);
    return placed && placed->years_before > 0 ? std::optional(e.children[0]) : std::nullopt;
  }
  bool is_before(ExprId before, ExprId value) const {
    const auto of = of_before(before);
    return of && same(*of, value);
  }
  bool is_one(ExprId id) const { return model_[id].kind == Node::number && model_[id].number == Number(1); }

  std::optional<Growth> growth_in_words(ExprId id, Compare compare, ExprId number) const {
    const Expr& e = model_[id];
    if (e.kind == Node::growth || e.kind == Node::reduction) return Growth{e.kind == Node::growth ? Growth::Form::growth : Growth::Form::reduction, e.children[0], {}, number, compare};
    return growth(id, compare, number);
  }
  // What the numbers of a slip come to: 10% for 110%, 110% of growth, 1% + 10%, 1.1%; the other way round.
  static bool is_slip(const Number& ratio, const Number& meant) {
    const auto change = base::subtract(meant, Number(1));
    const auto share = change ? std::optional(base::absolute(*change)) : std::nullopt;
    const auto beyond = base::add(meant, Number(1)), hundredth = base::divide(meant, Number(100));
    const auto with_one = change ? base::add(*change, *base::Number::fraction(1, 100)) : std::nullopt;
    const auto hundredfold = change ? base::multiply(*change, Number(100)) : std::nullopt;
    const auto without_sign = hundredfold ? base::add(Number(1), *hundredfold) : std::nullopt;  // 1 + 10
    const auto turned = change ? base::subtract(Number(1), *change) : std::nullopt;
    const auto is = [&](const std::optional<Number>& slip) { return slip && ratio == *slip; };
    return is(share) || is(beyond) || is(hundredth) || is(with_one) || is(without_sign) || is(turned);
  }
  void doubt_change(const Growth& found, const Expr& comparison, const Number& meant) {
    std::optional<Number> ratio = worth(found.number);
    Compare compare = found.compare;
    if (ratio && found.form == Growth::Form::growth) ratio = base::add(*ratio, Number(1));
    if (ratio && found.form == Growth::Form::reduction) ratio = base::subtract(Number(1), *ratio), compare = semantics::mirrored(compare);
    const bool rises = meant > Number(1);
    const bool least = compare == Compare::ge || compare == Compare::gt, most = compare == Compare::le || compare == Compare::lt;
    if (!ratio || (!least && !most)) return;
    const bool turned = *ratio == meant && (rises ? most : least);
    if (!turned && (*ratio == meant || !is_slip(*ratio, meant))) return;
    const auto change = base::subtract(meant, Number(1));
    if (!change) return;
    const auto written = [&](Words words) {
      return semantics::function_in_words(rises ? "growth" : "reduction", words) + "(" + semantics::print(model_, found.value, words) + ") >= " + in_percent(base::absolute(*change));
    };
    const auto shown = [](const Number& of, bool at_least) { return (at_least ? "≥ " : "≤ ") + in_percent(of); };
    lint_.report(Kind::misquoted_growth, comparison.span, {lint_.words(comparison.span), shown(*ratio, least), shown(meant, rises), written(Words::english), written(Words::chinese)});
  }

  // The ratio that `id` is, compared with `number`.
  std::optional<Growth> growth(ExprId id, Compare compare, ExprId number) const {
    const Expr& e = model_[id];
    if (e.kind == Node::divide) {
      const ExprId over = e.children[0], under = e.children[1];
      if (is_before(under, over)) return Growth{Growth::Form::ratio, over, under, number, compare};
      if (model_[over].kind != Node::subtract) return std::nullopt;
      const ExprId first = model_[over].children[0], second = model_[over].children[1];
      if (same(second, under) && is_before(under, first)) return Growth{Growth::Form::growth, first, under, number, compare};
      if (same(first, under) && is_before(under, second)) return Growth{Growth::Form::reduction, second, under, number, compare};
      return std::nullopt;
    }
    if (e.kind == Node::subtract) {
      if (is_one(e.children[1]))
        if (const auto ratio = growth(e.children[0], compare, number); ratio && ratio->form == Growth::Form::ratio) return with_form(*ratio, Growth::Form::growth);
      if (is_one(e.children[0]))
        if (const auto ratio = growth(e.children[1], compare, number); ratio && ratio->form == Growth::Form::ratio) return with_form(*ratio, Growth::Form::reduction);
      // x - previous(x) >= previous(x) * 5%
      const auto share = share_of(number, e.children[1]);
      if (share && is_before(e.children[1], e.children[0])) return Growth{Growth::Form::growth, e.children[0], e.children[1], *share, compare};
      return std::nullopt;
    }
    return growth_of_product(id, compare, number);
  }
  // x >= previous(x) * 105%; x >= previous(x) + previous(x) * 5%; x <= previous(x) - previous(x) * 5%
  std::optional<Growth> growth_of_product(ExprId id, Compare compare, ExprId goal) const {
    const Expr& e = model_[goal];
    if (e.kind == Node::subtract) {
      const auto share = is_before(e.children[0], id) ? share_of(e.children[1], e.children[0]) : std::nullopt;
      return share ? std::optional(Growth{Growth::Form::reduction, id, e.children[0], *share, semantics::mirrored(compare)}) : std::nullopt;
    }
    if (e.kind != Node::multiply && e.kind != Node::add) return std::nullopt;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      const ExprId before = e.children[side], other = e.children[1 - side];
      if (!is_before(before, id)) continue;
      if (e.kind == Node::multiply) return Growth{Growth::Form::ratio, id, before, other, compare};
      if (const auto share = share_of(other, before)) return Growth{Growth::Form::growth, id, before, *share, compare};
    }
    return std::nullopt;
  }
  static Growth with_form(Growth growth, Growth::Form form) {
    growth.form = form;
    return growth;
  }
  std::optional<ExprId> share_of(ExprId product, ExprId of) const {
    const Expr& e = model_[product];
    if (e.kind != Node::multiply) return std::nullopt;
    if (same(e.children[0], of)) return e.children[1];
    return same(e.children[1], of) ? std::optional(e.children[0]) : std::nullopt;
  }

  std::optional<Number> worth(ExprId id) const {
    const Expr& e = model_[id];
    if (e.kind == Node::number) return e.number;
    if (e.kind == Node::negate) {
      const auto of = worth(e.children[0]);
      return of ? std::optional(-*of) : std::nullopt;
    }
    if (e.kind != Node::add && e.kind != Node::subtract) return std::nullopt;
    const auto left = worth(e.children[0]), right = worth(e.children[1]);
    if (!left || !right) return std::nullopt;
    return e.kind == Node::add ? base::add(*left, *right) : base::subtract(*left, *right);
  }

  // 105 of a ratio, 5 of a growth.
  bool doubt_number(const Growth& found) {
    const Expr& number = model_[found.number];
    if (in_times_ || number.kind != Node::number || number.unit.percent || number.unit.points) return false;
    const bool far = base::absolute(number.number) > Number(found.form == Growth::Form::ratio ? 10 : 0) && base::absolute(number.number) >= Number(1);
    if (far) doubt_ratio(lint_, found.number);
    return far;
  }
  // certified / members == 100
  void look_for_hundred(const Expr& comparison) {
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      const Expr& ratio = model_[comparison.children[side]];
      const Expr& number = model_[comparison.children[1 - side]];
      const bool share = is_share(model_, comparison.children[side]) && model_[ratio.children[1]].kind != Node::number;
      if (share && number.kind == Node::number && !number.unit.percent && number.number == Number(100)) doubt_ratio(lint_, comparison.children[1 - side]);
    }
  }

  bool may_be_negative(ExprId id) const {
    const Expr& e = model_[id];
    if (e.kind == Node::fact || e.kind == Node::field) {
      const types::Fact& fact = model_.schema[e.fact];
      return (fact.is_signed && !fact.low) || (fact.low && fact.low->sign() < 0);
    }
    const bool follows = e.kind == Node::add || e.kind == Node::subtract || e.kind == Node::previous || e.kind == Node::at_period || e.kind == Node::aggregate;
    return follows && std::any_of(e.children.begin(), e.children.end(), [&](ExprId child) { return may_be_negative(child); });
  }
  // Whether the condition asks of what was how it stands to a number: `previous(x) > 0 and …`
  bool asks_of(ExprId id, ExprId before) const {
    const Expr& e = model_[id];
    if (e.kind == Node::compare)
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
        if (model_[e.children[side]].kind == Node::number && same(e.children[1 - side], before)) return true;
    return std::any_of(e.children.begin(), e.children.end(), [&](ExprId child) { return asks_of(child, before); });
  }

  static const char* sign(Compare compare) {
    switch (compare) {
      case Compare::ge: return " >= ";
      case Compare::gt: return " > ";
      case Compare::le: return " <= ";
      case Compare::lt: return " < ";
      default: return nullptr;
    }
  }

  void doubt_base(const Growth& found, const Expr& comparison) {
    if (model_[found.before].kind != Node::previous || sign(found.compare) == nullptr || !may_be_negative(found.value)) return;
    if (std::any_of(asked_.begin(), asked_.end(), [&](ExprId asked) { return asks_of(asked, found.before); })) return;
    std::optional<Number> worth_of = worth(found.number);
    if (worth_of && found.form == Growth::Form::ratio) worth_of = base::subtract(*worth_of, Number(1));
    bool falls = found.form == Growth::Form::reduction;
    Compare compare = found.compare;
    if (worth_of && worth_of->sign() < 0) {
      falls = !falls;
      worth_of = -*worth_of;
      compare = semantics::mirrored(compare);
    }
    const auto written = [&](Words words) {
      return semantics::function_in_words(falls ? "reduction" : "growth", words) + "(" + semantics::print(model_, found.value, words) + ")" + sign(compare) +
             (worth_of ? in_percent(*worth_of) : std::string("…"));
    };
    lint_.report(Kind::growth_of_negative, comparison.span, {lint_.words(comparison.span), semantics::print(model_, found.before, Words::english), written(Words::english)})
        .arguments_zh = {lint_.words(comparison.span), semantics::print(model_, found.before, Words::chinese), written(Words::chinese)};
  }

  Lint& lint_;
  const semantics::Model& model_;
  std::vector<ExprId> asked_;
  bool in_times_;
};

bool speaks_of_times(std::string_view quote) {
  constexpr std::array<std::string_view, 4> kWords = {"倍", "番", "times", "fold"};
  return std::ranges::any_of(kWords, [&](std::string_view word) { return quote.find(word) != std::string_view::npos; });
}

// Of 增长10% 1.1, of 下降20% 0.8; nothing where the words say more than that, or to what it is to come.
std::optional<Number> change_said(std::string_view quote) {
  constexpr std::array<std::string_view, 10> kRises = {"增长", "增加", "提高", "提升", "上升", "增幅", "增速", "grow", "increase", "rise"};
  constexpr std::array<std::string_view, 11> kFalls = {"下降", "降低", "减少", "压减", "压降", "降幅", "缩减", "reduc", "decrease", "fall", "cut"};
  constexpr std::array<std::string_view, 10> kOther = {"到", "至", "为", "占", "倍", "番", "点", "不超过", "以内", " to "};
  const auto says = [&](const auto& words) { return std::ranges::any_of(words, [&](std::string_view word) { return quote.find(word) != std::string_view::npos; }); };
  const bool rises = says(kRises), falls = says(kFalls);
  if (quote.find("翻一番") != std::string_view::npos || quote.find("翻番") != std::string_view::npos) return Number(2);
  const std::size_t sign = quote.find('%');
  if (rises == falls || says(kOther) || sign == std::string_view::npos || quote.find('%', sign + 1) != std::string_view::npos) return std::nullopt;
  std::size_t begin = sign;
  while (begin > 0 && ((quote[begin - 1] >= '0' && quote[begin - 1] <= '9') || quote[begin - 1] == '.')) --begin;
  const auto number = Number::parse(quote.substr(begin, sign - begin));
  // 不低于上年95% is a share of last year's value itself.
  constexpr std::array<std::string_view, 6> kOfBefore = {"上年", "去年", "同期", "上年的", "去年的", "同期的"};
  if (std::ranges::any_of(kOfBefore, [&](std::string_view word) { return quote.substr(0, begin).ends_with(word); })) return std::nullopt;
  const auto share = number && number->sign() > 0 ? base::divide(*number, Number(100)) : std::nullopt;
  if (!share) return std::nullopt;
  return rises ? base::add(Number(1), *share) : base::subtract(Number(1), *share);
}

}  // namespace

bool is_share(const semantics::Model& model, ExprId quotient) {
  const Expr& e = model[quotient];
  if (e.kind != Node::divide || !e.unit.powers.empty()) return false;
  const auto counts = [&](ExprId id) { return model[id].kind == Node::aggregate && semantics::counts(model[id].aggregate); };
  return !model[e.children[0]].unit.powers.empty() || (counts(e.children[0]) && counts(e.children[1]));
}

void doubt_ratio(Lint& lint, ExprId number) {
  const Number& value = lint.model[number].number;
  if (const auto share = base::divide(value, Number(100)))
    lint.report(Kind::ratio_not_percent, lint.model[number].span, {lint.words(number), in_percent(*share), in_percent(value)});
}

void find_hand_made_growth(Lint& lint) {
  for (const Asked& each : lint.asked) {
    std::vector<ExprId> conditions{each.id};
    if (const auto applies = lint.targets[each.target].applies) conditions.push_back(lint.asked[*applies].id);
    Growths(lint, std::move(conditions), each.of == Asked::Of::criterion && speaks_of_times(lint.criterion_of(each).quote)).look(each.id);
  }
}

void find_misquoted_growth(Lint& lint) {
  for (const AskedTarget& asked : lint.targets)
    for (const semantics::Criterion& criterion : asked.target->criteria) {
      const auto change = criterion.kind == semantics::Criterion::Kind::judge || criterion.template_span ? std::nullopt : change_said(criterion.quote);
      if (change) Growths(lint, {}, false).look_for_change(criterion.condition, *change);
    }
}

}  // namespace assay::lint
