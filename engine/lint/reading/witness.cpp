#include "lint/reading/witness.h"

#include <algorithm>
#include <cstddef>

namespace assay::lint {

namespace {

using base::Number;

constexpr std::size_t kMostShown = 4;

std::string members_text(const Term& term, const types::Fact& fact, const types::Schema& schema) {
  std::string out;
  for (std::size_t i = 0; i < fact.dimensions.size() && i < term.members.size(); ++i) {
    if (term.members[i] == types::kTotal) continue;
    out += out.empty() ? "" : ", ";
    out += term.members[i] == kAnyMember ? "…" : schema[fact.dimensions[i]].members[term.members[i]];
  }
  return out.empty() ? out : "[" + out + "]";
}

std::string name_of(const Term& term, const types::Schema& schema, semantics::Words words) {
  std::string name = term.text;
  if (term.kind != Term::Kind::whole_expression) {
    const types::Fact& fact = schema[term.fact];
    name = fact.list.valid() ? schema[fact.list].name + "." + fact.name : fact.name + members_text(term, fact, schema);
    const auto periods = fact.once ? types::once_periods(schema.season) : types::periods(schema.season, fact.step);
    if (term.counted > 0 && term.counted < periods.size()) name += " (" + base::to_string(base::last_day(periods[term.counted - 1])) + ")";
  }
  for (int i = 0; i < term.shift; ++i) name = semantics::function_in_words("previous", words) + "(" + name + ")";
  return name;
}

std::string value_text(const Number& value, const Term& term, Reader& reader, semantics::Words words) {
  const auto truth = [&](bool yes) { return semantics::in_words(yes ? "true" : "false", words); };
  if (term.kind == Term::Kind::whole_expression) return term.truth ? truth(value.sign() != 0) : base::to_string(value);
  if (term.kind == Term::Kind::day || term.kind == Term::Kind::day_before) {
    if (value == Vocabulary::never()) return truth(false);
    return base::to_string(base::Date{static_cast<std::int32_t>(value.numerator())});
  }
  const types::Fact& fact = reader.model().schema[term.fact];
  switch (fact.kind) {
    case types::FactKind::flag: return truth(value.sign() != 0);
    case types::FactKind::grade: return reader.model().schema[fact.scale].grades[static_cast<std::size_t>(value.numerator())].name;
    case types::FactKind::text: {
      const auto& texts = reader.vocabulary().texts();
      const auto number = static_cast<std::size_t>(value.numerator());
      return number < texts.size() ? "\"" + texts[number] + "\"" : "\"…\"";
    }
    default: return base::to_string(value) + fact.unit.name;
  }
}

}  // namespace

std::string witness(const Values& values, const std::vector<Variable>& shown, Reader& reader, semantics::Words words) {
  const auto is_before = [&](const Number& day) { return day < Number(reader.model().schema.season.from.days); };
  // Of an event the day before the season's start alone where it does not come from then on, and only where there is one.
  const auto left_out = [&](const Term& term, const Number& value) {
    if (term.kind == Term::Kind::day_before) return !is_before(value);
    if (term.kind != Term::Kind::day || value <= Number(reader.model().schema.season.to.days)) return false;
    return std::any_of(shown.begin(), shown.end(), [&](Variable other) {
      const Term& before = reader.vocabulary()[other];
      const auto it = values.find(other);
      return before.kind == Term::Kind::day_before && before.fact == term.fact && before.members == term.members && it != values.end() && is_before(it->second);
    });
  };
  std::string out;
  std::size_t count = 0;
  for (const Variable variable : shown) {
    const auto it = values.find(variable);
    if (it == values.end() || left_out(reader.vocabulary()[variable], it->second)) continue;
    if (count++ == kMostShown) return out + ", …";
    const Term& term = reader.vocabulary()[variable];
    out += (out.empty() ? "" : ", ") + name_of(term, reader.model().schema, words) + " = " + value_text(it->second, term, reader, words);
  }
  return out;
}

std::string range_text(const Domain& range, const types::Unit& unit) {
  const auto end = [&](const Number& n) { return base::to_string(base::divide(n, unit.factor).value_or(n)) + unit.name; };
  if (range.low && range.high) return *range.low == *range.high ? end(*range.low) : end(*range.low) + ".." + end(*range.high);
  if (range.low) return ">= " + end(*range.low);
  if (range.high) return "<= " + end(*range.high);
  return {};
}

}  // namespace assay::lint
