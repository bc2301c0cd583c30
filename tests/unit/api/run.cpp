// What a run writes does not depend on how its files are read, nor on how many threads there are.
#include "api/run.h"

#include "api/rulebook.h"
#include "base/profile.h"
#include "plan/lower.h"
#include "report/formats.h"
#include "support/scratch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assay::api {
namespace {

constexpr const char* kRules = R"(season 2023 from 2023-01-01 to 2023-12-31 quarterly
unit 人 ; unit 家
dimension 区县 { 甲, 乙, 丙 }
department 局 {
  fact trained : flow 人
  fact share : level % range 0%..100%
  fact teams : level 家 whole per 区县
  target 1 "training" { require : trained@2023Q1 >= 5人 }
  target 2 "share" { require : share >= 50% weight 60 ; require : share@2023Q1 >= 10% weight 40 }
  target 3 "teams" { require : every 区县 has teams >= 2家 }
}
)";

std::string quarters() {
  std::string text = "unit,period,trained,share\n";
  for (int u = 0; u < 50; ++u)
    for (int q = 1; q <= 4; ++q) {
      text += "u-" + std::to_string(u) + ",2023Q" + std::to_string(q) + "," + std::to_string(u % 7 * q);
      text += u % 11 == 0 && q == 2 ? ",x\n" : u % 13 == 0 ? ",\n" : ",0" + std::to_string(u * 3) + "." + std::to_string(q) + "\n";
    }
  return text;
}

std::string members() {
  std::string text = "单位,period,区县,teams\n";
  for (int u = 0; u < 30; ++u)
    for (const char* member : {"甲", "丙", "乙"})
      if (u % 8 != 3 || member[1] != '\x94') text += "市" + std::to_string(u) + ",2023Q4," + member + "," + std::to_string(u % 5) + "\n";
  return text;
}

// Whether the program is made, and a unit's departments are reported, on a thread beside.
enum class Beside : bool { no, yes };

// All that was written, then all that was wrong.
std::string written(const Rulebook& book, const plan::Program& program, const std::vector<std::string>& facts, std::string_view format,
                    const RunOptions& options, Beside beside = Beside::no, bool revocable = false) {
  report::Head head;
  head.model = &*book.model;
  head.as_of = program.as_of;
  head.rules = &book.files;
  head.rules_digest = [&] { return book.digest(); };
  head.per = report::Per::unit;
  std::unique_ptr<report::Writer> writer = report::find_format(format)->make(head);
  RunOptions own = options;
  own.facts = facts;
  own.trace = own.reading.keep_raw = writer->explains();
  own.reading.digest = writer->digests();
  diagnostics::Sink sink;
  std::string text = writer->begin(false);
  const auto work = [&](Evaluated& evaluated) -> Delivery {
    report::Source source{*book.model, program, book.files, evaluated.batch, evaluated.outcome, writer->explains() ? &evaluated.trace : nullptr, {}, nullptr};
    source.side_by_side = beside == Beside::yes;
    auto chunk = std::make_shared<report::Chunk>(writer->make(source));
    return [&, chunk] {
      text += writer->add(std::move(*chunk));
      return true;
    };
  };
  if (revocable)
    own.take_back = [&] {
      writer = report::find_format(format)->make(head);
      text = writer->begin(false);
    };
  std::optional<plan::Program> made;
  std::future<void> making;
  if (beside == Beside::yes) making = std::async(std::launch::async, [&] { made = plan::lower(*book.model, program.as_of); });
  const auto with = [&]() -> const plan::Program& {
    if (beside == Beside::no) return program;
    making.get();
    return *made;
  };
  const RunResult result = run({book.model->schema, program.as_of, with}, own, sink, work);
  CHECK_FALSE(result.stopped);
  CHECK_FALSE(result.unusable);
  text += writer->end({result.facts_digest, sink.faults()});
  return text + std::to_string(result.units) + " units\n" + diagnostics::draw(sink, book.files, {});
}

TEST_CASE("run: the same bytes however the files are read") {
  const tests::Scratch folder;
  diagnostics::Sink sink;
  const Rulebook book = load_rulebook(folder.put("a.assay", kRules), {}, sink);
  REQUIRE(book.model);
  const plan::Program program = plan::lower(*book.model, *base::parse_date("2023-12-31"));
  // The last of them is taken back when it has nearly been read.
  for (const std::string& text : {quarters(), members(), quarters() + "u-late,2023Q1,\"1,000\",5%\n"}) {
    const std::string facts = folder.put("a.csv", text);
    for (const char* format : {"csv", "json", "table"}) {
      for (const char* only : {"", "u-22", "市7"}) {
        RunOptions options;
        if (*only != '\0') options.reading.only_unit = only;
        if (*only != '\0' && text.find(only) == std::string::npos) continue;
        options.reading.stream = false;
        options.threads = 1;
        const std::string whole = written(book, program, {facts}, format, options);
        options.reading.stream = true;
        for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
          for (const std::size_t rows : {1U, 3U, 1024U}) {
            options.threads = threads;
            options.reading.batch_rows = rows;
            options.reading.range_bytes = rows * 50;
            for (const bool revocable : {false, true}) CHECK(written(book, program, {facts}, format, options, Beside::no, revocable) == whole);
          }
        }
      }
    }
  }
}

