#include "cache/kept.h"

#include "base/number.h"
#include "cache/bytes.h"
#include "plan/lower.h"
#include "support/season.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace assay::cache {
namespace {

constexpr const char* kDepartment =
    "fact a \"面积\" : flow 元 per 区县 total sum \n fact b : event \n fact c : flag\n"
    "target 1 \"一\" { require \"一\" : sum(a) >= 2/3 + 1元 stretch sum(a) >= 3元 }\n"
    "target 2 { require : b by 2023-06-30  aim : growth(a) >= 100% / 3 score steps { >= 100%: 100%, else 0% } }\n"
    "target 3 applies when c { require : every 区县 has a >= 1元 }\n";

std::string bytes_of(const auto& value) {
  Writer writer;
  writer.put(value);
  return std::move(writer.bytes());
}

template <class T>
T back(const T& value) {
  T out{};
  const std::string bytes = bytes_of(value);
  Reader reader(bytes);
  reader.get(out);
  CHECK(reader.sound());
  CHECK(reader.at_end());
  return out;
}

TEST_CASE("cache: numbers come back exactly, whatever their size") {
  const auto limit = base::Number::kLimit;
  const std::optional<base::Number> numbers[] = {base::Number(0),
                                                 base::Number(-7),
                                                 base::Number(std::numeric_limits<std::int64_t>::min()),
                                                 base::Number(std::numeric_limits<std::int64_t>::max()),
                                                 base::Number::fraction(2, 3),
                                                 base::Number::fraction(-1, limit),
                                                 base::Number::fraction(limit, 1),
                                                 base::Number::fraction(-limit, 7)};
  for (const auto& number : numbers) {
    REQUIRE(number);
    CHECK(back(*number) == *number);
  }
}

TEST_CASE("cache: what is no number is not taken for one") {
  Writer writer;
  writer.put(false);
  for (const std::uint64_t part : {1, 0, 0, 0}) writer.put(part);  // 1 over 0
  base::Number number;
  Reader reader(writer.bytes());
  reader.get(number);
  CHECK(!reader.sound());
}

TEST_CASE("cache: a model and a program come back with every member") {
  const auto season = test::season(kDepartment, "a,2023Q1,甲,1\n");
  semantics::Model model = *season->model;
  REQUIRE(model.tests.empty());
  const Kept kept{{"a.assay", ""}, "digest", 3, model};
  const std::string bytes = to_bytes(kept);
  const auto again = kept_of(bytes);
  REQUIRE(again);
  CHECK(again->used == kept.used);
  CHECK(again->files == kept.files);
  CHECK(again->warnings == 3);
  CHECK(to_bytes(*again) == bytes);
  CHECK(again->model.expressions.size() == model.expressions.size());
  const plan::Program made = plan::lower(model, model.schema.season.to);
  const plan::Program from_kept = plan::lower(again->model, model.schema.season.to);
  CHECK(plan::dump_plan(from_kept) == plan::dump_plan(made));
  const std::string program_bytes = to_bytes(made);
  const auto program = program_of(program_bytes, again->model);
  REQUIRE(program);
  CHECK(program->model == &again->model);
  CHECK(program->steps == made.steps);
  CHECK(plan::dump_plan(*program) == plan::dump_plan(made));
  CHECK(plan::verify(*program).empty());
  CHECK(to_bytes(*program) == program_bytes);
}

TEST_CASE("cache: bytes that were cut off or go on are nothing, and changed ones do no harm") {
  const auto season = test::season(kDepartment, "a,2023Q1,甲,1\n");
  const std::string bytes = to_bytes(Kept{{}, "d", 0, *season->model});
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK(!kept_of(std::string_view(bytes).substr(0, size)));
  CHECK(!kept_of(bytes + '\0'));
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string changed = bytes;
    changed[random() % changed.size()] = static_cast<char>(random());
    static_cast<void>(kept_of(changed));
  }
}

}  // namespace
}  // namespace assay::cache
