#include "cli/profile.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace assay::cli {
namespace {

base::ProfileFigures figures() {
  base::ProfileFigures made;
  made.work = {12'345'678, 250'999, 0, 1'500'000'000, 6'000'000'000, 2'000'000'000, 400'000'000, 0};
  made.other = 87'403'323;
  made.wall = 5'200'000'000;
  made.processor = 9'800'000'000;
  made.threads = 2;
  made.units = 100'000;
  made.cells = 13'999'000;
  made.bytes = 104'000'000;
  return made;
}

TEST_CASE("profile: the table of given figures") {
  CHECK(profile_table(figures(), Language::en) == R"(where the time went (threads that work at the same time add up)
  reading and checking the rules        12.345 ms    0.1%
  planning                               0.250 ms    0.0%
  first look at the files of facts   1,500.000 ms   15.0%
  reading the facts                  6,000.000 ms   60.0%
  evaluating                         2,000.000 ms   20.0%
  writing the result                   400.000 ms    4.0%
  waiting and other                     87.403 ms    0.9%
  all threads together              10,000.000 ms  100.0%
  from beginning to end              5,200.000 ms
  processor time                     9,800.000 ms
  threads used                                  2
  units                                   100,000  19,230 a second
  cells read                           13,999,000  2,692,115 a second
  bytes read                          104,000,000  20.0 MB a second
)");
}

TEST_CASE("profile: in Chinese, with what most runs do not have") {
  base::ProfileFigures made = figures();
  made.work[static_cast<std::size_t>(base::Spent::among)] = 1'000'000;
  made.work[static_cast<std::size_t>(base::Spent::digest)] = 2'000'000;
  const std::string text = profile_table(made, Language::zh);
  CHECK(text.starts_with("时间用在何处"));
  CHECK(text.find("预先比较全部单位") != std::string::npos);
  CHECK(text.find("计算文件摘要") != std::string::npos);
  CHECK(text.find("每秒 2,692,115") != std::string::npos);
}

TEST_CASE("profile: nothing is divided by a time of 0") {
  const std::string text = profile_table({}, Language::en);
  CHECK(text.find("all threads together") != std::string::npos);
}

TEST_CASE("profile: other is what no work took, of all threads, without waiting for them") {
  base::Profile profile;
  constexpr std::int64_t kLong = 1'000'000'000'000'000;  // beside it the time of this test is nothing
  profile.add(base::Spent::helping, 3 * kLong);
  profile.add(base::Spent::read, kLong);
  profile.add(base::Spent::read, kLong);
  CHECK(profile.figures().work[static_cast<std::size_t>(base::Spent::read)] == 2 * kLong);
  CHECK(profile.figures().other >= kLong);
  CHECK(profile.figures().other < 2 * kLong);
  profile.add(base::Spent::awaiting, 2 * kLong);
  CHECK(profile.figures().other == 0);
}

}  // namespace
}  // namespace assay::cli
