#include "types/schema.h"

#include <doctest/doctest.h>

using namespace assay;
using namespace assay::types;

namespace {

Season season(int from_year, int from_month, int to_year, int to_month, int to_day) {
  Season out;
  out.from = *base::make_date(from_year, from_month, 1);
  out.to = *base::make_date(to_year, to_month, to_day);
  return out;
}

}  // namespace

TEST_CASE("the periods of a calendar year") {
  const Season year = season(2023, 1, 2023, 12, 31);
  CHECK(periods(year, base::Step::year) == std::vector{base::Period{base::Step::year, 2023, 0}});
  CHECK(periods(year, base::Step::half).size() == 2);
  CHECK(periods(year, base::Step::quarter).size() == 4);
  CHECK(periods(year, base::Step::month).size() == 12);
  CHECK(periods(year, base::Step::day).size() == 365);
  CHECK(periods(year, base::Step::quarter).back() == base::Period{base::Step::quarter, 2023, 4});
  CHECK(whole_season(year) == base::Period{base::Step::year, 2023, 0});
}

TEST_CASE("the periods of a school year, and of several years") {
  const Season school = season(2023, 9, 2024, 8, 31);
  CHECK(periods(school, base::Step::month).size() == 12);
  CHECK(periods(school, base::Step::month).front() == base::Period{base::Step::month, 2023, 9});
  CHECK(periods(school, base::Step::year) == std::vector{whole_season(school)});
  CHECK(periods(season(2021, 1, 2025, 12, 31), base::Step::year).size() == 5);
}

TEST_CASE("names for people") {
  Schema schema;
  schema.dimensions.push_back({"区县", "", {"吴兴区", "南浔区"}});
  schema.dimensions.push_back({"季", "", {"春", "夏", "秋"}});
  Fact fact;
  fact.name = "teams";
  CHECK(qualified_name(fact) == "teams");
  fact.department = "市红十字会";
  CHECK(qualified_name(fact) == "市红十字会.teams");
  fact.dimensions = {DimensionId(0)};
  CHECK(member_name(schema, fact, 1) == "南浔区");
  fact.dimensions = {DimensionId(0), DimensionId(1)};
  CHECK(member_name(schema, fact, 0) == "吴兴区/春");
  CHECK(member_name(schema, fact, 5) == "南浔区/秋");
}
