// Reading piece by piece gives what reading as a whole gives: every value, place and text, and every problem in the same order.
#include "support.h"

#include "facts/stream/stream_reader.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <sstream>
#include <thread>
#include <tuple>
#include <utility>

using namespace assay;
using namespace assay::facts::test;
using facts::kTotal;

namespace {

std::string text_of(const facts::Batch& batch, const types::Schema& schema, const facts::CellKey& key, std::size_t row) {
  const columns::Column* column = batch.find(key);
  if (column == nullptr) return "missing";
  const types::Value value = column->at(row);
  if (value.invalid) return "invalid";
  if (!value.is_point()) return "missing";
  if (schema[key.fact].kind == types::FactKind::text) return batch.texts[static_cast<std::size_t>(value.range.low->numerator())];
  return to_string(*value.range.low);
}

// A line for each cell of the batch that is not missing, by unit, then by key.
void add_lines(const facts::Batch& batch, const types::Schema& schema, std::vector<std::string>& lines) {
  std::vector<facts::CellKey> keys;
  for (const auto& [key, cells] : batch.cells) {
    CHECK(cells.column.size() == batch.rows());
    CHECK(cells.column.valid.size() == batch.rows());
    CHECK((cells.column.valid.any() || !cells.column.odd.empty()));
    keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return std::tie(a.fact, a.member, a.period) < std::tie(b.fact, b.member, b.period); });
  CHECK(batch.lists.size() == schema.lists.size());
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    lines.push_back("== " + batch.units[row]);
    for (const facts::CellKey& key : keys) {
      const std::string text = text_of(batch, schema, key, row);
      const auto place = batch.place(key, row);
      CHECK(place.has_value() == (text != "missing"));
      if (!place) continue;
      std::ostringstream line;
      line << schema[key.fact].name << "[" << key.member << "]@" << to_string(key.period) << " = " << text << " at " << batch.files[place->file] << ":" << place->row << ":"
           << place->column << " raw " << batch.raw(key, row).value_or("-");
      if (const auto doubt = batch.doubt(*place)) line << " doubted by " << diagnostics::info(doubt->kind).name << " at " << doubt->at.row << ":" << doubt->at.column;
      lines.push_back(line.str());
    }
    for (const facts::ListTable& table : batch.lists) {
      CHECK(table.reported_units.size() == batch.rows());
      if (table.reported_units.get(row)) lines.emplace_back("a list");
    }
  }
}

struct Seen {
  Lines lines, problems;
  std::string digest;
  bool streamed = false;
  bool revoked = false;
};

Lines problems_of(const diagnostics::Sink& sink) {
  Lines out;
  for (const diagnostics::Diagnostic& each : sink.all()) {
    std::string line = std::string(diagnostics::info(each.kind).name) + " " + diagnostics::message(each, diagnostics::Language::en);
    if (each.cell) line += " at " + each.cell->path + ":" + std::to_string(each.cell->row) + ":" + std::to_string(each.cell->column);
    if (each.suggestion) line += " ? " + *each.suggestion;
    out.push_back(std::move(line));
  }
  out.push_back(std::to_string(sink.dropped()) + " dropped, " + std::to_string(sink.faults()) + " faults");
  return out;
}

// Reads on so many threads, pieces settled in order.
Seen read(const types::Schema& schema, const Lines& paths, const facts::Options& options, std::size_t threads, std::size_t most = 1000) {
  Seen out;
  diagnostics::Sink sink;
  sink.keep_of_a_kind(most);
  {
    diagnostics::Sink ignored;
    out.streamed = facts::stream::open(schema, paths, options, ignored) != nullptr;
    CHECK(ignored.all().empty());
  }
  const auto reader = facts::open(schema, paths, options, sink);
  const std::size_t opened = sink.all().size();
  if (!sink.has_errors()) {
    struct Filled {
      facts::Piece piece;
      Lines lines;
    };
    std::mutex mutex;
    std::map<std::size_t, Filled> filled;
    std::size_t claimed = 0;
    const auto serve = [&] {
      facts::Batch batch;
      for (;;) {
        Filled own;
        std::size_t number = 0;
        {
          const std::lock_guard lock(mutex);
          if (!reader->claim(own.piece)) return;
          number = claimed++;
        }
        reader->fill(own.piece, batch);
        CHECK(own.piece.units == batch.rows());
        if (own.piece.units > 0) add_lines(batch, schema, own.lines);
        const std::lock_guard lock(mutex);
        filled.emplace(number, std::move(own));
      }
    };
    std::vector<std::thread> all;
    for (std::size_t i = 0; i < threads; ++i) all.emplace_back(serve);
    for (std::thread& each : all) each.join();
    for (auto& [number, each] : filled) {
      reader->settle(each.piece);
      if (reader->revoked()) break;
      out.lines.insert(out.lines.end(), each.lines.begin(), each.lines.end());
    }
  }
  if (reader->revoked()) {
    // Nobody has been told anything.
    CHECK(options.revocable);
    CHECK(sink.all().size() == opened);
    facts::Piece none;
    CHECK_FALSE(reader->claim(none));
    facts::Options again = options;
    again.revocable = false;
    out = read(schema, paths, again, threads, most);
    CHECK_FALSE(out.revoked);
    out.revoked = true;
    return out;
  }
  out.digest = reader->digest();
  out.problems = problems_of(sink);
  return out;
}

// Whether files of these texts were streamed, having checked that this makes no difference at any number of threads, size of piece and of range.
bool agree(const types::Schema& schema, const Lines& texts, facts::Options options = {}, bool thorough = true) {
  const tests::Scratch folder;
  Lines paths;
  for (const std::string& text : texts) paths.push_back(folder.put(std::string(1, static_cast<char>('a' + paths.size())) + ".csv", text));
  bool streamed = false;
  for (const std::size_t most : {std::size_t{1000}, std::size_t{2}}) {
    options.stream = false;
    const Seen whole = read(schema, paths, options, 1, most);
    CHECK_FALSE(whole.streamed);
    options.stream = true;
    for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
      for (const std::size_t rows : {1U, 2U, 3U, 1024U}) {
        for (const std::size_t range : {std::size_t{1}, std::size_t{7}, std::size_t{64}, std::size_t{1000}, std::size_t{8} << 20U}) {
          if (!thorough && (threads * 7 + rows * 3 + range) % 5 != most % 5) continue;
          options.threads = threads;
          options.batch_rows = rows;
          options.range_bytes = range;
          for (const bool revocable : {true, false}) {
            // A small file is not read at once.
            if (revocable && (threads % 2 == 0 || range > 100'000)) continue;
            options.revocable = revocable;
            const Seen pieces = read(schema, paths, options, threads, most);
            CAPTURE(texts);
            CAPTURE(threads);
            CAPTURE(rows);
            CAPTURE(range);
            CAPTURE(revocable);
            REQUIRE(pieces.lines == whole.lines);
            REQUIRE(pieces.problems == whole.problems);
            REQUIRE(pieces.digest == whole.digest);
            streamed = pieces.streamed;
          }
        }
      }
    }
  }
  return streamed;
}

bool agrees(const types::Schema& schema, const std::string& text, const facts::Options& options = {}, bool thorough = true) {
  return agree(schema, {text}, options, thorough);
}

// The rows below one heading as those of several files.
Lines split(const std::string& text, std::mt19937& random) {
  std::vector<std::size_t> ends;
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) ends.push_back(at + 1);
  const std::string heading = ends.empty() ? "" : text.substr(0, ends.front());
  Lines out = {text};
  for (auto more = random() % 3; more > 0 && ends.size() > 1; --more) {
    const std::size_t cut = ends[1 + random() % (ends.size() - 1)];
    const std::size_t begin = text.size() - (out.back().size() - (out.size() == 1 ? 0 : heading.size()));
    if (cut <= begin) continue;
    std::string rest = heading + text.substr(cut);
    out.back().resize(out.back().size() - (text.size() - cut));
    out.push_back(std::move(rest));
  }
  return out;
}

