#include "exec/interval.h"

#include <doctest/doctest.h>

#include <vector>

using namespace assay;
using base::Number;
using exec::Member;
using types::Truth;
using types::Value;

namespace {

Number number(std::string_view text) { return *Number::parse(text); }
Value point(std::string_view text) { return Value::point(number(text)); }
Value span(std::optional<Number> low, std::optional<Number> high, bool lacks = true) { return {{low, high}, false, lacks}; }
const Value kAnything{{}, false, true};

}  // namespace

TEST_CASE("arithmetic on points is exact") {
  CHECK(exec::add(point("0.1"), point("0.2")) == point("0.3"));
  CHECK(exec::divide(point("10"), point("3")).range.low == Number::fraction(10, 3));
  CHECK(exec::multiply(exec::divide(point("1"), point("3")), point("3")) == point("1"));
}

TEST_CASE("a point operation that does not fit is invalid, an end that does not fit is infinite") {
  const Value large = Value::point(*Number::fraction(Number::kLimit, 1));
  CHECK(exec::add(large, point("1")) == Value::none());
  CHECK(exec::multiply(large, large) == Value::none());
  const Value some = exec::add(span(number("0"), Number::fraction(Number::kLimit, 1)), point("1"));
  CHECK(some.range.low == number("1"));
  CHECK_FALSE(some.range.high);
  CHECK_FALSE(some.invalid);
}

TEST_CASE("what has no bound gives what has no bound; a bounded value times 0 is 0") {
  CHECK(exec::multiply(point("0"), kAnything).range.is_unbounded());
  CHECK(exec::add(point("1"), kAnything).lacks);
  CHECK(exec::multiply(point("0"), span(number("0"), std::nullopt)) == point("0"));
  CHECK(exec::multiply(span(number("-2"), number("3")), span(number("-5"), number("4"))) == span(number("-15"), number("12")));
}

TEST_CASE("division") {
  CHECK(exec::divide(point("1"), point("0")) == Value::none());
  CHECK(exec::divide(point("1"), span(number("0"), number("5"))).range.is_unbounded());
  CHECK(exec::divide(point("6"), span(number("2"), number("3"))) == span(number("2"), number("3")));
  CHECK(exec::divide(point("6"), span(number("2"), std::nullopt)) == span(number("0"), number("3")));
  CHECK(exec::divide(Value::none(), span(number("2"), number("3"))).invalid);
}

TEST_CASE("growth needs a positive base") {
  CHECK(exec::of_base(point("5"), point("-1")) == Value::none());
  CHECK(exec::of_base(point("5"), point("0")) == Value::none());
  CHECK(exec::of_base(point("5"), span(number("0"), number("9"))).range.is_unbounded());
  CHECK_FALSE(exec::of_base(point("5"), span(number("0"), number("9"))).invalid);
}

TEST_CASE("comparison is decided where the intervals decide it") {
  using plan::Compare;
  CHECK(exec::compare(Compare::ge, point("2"), point("2")) == Truth::true_);
  CHECK(exec::compare(Compare::gt, point("2"), point("2")) == Truth::false_);
  CHECK(exec::compare(Compare::ge, span(number("5"), std::nullopt), point("5")) == Truth::true_);
  CHECK(exec::compare(Compare::lt, span(number("5"), std::nullopt), point("5")) == Truth::false_);
  CHECK(exec::compare(Compare::ge, span(number("4"), std::nullopt), point("5")) == Truth::unknown);
  CHECK(exec::compare(Compare::ge, span(number("4"), std::nullopt, false), point("5")) == Truth::open_);
  CHECK(exec::compare(Compare::ge, Value::none(), kAnything) == Truth::invalid);
  CHECK(exec::compare(Compare::eq, span(number("1"), number("2")), point("3")) == Truth::false_);
  CHECK(exec::compare(Compare::ne, span(number("1"), number("2")), point("3")) == Truth::true_);
}

TEST_CASE("folds: undecided members count as in or out") {
  const std::vector<Member> members{{point("5"), Truth::true_}, {point("3"), Truth::unknown}, {point("9"), Truth::false_}};
  CHECK(exec::sum(members) == span(number("5"), number("8")));
  CHECK(exec::least(members) == span(number("3"), number("5")));
  CHECK(exec::greatest(members) == point("5"));
  const std::vector<Member> broken{{point("5"), Truth::true_}, {Value::none(), Truth::true_}};
  CHECK(exec::sum(broken).invalid);
  CHECK(exec::average(std::vector<Member>{}) == Value::none());
}

TEST_CASE("a sum is judged on its result, not on its parts") {
  const Number large = *Number::fraction(Number::kLimit, 1);
  const std::vector<Member> members{{Value::point(large)}, {Value::point(large)}, {Value::point(-large)}, {Value::point(Number(-1))}};
  CHECK(exec::sum(members) == Value::point(*base::subtract(large, Number(1))));
}

TEST_CASE("closeness of a failing comparison") {
  const auto points = [](std::string_view a, std::string_view b) {
    return exec::closeness(types::Interval::point(number(a)), types::Interval::point(number(b))).low;
  };
  CHECK(points("50", "100") == number("0.5"));
  CHECK(points("1", "3") == number("0.333333333"));
  CHECK(points("2", "3") == number("0.666666667"));
  CHECK(points("999999999999", "1000000000000") == number("0.999999999"));
  CHECK(points("-1", "3") == number("0"));
  // A quotient of more than 38 digits is rounded as it is.
  const Number tiny = *Number::fraction(1, Number::kLimit);
  CHECK(exec::closeness(types::Interval::point(tiny), types::Interval::point(number("99999999999999999999999999999999999998"))).low == number("0"));
  const types::Interval some = exec::closeness({number("10"), number("50")}, types::Interval::point(number("100")));
  CHECK(some.low == number("0.1"));
  CHECK(some.high == number("0.5"));
}
