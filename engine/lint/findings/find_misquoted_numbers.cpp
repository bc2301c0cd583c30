// Numbers of a condition that its quote does not say, where the quote says others that the condition has not: a slip in copying. And a comparison that
// asks for less than so much where the quote asks for more.
#include "lint/findings/findings.h"

#include "base/text.h"
#include "types/unit.h"

#include <algorithm>
#include <array>
#include <optional>

namespace assay::lint {

namespace {

using base::Number;
using semantics::Expr;
using semantics::ExprId;

struct Said {
  std::string text;        // "16.6万"
  Number digits;           // 16.6
  std::string multiplier;  // "万"
  Number value;            // 166000; a percentage as a ratio
  bool percent = false;
  bool perhaps = false;    // a part of 1,200: that is most likely one number
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What a number in front of it counts that is no amount: a day, a place in a row, a name.
bool counts_no_amount(std::string_view after) {
  constexpr std::array<std::string_view, 14> kWords = {"年", "月", "日", "季度", "届", "期", "号", "周年", "时", "点", "-", "+", "/", "·"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return after.starts_with(word); });
}

// The bytes from `at`, behind a digit, that go on with groups of three: the `,200` of 1,200万.
std::size_t groups_of_three(std::string_view text, std::size_t begin, std::size_t at) {
  constexpr std::string_view kWide = "，";
  const std::size_t first = at;
  if (at - begin > 3 || text[begin] == '0') return 0;
  for (;;) {
    const std::string_view rest = text.substr(at);
    const std::size_t comma = rest.starts_with(',') ? 1 : rest.starts_with(kWide) ? kWide.size() : 0;
    std::size_t digits = 0;
    while (comma + digits < rest.size() && is_digit(rest[comma + digits])) ++digits;
    if (comma == 0 || digits != 3) return at - first;
    at += comma + digits;
  }
}

// The amounts in a quote. Numbers within names are none: 5G, 第3, 《…》, “1+3”.
std::vector<Said> amounts(std::string_view quote) {
  std::vector<Said> found;
  std::size_t inside = 0, parts = 0;  // up to `parts`, numbers are parts of one that was found
  for (std::size_t at = 0; at < quote.size();) {
    if (!is_digit(quote[at])) {
      const std::size_t begin = at;
      base::next_code_point(quote, at);
      const std::string_view c = quote.substr(begin, at - begin);
      if (c == "《" || c == "“" || c == "「") ++inside;
      else if ((c == "》" || c == "”" || c == "」") && inside > 0) --inside;
      continue;
    }
    const std::size_t begin = at;
    while (at < quote.size() && is_digit(quote[at])) ++at;
    const std::size_t plain = at;
    if (begin >= parts) at += groups_of_three(quote, begin, at);
    const bool grouped = at > plain;
    while (at < quote.size() && (is_digit(quote[at]) || (quote[at] == '.' && at + 1 < quote.size() && is_digit(quote[at + 1])))) ++at;
    const std::string_view before = quote.substr(0, begin);
    std::string_view after = quote.substr(at);
    const bool in_name = inside > 0 || (!before.empty() && (is_letter(before.back()) || before.back() == '-' || before.back() == '+')) ||
                         before.ends_with("第") || (!after.empty() && is_letter(after.front()));
    std::string written(quote.substr(begin, at - begin));
    if (grouped) std::erase_if(written, [](char c) { return c != '.' && !is_digit(c); });
    const std::optional<Number> digits = Number::parse(written);
    if (grouped) parts = at;
    if (in_name || !digits || counts_no_amount(after)) continue;
    const auto [multiplier, length] = types::leading_multiplier(after);
    std::optional<Number> value = base::multiply(*digits, multiplier);
    Said said{{}, *digits, std::string(after.substr(0, length)), {}, false, begin < parts && !grouped};
    at += length;
    after.remove_prefix(length);
    for (const std::string_view percent : {"%", "％", "个百分点", "百分点", "‰"}) {
      if (!after.starts_with(percent) || !value) continue;
      value = base::divide(*value, Number(percent == "‰" ? 1000 : 100));
      at += percent.size();
      said.percent = true;
      break;
    }
    if (!value) continue;
    said.value = *value;
    said.text = quote.substr(begin, at - begin);
    found.push_back(std::move(said));
    if (grouped) at = plain;
  }
  return found;
}

// A number that a condition compares with, or a parameter with all that it is worth.
struct Constant {
  ExprId id;
  const types::Unit& unit;
  std::vector<Number> values;  // in base units

