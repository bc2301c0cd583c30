#include "reference/values.h"

#include <algorithm>

namespace assay::reference {
namespace {

const base::Number kOne{1};

End infinite(int sign) { return {sign, {}}; }
End finite(const Exact& value) { return {0, value}; }
int sign(const End& e) { return e.infinite != 0 ? e.infinite : e.value.sign(); }

bool lacks(const Value& v) { return v.lacks && !v.is_point(); }

End end_sum(const End& a, const End& b) {
  if (a.infinite != 0) return a;
  if (b.infinite != 0) return b;
  return finite(a.value + b.value);
}

// An infinite end times 0 is 0.
End end_product(const End& a, const End& b) {
  if (sign(a) == 0 || sign(b) == 0) return finite({});
  if (a.infinite != 0 || b.infinite != 0) return infinite(sign(a) * sign(b));
  return finite(a.value * b.value);
}

// b is not 0. A number over an infinite end comes as near to 0 as one likes, and so does one infinite end over another.
End end_quotient(const End& a, const End& b) {
  if (b.infinite != 0) return finite({});
  if (a.infinite != 0) return infinite(sign(a) * sign(b));
  return finite(a.value / b.value);
}

template <class F>
Value of_corners(const Value& a, const Value& b, F f) {
  const End corners[] = {f(low_end(a), low_end(b)), f(low_end(a), high_end(b)), f(high_end(a), low_end(b)),
                         f(high_end(a), high_end(b))};
  End low = corners[0];
  End high = corners[0];
  for (const End& e : corners) {
    if (compare(e, low) < 0) low = e;
    if (compare(e, high) > 0) high = e;
  }
  const bool point = compare(low, high) == 0;
  for (const End& e : corners)
    if (!point && e.infinite == 0 && !e.value.number()) return unbounded(a.invalid || b.invalid, lacks(a) || lacks(b));
  return between(low, high, a.invalid || b.invalid, lacks(a) || lacks(b));
}

bool any_invalid(const std::vector<Value>& members) {
  return std::any_of(members.begin(), members.end(), [](const Value& v) { return v.invalid; });
}
bool any_lacks(const std::vector<Value>& members) {
  return std::any_of(members.begin(), members.end(), [](const Value& v) { return lacks(v); });
}

struct Ends {
  End low, high;
};
Ends exact_sum(const std::vector<Value>& members) {
  Ends sum;
  for (const Value& v : members) {
    sum.low = end_sum(sum.low, low_end(v));
    sum.high = end_sum(sum.high, high_end(v));
  }
  return sum;
}

}  // namespace

int compare(const End& a, const End& b) {
  if (a.infinite != 0 || b.infinite != 0) return a.infinite < b.infinite ? -1 : a.infinite > b.infinite ? 1 : 0;
  return compare(a.value, b.value);
}

End low_end(const Value& v) { return v.range.low ? finite(*v.range.low) : infinite(-1); }
End high_end(const Value& v) { return v.range.high ? finite(*v.range.high) : infinite(1); }

Value between(const End& low, const End& high, bool invalid, bool lacking) {
  if (low.infinite == 0 && high.infinite == 0 && compare(low, high) == 0)
    return low.value.number() ? Value::point(*low.value.number()) : Value::none();
  Value v{{}, invalid, lacking};
  if (low.infinite == 0) v.range.low = low.value.number();
  if (high.infinite == 0) v.range.high = high.value.number();
  return v;
}

Value unbounded(bool invalid, bool lacking) { return {{}, invalid, lacking}; }

Value hull(const Value& a, const Value& b) {
  const End low = compare(low_end(a), low_end(b)) <= 0 ? low_end(a) : low_end(b);
  const End high = compare(high_end(a), high_end(b)) >= 0 ? high_end(a) : high_end(b);
  return between(low, high, a.invalid || b.invalid, lacks(a) || lacks(b));
}

Value negate(const Value& a) { return subtract(Value::point(0), a); }

Value add(const Value& a, const Value& b) {
  const bool invalid = a.invalid || b.invalid;
  const bool lacking = lacks(a) || lacks(b);
  if (a.range.is_unbounded() || b.range.is_unbounded()) return unbounded(invalid, lacking);
  return between(end_sum(low_end(a), low_end(b)), end_sum(high_end(a), high_end(b)), invalid, lacking);
}

Value subtract(const Value& a, const Value& b) {
  const auto opposite = [](const std::optional<base::Number>& n) { return n ? std::optional(-*n) : std::nullopt; };
  return add(a, Value{{opposite(b.range.high), opposite(b.range.low)}, b.invalid, b.lacks});
}

Value multiply(const Value& a, const Value& b) {
  if (a.range.is_unbounded() || b.range.is_unbounded()) return unbounded(a.invalid || b.invalid, lacks(a) || lacks(b));
  return of_corners(a, b, end_product);
}

Value divide(const Value& a, const Value& b) {
  const bool invalid = a.invalid || b.invalid;
  const bool lacking = lacks(a) || lacks(b);
  if (b.is_point() && b.range.low->sign() == 0) return Value::none();
  if (a.range.is_unbounded() || b.range.is_unbounded()) return unbounded(invalid, lacking);
  const bool may_be_zero = sign(low_end(b)) <= 0 && sign(high_end(b)) >= 0;
  if (may_be_zero) return unbounded(invalid, lacking);
  return of_corners(a, b, end_quotient);
}

namespace {

// x over what it was, judged; nothing where the base is not certainly positive, with what is then known.
std::optional<Value> ratio_to_previous(const Value& x, const Value& previous, Value& otherwise) {
  const End zero;
  if (compare(high_end(previous), zero) <= 0) {
    otherwise = Value::none();
    return std::nullopt;
  }
  if (compare(low_end(previous), zero) <= 0) {
    otherwise = unbounded(x.invalid || previous.invalid, lacks(x) || lacks(previous));
    return std::nullopt;
  }
  return divide(x, previous);
}

}  // namespace

Value growth(const Value& x, const Value& previous) {
  Value otherwise;
  const auto ratio = ratio_to_previous(x, previous, otherwise);
  return ratio ? subtract(*ratio, Value::point(kOne)) : otherwise;
}

Value reduction(const Value& x, const Value& previous) {
  Value otherwise;
  const auto ratio = ratio_to_previous(x, previous, otherwise);
  return ratio ? subtract(Value::point(kOne), *ratio) : otherwise;
}

Value sum_of(const std::vector<Value>& members) {
  const Ends sum = exact_sum(members);
  return between(sum.low, sum.high, any_invalid(members), any_lacks(members));
}

Value mean_of(const std::vector<Value>& members) {
  if (members.empty()) return Value::none();
  Ends sum = exact_sum(members);
  const Exact count = base::Number(static_cast<std::int64_t>(members.size()));
  if (sum.low.infinite == 0) sum.low.value = sum.low.value / count;
  if (sum.high.infinite == 0) sum.high.value = sum.high.value / count;
  return between(sum.low, sum.high, any_invalid(members), any_lacks(members));
}

Value least_of(const std::vector<Value>& members) {
  if (members.empty()) return Value::none();
  End low = infinite(1);
  End high = infinite(1);
  for (const Value& v : members) {
    if (compare(low_end(v), low) < 0) low = low_end(v);
    if (compare(high_end(v), high) < 0) high = high_end(v);
  }
  return between(low, high, any_invalid(members), any_lacks(members));
}

Value greatest_of(const std::vector<Value>& members) {
  if (members.empty()) return Value::none();
  End low = infinite(-1);
  End high = infinite(-1);
  for (const Value& v : members) {
    if (compare(low_end(v), low) > 0) low = low_end(v);
    if (compare(high_end(v), high) > 0) high = high_end(v);
  }
  return between(low, high, any_invalid(members), any_lacks(members));
}

namespace {

// The middle of ends in order, or half the sum of the middle two.
End middle(std::vector<End> ends) {
  std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return compare(a, b) < 0; });
  const std::size_t half = ends.size() / 2;
  if (ends.size() % 2 == 1) return ends[half];
  if (ends[half].infinite != 0) return ends[half];
  const End sum = end_sum(ends[half - 1], ends[half]);
  if (sum.infinite != 0) return sum;
  // The sum is a result of its own, and has to fit.
  return sum.value.number() ? finite(sum.value / Exact(base::Number(2))) : End{2, {}};
}

}  // namespace

