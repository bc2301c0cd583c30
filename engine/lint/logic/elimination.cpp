#include "lint/logic/elimination.h"

#include <algorithm>

namespace assay::lint {

namespace {

using base::Number;

constexpr std::size_t kMostRows = 400;

std::optional<Number> factor(const Linear& linear, Variable variable) {
  for (const auto& [each, times] : linear.terms)
    if (each == variable) return times;
  return std::nullopt;
}

// The sum without the variable's own term.
Linear without(Linear linear, Variable variable) {
  std::erase_if(linear.terms, [&](const auto& term) { return term.first == variable; });
  return linear;
}

std::optional<Number> value_of(const Linear& linear, const Values& values) {
  std::optional<Number> sum = linear.constant;
  for (const auto& [variable, times] : linear.terms) {
    const auto it = values.find(variable);
    const auto product = it == values.end() ? std::nullopt : base::multiply(it->second, times);
    sum = sum && product ? base::add(*sum, *product) : std::nullopt;
  }
  return sum;
}

}  // namespace

void Elimination::add(const Linear& linear, Relation relation) {
  if (relation == Relation::zero) equalities_.push_back(linear);
  else given_.push_back({linear, relation == Relation::positive});
}

void Elimination::add(Variable variable, const Range& range) {
  whole_[variable] = range.whole;
  if (range.low) given_.push_back({{-range.low->at, {{variable, 1}}}, range.low->strict});
  if (range.high) given_.push_back({{range.high->at, {{variable, -1}}}, range.high->strict});
}

Elimination::Progress Elimination::put(const Row& row) {
  if (row.linear.is_constant()) {
    const int sign = row.linear.constant.sign();
    return sign < 0 || (row.strict && sign == 0) ? Progress::contradiction : Progress::going;
  }
  const auto by = base::divide(1, base::absolute(row.linear.terms.front().second));
  const auto scaled = by ? scale(row.linear, *by) : std::nullopt;
  if (!scaled) return Progress::too_much;
  const auto [it, fresh] = rows_.try_emplace(scaled->terms, Row{*scaled, row.strict});
  if (!fresh) {
    Row& kept = it->second;
    const bool stronger = scaled->constant < kept.linear.constant || (scaled->constant == kept.linear.constant && row.strict);
    if (stronger) kept = {*scaled, row.strict};
  }
  return rows_.size() > kMostRows ? Progress::too_much : Progress::going;
}

// Puts what one variable equals in its place everywhere.
Elimination::Progress Elimination::use_equality(const Linear& linear) {
  if (linear.is_constant()) return linear.constant.sign() == 0 ? Progress::going : Progress::contradiction;
  // One that need not be whole, if there is one.
  auto chosen = linear.terms.front();
  for (const auto& term : linear.terms)
    if (!whole_[term.first]) chosen = term;
  const auto by = base::divide(-1, chosen.second);
  const auto equal = by ? scale(without(linear, chosen.first), *by) : std::nullopt;
  if (!equal) return Progress::too_much;
  const auto replace = [&](Linear& in) {
    const auto times = factor(in, chosen.first);
    if (!times) return true;
    const auto part = scale(*equal, *times);
    const auto sum = part ? lint::add(without(in, chosen.first), *part) : std::nullopt;
    if (sum) in = *sum;
    return sum.has_value();
  };
  for (Linear& each : equalities_)
    if (!replace(each)) return Progress::too_much;
  for (Row& each : given_)
    if (!replace(each.linear)) return Progress::too_much;
  steps_.push_back({chosen.first, true, *equal, {}});
  return Progress::going;
}

Elimination::Progress Elimination::take_out(Variable variable) {
  Step step;
  step.variable = variable;
  std::vector<Row> above;  // the variable is at least …
  std::vector<Row> below;
  for (auto it = rows_.begin(); it != rows_.end();) {
    const auto times = factor(it->second.linear, variable);
    if (!times) {
      ++it;
      continue;
    }
    (times->sign() > 0 ? above : below).push_back(it->second);
    step.rows.push_back(it->second);
    it = rows_.erase(it);
  }
  steps_.push_back(std::move(step));
  for (const Row& low : above) {
    for (const Row& high : below) {
      const auto a = scale(low.linear, -*factor(high.linear, variable));
      const auto b = scale(high.linear, *factor(low.linear, variable));
      const auto sum = a && b ? lint::add(*a, *b) : std::nullopt;
      if (!sum) return Progress::too_much;
      const Progress progress = put({*sum, low.strict || high.strict});
      if (progress != Progress::going) return progress;
    }
  }
  return Progress::going;
}

Answer Elimination::put_in() const {
  Answer out;
  for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
    Range range;
    range.whole = whole_.at(step->variable);
    if (step->fixed) {
      const auto value = value_of(step->equal, out.values);
      if (!value) return {};
      if (range.whole && !value->is_whole()) return {};
      out.values[step->variable] = *value;
      continue;
    }
    for (const Row& row : step->rows) {
      const Number times = *factor(row.linear, step->variable);
      const auto rest = value_of(without(row.linear, step->variable), out.values);
      const auto at = rest ? base::divide(-*rest, times) : std::nullopt;
      if (!at) return {};
      if (times.sign() > 0) range.raise({*at, row.strict});
      else range.lower({*at, row.strict});
    }
    const auto value = range.empty() ? std::nullopt : range.pick();
    if (!value) return {};
    out.values[step->variable] = *value;
  }
  out.kind = Answer::Kind::some;
  return out;
}

Answer Elimination::run() {
  const auto answer = [](Progress progress) {
    return Answer{progress == Progress::contradiction ? Answer::Kind::none : Answer::Kind::unknown, {}};
  };
  for (std::size_t i = 0; i < equalities_.size(); ++i)
    if (const Progress progress = use_equality(Linear(equalities_[i])); progress != Progress::going) return answer(progress);
  for (const Row& row : given_)
    if (const Progress progress = put(row); progress != Progress::going) return answer(progress);
  while (!rows_.empty()) {
    // The one that makes the fewest new rows.
    std::map<Variable, std::pair<std::size_t, std::size_t>> uses;
    for (const auto& [terms, row] : rows_)
      for (const auto& [variable, times] : terms) ++(times.sign() > 0 ? uses[variable].first : uses[variable].second);
    const auto best = std::min_element(uses.begin(), uses.end(), [](const auto& a, const auto& b) {
      return a.second.first * a.second.second < b.second.first * b.second.second;
    });
    if (const Progress progress = take_out(best->first); progress != Progress::going) return answer(progress);
  }
  // What no row has mentioned may be anything.
  for (const auto& [variable, whole] : whole_) {
    const bool taken = std::any_of(steps_.begin(), steps_.end(), [&](const Step& step) { return step.variable == variable; });
    if (!taken) steps_.push_back({variable, false, {}, {}});
  }
  return put_in();
}

}  // namespace assay::lint
