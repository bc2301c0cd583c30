#include "base/ids.h"

#include <doctest/doctest.h>

#include <type_traits>
#include <unordered_set>

namespace assay::base {
namespace {

using FactId = Id<struct FactTag>;
using UnitId = Id<struct UnitTag>;
static_assert(!std::is_convertible_v<FactId, UnitId>);
static_assert(!std::is_convertible_v<int, FactId>);

TEST_CASE("ids: none until given, ordered by index") {
  CHECK_FALSE(FactId().valid());
  CHECK(FactId(0).valid());
  CHECK(FactId(7).index() == 7);
  CHECK(FactId(1) < FactId(2));
  CHECK(std::unordered_set<FactId>{FactId(1), FactId(1), FactId(2)}.size() == 2);
}

}  // namespace
}  // namespace assay::base
