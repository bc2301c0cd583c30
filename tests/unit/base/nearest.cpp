#include "base/nearest.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace assay::base {
namespace {

TEST_CASE("nearest: distances") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("ab", "ba") == 1);
  CHECK(edit_distance("abcd", "acbd") == 1);
  CHECK(edit_distance("湖州", "胡州") == 1);
  CHECK(edit_distance("州湖", "湖州") == 1);
}

TEST_CASE("nearest: the name that was probably meant") {
  const std::vector<std::string> names = {"吴兴区", "南浔区", "德清县", "population", "populations"};
  CHECK(nearest("吴兴县", names) == "吴兴区");
  CHECK(nearest("popluation", names) == "population");
  CHECK(nearest("population", names) == "population");
  CHECK_FALSE(nearest("安吉县", std::vector<std::string>{"长兴"}));
  CHECK_FALSE(nearest("temperature", names));
  CHECK_FALSE(nearest("", names));
  CHECK_FALSE(nearest("x", std::vector<std::string>{"y"}));
  CHECK_FALSE(nearest("abc", std::vector<std::string>{}));
}

TEST_CASE("nearest: just near enough and just too far") {
  CHECK(nearest("abcdef", std::vector<std::string>{"abcdxy"}) == "abcdxy");
  CHECK_FALSE(nearest("abcdef", std::vector<std::string>{"abcxyz"}));
  CHECK(nearest("ab", std::vector<std::string>{"ax"}) == "ax");
  CHECK_FALSE(nearest("ab", std::vector<std::string>{"xy"}));
}

TEST_CASE("nearest: of equals the one that begins alike, and a name that is shortened") {
  const std::vector<std::string> districts{"吴兴区", "南浔区", "德清县", "长兴县"};
  CHECK(nearest("长兴区", districts) == "长兴县");
  CHECK(nearest("吴兴县", districts) == "吴兴区");
  CHECK(nearest("良", std::vector<std::string>{"差", "良好", "优秀"}) == "良好");
  CHECK(nearest("市发改委", std::vector<std::string>{"市财政局", "市发展改革委", "市发展改革委.1"}) == "市发展改革委");
  CHECK(nearest("pop", std::vector<std::string>{"population"}) == "population");
  CHECK_FALSE(nearest("p", std::vector<std::string>{"population"}));
  CHECK_FALSE(nearest("市委", std::vector<std::string>{"市发展改革委"}));
}

TEST_CASE("nearest: the nearer wins, the first of equals") {
  CHECK(nearest("abcdef", std::vector<std::string>{"abcdxy", "abcdex"}) == "abcdex");
  CHECK(nearest("abcdef", std::vector<std::string>{"abcdeq", "abcdex"}) == "abcdeq");
}

}  // namespace
}  // namespace assay::base
