#include "differential/condition.h"

#include <algorithm>

namespace assay::differential {
namespace {

bool within(const std::vector<std::size_t>& dimensions, std::size_t dimension) {
  return std::find(dimensions.begin(), dimensions.end(), dimension) != dimensions.end();
}

}  // namespace

// A fact may stand where its step is no coarser than the quantifier's around.
bool Conditions::usable(const DeclaredFact& fact, const Scope& scope) const { return scope.period < 0 || fact.step <= scope.period; }

std::vector<const DeclaredFact*> Conditions::facts(Sort sort, const Scope& scope) const {
  std::vector<const DeclaredFact*> found;
  for (const DeclaredFact& f : declared_.facts)
    if (f.sort == sort && usable(f, scope)) found.push_back(&f);
  if (scope.list)
    for (const DeclaredFact& f : declared_.list->fields)
      if (f.sort == sort) found.push_back(&f);
  return found;
}

std::vector<const DeclaredFact*> Conditions::numbers(Family family, const Scope& scope) const {
  std::vector<const DeclaredFact*> found;
  for (const Sort sort : {Sort::flow, Sort::cumulative, Sort::level})
    for (const DeclaredFact* f : facts(sort, scope))
      if (f->family == family) found.push_back(f);
  return found;
}

// The fact for one member of every dimension it has: by name where the quantifiers around say which, else by index or its total.
std::string Conditions::reference(const DeclaredFact& fact, const Scope& scope) {
  coarsest_ = std::max(coarsest_, fact.step);
  const bool bare = std::all_of(fact.dimensions.begin(), fact.dimensions.end(),
                                [&](std::size_t d) { return within(scope.dimensions, d); });
  if (bare && !random_.chance(fact.dimensions.empty() ? 0 : 10)) return fact.name;
  // The dimensions that no quantifier around says are totalled.
  if (fact.total && !scope.aggregate && random_.chance(60)) return fact.name;
  std::string indices;
  for (const std::size_t d : fact.dimensions) indices += (indices.empty() ? "" : ", ") + random_.one_of(declared_.dimensions[d].members);
  return fact.name + "[" + indices + "]";
}

std::string Conditions::leaf(Family family, const Scope& scope) {
  const auto found = numbers(family, scope);
  if (!found.empty() && !random_.chance(20)) return reference(*random_.one_of(found), scope);
  std::vector<std::string> named;
  for (const NamedValue& v : declared_.values)
    if (v.family == family) named.push_back(v.name);
  if (!named.empty() && random_.chance(50)) return random_.one_of(named);
  if (family == Family::ratio && random_.chance(30)) return "elapsed";
  return literal(family, random_);
}

// sum(x), avg(x where …) over the dimensions of x.
std::string Conditions::aggregate(Family family, int depth, const Scope& scope) {
  if (scope.aggregate || scope.list) return leaf(family, scope);
  std::vector<const DeclaredFact*> found;
  for (const DeclaredFact* f : numbers(family, scope)) {
    const bool free = std::none_of(f->dimensions.begin(), f->dimensions.end(), [&](std::size_t d) { return within(scope.dimensions, d); });
    if (!f->dimensions.empty() && free) found.push_back(f);
  }
  const std::string word = random_.one_of<std::string>({"sum", "avg", "min", "max"});
  std::vector<const DeclaredFact*> fields;
  if (declared_.list && scope.dimensions.empty())
    for (const DeclaredFact& f : declared_.list->fields)
      if (f.is_number() && f.family == family) fields.push_back(&f);
  Scope inner = scope;
  inner.aggregate = true;
  if (!fields.empty() && (found.empty() || random_.chance(30))) {
    inner.list = true;
    const std::string field = declared_.list->name + "." + random_.one_of(fields)->name;
    return word + "(" + field + (random_.chance(60) ? " where " + condition(depth - 1, inner) : "") + ")";
  }
  if (found.empty()) return leaf(family, scope);
  const DeclaredFact& fact = *random_.one_of(found);
  coarsest_ = std::max(coarsest_, fact.step);
  inner.dimensions.insert(inner.dimensions.end(), fact.dimensions.begin(), fact.dimensions.end());
  return word + "(" + fact.name + (random_.chance(50) ? " where " + condition(depth - 1, inner) : "") + ")";
}

// growth(x), reduction(x).
std::string Conditions::to_previous(const Scope& scope) {
  Scope outside = scope;
  outside.list = false;
  for (const Family family : {Family::money, Family::people, Family::area}) {
    const auto found = numbers(family, outside);
    if (found.empty() || random_.chance(30)) continue;
    const std::string word = random_.one_of<std::string>({"growth", "reduction"});
    const DeclaredFact& fact = *random_.one_of(found);
    const bool free = std::none_of(fact.dimensions.begin(), fact.dimensions.end(), [&](std::size_t d) { return within(scope.dimensions, d); });
    if (!fact.dimensions.empty() && free && !scope.aggregate && !scope.list && random_.chance(40)) {
      coarsest_ = std::max(coarsest_, fact.step);
      return word + "(" + random_.one_of<std::string>({"sum", "avg", "max"}) + "(" + fact.name + "))";
    }
    return word + "(" + reference(fact, outside) + ")";
  }
  return "elapsed";
}

std::string Conditions::counted(int depth, const Scope& scope, bool share) {
  if (scope.aggregate || scope.list) return leaf(share ? Family::ratio : Family::plain, scope);
  const std::string word = share ? "share" : "count";
  Scope inner = scope;
  inner.aggregate = true;
  if (declared_.list && !scope.list && scope.dimensions.empty() && random_.chance(40)) {
    inner.list = true;
    return word + "(" + declared_.list->name + " where " + condition(depth - 1, inner) + ")";
  }
  for (std::size_t d = 0; d < declared_.dimensions.size(); ++d) {
    if (within(scope.dimensions, d) || random_.chance(20)) continue;
    inner.dimensions.push_back(d);
    return word + "(" + declared_.dimensions[d].name + " where " + condition(depth - 1, inner) + ")";
  }
  return literal(share ? Family::ratio : Family::plain, random_);
}

std::string Conditions::number(Family family, int depth, const Scope& scope) {
  if (random_.chance(25)) {
    if (family == Family::ratio && random_.chance(60)) return to_previous(scope);
    if (family == Family::plain && random_.chance(40)) return counted(depth, scope, false);
    return aggregate(family, depth, scope);
  }
  if (depth <= 0 || random_.chance(35)) return leaf(family, scope);
  const auto inner = [&](Family f) { return number(f, depth - 1, scope); };
  switch (random_.between(0, family == Family::ratio ? 12 : 8)) {
    case 0: return "(" + inner(family) + " + " + inner(family) + ")";
    case 1: return "(" + inner(family) + " - " + inner(family) + ")";
    case 2: return "(" + inner(family) + " * " + (family == Family::plain || random_.chance(30) ? inner(Family::plain) : inner(Family::ratio)) + ")";
    case 3: return "(" + inner(family) + " / " + (family == Family::plain || random_.chance(50) ? inner(Family::plain) : inner(Family::ratio)) + ")";
    case 4: return "(if " + condition(depth - 1, scope) + " then " + inner(family) + " else " + inner(family) + ")";
    case 5: return random_.chance(40) ? "(- " + inner(family) + ")" : inner(family);
    case 6: {
      const auto found = numbers(family, scope);
      std::vector<const DeclaredFact*> facts;
      for (const DeclaredFact* f : found)
        if (!scope.list || std::none_of(declared_.list->fields.begin(), declared_.list->fields.end(),
                                        [&](const DeclaredFact& field) { return &field == f; }))
          facts.push_back(f);
      if (facts.empty()) return leaf(family, scope);
      return "previous(" + reference(*random_.one_of(facts), scope) + ")";
    }
    case 7:
    case 8:
      if (family == Family::plain && random_.chance(70)) return counted(depth, scope, false);
      return aggregate(family, depth, scope);
    case 9: {
      const Family both = random_.one_of<Family>({Family::money, Family::people, Family::area});
      return "(" + inner(both) + " / " + inner(both) + ")";
    }
    case 10: return counted(depth, scope, true);
    default: return to_previous(scope);
  }
}

std::string Conditions::comparison(int depth, const Scope& scope) {
  const Family family = random_.one_of<Family>({Family::money, Family::money, Family::people, Family::area, Family::ratio, Family::ratio, Family::plain});
  const auto op = [&] { return random_.one_of<std::string>({" >= ", " >= ", " > ", " <= ", " < ", " == ", " != "}); };
  const int kind = random_.between(1, 100);
  const std::string x = number(family, depth, scope);
  if (kind <= 65) return x + op() + literal(family, random_);
  if (kind <= 75) return x + op() + number(family, depth - 1, scope);
  if (kind <= 85) return literal(family, random_) + (random_.chance(50) ? " <= " : " < ") + x + (random_.chance(50) ? " < " : " <= ") + literal(family, random_);
  return "(" + number(Family::money, depth - 1, scope) + " / " + number(Family::people, depth - 1, scope) + ")" + op() +
         std::to_string(random_.between(1, 9)) + random_.one_of<std::string>({"元/人", "万元/人"});
}

std::string Conditions::date() {
  static const std::vector<std::string> kDates{"2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31", "2023-02-14", "2023-07-01", "2023-10-20", "2023-01-01"};
  return random_.one_of(kDates);
}

std::string Conditions::event(const Scope& scope) {
  std::vector<const DeclaredFact*> found = facts(Sort::event, scope);
  if (found.empty()) return comparison(0, scope);
  const std::string subject = reference(*random_.one_of(found), scope);
  switch (random_.between(0, 6)) {
    case 0: return subject;
    case 1:
    case 2:
    case 3: return "(" + subject + " by " + date() + ")";
    case 4: return "(" + subject + " before " + date() + ")";
    case 5: return "(" + subject + " after " + date() + ")";
    default: return "(" + subject + " on " + date() + ")";
  }
}

std::string Conditions::graded(const Scope& scope) {
  const auto grades = facts(Sort::grade, scope);
  const auto ranks = facts(Sort::rank, scope);
  const auto flags = facts(Sort::flag, scope);
  const auto texts = facts(Sort::text, scope);
  const auto pick = [&](const std::vector<const DeclaredFact*>& all) { return reference(*random_.one_of(all), scope); };
  const auto op = [&] { return random_.one_of<std::string>({" >= ", " > ", " <= ", " < ", " == ", " != "}); };
  const auto same = [&] { return random_.one_of<std::string>({" == ", " != "}); };
  switch (random_.between(0, 5)) {
    case 0:
      if (!grades.empty()) {
        const DeclaredFact& g = *random_.one_of(grades);
        return reference(g, scope) + op() + random_.one_of(declared_.scales[g.scale].grades);
      }
      break;
    case 1:
      if (!ranks.empty()) return pick(ranks) + op() + std::to_string(random_.between(1, 6));
      break;
    case 2:
      if (!texts.empty()) return pick(texts) + same() + random_.one_of<std::string>({"\"甲类\"", "\"乙类\"", "\"丙类\""});
      break;
    case 3:
      if (!flags.empty()) return "(" + pick(flags) + same() + (random_.chance(60) ? random_.one_of<std::string>({"true", "false"}) : pick(flags)) + ")";
      break;
    default:
      if (!flags.empty()) return pick(flags);
      break;
  }
  return comparison(0, scope);
}

std::string Conditions::quantified(int depth, const Scope& scope) {
  const std::string word = random_.one_of<std::string>({"every", "every", "any", "no"});
  Scope inner = scope;
  const int kind = random_.between(0, 2);
  if (kind == 0 && scope.period < 0 && !scope.list) {
    const bool month = declared_.monthly && random_.chance(50);
    inner.period = month ? 0 : 1;
    return "(" + word + (month ? " month has " : " quarter has ") + condition(depth - 1, inner) + ")";
  }
  if (kind == 1 && declared_.list && !scope.list && scope.dimensions.empty()) {
    inner.list = true;
    const std::string filter = random_.chance(50) ? " where " + condition(depth - 1, inner) : "";
    return "(" + word + " " + declared_.list->name + filter + " has " + condition(depth - 1, inner) + ")";
  }
  for (std::size_t d = 0; d < declared_.dimensions.size(); ++d) {
    if (within(scope.dimensions, d) || scope.list) continue;
    inner.dimensions.push_back(d);
    return "(" + word + " " + declared_.dimensions[d].name + " has " + condition(depth - 1, inner) + ")";
  }
  return atom(depth - 1, scope);
}

std::string Conditions::atom(int depth, const Scope& scope) {
  const int kind = random_.between(1, 100);
  if (kind <= 60) return comparison(depth, scope);
  if (kind <= 75) return event(scope);
  return graded(scope);
}

std::string Conditions::condition(int depth, const Scope& scope) {
  if (depth <= 0) return atom(0, scope);
  const auto inner = [&] { return condition(depth - 1, scope); };
  const int kind = random_.between(1, 100);
  if (kind <= 40) return atom(depth, scope);
  if (kind <= 50) return "(" + inner() + " and " + inner() + ")";
  if (kind <= 60) return "(" + inner() + " or " + inner() + ")";
  if (kind <= 65) return "(" + inner() + " and " + inner() + " and " + inner() + ")";
  if (kind <= 72) return "not (" + inner() + ")";
  if (kind <= 77) return "(" + inner() + " implies " + inner() + ")";
  if (kind <= 82) return "(if " + inner() + " then " + inner() + " else " + inner() + ")";
  return quantified(depth, scope);
}

}  // namespace assay::differential
