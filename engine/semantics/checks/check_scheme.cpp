// How a criterion earns its attainment: which comparison it reads, and whether the numbers of the scheme make sense for it.
#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"
#include "semantics/checks/with_unit.h"
#include "semantics/ordinal.h"
#include "semantics/passes/passes.h"
#include "syntax/place_words.h"
#include "types/unit.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace assay::semantics {

namespace {

using Kind_ = Scheme::Kind;

bool reads_facts(const Model& model, ExprId id) {
  const Expr& e = model[id];
  if (e.kind == Kind::fact || e.kind == Kind::field || e.kind == Kind::aggregate || e.kind == Kind::elapsed) return true;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId c) { return reads_facts(model, c); });
}

// `每多1件扣1分` says 1 in marks; 分之, 分钟 are none.
bool says_marks(std::string_view words, const base::Number& number) {
  const std::string said = base::to_string(number) + "分";
  for (std::size_t at = words.find(said); at != std::string_view::npos; at = words.find(said, at + 1)) {
    const std::string_view after = words.substr(at + said.size());
    const bool within = at > 0 && ((words[at - 1] >= '0' && words[at - 1] <= '9') || words[at - 1] == '.');
    if (!within && !after.starts_with("之") && !after.starts_with("钟")) return true;
  }
  return false;
}

class SchemeMaker {
 public:
  SchemeMaker(Analysis& a, const syntax::File& file, const Scope& scope, const syntax::Scheme& written, Span condition_span,
              const Bindings* bindings, const std::function<Marks()>& marks)
      : a_(a), file_(file), scope_(scope), written_(written), condition_span_(condition_span), bindings_(bindings), ask_marks_(marks) {}

  std::optional<Scheme> make(ExprId condition) {
    made_.kind = static_cast<Kind_>(written_.kind);
    made_.of_goal = written_.of_goal;
    made_.span = written_.span;
    const bool fits = made_.kind == Kind_::all_or_nothing || find_comparison(condition);
    if (!fits) return std::nullopt;
    const bool ok = numbers();
    return ok ? std::optional(std::move(made_)) : std::nullopt;
  }

 private:
  bool lower_is_better() const { return made_.compare == Compare::le || made_.compare == Compare::lt; }
  bool reads_ratio() const { return made_.kind == Kind_::proportional || made_.kind == Kind_::steps; }
  std::string name() const { return a_.words(written_.span); }

  bool find_comparison(ExprId condition) {
    const Expr& e = a_.model[condition];
    if (e.kind != Kind::compare || a_.model[e.children[0]].type != Type::number) {
      a_.report(Problem::scheme_condition, written_.span, {name(), a_.words(condition_span_)}).related.push_back({condition_span_, {}, kReadHere});
      return false;
    }
    made_.value = e.children[0];
    made_.goal = e.children[1];
    made_.compare = e.compare;
    if (!reads_facts(a_.model, made_.value) && reads_facts(a_.model, made_.goal)) {
      std::swap(made_.value, made_.goal);
      made_.compare = mirrored(e.compare);
    }
    const bool equality = made_.compare == Compare::eq || made_.compare == Compare::ne;
    const bool needs_order = made_.kind == Kind_::deduct || made_.kind == Kind_::bonus;
    const bool ordinal = is_ordinal(a_.model, made_.value) || is_ordinal(a_.model, made_.goal);
    const bool wrong = (made_.compare == Compare::ne && made_.kind != Kind_::places) || (equality && needs_order) ||
                       (ordinal && (reads_ratio() || made_.of_goal));
    if (wrong) {
      a_.report(Problem::scheme_comparison, written_.span, {name(), a_.words(condition_span_)}).related.push_back({condition_span_, {}, kReadHere});
      return false;
    }
    if (made_.kind == Kind_::places && !is_place(a_.model, made_.value)) {
      const auto [en, zh] = stages();
      const std::string value = a_.words(a_.model[made_.value].span);
      a_.report(Problem::scheme_place, a_.model[made_.value].span, {value, en}).arguments_zh = {value, zh};
      return false;
    }
    const Expr& goal = a_.model[made_.goal];
    if ((reads_ratio() || made_.of_goal) && goal.kind == Kind::number && goal.number.sign() <= 0) {
      const auto [en, zh] = stages();
      const std::string number = base::to_string(goal.number);
      auto& told = a_.report(Problem::scheme_goal, written_.span, {name(), number, en});
      told.arguments_zh = {name(), number, zh};
      told.related.push_back({goal.span, {}, kReadHere});
      return false;
    }
    return true;
  }