// When rows of a quarter, from 0, may have been reported: most of them when it had ended.
std::string day_of_report(std::size_t quarter, std::mt19937& random) {
  static const Lines kAfter = {"2023-04-10", "2023-07-03", "2023-10-09", "2024-01-05"};
  static const Lines kOther = {"", "2023-02-10", "2023-06-15", "2023-06-20 09:30", "2023-10-01T10:00:05", "２０２３-１２-３１", "2023年11月30日", " 2023/3/31 ", "2022-12-31", "2023Q1", "5/20/2023", "x", "2023-02-30"};
  return random() % 4 == 0 ? kOther[random() % kOther.size()] : kAfter[quarter];
}

}  // namespace

TEST_CASE("what is read piece by piece, and what is not") {
  const Sample sample;
  const auto streams = [&](const std::string& text) { return agrees(sample.schema, text); };
  CHECK(streams("unit,period,raised,aed\nA,2023Q1,1,2\nB,2023Q1,3,4\nC,2023Q1,5,6\n"));
  CHECK(streams("unit,raised\nA,1\nB,2\n"));
  CHECK(streams("unit,raised\nA,1\nB,2"));
  CHECK(streams("unit,raised\r\nA,1\r\nB,2\r\n\r\n\n"));
  CHECK(streams("\xEF\xBB\xBFunit,raised\n湖州市,1\n嘉兴市,2.50\n é ,3\n"));
  CHECK_FALSE(streams("raised,period,aed,unit\n1,2023Q1,5,A\n2,2023Q2,-,A\n3,2023Q2,6,B\n4,2023Q1,未报,B\n,2023Q1,,C\n"));
  CHECK(streams("aed,period,raised,unit\n1,2023Q1,5,A\n2,2023Q2,-,A\n3,2023Q2,6,B\n4,2023Q1,未报,B\n7,2023Q1,,C\n"));
  CHECK(streams("unit,period,区县,teams,stations\nA,2023Q1,吴兴区,1,4\nA,2023Q1,德清县,2,5\nB,2023Q1,德清县,3,1\nB,2023Q1,吴兴区,3,\nC,2023Q1,南浔区,,\n"));
  CHECK_FALSE(streams("unit,区县,teams,aed\nA,吴兴区,1,\nA,,,5\n"));
  // One that says what is wrong with it.
  CHECK_FALSE(streams("unit,raised\nA,1\nA,2\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\nB,2\nA,3\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\nB,2,3\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\n\nB,2\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\n,2\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\n合计,2\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\nTotal,2\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\nＴｏｔａｌ,2\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\n填表人：张三,\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\n填表人,2\n"));
  CHECK_FALSE(streams("raised,unit\n1,A\n备注: x,\n"));
  CHECK(streams("unit,raised\n东区:一队,5\n甲乙丙人,6\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\nB \xE2\x80\xAE,2\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\nB,\xFF\n"));
  CHECK_FALSE(streams(std::string("unit,raised\nA,1\nB,\0\n", 21)));
  // Quotes, and lines that end in CR alone.
  CHECK(streams("unit,raised\nA,1\rB,2\n"));
  CHECK_FALSE(streams("unit,raised\rA,1\rB,2\r"));  // no line feed says where the heading ends
  CHECK(streams("unit,raised\nA,1\nB,\"2\"\n"));
  CHECK(streams("unit,raised\n\"A\nB\",1\nB,2\n\"C,\"\"D\"\"\",\"1,000\"\nE,4\n"));
  CHECK(streams("\"unit\",\"raised\"\r\n\"A\",\"1\"\r\n\"B\",\"\"\r\n\"C\",\"x\ny\""));
  CHECK(streams("unit,raised,aed\n6'37.8\"N,1,5\nB,2\"3,4\n"));
  CHECK_FALSE(streams("unit,raised\nA,\"1\nB,2\n"));
  CHECK_FALSE(streams("unit,raised\nA,\"1\"x\nB,2\n"));
  CHECK_FALSE(streams("unit,raised\nA, \"1\"\nB,2\n"));
  CHECK_FALSE(streams("unit,raised\nA,\"1\",2\nB,2\n"));
  CHECK_FALSE(streams("unit,raised\n\"A\",\"1\"\nB,2\nA,3\n"));
  CHECK_FALSE(streams("unit,period,raised\nA,2023Q1,1\nB,,2\n"));
  CHECK_FALSE(streams("unit,period,raised\nA,2023Q1,1\nB,2023Q9,2\n"));
  CHECK_FALSE(streams("unit,period,raised\nA,2023Q1,1\nA,2023年第1季度,2\n"));
  CHECK_FALSE(streams("unit,period,raised\nA,2023-01,1\nB,2023Q1,2\n"));
  CHECK(streams("unit,period,debt(万元),aed\nA,2023Q1,2,3\nA,2023Q2,1,4\nA,2023Q3,x,1\nA,2023Q4,0.5,2\nA,2022Q4,9,1\nB,2023Q2,5,5\nB,2023Q1,5.0001,1\nC,2023Q1,12345678901234567890,1\nC,2023Q3,1,1\n"));
  CHECK(streams("unit,fact,period,value\nA,debt,2023Q1,2\nA,debt,2023Q2,1\nB,debt,2023Q1,2\nB,debt,2023Q2,2\n"));
  CHECK_FALSE(streams("unit,区县,teams\nA,吴兴区,1\nA,,2\n"));
  CHECK_FALSE(streams("unit,raised\n"));
  CHECK_FALSE(streams("unit,raised\n\n\n"));
  CHECK_FALSE(streams(""));
  // Long form.
  CHECK(streams("unit,fact,value\nA,raised,1\n"));
  CHECK(streams("fact,unit,value,period\nraised,A,1,2023Q1\naed,A,2,2023Q1\naed,B,3,2023Q1\n市红十字会.raised,B,4,2023Q2\nmembers,C,未报,2023Q1\naed,C,x,2023Q1\n"));
  CHECK(streams("unit,fact,period,区县,value\nA,teams,2023Q1,吴兴区,1\nA,stations,2023Q1,吴兴区,2\nB,raised,2023Q1,,5\nB,industry,2023,,纺织\n"));
  CHECK(streams("unit,fact,period,value\nA,raised,,1\nA,aed,,2\n"));
  CHECK(streams("unit,fact,period,value（亿元）\nA,raised,2023Q1,1\nA,debt,2023Q1,2.5\nA,training,2023Q1,3\nA,training,2023Q2,3人\nB,raised,2023Q1,5万元\nB,training,2023Q1,0\nB,training,2023Q2,x\n"));
  CHECK_FALSE(streams("unit,fact,period,value\nA,raised,,1\nA,aed,2023Q1,2\n"));
  CHECK(streams("unit,fact,period,value,计量单位\nA,raised,2023Q1,1,亿元\nA,aed,2023Q1,97.5,%\nA,training,2023Q1,5,\nB,raised,2023Q1,2,亿元\nB,training,2023Q1,3人,\nB,members,2023Q1,2,万元\n"));
  CHECK(streams("unit,fact,计量单位,value\nA,raised,亿元,1\nB,raised,亿元,30000万元\nC,raised,亿元,x\n"));
  CHECK_FALSE(streams("unit,fact,计量单位,value\nA,raised,亿元,1\nB,raised,万元,3\n"));
  // Evidence for what asks for it.
  CHECK(streams("unit,proven,raised,evidence\nA,1,2,文件\nB,3,4,\nC,5,6, \nD,x,7,文件\nE,x,8,\nF,,9,\n"));
  CHECK(streams("unit,fact,period,value,佐证,reported_at\nA,proven,2023Q1,1,文件,2023-02-01\nA,raised,2023Q1,1,,2023-04-01\nB,proven,2023Q1,3,,2023-02-01\nC,proven,2023Q1,x,,2023-02-01\n"));
  CHECK_FALSE(streams("unit,proven,raised\nA,1,2\nB,3,4\n"));
  CHECK_FALSE(streams("unit,fact,value\nA,raised,1\nA,raised,2\n"));
  CHECK_FALSE(streams("unit,fact,value\nA,raised,1\nA,筹集款物,2\n"));
  CHECK_FALSE(streams("unit,fact,value\nA,raised,1\nA,other,2\n"));
  CHECK_FALSE(streams("unit,fact,value\nA,raised,1\nB,raised,2\nA,aed,2\n"));
  CHECK_FALSE(streams("unit,fact,value\nA,proven,1\n"));
  // A comma within a cell of the key is part of it.
  CHECK_FALSE(streams("unit,period,区县,teams\nA,\"2023Q1,吴兴区\",,1\nB,2023Q1,吴兴区,2\n"));
  CHECK_FALSE(streams("unit,period,区县,teams\nA,\"2023Q1,吴兴区\",德清县,1\nB,2023Q1,吴兴区,2\n"));
  CHECK_FALSE(streams("unit,fact,period,value\nA,\"raised,2023Q1\",,1\nB,raised,2023Q1,2\n"));
  CHECK_FALSE(streams("unit,fact,period,value\nA,\"raised,x\",2023Q1,1\nB,raised,2023Q1,2\n"));
  // Days of report: amounts before most of their period was over, days that were still to come, what is no day, the time of day.
  CHECK(streams("unit,fact,value,reported_at\nA,raised,1,2023-01-01\n"));
  CHECK(streams("unit,fact,period,value,reported_at\nA,raised,2023Q1,1,2023-01-10\nA,aed,2023Q1,未报,2023-04-01\nA,raised,2023Q2,2,x\nB,raised,2023Q1,,2023-04-01\nB,aed,2023Q1,101,2023-02-01\nB,raised,2023Q2,1,\n"));
  CHECK(streams("unit,period,reported_at,raised,standard,aed\nA,2023Q1,2023-02-01,1,2023-03-05,2\nB,2023Q1,2023-04-01,x,2023-03-05,3\nC,2023Q1,2023Q1,3,否,4\nD,2023Q1,5/20/2023,3,是,101\n"
                "E,2023Q1,\"2023-02-01\",7,2023-02-02,\nF,2023Q1,2023-02-01 9:30,-1,,8\n"));
  CHECK(streams("unit,reported_at,raised\nA,x,1\nB,x,2\nC,,3\nD,x,4\n"));
  CHECK_FALSE(streams("unit,period,raised,reported_at\nA,2023Q1,1,2023-04-10\nA,2023Q1,2,2023-04-11\n"));
  // A unit that is called as a department is.
  Sample other;
  other.schema.departments = {{"市商务局", "Commerce"}, {"市教育局", ""}};
  CHECK(agrees(other.schema, "unit,raised\nA,1\n市商务,2\nB,3\n"));
  CHECK_FALSE(agrees(other.schema, "unit,raised\nA,1\n市商务局,2\nB,3\n"));
  CHECK_FALSE(agrees(other.schema, "unit,raised\nA,1\nB,3\nCommerce ,2\n"));
  // A unit that is called as a unit of measure is, a row of means, and all units together.
  for (const std::string name : {"次", "%", "人", "平均", "全区"}) CHECK_FALSE(agrees(sample.schema, "unit,raised\nA,1\nB,3\n" + name + ",2\n"));
  CHECK(agrees(sample.schema, "unit,raised\nA,1\nB,3\n次数镇,2\n平均镇,4\n"));
  // The heading once more, as in a file that was put together of several.
  CHECK_FALSE(agrees(sample.schema, "unit,raised\nA,1\nunit,raised\nB,3\n"));
  CHECK_FALSE(agrees(sample.schema, "raised, unit \r\n1,A\r\nraised,unit\r\n3,B\r\n"));
  CHECK_FALSE(agrees(sample.schema, "unit,fact,period,value\nA,raised,2023Q1,1\nunit,fact,period,value\nB,raised,2023Q1,3\n"));
  CHECK_FALSE(agrees(sample.schema, "unit,raised,training\nA,1,2\nunit,training,raised\nB,3,4\n"));
  CHECK(agrees(sample.schema, "\"unit\",raised\nA,1\nunits,2\nB,3\n"));
  facts::Options by_day;
  by_day.reported_by = *base::make_date(2023, 4, 30);
  CHECK(agrees(sample.schema, "unit,raised\nA,1\nB,3\n", by_day));
  CHECK_FALSE(agrees(sample.schema, "unit,raised,reported_at\nA,1,2023-04-30\nB,3,2023-05-01\n", by_day));
  // A unit that is called as a member is.
  CHECK_FALSE(agrees(Sample().schema, "unit,raised\nA,1\n吴兴区,2\nB,3\n"));
  CHECK(agrees(Sample().schema, "unit,区县,raised\nA,,1\n吴兴区,,2\nB,,3\n"));
  // A name is one in whatever form it is written.
  CHECK_FALSE(streams("unit,raised\n\xC3\xA9,1\nB,2\ne\xCC\x81,3\n"));
  CHECK_FALSE(streams("unit,raised\nA,1\nA ,3\n"));
}