TEST_CASE("run: a season's only unit is reported the same by one thread and by two") {
  diagnostics::Sink sink;
  const std::string root = ASSAY_SOURCE_DIR;
  const Rulebook book = load_rulebook(root + "/rules/huzhou-2023", {}, sink);
  REQUIRE(book.model);
  const plan::Program program = plan::lower(*book.model, *base::parse_date("2023-12-31"));
  std::vector<std::string> facts;
  for (const auto& entry : std::filesystem::directory_iterator(root + "/examples/huzhou-2023"))
    if (entry.path().extension() == ".csv") facts.push_back(entry.path().string());
  std::sort(facts.begin(), facts.end());
  for (const char* format : {"csv", "json", "table"}) {
    const std::string alone = written(book, program, facts, format, {});
    CHECK(alone.size() > 1000);
    for (int i = 0; i < 5; ++i) CHECK(written(book, program, facts, format, {}, Beside::yes) == alone);
  }
}

TEST_CASE("run: fewer units at a time where the rules have many members") {
  const tests::Scratch folder;
  std::string facts = "unit,period,甲维,乙维,f\n";
  for (int u = 0; u < 200; ++u) facts += "U" + std::to_string(u) + ",2023Q1,甲" + std::to_string(u % 300) + ",乙7," + std::to_string(u) + "\n";
  const std::string path = folder.put("a.csv", facts);
  const auto pieces = [&](int members, bool stream) {
    std::string dimensions;
    for (const char* name : {"甲", "乙"}) {
      dimensions += "dimension " + std::string(name) + "维 { ";
      for (int i = 0; i < (*name == '\xE7' ? 300 : members); ++i) dimensions += (i == 0 ? "" : ", ") + std::string(name) + std::to_string(i);
      dimensions += " }\n";
    }
    diagnostics::Sink sink;
    const Rulebook book = load_rulebook(folder.put("a.assay", "season 2023 from 2023-01-01 to 2023-12-31 quarterly\nunit 元\n" + dimensions +
                                                                  "department 局 { fact f : flow 元 per 甲维 per 乙维 total sum target 1 \"x\" { require : f >= 50元 } }\n"),
                                        {}, sink);
    REQUIRE(book.model);
    const plan::Program program = plan::lower(*book.model, *base::parse_date("2023-12-31"));
    RunOptions options;
    options.facts = {path};
    options.threads = 1;
    options.reading.stream = stream;
    std::vector<std::size_t> rows;
    const RunResult result = run(program, options, sink, [&](Evaluated& evaluated) -> Delivery {
      rows.push_back(evaluated.batch.rows());
      return {};
    });
    CHECK(result.units == 200);
    return rows;
  };
  for (const bool stream : {false, true}) {
    CHECK(pieces(8, stream) == std::vector<std::size_t>{200});
    CHECK(pieces(50, stream) == std::vector<std::size_t>{128, 72});
    CHECK(pieces(200, stream) == std::vector<std::size_t>{64, 64, 64, 8});
  }
}

TEST_CASE("run: work may keep what was evaluated, and no problem of its cells is lost") {
  const tests::Scratch folder;
  diagnostics::Sink sink;
  const Rulebook book = load_rulebook(folder.put("a.assay", kRules), {}, sink);
  REQUIRE(book.model);
  const plan::Program program = plan::lower(*book.model, *base::parse_date("2023-12-31"));
  RunOptions options;
  options.facts = {folder.put("a.csv", quarters())};
  options.threads = 2;
  options.reading.batch_rows = 10;
  std::vector<Evaluated> kept;
  diagnostics::Sink found;
  const RunResult result = run(program, options, found, [&](Evaluated& evaluated) -> Delivery {
    auto own = std::make_shared<Evaluated>(std::move(evaluated));
    return [&kept, own] {
      kept.push_back(std::move(*own));
      return true;
    };
  });
  CHECK(result.units == 50);
  CHECK(kept.size() == 5);
  options.reading.stream = false;
  diagnostics::Sink whole;
  run(program, options, whole, [](Evaluated&) -> Delivery { return [] { return true; }; });
  CHECK(whole.faults() > 0);
  CHECK(diagnostics::draw(found, book.files, {}) == diagnostics::draw(whole, book.files, {}));
}

TEST_CASE("run: a profile counts the same however the files are read, and changes nothing") {
  const tests::Scratch folder;
  diagnostics::Sink sink;
  const Rulebook book = load_rulebook(folder.put("a.assay", kRules), {}, sink);
  REQUIRE(book.model);
  const plan::Program program = plan::lower(*book.model, *base::parse_date("2023-12-31"));
  RunOptions options;
  options.reading.batch_rows = 10;
  const std::string facts = folder.put("a.csv", quarters());
  const std::string plain = written(book, program, {facts}, "json", options);
  for (const bool stream : {false, true}) {
    for (const std::size_t threads : {1U, 3U}) {
      base::Profile profile;
      options.reading.stream = stream;
      options.reading.profile = &profile;
      options.threads = threads;
      CHECK(written(book, program, {facts}, "json", options) == plain);
      const base::ProfileFigures figures = profile.figures();
      CHECK(figures.threads == static_cast<std::int64_t>(threads));
      CHECK(figures.units == 50);
      CHECK(figures.bytes == static_cast<std::int64_t>(quarters().size()));
      CHECK(figures.cells == 50 * 8 - 15);  // four units leave a cell of each quarter empty, one of which is malformed instead
    }
  }
}

}  // namespace
}  // namespace assay::api