Value median_of(const std::vector<Value>& members) {
  if (members.empty()) return Value::none();
  std::vector<End> lows;
  std::vector<End> highs;
  bool points = true;
  for (const Value& v : members) {
    lows.push_back(low_end(v));
    highs.push_back(high_end(v));
    points = points && v.is_point();
  }
  End low = middle(lows);
  End high = middle(highs);
  const bool too_long = low.infinite == 2 || high.infinite == 2;
  if (points && too_long) return Value::none();
  if (low.infinite == 2) low = infinite(-1);
  if (high.infinite == 2) high = infinite(1);
  return between(low, high, any_invalid(members), any_lacks(members));
}

Value absolute(const Value& a) {
  if (a.range.is_unbounded()) return a;
  const Value turned = negate(a);
  if (sign(low_end(a)) >= 0) return a;
  if (sign(high_end(a)) <= 0) return turned;
  const End high = compare(high_end(a), high_end(turned)) > 0 ? high_end(a) : high_end(turned);
  return between(finite({}), high, a.invalid, lacks(a));
}

Value rounded_to(const Value& a, const base::Number& step, int towards) {
  const auto end = [&](const End& e) {
    if (e.infinite != 0) return e;
    const Exact steps = e.value / Exact(step);
    const Exact below = floor(steps);
    const Exact rest = steps - below;
    const int half = compare(rest + rest, Exact(kOne));
    const bool up = towards > 0 ? rest.sign() > 0 : towards == 0 && (half > 0 || (half == 0 && e.value.sign() > 0));
    return finite((up ? below + Exact(kOne) : below) * Exact(step));
  };
  return between(end(low_end(a)), end(high_end(a)), a.invalid, lacks(a));
}

