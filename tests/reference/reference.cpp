// The slow evaluator's own arithmetic and logic, on cases that a person can check against grammar/meaning.md.
#include "reference/values.h"

#include <doctest/doctest.h>

namespace assay::reference {
namespace {

Value span(int low, int high, bool lacks = true) { return {{base::Number(low), base::Number(high)}, false, lacks}; }
Value from(int low) { return {{base::Number(low), std::nullopt}, false, true}; }
Value point(int n) { return Value::point(n); }

}  // namespace

TEST_CASE("a result is the hull of what the operands allow") {
  CHECK(add(span(1, 2), span(10, 20)) == span(11, 22));
  CHECK(subtract(span(1, 2), span(10, 20)) == span(-19, -8));
  CHECK(multiply(span(-1, 2), span(-3, 5)) == span(-6, 10));
  CHECK(divide(point(12), span(2, 4)) == span(3, 6));
  CHECK(multiply(point(0), from(1)) == point(0));
  CHECK(multiply(point(0), unbounded(false, true)) == unbounded(false, true));
  CHECK(divide(point(1), span(-1, 1)) == unbounded(false, true));
  CHECK(divide(span(1, 2), point(0)).invalid);
  CHECK(divide(point(6), from(2)) == span(0, 3));
  CHECK(negate(from(1)) == Value{{std::nullopt, base::Number(-1)}, false, true});
}

TEST_CASE("what does not fit is invalid as a point and without end in an interval") {
  const Value large = Value::point(*base::Number::parse("1e37"));
  CHECK(multiply(large, large).invalid);
  const Value wide{{base::Number(1), base::Number::parse("1e37")}, false, true};
  CHECK(multiply(wide, wide).range.is_unbounded());
  CHECK(sum_of({large, large, negate(large)}) == large);
  const Value most = Value::point(*base::Number::fraction(base::Number::kLimit, 1));
  CHECK(sum_of({most, most, negate(most)}) == most);
  CHECK(add(most, most).invalid);
}

TEST_CASE("growth asks for a positive base") {
  CHECK(growth(point(11), point(10)) == Value::point(*base::Number::fraction(1, 10)));
  CHECK(growth(point(11), point(0)).invalid);
  CHECK(growth(point(11), span(0, 5)) == unbounded(false, true));
  CHECK(reduction(point(9), point(10)) == Value::point(*base::Number::fraction(1, 10)));
}

TEST_CASE("functions on intervals") {
  CHECK(absolute(span(-3, 2)) == span(0, 3));
  CHECK(absolute(span(-3, -2)) == span(2, 3));
  CHECK(absolute(unbounded(false, true)) == unbounded(false, true));
  CHECK(rounded_to(span(-3, 7), base::Number(5), 0) == span(-5, 5));
  CHECK(rounded_to(span(-3, 7), base::Number(5), -1) == span(-5, 5));
  CHECK(rounded_to(span(-3, 7), base::Number(5), 1) == span(0, 10));
  CHECK(rounded_to(Value::point(*base::Number::fraction(-5, 2)), base::Number(1), 0) == point(-3));
  CHECK(modulo(point(-7), point(3)) == point(2));
  CHECK(modulo(point(7), point(-3)) == point(-2));
  CHECK(modulo(span(0, 9), point(3)) == span(0, 3));
  CHECK(modulo(point(1), point(0)).invalid);
  CHECK(power(span(-2, 3), 2) == span(0, 9));
  CHECK(power(span(-2, 3), 3) == span(-8, 27));
  CHECK(power(span(2, 4), -1) == Value{{base::Number::fraction(1, 4), base::Number::fraction(1, 2)}, false, true});
  CHECK(power(point(0), -1).invalid);
  CHECK(median_of({span(1, 2), point(5), from(3)}) == span(3, 5));
  CHECK(median_of({point(1), point(2)}) == Value::point(*base::Number::fraction(3, 2)));
  CHECK(median_of({point(1), from(0), from(0)}) == from(0));
}

TEST_CASE("comparisons of intervals") {
  CHECK(at_least(span(5, 9), point(5)) == Truth::true_);
  CHECK(at_least(span(5, 9), point(6)) == Truth::unknown);
  CHECK(at_least(span(5, 9, false), point(6)) == Truth::open_);
  CHECK(at_least(span(5, 9), point(10)) == Truth::false_);
  CHECK(more_than(span(5, 9), point(5)) == Truth::unknown);
  CHECK(equal(span(5, 9), point(10)) == Truth::false_);
  CHECK(equal(span(5, 9), span(9, 10)) == Truth::unknown);
  CHECK(at_least(Value::none(), point(1)) == Truth::invalid);
}

TEST_CASE("a side that dominates decides, and invalid wins over unknown") {
  CHECK(and_({Truth::false_, Truth::invalid}) == Truth::false_);
  CHECK(and_({Truth::true_, Truth::invalid, Truth::unknown}) == Truth::invalid);
  CHECK(or_({Truth::open_, Truth::unknown}) == Truth::unknown);
  CHECK(or_({Truth::true_, Truth::invalid}) == Truth::true_);
  CHECK(implies(Truth::unknown, Truth::true_) == Truth::true_);
  CHECK(choose(Truth::unknown, Truth::true_, Truth::true_) == Truth::true_);
  CHECK(choose(Truth::invalid, Truth::true_, Truth::true_) == Truth::true_);
  CHECK(choose(Truth::invalid, Truth::true_, Truth::false_) == Truth::invalid);
  CHECK(choose(Truth::invalid, point(1), point(3)) == Value{span(1, 3).range, true, false});
  CHECK(choose(Truth::open_, point(1), point(3)) == span(1, 3, false));
}

}  // namespace assay::reference