TEST_CASE("cells beside others, piece by piece: numbers that were perhaps filled in in another unit") {
  const Sample sample;
  std::string text = "unit,period,raised,debt(万元),aed,training\n";
  for (const char* unit : {"A", "B", "C"})
    for (int q = 1; q <= 4; ++q) {
      text += std::string(unit) + ",2023Q" + std::to_string(q);
      text += *unit == 'A' && q == 3 ? ",12000" : *unit == 'B' && q == 3 ? ",12000万元" : ",1.2";
      text += *unit == 'B' ? ",5" : *unit == 'C' && q == 4 ? ",123456" : ",1" + std::to_string(q);
      text += ",50," + std::string(*unit == 'C' && q == 2 ? "0.0013" : "14.5") + "\n";
    }
  CHECK(agrees(sample.schema, text));
  const tests::Scratch folder;
  const Seen seen = read(sample.schema, {folder.put("a.csv", text)}, {}, 2);
  CHECK(seen.streamed);
  CHECK(std::count_if(seen.problems.begin(), seen.problems.end(), [](const std::string& each) { return each.starts_with("cell_far_above"); }) == 2);
  CHECK(agrees(sample.schema, "unit,区县,period,teams\nA,吴兴区,2023Q1,3\nA,南浔区,2023Q1,4\nA,德清县,2023Q1,50000\nB,吴兴区,2023Q1,3\nB,南浔区,2023Q1,4\nB,德清县,2023Q1,5\n"));
}

