// Plain rulebooks of one season, a cell a fact and a few hundred units, of which most can be judged tile by tile: the engine with batches that follow each
// other, some of them with cells of another kind, beside every step in its general form and beside the reference.
#include "differential/harness.h"
#include "differential/random.h"
#include "base/calendar.h"
#include "exec/evaluate.h"
#include "exec/tiles/tiles.h"
#include "facts/facts.h"
#include "plan/lower.h"
#include "reference/reference.h"
#include "support/scratch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace assay::differential {

namespace {

struct Fact {
  std::string name;
  int least, most;  // of its cells
  int places;
};

std::string decimal(int value, int places) {
  std::string digits = std::to_string(std::abs(value));
  if (places > 0) {
    while (digits.size() <= static_cast<std::size_t>(places)) digits.insert(digits.begin(), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  }
  return (value < 0 ? "-" : "") + digits;
}

class Writer {
 public:
  explicit Writer(Random& random) : random_(random), quarterly_(random.chance(40)), wide_(random.chance(30)) {}
  bool quarterly() const { return quarterly_; }

  std::string rules() {
    std::string out = "season 2023 \"s\" from 2023-01-01 to 2023-12-31 " + std::string(quarterly_ ? "quarterly" : "yearly") + "\nunit 个\n";
    const int departments = random_.one_of<int>({2, 2, 2, 7});
    for (int d = 0; d < departments; ++d) {
      std::string facts, targets;
      const std::size_t first = facts_.size();
      for (int i = 0; i < 6; ++i) facts += declared();
      own_ = first;
      for (int t = 1; t <= 3; ++t) targets += target(t);
      out += "department 局" + std::to_string(d) + " {\n  difficulty " + decimal(random_.between(9000, 13000), 4) + "\n" + facts + targets + "}\n";
    }
    return out;
  }

  std::string facts(std::size_t units) {
    std::string out = quarterly_ ? "unit,period" : "unit";
    for (const Fact& f : facts_) out += "," + f.name;
    out += "\n";
    for (std::size_t u = 0; u < units; ++u) {
      for (int q = 1; q <= (quarterly_ ? 4 : 1); ++q) {
        if (quarterly_ && random_.chance(5)) continue;
        out += "u" + std::to_string(u) + (quarterly_ ? ",2023Q" + std::to_string(q) : "");
        for (const Fact& f : facts_) out += "," + cell(f, u, units);
        out += "\n";
      }
    }
    return out;
  }

 private:
  std::string declared() {
    Fact f{"f" + std::to_string(facts_.size()), random_.chance(50) ? 1 : 0, random_.one_of<int>({9, 60, 999, 99'999}), random_.one_of<int>({0, 0, 1, 2})};
    std::string range, kind = random_.chance(50) ? "flow" : "level";
    const std::string top = decimal(f.most, f.places) + "个";
    switch (random_.between(0, 4)) {
      case 0: break;
      case 1: range = " range >= 0个"; break;
      case 2: range = " range " + decimal(f.least, f.places) + "个.." + top; break;
      case 3: kind = "flow"; range = " signed range -" + top + ".." + top; f.least = -f.most; break;
      default: range = " range " + decimal(f.least, f.places) + "个.." + decimal(f.most, f.places) + "个";
    }
    facts_.push_back(f);
    return "  fact " + f.name + " : " + kind + " 个" + range + "\n";
  }

  const Fact& any() { return facts_[own_ + random_.below(facts_.size() - own_)]; }
  std::string goal(const Fact& f, int times = 1) { return decimal(random_.between(std::min(f.least, 1), f.most * times), f.places) + "个"; }
  std::string order() { return random_.one_of<std::string>({" >= ", " >= ", " > ", " <= ", " <= ", " < ", " == "}); }

  std::string comparison() {
    const Fact& a = any();
    const Fact& b = any();
    switch (random_.between(0, 7)) {
      case 0: return a.name + " + " + b.name + order() + goal(a, 2);
      case 1: return a.name + " - " + b.name + order() + goal(a);
      case 2: return a.name + " / " + b.name + order() + random_.one_of<std::string>({"2/3", "0.5", "80%", "1", "3", "0"});
      case 3: return decimal(random_.between(1, 30), 1) + " * " + a.name + order() + goal(a);
      case 4: return goal(a) + order() + a.name;
      default: return a.name + order() + goal(a);
    }
  }

  std::string condition() {
    std::string out = comparison();
    while (random_.chance(25)) out += (random_.chance(50) ? " and " : " or ") + comparison();
    return out.find(" and ") != std::string::npos && out.find(" or ") != std::string::npos ? comparison() : out;
  }

  std::string scheme(const Fact& f, bool lower) {
    switch (random_.between(0, 3)) {
      case 0: return " score steps { >= 100%: 100%, >= 90%: 80%, " + random_.one_of<std::string>({">=", ">"}) + " 50%: 33.3%, else " + random_.one_of<std::string>({"0%", "10%"}) + " }";
      case 1: return " score proportional floor " + random_.one_of<std::string>({"0%", "60%"}) + " cap " + random_.one_of<std::string>({"100%", "120%"});
      case 2: {
        const int from = random_.between(0, f.most - 1);
        std::string ends[] = {decimal(from, f.places) + "个", decimal(random_.between(from + 1, f.most + 1), f.places) + "个"};
        return " score linear from " + ends[lower ? 1 : 0] + " to " + ends[lower ? 0 : 1];
      }
      default: return "";
    }
  }

  std::string criterion(int weight) {
    std::string out = "    " + random_.one_of<std::string>({"require", "require", "aim"}) + " : ";
    if (random_.chance(35)) {
      const Fact& f = any();
      const bool lower = random_.chance(40);
      out += f.name + (lower ? " <= " : " >= ") + goal(f) + scheme(f, lower);
    } else {
      out += condition();
    }
    if (random_.chance(20)) out += " stretch " + comparison();
    if (weight != 0) out += " weight " + std::to_string(weight);
    return out + "\n";
  }

  std::string target(int number) {
    std::string header = "  target " + std::to_string(number) + " \"t\" weight " + std::to_string(number == 3 ? 40 : 30), out = " {\n    text \"\"\"t\"\"\"\n";
    if (random_.chance(10)) header += " applies when " + comparison();
    const int count = random_.between(1, 3), weight = random_.chance(50) ? random_.between(1, 49) : 0;
    for (int c = 1; c <= count; ++c) out += criterion(c < count || weight == 0 ? weight : 100 - weight * (count - 1));
    return header + out + "  }\n";
  }

  // Of the units some have cells that those before had not: finer, greater, negative, none.
  std::string cell(const Fact& f, std::size_t unit, std::size_t units) {
    if (random_.chance(6)) return "";
    if (unit > units / 2 && random_.chance(1)) {
      if (wide_ && random_.chance(30)) return random_.one_of<std::string>({"3000000000", "123456789012345678"});
      return random_.one_of<std::string>({"n/a", decimal(f.most * 20, f.places), decimal(random_.between(1, 99), 3), "0", "-3"});
    }
    return decimal(random_.between(f.least, f.most), f.places);
  }

  Random& random_;
  bool quarterly_, wide_;
  std::vector<Fact> facts_;
  std::size_t own_ = 0;
};

std::vector<facts::Batch> read(const semantics::Model& model, const std::string& text, std::size_t rows) {
  const tests::Scratch folder;
  diagnostics::Sink sink;
  facts::Options options;
  options.batch_rows = rows;
  const auto reader = facts::open(model.schema, {folder.put("facts.csv", text)}, options, sink);
  std::vector<facts::Batch> out;
  for (facts::Batch batch; reader->next(batch);) out.push_back(std::move(batch));
  return out;
}

bool is_alike(const exec::TargetOutcome& a, const exec::TargetOutcome& b, std::size_t row) {
  return a.status[row] == b.status[row] && a.provisional.get(row) == b.provisional.get(row) && a.counts == b.counts;
}

// How many of the steps that run at all are covered, once all batches have been seen.
void count_covered(const plan::Program& program, const std::vector<facts::Batch>& batches, std::size_t& covered, std::size_t& all) {
  const exec::Uses uses(program, exec::Detail::unit);
  exec::tiles::Tiles tiles(program, uses);
  std::vector<exec::Register> registers(program.registers.size());
  exec::Context context(program, batches.front(), nullptr, registers);
  tiles.begin(context);
  for (std::size_t s = 0; s < program.steps.size(); ++s) {
    if (!uses.is_needed(s) || exec::is_constant(program.steps[s])) continue;
    ++all;
    if (tiles.covers(s)) ++covered;
  }
}

}  // namespace

TEST_CASE("tiles give what the general form gives, and the reference") {
  const bool is_long = std::getenv("ASSAY_TEST_LONG") != nullptr;
  std::size_t covered = 0, all = 0, mismatches = 0, refused = 0;
  const std::uint64_t seeds = is_long ? 3000 : 150;
  for (std::uint64_t seed = 1; seed <= seeds && mismatches < 3; ++seed) {
    Random random(seed);
    Writer writer(random);
    const auto rulebook = compile(writer.rules());
    if (!rulebook->model) {
      if (refused++ == 0) MESSAGE(rulebook->problems);
      continue;
    }
    const base::Date as_of = random.chance(70) ? rulebook->model->schema.season.to : *base::parse_date(random.one_of<std::string>({"2023-03-31", "2023-08-20", "2022-12-31"}));
    const plan::Program program = plan::lower(*rulebook->model, as_of);
    const std::vector<facts::Batch> batches = read(*rulebook->model, writer.facts(random.chance(15) ? 700 : 330), random.one_of<std::size_t>({1000, 300, 64, 37}));
    REQUIRE(!batches.empty());
    count_covered(program, batches, covered, all);
    exec::Evaluator full(program), brief(program, exec::Detail::unit);
    for (const facts::Batch& batch : batches) {
      exec::Trace trace;
      const exec::Outcome general = exec::evaluate(program, batch, &trace), outcome = full.evaluate(batch), line = brief.evaluate(batch);
      const reference::Facts facts(*rulebook->model, batch);
      for (std::size_t row = 0; row < batch.rows() && mismatches < 3; ++row) {
        std::string found = difference(outcome, row, general, row);
        const semantics::Criterion* criterion = nullptr;
        if (found.empty() && row % 16 == 0) found = difference(outcome, row, reference::evaluate(facts, row, program.as_of), *rulebook->model, &criterion);
        if (found.empty() && outcome.total.at(row) != line.total.at(row)) found = "a line a unit: another total";
        for (std::size_t d = 0; d < outcome.departments.size() && found.empty(); ++d)
          for (std::size_t t = 0; t < outcome.departments[d].targets.size(); ++t)
            if (!is_alike(outcome.departments[d].targets[t], line.departments[d].targets[t], row)) found = "a line a unit: another status";
        if (found.empty()) continue;
        ++mismatches;
        CHECK_MESSAGE(false, "seed " << seed << ", unit " << batch.units[row] << ": " << found << "\n" << rulebook->text);
      }
    }
  }
  MESSAGE(covered << " of " << all << " steps were covered; " << refused << " rulebooks were refused");
  CHECK(covered * 3 > all);
  CHECK(refused * 20 < seeds);
}

}  // namespace assay::differential