Value modulo(const Value& a, const Value& b) {
  if (b.is_point() && b.range.low->sign() == 0) return Value::none();
  const bool invalid = a.invalid || b.invalid;
  const bool lacking = lacks(a) || lacks(b);
  if (a.is_point() && b.is_point()) {
    const Exact x = *a.range.low;
    const Exact y = *b.range.low;
    const End rest = finite(x - y * floor(x / y));
    return between(rest, rest, false, false);
  }
  if (a.range.is_unbounded() || b.range.is_unbounded()) return unbounded(invalid, lacking);
  if (sign(low_end(b)) <= 0 && sign(high_end(b)) >= 0) return unbounded(invalid, lacking);
  const End zero = finite({});
  return sign(low_end(b)) > 0 ? between(zero, high_end(b), invalid, lacking) : between(low_end(b), zero, invalid, lacking);
}

Value power(const Value& a, int exponent) {
  if (exponent < 0) return divide(Value::point(kOne), power(a, -exponent));
  if (a.range.is_unbounded()) return a;
  if (exponent == 0) return Value::point(kOne);
  const Value from = exponent % 2 == 0 ? absolute(a) : a;
  const auto end = [&](const End& e) {
    if (e.infinite != 0) return e;
    Exact product = kOne;
    for (int i = 0; i < exponent; ++i) product = product * e.value;
    return finite(product);
  };
  return between(end(low_end(from)), end(high_end(from)), a.invalid, lacks(a));
}

Truth truth(bool b) { return b ? Truth::true_ : Truth::false_; }

Truth undecided_by(bool invalid, bool lacking) {
  return invalid ? Truth::invalid : lacking ? Truth::unknown : Truth::open_;
}

Truth not_(Truth a) { return a == Truth::true_ ? Truth::false_ : a == Truth::false_ ? Truth::true_ : a; }

Truth and_(const std::vector<Truth>& parts) {
  for (const Truth decisive : {Truth::false_, Truth::invalid, Truth::unknown, Truth::open_})
    if (std::find(parts.begin(), parts.end(), decisive) != parts.end()) return decisive;
  return Truth::true_;
}

Truth or_(const std::vector<Truth>& parts) {
  for (const Truth decisive : {Truth::true_, Truth::invalid, Truth::unknown, Truth::open_})
    if (std::find(parts.begin(), parts.end(), decisive) != parts.end()) return decisive;
  return Truth::false_;
}

Truth implies(Truth a, Truth b) { return or_({not_(a), b}); }

Truth choose(Truth condition, Truth a, Truth b) {
  if (condition == Truth::true_) return a;
  if (condition == Truth::false_) return b;
  if (a == b && !undecided(a)) return a;
  if (condition == Truth::invalid || a == Truth::invalid || b == Truth::invalid) return Truth::invalid;
  if (condition == Truth::unknown || a == Truth::unknown || b == Truth::unknown) return Truth::unknown;
  return Truth::open_;
}

Value choose(Truth condition, const Value& a, const Value& b) {
  if (condition == Truth::true_) return a;
  if (condition == Truth::false_) return b;
  Value both = hull(a, b);
  if (both.is_point()) return both;
  both.invalid = both.invalid || condition == Truth::invalid;
  both.lacks = both.lacks || condition == Truth::unknown;
  return both;
}

Truth at_least(const Value& a, const Value& b) {
  const auto meets = [](const End& low, const End& high) { return low.infinite == 0 && high.infinite == 0 && compare(low, high) >= 0; };
  if (meets(low_end(a), high_end(b))) return Truth::true_;
  if (high_end(a).infinite == 0 && low_end(b).infinite == 0 && compare(high_end(a), low_end(b)) < 0) return Truth::false_;
  return undecided_by(a.invalid || b.invalid, lacks(a) || lacks(b));
}

Truth more_than(const Value& a, const Value& b) { return not_(at_least(b, a)); }

Truth equal(const Value& a, const Value& b) {
  if (a.is_point() && b.is_point() && *a.range.low == *b.range.low) return Truth::true_;
  if (more_than(a, b) == Truth::true_ || more_than(b, a) == Truth::true_) return Truth::false_;
  return undecided_by(a.invalid || b.invalid, lacks(a) || lacks(b));
}

}  // namespace assay::reference