TEST_CASE("cells beside last year's, piece by piece") {
  const Sample sample;
  const std::string text = "unit,period,raised,debt(万元)\nA,2022Q4,290,5\nA,2023Q4,3200000,7\nB,2022Q4,290,\nB,2023Q4,310,\nC,2022Q4,2900000,0\nC,2023Q4,310,8\n";
  CHECK(agrees(sample.schema, text));
  const tests::Scratch folder;
  const Seen seen = read(sample.schema, {folder.put("a.csv", text)}, {}, 2);
  CHECK(seen.streamed);
  CHECK(std::count_if(seen.problems.begin(), seen.problems.end(), [](const std::string& each) { return each.starts_with("cell_far_above"); }) == 2);
}

TEST_CASE("as many doubts piece by piece as of the whole: named units, 0, wide numbers, members, long form, other periods") {
  const Sample sample;
  const auto doubts = [&](const std::string& text) {
    CAPTURE(text);
    CHECK(agrees(sample.schema, text));
    const tests::Scratch folder;
    std::size_t far = 0;
    for (const std::string& line : read(sample.schema, {folder.put("a.csv", text)}, {}, 2).problems) far += static_cast<std::size_t>(line.starts_with("cell_far_"));
    return far;
  };
  const std::string quarters = "unit,period,raised\n";
  CHECK(doubts(quarters + "A,2023Q1,1.1\nA,2023Q2,1.25\nA,2023Q3,12000\nB,2023Q1,1\nB,2023Q2,2\nB,2023Q3,3\nC,2023Q1,5000\nC,2023Q2,4000\nC,2023Q3,0.5\n") == 2);
  CHECK(doubts(quarters + "A,2023Q1,1.1\nA,2023Q2,1.25\nA,2023Q3,12000万元\nB,2023Q1,1亿元\nB,2023Q2,2亿元\nB,2023Q3,1\nC,2023Q2,1\nC,2023Q3,10000\n") == 1);
  CHECK(doubts(quarters + "A,2023Q1,0\nA,2023Q2,1\nA,2023Q3,10000\nA,2023Q4,1\nB,2023Q1,x\nB,2023Q2,-\nB,2023Q3,10000\nB,2023Q4,1\n") == 1);
  // Whole ones, a unit in the heading that is no decimal multiple, and numbers that need more room.
  CHECK(doubts("unit,period,members\nA,2023Q1,20\nA,2023Q2,30\nA,2023Q3,250000\nA,2023Q4,25\n") == 1);
  CHECK(doubts("unit,period,area(亩)\nA,2023Q1,20\nA,2023Q2,31\nA,2023Q3,20000平方米\nA,2023Q4,0\nB,2023Q1,1\nB,2023Q2,1\nB,2023Q3,1500\n") == 0);
  CHECK(doubts(quarters + "A,2023Q1,1.0000000000000000001\nA,2023Q2,1\nA,2023Q3,10000.0000000000000000001\nB,2023Q1,12345678901234567890\nB,2023Q2,1234567890123456.7\nB,2023Q3,1234567890123456.71\n") == 2);
  // By a day before the last period, what is visible is asked, too: 12000 beside 1 and 3 is odd, and beside 1, 3 and 300 it is not.
  facts::Options by_september;
  by_september.as_of = *base::make_date(2023, 9, 30);
  CHECK(agrees(sample.schema, quarters + "A,2023Q1,1\nA,2023Q2,3\nA,2023Q3,12000\nA,2023Q4,300\nB,2023Q1,1\nB,2023Q2,2\nB,2023Q3,20000\nB,2023Q4,3\n", by_september));
  // Members of one period, two facts, a running total that falls beside.
  CHECK(doubts("unit,period,区县,teams,stations\nA,2023Q1,吴兴区,1,4000\nA,2023Q1,德清县,2,5\nA,2023Q1,南浔区,1000,4\nB,2023Q1,德清县,3,1\nB,2023Q1,吴兴区,3,1\nB,2023Q1,南浔区,3,1\n") == 2);
  CHECK(doubts("unit,period,debt(万元),raised\nA,2023Q1,2,1\nA,2023Q2,20000,2\nA,2023Q3,3,20000\nB,2023Q1,1,10\nB,2023Q2,2,10\nB,2023Q3,3,100000\n") == 3);
  CHECK(doubts("unit,fact,period,value\nA,raised,2023Q1,1\nA,raised,2023Q2,20000\nA,raised,2023Q3,3\nB,members,2023Q1,1\nB,members,2023Q2,1\nB,members,2023Q3,1万\n") == 1);
  // One that stands under another period than the one it was reported for.
  CHECK(doubts("unit,period,members\nA,2022H1,20\nA,2022H2,30\nA,2023H1,250000\nA,2023H2,25\n") == 1);
  // No other to compare it with.
  CHECK(doubts("unit,raised,members\nA,1,1000\nB,10000,1\n") == 0);
}

