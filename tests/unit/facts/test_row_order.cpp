// Rows of one cell, or of cells that compete, in every order: the same cells, and the same kinds of findings.
#include "support.h"

#include <algorithm>
#include <numeric>
#include <set>

using namespace assay;
using namespace assay::facts::test;

namespace {

struct Came {
  std::string value, own;
  std::set<std::string> kinds;
  friend bool operator==(const Came&, const Came&) = default;
};

Came read(const std::string& head, const std::vector<std::string>& rows, const std::vector<std::size_t>& order) {
  static const Sample sample;
  std::string text = head;
  for (const std::size_t i : order) text += rows[i] + "\n";
  const Read made(sample, text);
  Came out{made.value("members", "2023Q4"), "", {}};
  if (made.batch.self) {
    const columns::Column* own = made.batch.self->find(made.key("members", "2023Q4"));
    if (own != nullptr && own->at(0).is_point()) out.own = to_string(*own->at(0).range.low);
  }
  for (const diagnostics::Diagnostic& each : made.sink.all()) out.kinds.insert(std::string(diagnostics::info(each.kind).name));
  return out;
}

// What the rows give as they stand, once every order was found to give the same.
Came in_every_order(const std::string& head, const std::vector<std::string>& rows) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  const Came first = read(head, rows, order);
  while (std::next_permutation(order.begin(), order.end())) {
    const Came other = read(head, rows, order);
    CAPTURE(rows);
    CAPTURE(order);
    CHECK(other.value == first.value);
    CHECK(other.own == first.own);
    CHECK(std::vector(other.kinds.begin(), other.kinds.end()) == std::vector(first.kinds.begin(), first.kinds.end()));
  }
  return first;
}

const std::string kReviewed = "unit,fact,period,value,reported_at,by,note\n";

}  // namespace

TEST_CASE("dates of report decide only where all rows have one, also those of the same value") {
  CHECK(in_every_order(kDated, {"A,members,2023Q4,9,2024-01-05", "A,members,2023Q4,9,", "A,members,2023,7,2023-05-01"}).value == "invalid");
  CHECK(in_every_order(kDated, {"A,members,2023Q4,9,2024-01-05", "A,members,2023Q4,9,2024-01-05", "A,members,2023,7,2023-05-01"}).value == "9");
  CHECK(in_every_order(kDated, {"A,members,2023Q4,5,2024-01-05", "A,members,2023Q4,9,", "A,members,2023,7,2024-05-01"}).value == "invalid");
  CHECK(in_every_order(kDated, {"A,members,2023Q4,许多,2024-01-05", "A,members,2023Q4,9,", "A,members,2023,7,2024-05-01"}).value == "invalid");
}

TEST_CASE("a reason in either of two reviews that say the same counts") {
  const Came same = in_every_order(kReviewed, {"A,members,2023Q4,7,,self,", "A,members,2023Q4,9,,review,双重计算", "A,members,2023Q4,9,,review,"});
  CHECK(same.value == "9");
  CHECK(same.own == "7");
  CHECK(same.kinds == std::set<std::string>{"cell_overridden", "cell_repeated"});
  CHECK(in_every_order(kReviewed, {"A,members,2023Q4,7,,self,", "A,members,2023Q4,9,2024-01-05,review,双重计算", "A,members,2023Q4,9,,review,",
                                   "A,members,2023,8,2023-05-01,review,其他"}).value == "invalid");
}

TEST_CASE("a reason in either of two reviews that take the value back counts") {
  const Came none = in_every_order(kReviewed, {"A,members,2023Q4,7,,self,", "A,members,2023Q4,,2024-01-06,review,", "A,members,2023Q4,未报,,review,没有佐证"});
  CHECK(none.value == "missing");
  CHECK(none.kinds == std::set<std::string>{"cell_overridden"});
}

TEST_CASE("every few of some rows, in every order") {
  const std::vector<std::string> some = {"A,members,2023Q4,9,2024-01-05,,",     "A,members,2023Q4,9,,,",      "A,members,2023Q4,9人,,,",
                                         "A,members,2023Q4,7,2024-01-05,,",     "A,members,2023Q4,7,,review,", "A,members,2023Q4,9,,review,因为",
                                         "A,members,2023Q4,许多,2024-01-04,,",  "A,members,2023Q4,未报,,,",   "A,members,2023Q4,,2024-01-05,,",
                                         "A,members,2023H2,9,2024-01-06,,",     "A,members,2023,7,,,",        "A,members,2023-12,8,2024-02-01,review,因为"};
  for (std::size_t a = 0; a < some.size(); ++a)
    for (std::size_t b = a; b < some.size(); ++b)
      for (std::size_t c = b; c < some.size(); ++c) in_every_order(kReviewed, {some[a], some[b], some[c]});
}
