#include "differential/condition.h"

#include <algorithm>

namespace assay::differential {
namespace {

bool within(const std::vector<std::size_t>& dimensions, std::size_t dimension) {
  return std::find(dimensions.begin(), dimensions.end(), dimension) != dimensions.end();
}

// 0 month, 1 quarter, 3 year: as Scope::period.
int length(const DeclaredFact& fact) { return fact.step == 2 ? 3 : fact.step; }

bool has_step(const DeclaredFact& fact) { return fact.sort != Sort::event && fact.sort != Sort::flag && fact.sort != Sort::text; }

}  // namespace

// A fact may stand where its step is no coarser than the quantifier's around.
bool Conditions::usable(const DeclaredFact& fact, const Scope& scope) const {
  return fact.sort == Sort::event || length(fact) <= scope.longest;
}

// A period no shorter than that, and how long it is.
std::string Conditions::stated_period(int shortest, int& length) {
  length = random_.between(shortest, 3);
  if (length == 3) return random_.one_of<std::string>({"2022", "2022", "2021", "2023"});
  if (length == 2) return random_.one_of<std::string>({"2022H2", "2023H1", "2023H2"});
  if (length == 1) return random_.one_of<std::string>({"2021Q4", "2022Q2", "2023Q1", "2023Q2", "2023Q3", "2023Q4"});
  return random_.one_of<std::string>({"2022-03", "2023-01", "2023-04", "2023-08", "2023-12"});
}

// `inner` as it stands, or over a period no shorter than its step.
std::string Conditions::over_period(const std::string& inner, int shortest, const Scope& scope) {
  if (scope.stated || !random_.chance(25)) return inner;
  if (scope.lists.empty() && random_.chance(20)) return "previous(" + inner + ")";
  if (scope.period >= shortest && random_.chance(60)) {
    static const char* const kSteps[] = {"month", "quarter", "half", "year"};
    return inner + "@" + kSteps[scope.period];
  }
  coarsest_ = 2;  // it may end after a due date
  int length = 0;
  return inner + "@" + stated_period(shortest, length);
}

// (a + b)@2022Q1
std::string Conditions::of_stated(Family family, int depth, const Scope& scope) {
  coarsest_ = 2;
  Scope inner = scope;
  inner.stated = inner.elsewhere = true;
  inner.lists.clear();
  const std::string period = stated_period(declared_.monthly ? 0 : 1, inner.longest);
  return "(" + number(family, depth - 1, inner) + ")@" + period;
}

// A period to go through, within the one that is gone through.
std::string Conditions::period_word(const Scope& scope, Scope& inner) {
  static const char* const kSteps[] = {"month", "quarter", "half", "year"};
  const int most = scope.period < 0 ? 3 : scope.period - 1;
  const int least = declared_.monthly ? 0 : 1;
  if (most < least) return "";
  inner.period = random_.chance(50) ? std::min(most, 1) : random_.between(least, most);
  inner.longest = std::min(scope.longest, inner.period);
  inner.stated = false;
  if (scope.stated) inner.elsewhere = true;
  return kSteps[inner.period];
}

// sum(x@quarter), max(x@quarter where …)
std::string Conditions::over_quarters(Family family, int depth, const Scope& scope) {
  std::vector<const DeclaredFact*> found;
  for (const DeclaredFact* f : numbers(family, scope))
    if (length(*f) <= 1 && std::none_of(f->dimensions.begin(), f->dimensions.end(), [&](std::size_t d) { return within(scope.dimensions, d); })) found.push_back(f);
  if (found.empty() || scope.period >= 0 || scope.stated || scope.aggregate) return leaf(family, scope);
  const DeclaredFact& fact = *random_.one_of(found);
  Scope inner = scope;
  inner.aggregate = true;
  inner.period = inner.longest = 1;
  inner.dimensions.insert(inner.dimensions.end(), fact.dimensions.begin(), fact.dimensions.end());
  const std::string word = random_.one_of<std::string>({"sum", "avg", "min", "max", "median"});
  return word + "(" + fact.name + "@quarter" + (random_.chance(50) ? " where " + condition(depth - 1, inner) : "") + ")";
}

// 区县 == 吴兴区, 区县 in {…}
std::string Conditions::member(const Scope& scope) {
  const DeclaredDimension& dimension = declared_.dimensions[random_.one_of(scope.dimensions)];
  if (random_.chance(60)) return "(" + dimension.name + (random_.chance(70) ? " == " : " != ") + random_.one_of(dimension.members) + ")";
  std::string members;
  for (const std::string& m : dimension.members)
    if (random_.chance(50) || members.empty()) members += (members.empty() ? "" : ", ") + m;
  return "(" + dimension.name + " in {" + members + "})";
}

std::vector<const DeclaredFact*> Conditions::facts(Sort sort, const Scope& scope) const {
  std::vector<const DeclaredFact*> found;
  for (const DeclaredFact& f : declared_.facts)
    if (f.sort == sort && usable(f, scope)) found.push_back(&f);
  for (const std::size_t l : scope.lists)
    for (const DeclaredFact& f : declared_.lists[l].fields)
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

bool Conditions::is_field(const DeclaredFact& fact) const {
  for (const DeclaredList& l : declared_.lists)
    for (const DeclaredFact& field : l.fields)
      if (&field == &fact) return true;
  return false;
}

std::vector<std::size_t> Conditions::closed_lists(const Scope& scope) const {
  std::vector<std::size_t> closed;
  for (std::size_t l = 0; l < declared_.lists.size() && !scope.elsewhere; ++l)
    if (!within(scope.lists, l)) closed.push_back(l);
  return closed;
}

// An item stands for its member of the list's dimension.
void Conditions::open(std::size_t list, Scope& scope) const {
  scope.lists.push_back(list);
  const auto& dimension = declared_.lists[list].dimension;
  if (dimension && !within(scope.dimensions, *dimension)) scope.dimensions.push_back(*dimension);
}

// count distinct(项目.类别 where …), count distinct(a grade or a number per district), count distinct(x@quarter)
std::string Conditions::distinct(int depth, const Scope& scope) {
  Scope inner = scope;
  inner.aggregate = true;
  const auto filter = [&] { return random_.chance(50) ? " where " + condition(depth - 1, inner) : std::string{}; };
  if (const auto lists = closed_lists(scope); !lists.empty() && random_.chance(70)) {
    const std::size_t l = random_.one_of(lists);
    std::vector<std::string> fields;
    for (const DeclaredFact& f : declared_.lists[l].fields)
      if (f.sort == Sort::text || f.sort == Sort::grade || f.is_number()) fields.push_back(f.name);
    open(l, inner);
    return "count distinct(" + declared_.lists[l].name + "." + random_.one_of(fields) + filter() + ")";
  }
  std::vector<const DeclaredFact*> found;
  for (const auto& some : {facts(Sort::grade, scope), numbers(Family::people, scope), numbers(Family::plain, scope)})
    for (const DeclaredFact* f : some)
      if (std::none_of(f->dimensions.begin(), f->dimensions.end(), [&](std::size_t d) { return within(scope.dimensions, d); })) found.push_back(f);
  if (!found.empty()) {
    const DeclaredFact* f = random_.one_of(found);
    const bool quarters = has_step(*f) && length(*f) <= 1 && scope.period < 0 && !scope.stated;
    if (f->dimensions.empty() && !quarters) return literal(Family::plain, random_);
    inner.dimensions.insert(inner.dimensions.end(), f->dimensions.begin(), f->dimensions.end());
    coarsest_ = std::max(coarsest_, f->step);
    if (quarters && (f->dimensions.empty() || random_.chance(30))) {
      inner.period = inner.longest = 1;
      return "count distinct(" + f->name + "@quarter" + filter() + ")";
    }
    return "count distinct(" + f->name + filter() + ")";
  }
  return literal(Family::plain, random_);
}

// The fact for one member of every dimension it has: by name where the quantifiers around say which, else by index or its total.
std::string Conditions::reference(const DeclaredFact& fact, const Scope& scope) {
  coarsest_ = std::max(coarsest_, fact.step);
  const auto over = [&](const std::string& inner) { return is_field(fact) ? inner : over_period(inner, has_step(fact) ? length(fact) : declared_.monthly ? 0 : 1, scope); };
  const bool bare = std::all_of(fact.dimensions.begin(), fact.dimensions.end(),
                                [&](std::size_t d) { return within(scope.dimensions, d); });
  if (bare && !random_.chance(fact.dimensions.empty() ? 0 : 10)) return over(fact.name);
  // The dimensions that no quantifier around says are totalled.
  if (fact.total && !scope.aggregate && random_.chance(60)) return over(fact.name);
  std::string indices;
  for (const std::size_t d : fact.dimensions) indices += (indices.empty() ? "" : ", ") + random_.one_of(declared_.dimensions[d].members);
  return over(fact.name + "[" + indices + "]");
}

std::string Conditions::leaf(Family family, const Scope& scope) {
  const auto found = numbers(family, scope);
  if (!found.empty() && !random_.chance(20)) return reference(*random_.one_of(found), scope);
  std::vector<std::string> named;
  for (const NamedValue& v : declared_.values)
    if (v.family == family && (!v.dimension || within(scope.dimensions, *v.dimension)) && !(v.lists && scope.elsewhere)) named.push_back(v.name);
  if (!named.empty() && random_.chance(50)) return random_.one_of(named);
  if (family == Family::ratio && random_.chance(30)) return "elapsed";
  return literal(family, random_);
}

// Beside the other units; other units have not the same items of a list.
std::string Conditions::among(Family family, int depth, const Scope& scope) {
  const bool rank = family == Family::plain;
  const Family of = rank ? random_.one_of<Family>({Family::money, Family::people, Family::area}) : family;
  if (!scope.lists.empty() || numbers(of, scope).empty()) return leaf(family, scope);
  const std::string word = rank ? "rank" : random_.one_of<std::string>({"sum", "avg", "min", "max", "median"});
  // What reads no fact is refused.
  const std::string fact = reference(*random_.one_of(numbers(of, scope)), scope);
  return "(" + word + " of " + fact + (random_.chance(30) ? " + " + number(of, depth - 1, scope) : "") + " among units)";
}

// sum(x), avg(x where …) over the dimensions of x, or over a list.
std::string Conditions::aggregate(Family family, int depth, const Scope& scope) {
  if (scope.aggregate) return leaf(family, scope);
  std::vector<const DeclaredFact*> found;
  for (const DeclaredFact* f : numbers(family, scope)) {
    const bool free = std::any_of(f->dimensions.begin(), f->dimensions.end(), [&](std::size_t d) { return !within(scope.dimensions, d); });
    if (free) found.push_back(f);
  }
  if (random_.chance(15)) return over_quarters(family, depth, scope);
  const std::string word = random_.one_of<std::string>({"sum", "avg", "min", "max", "median"});
  Scope inner = scope;
  inner.aggregate = true;
  if (const auto lists = closed_lists(scope); !lists.empty() && (found.empty() || random_.chance(45))) {
    const std::size_t l = random_.one_of(lists);
    std::vector<const DeclaredFact*> fields;
    for (const DeclaredFact& f : declared_.lists[l].fields)
      if (f.is_number() && f.family == family) fields.push_back(&f);
    if (!fields.empty()) {
      open(l, inner);
      std::string value = declared_.lists[l].name + "." + random_.one_of(fields)->name;
      if (random_.chance(25)) value += random_.one_of<std::string>({" + ", " - "}) + leaf(family, inner);  // beside what the item's member has
      return word + "(" + value + (random_.chance(60) ? " where " + condition(depth - 1, inner) : "") + ")";
    }
  }
  if (found.empty()) return leaf(family, scope);
  const DeclaredFact& fact = *random_.one_of(found);
  coarsest_ = std::max(coarsest_, fact.step);
  for (const std::size_t d : fact.dimensions)
    if (!within(inner.dimensions, d)) inner.dimensions.push_back(d);
  std::string value = fact.name;
  // Beside an aggregate over a dimension that the fact has not.
  for (const DeclaredFact* f : numbers(family, scope)) {
    const bool more = std::any_of(f->dimensions.begin(), f->dimensions.end(), [&](std::size_t d) { return !within(inner.dimensions, d); });
    if (!more || random_.chance(50)) continue;
    coarsest_ = std::max(coarsest_, f->step);
    value = random_.one_of<std::string>({"sum", "avg", "min", "max"}) + "(" + f->name + ")" + random_.one_of<std::string>({" + ", " - "}) + value;
    break;
  }
  return word + "(" + value + (random_.chance(50) ? " where " + condition(depth - 1, inner) : "") + ")";
}

// growth(x), reduction(x).
std::string Conditions::to_previous(const Scope& scope) {
  Scope outside = scope;
  outside.lists.clear();
  if (random_.chance(5)) return "previous(elapsed)";
  for (const Family family : {Family::money, Family::people, Family::area}) {
    const auto found = numbers(family, outside);
    if (found.empty() || random_.chance(30)) continue;
    const std::string word = random_.one_of<std::string>({"growth", "reduction"});
    const DeclaredFact& fact = *random_.one_of(found);
    const bool free = std::none_of(fact.dimensions.begin(), fact.dimensions.end(), [&](std::size_t d) { return within(scope.dimensions, d); });
    if (!fact.dimensions.empty() && free && !scope.aggregate && random_.chance(40)) {
      coarsest_ = std::max(coarsest_, fact.step);
      return word + "(" + random_.one_of<std::string>({"sum", "avg", "max"}) + "(" + fact.name + "))";
    }
    return word + "(" + reference(fact, outside) + ")";
  }
  return "elapsed";
}

std::string Conditions::years() { return random_.one_of<std::string>({"year from 2021 to 2023", "year from 2022 to 2023", "year from 2021 to 2022"}); }

std::string Conditions::counted(int depth, const Scope& scope, bool share) {
  if (!share && !scope.aggregate && random_.chance(40)) return distinct(depth, scope);
  if (random_.chance(30)) {
    Scope inner = scope;
    std::string period = period_word(scope, inner);
    if (scope.period < 0 && !scope.stated && scope.lists.empty() && random_.chance(20)) {
      inner.period = inner.longest = 3;
      inner.elsewhere = true;
      coarsest_ = 2;
      period = years();
    }
    if (!period.empty()) {
      const std::string what = share ? "share" : random_.one_of<std::string>({"count", "streak"});
      return what + "(" + period + " where " + condition(depth - 1, inner) + ")";
    }
  }
  if (scope.aggregate) return leaf(share ? Family::ratio : Family::plain, scope);
  const std::string word = share ? "share" : "count";
  Scope inner = scope;
  inner.aggregate = true;
  if (const auto lists = closed_lists(scope); !lists.empty() && random_.chance(60)) {
    const std::size_t l = random_.one_of(lists);
    open(l, inner);
    return word + "(" + declared_.lists[l].name + " where " + condition(depth - 1, inner) + ")";
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
  if (random_.chance(6) && family != Family::ratio) return among(family, depth, scope);
  if (depth <= 0 || random_.chance(35)) return leaf(family, scope);
  if (!scope.stated && random_.chance(8)) return of_stated(family, depth, scope);
  const auto inner = [&](Family f) { return number(f, depth - 1, scope); };
  if (random_.chance(20)) return computed(family, depth, scope);
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
        if (!is_field(*f))
          facts.push_back(f);
      if (facts.empty()) return leaf(family, scope);
      const std::string x = reference(*random_.one_of(facts), scope);
      return random_.chance(20) ? "previous(previous(" + x + "))" : "previous(" + x + ")";
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

std::string Conditions::several(Family family, int depth, const Scope& scope) {
  const std::string word = random_.one_of<std::string>({"sum", "avg", "min", "max", "median"});
  std::string values = number(family, depth - 1, scope);
  const int count = random_.between(1, 3);
  // The units of a bare number are those of what stands beside it, so all of them have the family's.
  for (int i = 0; i < count; ++i) values += ", " + number(family, depth - 1, scope);
  return random_.chance(50) ? word + "(" + values + ")" : word + "({" + values + "})";
}

// default(x, d) with a default that the range of x does not rule out.
std::string Conditions::defaulted(Family family, const Scope& scope) {
  const auto found = numbers(family, scope);
  if (found.empty()) return leaf(family, scope);
  const DeclaredFact& fact = *random_.one_of(found);
  const std::string unit = fact.unit;
  const auto otherwise = [&] { return ", " + random_.one_of<std::string>({"10", "30", "12.5", "60"}) + unit + ")"; };
  std::string out = "default(" + reference(fact, scope) + otherwise();
  return random_.chance(10) ? "default(" + out + otherwise() : out;
}

// Functions of values.
std::string Conditions::computed(Family family, int depth, const Scope& scope) {
  const auto inner = [&] { return number(family, depth - 1, scope); };
  switch (random_.between(0, family == Family::plain ? 13 : 8)) {
    case 0: return "abs(" + inner() + ")";
    case 1: return "round(" + inner() + (random_.chance(70) ? ", " + random_.one_of<std::string>({"0", "1", "2", "-1", "-2"}) : "") + ")";
    case 2: return "floor(" + inner() + ")";
    case 3: return "ceiling(" + inner() + ")";
    case 4: return "mod(" + inner() + ", " + (random_.chance(60) ? literal(family, random_) : inner()) + ")";
    case 5: return "(" + inner() + " * power(" + number(Family::ratio, depth - 1, scope) + ", " + random_.one_of<std::string>({"0", "1", "2", "3", "-1", "-2"}) + "))";
    case 6: return several(family, depth, scope);
    case 7:
    case 8: return defaulted(family, scope);
    case 9:
    case 12:
    case 13: {
      std::string conditions = condition(depth - 1, scope);
      for (int i = random_.between(1, 2); i > 0; --i) conditions += ", " + condition(depth - 1, scope);
      return "count({" + conditions + "})";
    }
    case 10: return "count(" + number(Family::plain, depth - 1, scope) + ", " + number(Family::plain, depth - 1, scope) + ")";
    default: {
      const auto events = facts(Sort::event, scope);
      if (events.empty()) return leaf(family, scope);
      const auto day = [&] { return random_.chance(70) ? reference(*random_.one_of(events), scope) : date(); };
      return "days(" + day() + ", " + day() + ")";
    }
  }
}

std::string Conditions::comparison(int depth, const Scope& scope) {
  const Family family = random_.one_of<Family>({Family::money, Family::money, Family::people, Family::area, Family::ratio, Family::ratio, Family::plain});
  const auto op = [&] { return random_.one_of<std::string>({" >= ", " >= ", " > ", " <= ", " < ", " == ", " != "}); };
  const int kind = random_.between(1, 100);
  const std::string x = number(family, depth, scope);
  if (kind <= 4) return x + op() + "unknown";
  if (kind <= 65) return x + op() + literal(family, random_);
  if (kind <= 75) return x + op() + number(family, depth - 1, scope);
  if (kind <= 85) return literal(family, random_) + (random_.chance(50) ? " <= " : " < ") + x + (random_.chance(50) ? " < " : " <= ") + literal(family, random_);
  return "(" + number(Family::money, depth - 1, scope) + " / " + number(Family::people, depth - 1, scope) + ")" + op() +
         std::to_string(random_.between(1, 9)) + random_.one_of<std::string>({"元/人", "万元/人"});
}

// In a set, in a range, about the same.
std::string Conditions::member(int depth, const Scope& scope) {
  const Family family = random_.one_of<Family>({Family::money, Family::people, Family::ratio, Family::plain});
  const std::string x = number(family, depth, scope);
  switch (random_.between(0, 3)) {
    case 0: {
      std::string members = literal(family, random_);
      for (int i = random_.between(0, 3); i > 0; --i) members += ", " + (random_.chance(80) ? literal(family, random_) : number(family, depth - 1, scope));
      return "(" + x + " in {" + members + "})";
    }
    case 1: {
      // Two numbers that are known would have to be in order.
      const std::string high = numbers(family, scope).empty() ? "max(" + literal(family, random_) + ", " + literal(family, random_) + ")"
                                                              : reference(*random_.one_of(numbers(family, scope)), scope);
      return "(" + x + " in " + literal(family, random_) + " .. " + high + ")";
    }
    case 2: return "(" + x + " within " + random_.one_of<std::string>({"5%", "30%", "100%"}) + " of " + number(family, depth - 1, scope) + ")";
    default: {
      const std::string tolerance = family == Family::ratio ? random_.one_of<std::string>({"3pp", "30pp"}) : literal(family, random_);
      return "(" + x + " within " + tolerance + " of " + number(family, depth - 1, scope) + ")";
    }
  }
}

std::string Conditions::number_of_days(const Scope& scope) {
  const auto events = facts(Sort::event, scope);
  if (events.empty()) return {};
  const std::string event = or_default(reference(*random_.one_of(events), scope), events, scope);
  const std::string other = random_.chance(70) ? date() : reference(*random_.one_of(events), scope);
  const std::string days = random_.chance(70) ? "days(" + other + ", " + event + ")" : "days(" + event + ", " + other + ")";
  return random_.chance(20) ? days + " / 7" : random_.chance(15) ? "-" + days : days;
}

// Days beside each other.
std::string Conditions::days(const Scope& scope) {
  const auto events = facts(Sort::event, scope);
  if (events.empty()) return member(1, scope);
  const auto day = [&] { return or_default(reference(*random_.one_of(events), scope), events, scope); };
  const std::string op = random_.one_of<std::string>({" >= ", " > ", " <= ", " < ", " == ", " != "});
  switch (random_.between(0, 6)) {
    case 0: return "(" + day() + op + date() + ")";
    case 1:
    case 2: return "(" + day() + op + day() + ")";
    case 3: return "(" + day() + " in 2023-03-01 .. " + random_.one_of<std::string>({"2023-06-30", "2023-11-15"}) + ")";
    case 4: return "(" + day() + " in {" + date() + ", " + date() + ", " + day() + "})";
    case 5: return "(" + date() + " <= " + day() + " < " + date() + ")";
    default: return "(days(" + (random_.chance(50) ? date() : day()) + ", " + day() + ")" + op + std::to_string(random_.between(0, 200)) + ")";
  }
}

std::string Conditions::some_of(int depth, const Scope& scope) {
  const int count = random_.between(2, 4);
  std::string conditions;
  for (int i = 0; i < count; ++i) conditions += (i > 0 ? " ; " : "") + condition(depth - 1, scope);
  std::string wanted = std::to_string(random_.between(1, count));
  for (const NamedValue& v : declared_.values)
    if (v.name == "前列" && count == 4 && random_.chance(40)) wanted = v.name;
  return "(at least " + wanted + " of { " + conditions + " })";
}

// `is missing`, `is reported`, and defaults of what is no number.
std::string Conditions::reported(const Scope& scope) {
  const Sort sort = random_.one_of<Sort>({Sort::flow, Sort::cumulative, Sort::level, Sort::event, Sort::event, Sort::flag, Sort::grade, Sort::text, Sort::rank});
  const auto found = facts(sort, scope);
  if (found.empty()) return comparison(0, scope);
  const DeclaredFact& fact = *random_.one_of(found);
  const std::string subject = reference(fact, scope);
  if (random_.chance(50)) {
    switch (sort) {
      case Sort::flag: return "default(" + subject + ", " + random_.one_of<std::string>({"true", "false"}) + ")";
      case Sort::grade:
        return "(default(" + subject + ", " + random_.one_of(declared_.scales[fact.scale].grades) + ") >= " + random_.one_of(declared_.scales[fact.scale].grades) + ")";
      case Sort::text: return "(default(" + subject + ", \"甲类\") == \"甲类\")";
      case Sort::rank: return "(default(" + subject + ", 9) <= " + std::to_string(random_.between(1, 6)) + ")";
      default: break;
    }
  }
  return "(" + subject + random_.one_of<std::string>({" is missing", " is reported"}) + ")";
}

std::string Conditions::date() {
  static const std::vector<std::string> kDates{"2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31", "2023-02-14", "2023-07-01", "2023-10-20", "2023-01-01"};
  return random_.one_of(kDates);
}

// An event, now and then with a day, another event or no for a default.
std::string Conditions::or_default(const std::string& event, const std::vector<const DeclaredFact*>& events, const Scope& scope) {
  if (!random_.chance(15)) return event;
  const int kind = random_.between(0, 3);
  return "default(" + event + ", " + (kind == 0 ? "false" : kind == 1 ? reference(*random_.one_of(events), scope) : date()) + ")";
}

std::string Conditions::event(const Scope& scope) {
  std::vector<const DeclaredFact*> found = facts(Sort::event, scope);
  if (found.empty()) return comparison(0, scope);
  const std::string subject = or_default(reference(*random_.one_of(found), scope), found, scope);
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
        const auto& names = declared_.scales[g.scale].grades;
        const int kind = random_.between(1, 10);
        if (kind == 1) return reference(g, scope) + " in " + names.front() + " .. " + names[names.size() - 2];
        if (kind == 2) return reference(g, scope) + " in {" + names.front() + ", " + names.back() + "}";
        if (kind == 3) return reference(g, scope) + op() + "unknown";
        return reference(g, scope) + op() + random_.one_of(names);
      }
      break;
    case 1:
      if (!ranks.empty() && random_.chance(25)) return pick(ranks) + " in {1, " + std::to_string(random_.between(2, 6)) + "}";
      if (!ranks.empty()) return pick(ranks) + op() + std::to_string(random_.between(1, 6));
      break;
    case 2:
      if (!texts.empty() && random_.chance(25)) return "(" + pick(texts) + " in {\"甲类\", \"丙类\"})";
      if (!texts.empty()) return pick(texts) + same() + random_.one_of<std::string>({"\"甲类\"", "\"乙类\"", "\"丙类\""});
      break;
    case 3:
      if (!flags.empty() && random_.chance(25)) return "(" + pick(flags) + " in {true, " + pick(flags) + "})";
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
  const int kind = scope.period >= 2 && random_.chance(40) ? 0 : random_.between(0, 3);
  const auto filtered = [&](int percent) { return random_.chance(percent) ? " where " + condition(depth - 1, inner) : std::string{}; };
  if (kind == 0) {
    if (scope.period < 0 && !scope.stated && scope.lists.empty() && random_.chance(20)) {
      inner.period = inner.longest = 3;
      inner.elsewhere = true;
      coarsest_ = 2;
      return "(" + word + " " + years() + filtered(20) + " has " + condition(depth - 1, inner) + ")";
    }
    const std::string period = period_word(scope, inner);
    if (!period.empty()) return "(" + word + " " + period + filtered(25) + " has " + condition(depth - 1, inner) + ")";
  }
  if (const auto lists = closed_lists(scope); (kind == 1 || kind == 2) && !lists.empty()) {
    const std::size_t l = random_.one_of(lists);
    open(l, inner);
    return "(" + word + " " + declared_.lists[l].name + filtered(50) + " has " + condition(depth - 1, inner) + ")";
  }
  for (std::size_t d = 0; d < declared_.dimensions.size(); ++d) {
    if (within(scope.dimensions, d)) continue;
    inner.dimensions.push_back(d);
    return "(" + word + " " + declared_.dimensions[d].name + filtered(30) + " has " + condition(depth - 1, inner) + ")";
  }
  return atom(depth - 1, scope);
}

std::string Conditions::atom(int depth, const Scope& scope) {
  if (!scope.dimensions.empty() && random_.chance(10)) return member(scope);
  const int kind = random_.between(1, 100);
  if (kind <= 50) return comparison(depth, scope);
  if (kind <= 56) return member(depth, scope);
  if (kind <= 68) return event(scope);
  if (kind <= 75) return days(scope);
  if (kind <= 81) return reported(scope);
  return graded(scope);
}

std::string Conditions::condition(int depth, const Scope& scope) {
  if (depth <= 0) return atom(0, scope);
  const auto inner = [&] { return condition(depth - 1, scope); };
  const int kind = random_.between(1, 100);
  if (kind <= 40) return atom(depth, scope);
  if (kind <= 50) return "(" + inner() + " and " + inner() + ")";
  if (kind <= 60) return "(" + inner() + " or " + inner() + ")";
  if (kind <= 63) return "(" + inner() + " and " + inner() + " and " + inner() + ")";
  if (kind <= 66) return some_of(depth, scope);
  if (kind <= 67) return "(" + inner() + " or unknown)";
  if (kind <= 72) return "not (" + inner() + ")";
  if (kind <= 77) return "(" + inner() + " implies " + inner() + ")";
  if (kind <= 82) return "(if " + inner() + " then " + inner() + " else " + inner() + ")";
  return quantified(depth, scope);
}

}  // namespace assay::differential