TEST_CASE("cells of every kind, piece by piece") {
  const Sample sample;
  CHECK(agrees(sample.schema,
               "unit,training,raised,aed,members,place,area(亩),debt(万元),standard,coastal,industry,1.year\n"
               "A,166000,3亿元,97.5%,150,3,1,0.5,2023-6-30,是,纺织,优秀\n"
               "B,16.6万人,0.123456789012345678,0.5,150.0,第3名,2,1e3,是,no,木业,合格\n"
               "C,-1,123456789012345678,101,150.5,0,-3,12345678901234567890.5,maybe,x,纺织,中\n"
               "D,1.,.5,-.5,--1,1.2.3,#REF!,无,N/A,未报,-, \n"
               "E,007,1 000,１６,1e400,99999999999999999999999999999999999999,-0,0.0000000001,44927,1,,\n"
               "F, 5 ,\t6,1%,+3,1 ,1/3,12万,2023-13-01,√,木业,不合格\n"
               "G,1234567890123456,123456789012345.6,12.3456789012345,0.0,18,123456789012345678,1234567890123456789,,,石材,优秀\n"));
}

TEST_CASE("one unit of a file that is read piece by piece") {
  const Sample sample;
  const std::string text = "unit,raised,aed\nA,1,x\nB,2万,101\nC,3,5\n";
  for (const char* unit : {"A", "B", "C", "D", ""}) {
    facts::Options options;
    options.only_unit = unit;
    options.keep_raw = true;
    CHECK(agrees(sample.schema, text, options) == (unit[0] >= 'A' && unit[0] <= 'C'));
  }
}

TEST_CASE("generated files, piece by piece and as a whole") {
  const Sample sample;
  std::mt19937 random(6);  // NOLINT: the same files every time
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> columns = {"training", "raised", "aed", "members", "place", "area", "standard", "industry", "debt", "teams", "stations"};
  const std::vector<std::string> odd = {"",    "-",   "未报",       "1万",  "x",    "-1",   "1.2.3",  "1e3", "0.5",  " 1",          "2%", "100.5", "第3名",
                                        "是",  "纺织", "2023-05-01", "１２", "0.00", "1,5",  "1\t",    "NaN", "-0.1", "123456789012345678901234567890123456789", "0.1234567890123456789"};
  const std::vector<std::string> spoilt = {"\"1\"", "\"a\nb\"", "1\r2", std::string("\0", 1), "\xC0", "1,2"};
  const bool deep = std::getenv("ASSAY_TEST_LONG") != nullptr;
  std::size_t streamed = 0, several = 0, with_days = 0, with_evidence = 0;
  const std::size_t files = deep ? 3000 : 200;
  for (std::size_t n = 0; n < files; ++n) {
    const bool periods = below(2) == 0;
    const bool members = below(4) == 0;
    const std::string end = below(4) == 0 ? "\r\n" : "\n";
    std::vector<std::string> heading;
    for (const std::string& column : columns) {
      const bool per_member = column == "teams" || column == "stations";
      if (per_member == members && (below(3) != 0 || column == "raised" || column == "teams")) heading.push_back(column);
    }
    std::vector<std::string> keys = {"unit"};
    if (periods) keys.emplace_back("period");
    if (members) keys.emplace_back("区县");
    const bool long_form = below(4) == 0;
    const bool dated = below(3) == 0, proves = !members && below(4) == 0;
    if (proves) heading.emplace_back("proven");
    const auto more = [&](std::size_t quarter) {
      return (proves ? below(3) == 0 ? "," : ",文件" : std::string()) + (dated ? "," + day_of_report(quarter, random) : std::string());
    };
    heading.insert(heading.begin() + static_cast<std::ptrdiff_t>(below(8) == 0 ? below(heading.size()) : 0), keys.begin(), keys.end());
    std::string text = below(6) == 0 ? "\xEF\xBB\xBF" : "";
    if (long_form) {
      text += "fact,unit";
      if (periods) text += ",period";
      if (members) text += ",区县";
      text += ",value";
    }
    for (std::size_t c = 0; c < heading.size() && !long_form; ++c) text += (c == 0 ? "" : ",") + heading[c];
    text += std::string(proves ? ",evidence" : "") + (dated ? ",reported_at" : "") + end;
    const std::size_t units = 1 + below(20);
    const std::size_t chance = below(3) == 0 ? 4 : 40;
    const bool spoils = below(8) == 0;
    const std::size_t quotes = below(4) == 0 ? 1 + below(20) : 0;  // one cell of so many is quoted
    for (std::size_t u = 0; u < units; ++u) {
      std::set<std::pair<std::size_t, std::size_t>> rows;
      for (std::size_t i = below(6) + 1; i > 0; --i) rows.insert({periods ? below(4) : 0, members ? below(3) : 0});
      if (below(60) == 0 && u > 0) --u;
      for (const auto& [quarter, member] : rows) {
        const std::string unit = (u % 3 == 0 ? "单位" : "u-") + std::to_string(u);
        const std::string period = std::vector<std::string>{"2023Q1", "2023年第2季度", "2023Q3", "2023Q4"}[quarter];
        const std::string of = std::vector<std::string>{"吴兴区", "南浔区", "德清县"}[member];
        for (std::size_t c = 0; c < heading.size(); ++c) {
          const bool is_key = std::find(keys.begin(), keys.end(), heading[c]) != keys.end();
          if (long_form) {
            if (is_key || below(10) == 0) continue;
            text += heading[c] + "," + unit + (periods ? "," + period : "") + (members ? "," + of : "") + ",";
          } else if (c > 0) {
            text += ',';
          }
          const bool quoted = quotes > 0 && below(quotes) == 0;
          if (quoted) text += '"';
          if (heading[c] == "unit") text += unit;
          else if (heading[c] == "period") text += period;
          else if (heading[c] == "区县") text += of;
          else if (below(chance) == 0) text += spoils && below(10) == 0 ? spoilt[below(spoilt.size())] : odd[below(odd.size())];
          else if (heading[c] == "standard") text += "2023-06-" + std::to_string(10 + below(20));
          else if (heading[c] == "members" || heading[c] == "place" || below(3) == 0) text += std::to_string(1 + below(100));
          else text += std::to_string(1 + below(100)) + (below(15) == 0 ? "0000" : "") + "." + std::to_string(below(10000)) + (below(30) == 0 ? "万" : "");
          if (quoted) text += '"';
          if (long_form) text += more(quarter) + end;
        }
        if (!long_form) text += more(quarter) + end;
      }
    }
    if (below(5) == 0) text.resize(text.size() - end.size());
    if (below(5) == 0) text += end;
    facts::Options options;
    options.keep_raw = below(4) == 0;
    if (below(6) == 0) options.only_unit = "u-1";
    if (below(6) == 0) options.field_limit = 20;
    if (below(3) == 0) options.as_of = *base::make_date(2023, static_cast<int>(3 * (1 + below(4))), 30);
    const Lines texts = split(text, random);
    const bool is_streamed = agree(sample.schema, texts, options, false);
    streamed += static_cast<std::size_t>(is_streamed);
    several += static_cast<std::size_t>(is_streamed && texts.size() > 1);
    with_days += static_cast<std::size_t>(is_streamed && dated);
    with_evidence += static_cast<std::size_t>(is_streamed && proves);
  }
  MESSAGE(streamed << " of " << files << " were read piece by piece, " << several << " of them several files");
  CHECK(several > files / 40);
  CHECK(with_days > files / 40);
  CHECK(with_evidence > files / 100);
  CHECK(streamed > files / 8);
}