  bool is(const Said& said) const {
    return std::any_of(values.begin(), values.end(), [&](const Number& value) {
      if (value == said.value) return true;
      if (said.percent && unit.percent) return is_beyond(value, said);  // 4% is not 4‰
      const auto written = base::divide(value, unit.factor);
      // 1.5万亩 of 万亩, 1.5万人 of 人.
      if (written && (*written == said.value || (*written == said.digits && unit.name.starts_with(said.multiplier)))) return true;
      return unit.percent && is_beyond(value, said);
    });
  }
  // 10% above something is 110% of it.
  static bool is_beyond(const Number& value, const Said& said) {
    const auto beyond = base::subtract(value, Number(1));
    return beyond && (*beyond == said.value || -*beyond == said.value);
  }
  // None and all of something are said without a number.
  bool says_itself() const {
    return std::any_of(values.begin(), values.end(), [&](const Number& n) { return n == Number(0) || (unit.percent && n == Number(1)); });
  }
};

void collect(const semantics::Model& model, ExprId id, std::vector<Constant>& out) {
  const Expr& e = model[id];
  if (e.kind == semantics::Kind::number) out.push_back({id, e.unit, {e.number}});
  if (e.kind == semantics::Kind::param) {
    out.push_back({id, e.unit, {}});
    for (const semantics::DatedNumber& each : model.params[e.param].values) out.back().values.push_back(each.value);
  }
  for (const ExprId child : e.children) collect(model, child, out);
}

constexpr auto kBoundWords = std::to_array<BoundWord>({
    {"不低于", true},    {"不少于", true},      {"不小于", true}, {"至少", true},  {"以上", true},   {"不超过", false},  {"不高于", false}, {"不大于", false},
    {"不多于", false},   {"至多", false},       {"以下", false},  {"以内", false}, {"超过", true},   {"突破", true},   {"高于", true},     {"低于", false},   {"少于", false},
    {"no less than", true}, {"not less than", true}, {"no fewer than", true}, {"at least", true}, {"or more", true}, {"no more than", false},
    {"not more than", false}, {"at most", false}, {"or less", false}, {"or fewer", false}, {"not exceed", false},
});
// Words beside which a greater number may be asked for by `<=`, or the other way round.
constexpr auto kTurning = std::to_array<std::string_view>({"降", "减", "压", "缩", "少", "排", "提前", "不得", "不能", "不应", "不许", "不可", "不突破", "严禁", "禁止", "避免", "防止", "未", "无", "reduc", "cut", "lower", "less", "fall", "fewer", "drop", "rank", "place", "early"});

// More than so much, with the number behind it: 突破90%, not 超过部分.
bool says_more_than(std::string_view quote, const BoundWord& word) {
  if (word.word != "超过" && word.word != "突破") return false;
  std::string_view rest = quote.substr(quote.find(word.word) + word.word.size());
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  return !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
}

bool is_said(const semantics::Model& model, ExprId number, const Said& said) {
  const auto written = base::divide(model[number].number, model[number].unit.factor);
  return model[number].number == said.value || (written && *written == said.value);
}

bool falls_with(const semantics::Model& model, ExprId id) {
  const Expr& e = model[id];
  using semantics::Kind;
  if (e.kind == Kind::negate || e.kind == Kind::subtract || e.kind == Kind::reduction || e.kind == Kind::rank_among || e.kind == Kind::divide || e.kind == Kind::if_) return true;
  if ((e.kind == Kind::fact || e.kind == Kind::field) && model.schema[e.fact].kind == types::FactKind::rank) return true;
  return std::any_of(e.children.begin(), e.children.end(), [&](ExprId child) { return falls_with(model, child); });
}

// Of one comparison with the one number that the quote says: whether it asks for the side that the quote does.
void compare_direction(Lint& lint, const std::string& quote, ExprId condition) {
  using semantics::Compare;
  const semantics::Model& model = lint.model;
  while (model[condition].kind == semantics::Kind::quantifier && model[condition].quantifier == semantics::Quantifier::every) condition = model[condition].children[0];
  const Expr& e = model[condition];
  if (e.kind != semantics::Kind::compare || model[e.children[0]].type != semantics::Type::number) return;
  const std::vector<Said> said = amounts(quote);
  const auto word = bound_word(quote);
  if (said.size() != 1 || !word) return;
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    const ExprId number = e.children[side];
    const ExprId value = e.children[1 - side];
    if (model[number].kind != semantics::Kind::number || falls_with(model, value)) continue;
    std::vector<Constant> others;
    collect(model, value, others);
    if (!others.empty() || !is_said(model, number, said.front())) continue;
    const Compare compare = side == 1 ? e.compare : semantics::mirrored(e.compare);
    const bool least = compare == Compare::ge || compare == Compare::gt;
    const bool most = compare == Compare::le || compare == Compare::lt;
    if (compare == Compare::ge && says_more_than(quote, *word)) {
      lint.report(Kind::misquoted_number, e.span, {lint.words(e.span), std::string(word->word)});
      return;
    }
    if ((least && !word->least) || (most && word->least)) lint.report(Kind::misquoted_number, e.span, {lint.words(e.span), std::string(word->word)});
    return;
  }
}

// `certified / members >= 95` where the quote says 95%.
void compare_ratio(Lint& lint, const std::vector<Said>& said, ExprId id) {
  const semantics::Model& model = lint.model;
  const Expr& e = model[id];
  if (e.kind == semantics::Kind::compare) {
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      const Expr& number = model[e.children[side]];
      if (number.kind != semantics::Kind::number || number.unit.percent || number.unit.points || !is_share(model, e.children[1 - side])) continue;
      const bool percent = std::any_of(said.begin(), said.end(), [&](const Said& s) { return s.percent && s.digits == number.number; });
      if (percent && std::none_of(said.begin(), said.end(), [&](const Said& s) { return s.value == number.number; })) doubt_ratio(lint, e.children[side]);
    }
  }
  // `certified >= members * 95`
  if (e.kind == semantics::Kind::compare) {
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      const Expr& product = model[e.children[side]];
      if (product.kind != semantics::Kind::multiply) continue;
      for (const ExprId factor : product.children) {
        const Expr& number = model[factor];
        if (number.kind != semantics::Kind::number || number.unit.percent || number.unit.points || !number.unit.powers.empty() || number.number < Number(2)) continue;
        if (std::any_of(said.begin(), said.end(), [&](const Said& s) { return s.percent && s.digits == number.number; })) doubt_ratio(lint, factor);
      }
    }
  }
  for (const ExprId child : e.children) compare_ratio(lint, said, child);
}