  // Of how many days late: all by one day, a part by another.
  std::pair<std::string, std::string> stages() const {
    const Expr& days = a_.model[made_.value];
    if (days.kind != Kind::function || days.function != functions::Function::days) return {};
    const Expr* event = nullptr;
    for (const ExprId child : days.children)
      if (a_.model[child].kind != Kind::date) event = &a_.model[child];
    const std::string of = event != nullptr ? a_.words(event->span) : std::string("…"), year = a_.year();
    return {"; all by one day and 80% by a later one are two criteria: `require late: " + of + " by " + year + "-09-30 weight 80` and `aim early: " + of + " by " + year + "-06-30 weight 20`",
            "；“某日前满分、稍后某日前 80%”请写成两个细项：`要求 后 ： " + of + " 截至 " + year + "-09-30 权重 80`、`力争 先 ： " + of + " 截至 " + year + "-06-30 权重 20`"};
  }

  const Marks& marks() {
    if (!marks_) marks_ = ask_marks_();
    return *marks_;
  }

  types::Unit percent() const {
    const types::Unit* found = a_.model.schema.units.find("%");
    return found != nullptr ? *found : types::Unit{};
  }
  // A copy: analysing a number may move the expressions.
  types::Unit unit_of_value() const { return a_.model[made_.value].unit; }

  std::optional<base::Number> in(syntax::ExprId id, const types::Unit& unit, const std::pair<std::string, std::string>& more = {}) {
    const auto value = a_.constant_in(file_, id, scope_, unit, bindings_, more);
    return value ? std::optional(value->value) : std::nullopt;
  }

  // Of `1分`, where 分 is no unit of the rulebook, or of a number without a unit that the commitment says in marks.
  std::optional<base::Number> in_marks(syntax::ExprId id) {
    const syntax::Expr& e = file_[id];
    if (e.kind != syntax::ExprKind::number) return std::nullopt;
    const types::Units& units = a_.model.schema.units;
    const bool with_word = e.text.ends_with(kMarks) && units.find(kMarks) == nullptr;
    const auto read = types::parse_quantity(with_word ? e.text.substr(0, e.text.size() - kMarks.size()) : e.text, units, false);
    const auto* quantity = std::get_if<types::Quantity>(&read);
    if (quantity == nullptr || !quantity->bare || quantity->number.sign() == 0) return std::nullopt;
    return with_word || says_marks(marks().words, quantity->number) ? std::optional(quantity->number) : std::nullopt;
  }

  // What is earned, as a share of the full marks.
  std::optional<base::Number> award(syntax::ExprId id) {
    const auto marks = in_marks(id);
    const auto value = marks ? marks : bare(id);
    std::pair<std::string, std::string> more{"; what is earned is a share of the full marks", "；得分按占满分的百分比写"};
    if (!value) return in(id, percent(), more);
    const std::optional<base::Number>& full = this->marks().full;
    const auto share = full && full->sign() > 0 ? base::divide(*value, *full) : std::nullopt;
    const bool part = share && *share <= base::Number{1};
    const auto percent_of = part ? base::multiply(*share, base::Number{100}) : std::nullopt;
    const std::string of_full = part ? base::to_string(*full) : std::string();
    if (percent_of) {
      const std::string number = base::to_string(*value), in_percent = "`" + in_unit(*percent_of, "%") + "`";
      more.first += ": " + number + " of " + of_full + " is " + in_percent;
      more.second += "：满分 " + of_full + " 分，" + number + " 分就是" + in_percent;
    }
    if (!marks || (full && !part && !file_[id].text.ends_with(kMarks))) return in(id, percent(), more);
    const std::string written = a_.words(file_[id].span);
    Amounts offered = percent_of ? one_amount(in_unit(*percent_of, "%")) : Amounts{"its share of the full marks", "占满分的百分比", "占满分的百分比"};
    if (percent_of) more = {": what is earned is a share of the full marks, here " + of_full, "：得分按占满分的百分比写，此处满分 " + of_full + " 分"};
    else more = {": of 20 marks 1 is `5%`", "：满分 20 分时，1 分写`5%`"};
    a_.report(Problem::bare_against_scaled, file_[id].span, {written, "%", offered.or_en, offered.or_en, more.first}).arguments_zh = {written, "%", offered.asked_zh, offered.or_zh, more.second};
    return std::nullopt;
  }
  std::optional<base::Number> bare(syntax::ExprId id) const {
    const syntax::Expr& e = file_[id];
    const auto read = types::parse_quantity(e.kind == syntax::ExprKind::number ? e.text : std::string(), a_.model.schema.units, false);
    const auto* quantity = std::get_if<types::Quantity>(&read);
    return quantity != nullptr && quantity->bare ? std::optional(quantity->number) : std::nullopt;
  }