TEST_CASE("what is read at once, without a first look, and what is taken back") {
  Sample sample;
  sample.schema.departments = {{"市商务局", "Commerce"}};
  const auto once = [&](const std::string& text, bool& revoked) {
    const tests::Scratch folder;
    const std::string path = folder.put("a.csv", text);
    facts::Options options;
    options.revocable = true;
    options.batch_rows = 2;
    options.range_bytes = 30;
    for (const std::size_t threads : {1U, 3U}) {
      revoked = read(sample.schema, {path}, options, threads).revoked;
      diagnostics::Sink ignored;
      CHECK(facts::stream::open(sample.schema, {path}, options, ignored) != nullptr);
    }
    CHECK(agrees(sample.schema, text) == agrees(sample.schema, text, {}, false));
  };
  const auto stands = [&](const std::string& text) {
    bool revoked = true;
    once(text, revoked);
    return !revoked;
  };
  const std::string heading = "unit,raised,aed\n", rows = "A,1,2\nB,3,4\nC,5,6\nD,7,8\nE,9,10\nF,11,x\nG,,12\n";
  CHECK(stands(heading + rows));
  CHECK(stands(heading + rows + "H,1,2"));
  CHECK(stands(heading + rows + "H,1,2\r\n\r\n"));
  CHECK(stands(heading + rows + "a unit with a name that is longer than all pieces are,1,2\nI,3,4\n"));
  CHECK(stands(heading + rows + "德清,1,2\n"));
  // What only the last rows say.
  CHECK_FALSE(stands(heading + rows + "A,1,2\n"));
  CHECK_FALSE(stands(heading + rows + "G,1,2\n"));
  CHECK_FALSE(stands(heading + rows + "市商务局,1,2\n"));
  CHECK_FALSE(stands(heading + rows + "unit,1,2\n"));
  CHECK_FALSE(stands(heading + rows + "合计,1,2\n"));
  // What is too far from the first rows to be seen with them.
  std::string many = "aed,raised,unit\n";
  for (int i = 0; i < 100'000; ++i) many += std::to_string(i % 7) + ",1." + std::to_string(i % 10) + ",U" + std::to_string(i) + "\n";
  const auto many_stand = [&](const std::string& more) {
    const tests::Scratch folder;
    const std::string path = folder.put("a.csv", many + more);
    facts::Options options;
    options.range_bytes = 1000;
    options.piece_bytes = 20'000;
    options.threads = 2;
    options.revocable = true;
    const Seen pieces = read(sample.schema, {path}, options, 2);
    options.stream = false;
    const Seen whole = read(sample.schema, {path}, options, 1);
    CHECK(pieces.lines == whole.lines);
    CHECK(pieces.problems == whole.problems);
    return !pieces.revoked;
  };
  CHECK(many_stand(""));
  CHECK(many_stand("x,1,V\n1,101%,W"));
  CHECK_FALSE(many_stand("\"1\",2,V\n"));
  CHECK_FALSE(many_stand("1,2,\xFF\n"));
  CHECK_FALSE(many_stand(",2,V\n"));
  CHECK_FALSE(many_stand("1,2\n"));
  CHECK_FALSE(many_stand("1,2,V,3\n1,W\n"));
  CHECK_FALSE(many_stand("\n1,2,V\n"));
  CHECK_FALSE(many_stand("1,2,U17\n"));
  CHECK_FALSE(many_stand(std::string("1,2,V\0\n", 7)));
  // Several rows a unit.
  const std::string periods = "unit,period,raised\nA,2023Q1,1\nA,2023Q2,2\nB,2023Q1,3\nB,2023Q2,4\nC,2023Q1,5\nC,2023Q2,x\n";
  CHECK(stands(periods));
  CHECK(stands(periods + "D,2023Q2,4\nD,2023Q1,3"));
  CHECK(stands(periods + "D,2023Q2,4\nE,2023Q1,3\nF,2023Q1,3\nF,2023Q2,1\n"));
  CHECK_FALSE(stands(periods + "D,2023Q3,4\n"));
  CHECK_FALSE(stands(periods + "D,2023Q1,4\nD,2023Q1,5\n"));
  CHECK_FALSE(stands(periods + "A,2023Q1,4\n"));
  // One row a unit, and all that were seen at first of one period, fact and member.
  std::string of_one = "unit,period,raised\n", of_fact = "unit,fact,value\n", of_member = "unit,区县,teams\n";
  for (const char* unit : {"A", "B", "C", "D", "E", "F"}) {
    of_one += std::string(unit) + ",2023Q4,1\n";
    of_fact += std::string(unit) + ",raised,1\n";
    of_member += std::string(unit) + ",吴兴区,1\n";
  }
  CHECK(stands(of_one + "G,2023Q4,2\n"));
  for (const char* period : {"2023Q3", "2022Q4", "nonsense", ""}) CHECK_FALSE(stands(of_one + "G," + period + ",2\n"));
  CHECK(stands(of_fact + "G,raised,2\n"));
  CHECK_FALSE(stands(of_fact + "G,aed,2\n"));
  CHECK_FALSE(stands(of_fact + "G,nonsense,2\n"));
  CHECK(stands(of_member + "G,吴兴区,2\n"));
  CHECK_FALSE(stands(of_member + "G,德清县,2\n"));
  CHECK_FALSE(stands(of_member + "G,,2\n"));
  const std::string long_form = "unit,fact,value\nA,raised,1\nA,aed,2\nB,aed,3\nB,raised,4\nC,raised,5\nC,aed,6\n";
  CHECK(stands(long_form + "D,raised,7\nE,aed,8\n"));
  CHECK_FALSE(stands(long_form + "D,members,7\n"));
}

TEST_CASE("several files, piece by piece: of one heading, each with units of its own") {
  const Sample sample;
  const auto stream = [&](const Lines& texts) { return agree(sample.schema, texts); };
  CHECK(stream({"unit,raised,aed\nA,1,2\nB,3,x\n", "unit,raised,aed\nC,y,4\nD,-5,1"}));
  CHECK(stream({"unit,raised\nA,1\n", "\xEF\xBB\xBFunit,raised\r\nB,2\r\nC,\"3\"\r\n\r\n", "unit,raised\nD,4\n"}));
  // Rows of other periods; units that are perhaps one; numbers far from those of another period.
  CHECK(stream({"unit,period,raised\nA,2023Q1,1\nA,2023Q2,1.5\nA,2023Q3,13000\n", "unit,period,raised\nB,2023Q3,1\nB,2023Q4,15000\nB,2023Q2,1.4\n"}));
  CHECK(stream({"unit,raised\n湖州市,1\nWuxing District,2\n", "unit,raised\nWuxing  District,x\n湖洲市,4\n"}));
  CHECK(stream({"unit,fact,period,value\nA,debt,2023Q1,2\nA,debt,2023Q2,1\n", "unit,fact,period,value\nB,raised,2023Q1,x\nB,debt,2023Q2,2\n"}));
  facts::Options one;
  one.only_unit = "C";
  CHECK(agree(sample.schema, {"unit,raised\nA,1\nB,2\n", "unit,raised\nC,2\nD,4\n"}, one));
  // A unit in two of them; something wrong with one.
  CHECK_FALSE(stream({"unit,raised\nA,1\nB,2\n", "unit,raised\nC,2\nA,4\n"}));
  CHECK_FALSE(stream({"unit,period,raised\nA,,1\n", "unit,period,raised\nB,2023Q2,4\n"}));
  CHECK_FALSE(stream({"unit,raised\nA,1\n", "unit,raised\nB,4,5\n"}));
  CHECK_FALSE(stream({"unit,raised\nA,1\n", "unit,raised\n"}));
  CHECK_FALSE(stream({"unit,raised\nA,1\n", ""}));
}

TEST_CASE("several files beside each other, piece by piece: each has more of the first one's units, in their order") {
  const Sample sample;
  const auto stream = [&](const Lines& texts) { return agree(sample.schema, texts); };
  CHECK(stream({"unit,raised\nA,1\n", "unit,aed\nA,4\n"}));
  CHECK(stream({"unit,raised\nA,1\nB,x\nC,3\nD,4\n", "unit,aed\nB,1\nC,y\n", "unit,training,standard\r\nA,5,2023-05-01\r\nD,-,\r\n"}));
  CHECK(stream({"unit,raised\nA,1\nB,2\n", "unit,aed\nB,4\n"}));
  // Other periods of the same, under one heading or several; members; long form; quotes; texts; far numbers; names in several forms.
  CHECK(stream({"unit,period,raised\nA,2023Q1,1\nB,2023Q1,2\n", "unit,period,raised\nA,2023Q2,4\nB,2023Q2,30000\n", "unit,period,raised\nB,2023Q3,2\n"}));
  CHECK(stream({"unit,period,raised\nA,2023Q1,1\nA,2023Q2,12000\nB,2023Q1,2\n", "unit,raised\nB,4\n"}) == false);  // once of a period, once of none
  CHECK(stream({"unit,industry,raised\nA,纺织,1\nB,,2\nC,木业,3\n", "unit,区县,teams\nA,吴兴区,1\nA,南浔区,x\nC,吴兴区,20000\nC,德清县,2\n"}));
  CHECK(stream({"unit,fact,period,value\nA,raised,2023Q1,1\nA,debt,2023Q1,2\nB,raised,2023Q1,1\n", "unit,fact,period,value\nA,debt,2023Q2,1\nB,aed,2023Q1,x\n"}));
  CHECK(stream({"unit,raised\n\"A\nA\",1\nB,\"2\"\nC,3\n", "unit,aed\n\"A\nA\",\"5\"\nC,6\n"}));
  CHECK(stream({"unit,raised\n\xC3\xA9,1\nB,2\n", "unit,aed\n e\xCC\x81 ,3\n"}));
  CHECK(stream({"unit,raised\n湖州市,1\n湖洲市,2\n", "unit,aed\n湖州市,101\n湖洲市,102\n"}));
  // Units that the first does not have, or has in another order; what is said twice; something wrong with one.
  CHECK_FALSE(stream({"unit,raised\nA,1\n", "unit,aed\nB,4\n"}));
  CHECK_FALSE(stream({"unit,raised\nA,1\nB,2\n", "unit,aed\nB,4\nA,5\n"}));
  CHECK_FALSE(stream({"unit,raised\nA,1\nB,2\n", "unit,aed\nA,4\nC,5\n"}));
  CHECK_FALSE(stream({"unit,raised\nA,1\nB,2\n", "unit,aed,raised\nA,4,1\n"}));
  CHECK_FALSE(stream({"unit,raised\nA,1\nB,2\n", "unit,aed\nA,4\nA,5\n"}));
  CHECK_FALSE(stream({"unit,raised\nA,1\nB,2\n", "unit,aed\nA,4,1\n"}));
  facts::Options one;
  one.keep_raw = true;
  for (const char* unit : {"A", "B", "C"}) {
    one.only_unit = unit;
    CHECK(agree(sample.schema, {"unit,raised\nA,1\nB,2\nC,3\n", "unit,aed\nA,x\nC,4\n"}, one));
  }
}

TEST_CASE("generated files beside each other, piece by piece and as a whole") {
  const Sample sample;
  std::mt19937 random(9);  // NOLINT: the same files every time
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const Lines plain = {"training", "raised", "aed", "members", "place", "area", "standard", "industry", "debt"}, by_district = {"teams", "stations"};
  const Lines quarters = {"2023Q1", "2023年第2季度", "2023Q3", "2023Q4"}, districts = {"吴兴区", "南浔区", "德清县"};
  const Lines odd = {"", "-", "未报", "1万", "x", "-1", "1e3", " 1", "100.5", "第3名", "是", "纺织", "2023-05-01", "0.00", "\"1\"", "\"1,000\"", "12345678901234567890.5"};
  const std::size_t times = std::getenv("ASSAY_TEST_LONG") != nullptr ? 2000 : 120;
  std::size_t streamed = 0;
  for (std::size_t n = 0; n < times; ++n) {
    const std::size_t files = 2 + below(3), units = 1 + below(40);
    std::vector<Lines> facts(files);
    std::vector<char> members(files);
    for (std::size_t f = 0; f < files; ++f) members[f] = below(4) == 0 ? 1 : 0;
    const bool same_twice = below(12) == 0;
    for (const std::string& fact : plain) {
      const std::size_t of = below(files);
      for (std::size_t f = 0; f < files; ++f)
        if (members[f] == 0 && (f == of || same_twice)) facts[f].push_back(fact);
    }
    for (std::size_t f = 0, next = 0; f < files; ++f)
      if (members[f] != 0) facts[f].push_back(by_district[next++ % 2]);
    const std::size_t odd_once_in = below(3) == 0 ? 5 : 50;
    Lines texts;
    for (std::size_t f = 0; f < files; ++f) {
      if (facts[f].empty()) facts[f].push_back("coastal");
      const std::string end = below(4) == 0 ? "\r\n" : "\n";
      const bool periods = below(2) == 0, unit_last = below(4) == 0, dated = below(3) == 0;
      const std::size_t lacks_one_in = f == 0 || below(2) == 0 ? 1000 : 4;
      std::string text = below(6) == 0 ? "\xEF\xBB\xBF" : "";
      const auto row = [&](const std::string& unit, const std::string& period, const std::string& member, const std::string& day, const auto& cell) {
        if (!unit_last) text += unit + ",";
        if (dated) text += day + ",";
        if (periods) text += period + ",";
        if (members[f] != 0) text += member + ",";
        for (std::size_t c = 0; c < facts[f].size(); ++c) text += (c == 0 ? "" : ",") + cell(facts[f][c]);
        text += (unit_last ? "," + unit : "") + end;
      };
      row("unit", "period", "区县", "reported_at", [](const std::string& fact) { return fact; });
      for (std::size_t u = 0; u < units; ++u) {
        if (below(lacks_one_in) == 0) continue;
        const std::string unit = (u % 3 == 0 ? "单位" : "u-") + std::to_string(below(300) == 0 ? u + 1 : u);
        for (std::size_t q = periods ? below(3) : 3; q < quarters.size(); ++q)
          for (std::size_t m = members[f] != 0 ? below(2) : 2; m < districts.size(); ++m)
            row(unit, quarters[q], districts[m], day_of_report(q, random), [&](const std::string& fact) -> std::string {
              if (below(odd_once_in) == 0) return odd[below(odd.size())];
              if (fact == "standard") return "2023-06-" + std::to_string(10 + below(20));
              if (fact == "members" || fact == "place" || below(3) == 0) return std::to_string(1 + below(100)) + (below(40) == 0 ? "0000" : "");
              return std::to_string(1 + below(100)) + "." + std::to_string(below(10000));
            });
      }
      texts.push_back(text);
    }
    facts::Options options;
    options.keep_raw = below(4) == 0;
    if (below(6) == 0) options.only_unit = "u-1";
    if (below(3) == 0) options.as_of = *base::make_date(2023, static_cast<int>(3 * (1 + below(4))), 30);
    streamed += static_cast<std::size_t>(agree(sample.schema, texts, options, false));
  }
  MESSAGE(streamed << " of " << times << " were read piece by piece");
  CHECK(streamed > times / 5);
}

TEST_CASE("rows of several units that are read together, each with all periods or members in order") {
  const Sample sample;
  std::mt19937 random(8);  // NOLINT: the same files every time
  const std::vector<std::string> quarters = {"2023Q1", "2023Q2", "2023Q3", "2023Q4"}, districts = {"吴兴区", "南浔区", "德清县"};
  for (int n = 0; n < 24; ++n) {
    const bool members = n % 2 == 0;
    const std::string end = n % 3 == 0 ? "\r\n" : "\n";
    const std::vector<std::string> facts = members ? Lines{"teams", "stations"} : Lines{"raised", "training", "debt", "aed", "area", "members"};
    const bool unit_last = n % 5 == 0;
    std::string text = unit_last ? "" : "unit,";
    text += members ? "区县" : "period";
    for (const std::string& fact : facts) text += "," + fact;
    text += (unit_last ? ",unit" : "") + end;
    const std::size_t units = 20 + random() % 30;
    const bool gaps = n % 4 == 3;
    for (std::size_t u = 0; u < units; ++u) {
      for (const std::string& key : members ? districts : quarters) {
        if (gaps && random() % 60 == 0) continue;
        text += (unit_last ? "" : "u" + std::to_string(u) + ",") + key;
        for (std::size_t f = 0; f < facts.size(); ++f) {
          text += ',';
          const auto chance = random() % 40;
          if (chance == 0) text += "x";
          else if (chance == 1) text += "1万";
          else if (chance == 2) text += "-3.5";
          else if (chance > 4) text += std::to_string(1 + random() % 90) + (random() % 3 == 0 ? "" : "." + std::to_string(random() % 100));
        }
        text += (unit_last ? ",u" + std::to_string(u) : "") + end;
      }
    }
    CHECK(agrees(sample.schema, text, {}, false));
  }
}

TEST_CASE("a file that changes between the first look and the reading is an error") {
  const Sample sample;
  const std::string text = "unit,raised\nA,1\nB,2\nC,3\n";
  for (const char* changed : {"unit,raised\nA,1\nB,2\n", "unit,raised\nA,1\nX,2\nC,3\n", "unit,raised\nA,1\nB22,\nC,3\n", "unit,raised\nA,1,B,2\nC,3\n", ""}) {
    const tests::Scratch folder;
    const std::string path = folder.put("a.csv", text);
    diagnostics::Sink sink;
    facts::Options options;
    options.digest = false;
    options.batch_rows = 2;
    const auto reader = facts::open(sample.schema, {path}, options, sink);
    CHECK_FALSE(sink.has_errors());
    std::ofstream(path, std::ios::binary | std::ios::trunc) << changed;
    facts::Batch batch;
    while (reader->next(batch)) CHECK(batch.rows() <= 2);
    CHECK(sink.errors() == 1);
    CHECK(diagnostics::info(sink.all().at(0).kind).name == "facts_unreadable");
  }
}

TEST_CASE("of several files that are read beside each other, the one that changes is named") {
  const Sample sample;
  const tests::Scratch folder;
  const std::string first = folder.put("a.csv", "unit,raised\nA,1\nB,2\n"), second = folder.put("b.csv", "unit,aed\nA,3\nB,4\n");
  diagnostics::Sink sink;
  facts::Options options;
  options.digest = false;
  options.batch_rows = 1;
  const auto reader = facts::open(sample.schema, {first, second}, options, sink);
  CHECK_FALSE(sink.has_errors());
  std::ofstream(second, std::ios::binary | std::ios::trunc) << "unit,aed\nA,3\nC,4\n";
  facts::Batch batch;
  while (reader->next(batch)) CHECK(batch.units == Lines{"A"});
  REQUIRE(sink.errors() == 1);
  CHECK(sink.all().at(0).cell->path == second);
}