void compare(Lint& lint, const std::string& quote, const std::vector<ExprId>& conditions) {
  const std::vector<Said> said = amounts(quote);
  if (said.empty()) return;
  std::vector<Constant> constants;
  for (const ExprId id : conditions) {
    collect(lint.model, id, constants);
    compare_ratio(lint, said, id);
  }
  const auto in_rule = [&](const Said& s) { return std::any_of(constants.begin(), constants.end(), [&](const Constant& c) { return c.is(s); }); };
  for (const Constant& c : constants) {
    if (c.says_itself() || std::any_of(said.begin(), said.end(), [&](const Said& s) { return c.is(s); })) continue;
    const auto other = std::find_if(said.begin(), said.end(), [&](const Said& s) { return !s.perhaps && s.percent == c.unit.percent && !in_rule(s); });
    if (other == said.end()) continue;
    lint.report(Kind::misquoted_number, lint.model[c.id].span, {lint.words(c.id), other->text});
    return;
  }
}

}  // namespace

std::optional<BoundWord> bound_word(std::string_view quote, std::span<const BoundWord> more) {
  std::optional<BoundWord> found;
  std::string rest(quote);
  for (const std::span<const BoundWord> words : {std::span<const BoundWord>(kBoundWords), more})
    for (const BoundWord& each : words)
      for (std::size_t at = rest.find(each.word); at != std::string::npos; at = rest.find(each.word)) {
        if (found && found->least != each.least) return std::nullopt;
        if (!found) found = each;
        rest.erase(at, each.word.size());
      }
  if (found && std::any_of(kTurning.begin(), kTurning.end(), [&](std::string_view word) { return rest.find(word) != std::string::npos; })) return std::nullopt;
  return found;
}

bool is_only_amount(const semantics::Model& model, const std::string& quote, ExprId number) {
  const std::vector<Said> said = amounts(quote);
  return said.size() == 1 && is_said(model, number, said.front());
}

void find_misquoted_numbers(Lint& lint) {
  for (const AskedTarget& each : lint.targets) {
    for (const semantics::Criterion& c : each.target->criteria) {
      if (c.kind == semantics::Criterion::Kind::judge || c.template_span) continue;
      std::vector<ExprId> conditions{c.condition};
      if (c.stretch) conditions.push_back(c.stretch->condition);
      compare(lint, c.quote, conditions);
      if (c.stretch) compare(lint, c.stretch->quote, conditions);
      else compare_direction(lint, c.quote, c.condition);
    }
  }
}

}  // namespace assay::lint