  std::optional<base::Number> positive_award(syntax::ExprId id) { return positive(id, award(id)); }
  std::optional<base::Number> positive(syntax::ExprId id, const types::Unit& unit) { return positive(id, in(id, unit)); }
  std::optional<base::Number> positive(syntax::ExprId id, const std::optional<base::Number>& value) {
    if (!value || value->sign() > 0) return value;
    a_.report(Problem::scheme_positive, file_[id].span, {a_.words(file_[id].span)});
    return std::nullopt;
  }

  bool take(const std::optional<base::Number>& value) {
    if (value) made_.numbers.push_back(*value);
    return value.has_value();
  }

  bool numbers() {
    const auto& values = written_.values;
    switch (made_.kind) {
      case Kind_::all_or_nothing: return true;
      case Kind_::proportional: {
        bool ok = take(values[0].valid() ? in(values[0], percent()) : base::Number{});
        ok = take(values[1].valid() ? positive(values[1], percent()) : base::Number{1}) && ok;
        return ok && not_negative(values[0], made_.numbers[0]) && ascending(values[0], values[1]);
      }
      case Kind_::linear: {
        const bool ok = take(in(values[0], unit_of_value()));
        if (!take(in(values[1], unit_of_value())) || !ok) return false;
        return direction(values[0], values[1]);
      }
      case Kind_::deduct: {
        const bool ok = take(positive_award(values[0]));
        return take(positive(values[1], unit_of_value())) && ok;
      }
      case Kind_::bonus: {
        bool ok = take(positive_award(values[0]));
        ok = take(positive(values[1], made_.of_goal ? percent() : unit_of_value())) && ok;
        if (values[2].valid()) ok = take(positive_award(values[2])) && ok;
        if (ok && !made_.of_goal) doubt_per(values[1]);
        return ok;
      }
      case Kind_::steps:
      case Kind_::places: return rows();
    }
    return false;
  }

  bool not_negative(syntax::ExprId id, const base::Number& value) {
    if (value.sign() >= 0) return true;
    a_.report(Problem::negative_value, file_[id].span, {"floor", a_.words(file_[id].span)});
    return false;
  }

  bool ascending(syntax::ExprId low, syntax::ExprId high) {
    if (made_.numbers[0] <= made_.numbers[1]) return true;
    const Span span = file_[high.valid() ? high : low].span;
    a_.report(Problem::scheme_backwards, span, {a_.words(file_[low].span), high.valid() ? a_.words(file_[high].span) : "100%"});
    return false;
  }

  bool direction(syntax::ExprId from, syntax::ExprId to) {
    const base::Number& worst = made_.numbers[0];
    const base::Number& best = made_.numbers[1];
    if (worst == best) {
      a_.report(Problem::scheme_backwards, file_[to].span, {a_.words(file_[from].span), a_.words(file_[to].span)});
      return false;
    }
    if (made_.compare == Compare::eq || (best < worst) == lower_is_better()) return true;
    a_.report(Problem::scheme_direction, written_.span, {name(), a_.words(condition_span_)}).related.push_back({condition_span_, {}, kReadHere});
    return false;
  }

  // `per 1%` over of a percentage is a percentage point.
  void doubt_per(syntax::ExprId per) {
    const types::Unit unit = unit_of_value();
    if (!unit.percent && !unit.points) return;
    const auto value = a_.constant(file_, per, scope_, bindings_);
    if (!value || !value->unit.percent) return;
    const auto points = base::divide(value->value, *base::Number::fraction(1, 100));
    a_.report(Problem::percent_against_points, file_[per].span,
              {a_.words(file_[per].span), (points ? base::to_string(*points) : a_.words(file_[per].span)) + "pp"});
  }

  // 1-10: a subtraction, where the places from 1 to 10 are meant; 前10.
  bool is_range(syntax::ExprId bound) {
    const syntax::Expr& e = file_[bound];
    const auto first = made_.kind == Kind_::places && e.kind == syntax::ExprKind::name && e.text.starts_with("前") ? syntax::place_in_words(e.text) : std::nullopt;
    if (first) {
      a_.report(Problem::range_in_words, e.span, {a_.words(e.span), "1.." + *first});
      return true;
    }
    if (e.kind != syntax::ExprKind::subtract || file_[e.children[0]].kind != syntax::ExprKind::number || file_[e.children[1]].kind != syntax::ExprKind::number) return false;
    a_.report(Problem::range_in_words, e.span, {a_.words(e.span), a_.words(file_[e.children[0]].span) + ".." + a_.words(file_[e.children[1]].span)});
    return true;
  }

  // For a tier of `steps` that states an amount: `>= 50公里` of a goal of 60公里 is `>= 50公里/60公里`.
  std::pair<std::string, std::string> ratio_advice(const syntax::Scheme::Step& tier) const {
    std::pair<std::string, std::string> out{"; tiers read the ratio of attainment, not `" + a_.words(a_.model[made_.value].span) + "` itself",
                                            "；分档读的是完成比例，不是`" + a_.words(a_.model[made_.value].span) + "`本身"};
    const Expr& goal = a_.model[made_.goal];
    const std::string_view sign = sign_of(tier.op);
    if (goal.kind != Kind::number || sign.empty() || made_.compare == Compare::eq || file_[tier.bound].kind != syntax::ExprKind::number) return out;
    const std::string whole = a_.words(goal.span);
    std::string amount = a_.words(file_[tier.bound].span);
    if (amount.find_first_not_of("0123456789._") == std::string::npos) amount += goal.unit.name;
    const std::string tier_of_ratio = "`" + std::string(lower_is_better() ? sign_of(tier.op, true) : sign) + " " + (lower_is_better() ? whole + " / " + amount : amount + " / " + whole) + "`";
    out.first += ": for " + amount + " of it write " + tier_of_ratio;
    out.second += "：若指" + amount + "，请写" + tier_of_ratio;
    return out;
  }
  static std::string_view sign_of(syntax::Op op, bool turned = false) {
    switch (turned ? mirrored(compare_of(op)) : compare_of(op)) {
      case Compare::ge: return ">=";
      case Compare::gt: return ">";
      case Compare::le: return "<=";
      case Compare::lt: return "<";
      default: return {};
    }
  }

  bool rows() {
    const bool steps = made_.kind == Kind_::steps;
    const types::Unit unit = steps ? percent() : unit_of_value();
    bool ok = true;
    for (const syntax::Scheme::Step& each : written_.steps) {
      const auto value = award(each.value);
      ok = ok && value.has_value();
      if (each.op == syntax::Op::none) {
        made_.has_otherwise = true;
        made_.otherwise = value.value_or(base::Number{});
        continue;
      }
      if (each.op == syntax::Op::eq && !each.last.valid() && is_range(each.bound)) {
        ok = false;
        continue;
      }
      Scheme::Row row;
      row.span = each.span;
      row.compare = compare_of(each.op);
      row.value = value.value_or(base::Number{});
      const auto bound = steps ? in(each.bound, unit, ratio_advice(each)) : in(each.bound, unit);
      ok = ok && bound.has_value();
      row.bound = bound.value_or(base::Number{});
      if (each.last.valid()) {
        row.last = in(each.last, unit);
        ok = ok && row.last.has_value();
        if (row.last && *row.last < row.bound) {
          a_.report(Problem::scheme_backwards, file_[each.last].span, {a_.words(file_[each.bound].span), a_.words(file_[each.last].span)});
          ok = false;
        }
      }
      made_.rows.push_back(std::move(row));
    }
    return ok;
  }

  static constexpr std::string_view kMarks = "分";
  static constexpr diagnostics::Words kReadHere{"reads this", "读取此处"};

  Analysis& a_;
  const syntax::File& file_;
  const Scope& scope_;
  const syntax::Scheme& written_;
  Span condition_span_;
  const Bindings* bindings_;
  const std::function<Marks()>& ask_marks_;
  std::optional<Marks> marks_;  // once it was asked for
  Scheme made_;
};

}  // namespace

std::optional<Scheme> check_scheme(Analysis& a, const syntax::File& file, const Scope& scope, const syntax::Scheme& scheme, ExprId condition,
                                   Span condition_span, const Bindings* bindings, const std::function<Marks()>& marks) {
  return SchemeMaker(a, file, scope, scheme, condition_span, bindings, marks).make(condition);
}

}  // namespace assay::semantics
