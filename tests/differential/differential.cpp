// The engine and the reference on random rulebooks and facts: statuses, attainments, scores and ranks must be equal, exactly.
//
// ASSAY_SEED=n repeats a run; ASSAY_TEST_LONG=1 takes ten times as many cases from another seed each time; ASSAY_RULEBOOKS=n sets their number;
// ASSAY_MISMATCHES=n shows as many before it stops (5), ASSAY_BRIEF=1 of each only the facts it reads.
#include "differential/constructs.h"
#include "differential/harness.h"
#include "differential/random.h"
#include "differential/reported.h"
#include "differential/rulebook.h"
#include "exec/evaluate.h"
#include "exec/population.h"
#include "facts/facts.h"
#include "plan/lower.h"
#include "reference/reference.h"
#include "support/scratch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>

namespace assay::differential {
namespace {

std::size_t most_mismatches() {
  if (const char* text = std::getenv("ASSAY_MISMATCHES")) return std::strtoull(text, nullptr, 10);
  return 5;
}

// The everyday run is the same every time; the long one is another each time.
std::uint64_t seed() {
  if (const char* text = std::getenv("ASSAY_SEED")) return std::strtoull(text, nullptr, 10);
  if (std::getenv("ASSAY_TEST_LONG") == nullptr) return 20230101;
  return static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
}

std::size_t rulebooks(std::size_t usual) {
  if (const char* text = std::getenv("ASSAY_RULEBOOKS")) return std::strtoull(text, nullptr, 10);
  return std::getenv("ASSAY_TEST_LONG") != nullptr ? usual * 10 : usual;
}

base::Date day(int year, int month, int d) { return *base::make_date(year, month, d); }

// Quarter ends, days within a quarter, before the first period has ended, before and after the season.
base::Date random_as_of(Random& random) {
  switch (random.between(0, 9)) {
    case 0: return day(2023, 3, 31);
    case 1: return day(2023, 6, 30);
    case 2: return day(2023, 9, 30);
    case 3:
    case 4: return day(2023, 12, 31);
    case 5: return day(2023, 1, 15);
    case 6: return day(2022, 12, 31);
    case 7: return day(2024, 2, 20);
    default: return base::Date{day(2023, 1, 1).days + random.between(0, 364)};
  }
}

Mix random_mix(Random& random) {
  Mix mix;
  mix.missing = random.one_of<int>({0, 10, 25, 50});
  mix.malformed = random.one_of<int>({0, 0, 3, 12});
  mix.enormous = random.chance(20);
  return mix;
}

// The same facts, written as CSV and read again.
facts::Batch through_csv(const semantics::Model& model, const facts::Batch& batch, std::string& problems) {
  const tests::Scratch folder;
  const std::string path = folder.put("facts.csv", to_csv(model, batch));
  diagnostics::Sink sink;
  facts::Options options;
  options.batch_rows = batch.rows();
  facts::Batch read;
  const auto reader = facts::open(model.schema, {path}, options, sink);
  reader->next(read);
  // Malformed cells are reported, and stand as invalid ones.
  if (read.rows() == 0) problems = diagnostics::draw(sink, source::Files{}, {});
  return read;
}

struct Run {
  Constructs constructs;
  std::size_t pairs = 0, refused = 0, mismatches = 0, from_csv = 0;
};

// The facts a rulebook declares, a line each.
std::string declarations(const Rulebook& rulebook) {
  std::string lines;
  std::istringstream text(rulebook.text);
  for (std::string line; std::getline(text, line);)
    if (line.find("fact ") != std::string::npos || line.find("list ") != std::string::npos) lines += line + "\n";
  return lines;
}

void report(Run& run, const Rulebook& rulebook, const facts::Batch& batch, std::size_t row, const plan::Program& program,
            const semantics::Criterion* criterion, const std::string& difference) {
  if (++run.mismatches > most_mismatches()) return;
  std::string text = "---- mismatch: " + difference + "\n  as of " + base::to_string(program.as_of) + ", unit " + batch.units[row] + "\n";
  if (criterion != nullptr) {
    text += "  rule: " + std::string(rulebook.sources.slice(criterion->span)) + "\n";
    const facts::Batch alone = slice(batch, row, row + 1);
    text += disagreements(rulebook, *criterion, program, alone, 0);
  }
  text += "  facts:\n" + describe(*rulebook.model, batch, row, criterion);
  if (std::getenv("ASSAY_BRIEF") == nullptr) text += "  rulebook:\n" + rulebook.text;
  else text += declarations(rulebook);
  std::fputs(text.c_str(), stdout);
  CHECK_MESSAGE(false, difference);
}

// The same units in batches of another size.
void compare_sizes(Run& run, const Rulebook& rulebook, const facts::Batch& batch, const plan::Program& program, const exec::Outcome& whole,
                   std::size_t size) {
  exec::Population all(program);
  for (std::size_t round = 0; round < all.rounds(); ++round) {
    for (std::size_t begin = 0; begin < batch.rows(); begin += size) all.gather(round, slice(batch, begin, std::min(batch.rows(), begin + size)));
    all.close(round);
  }
  exec::Evaluator evaluator(program, exec::Detail::criterion, &all);  // of all of them, each of which may bring cells of another kind
  for (std::size_t begin = 0; begin < batch.rows(); begin += size) {
    const std::size_t end = std::min(batch.rows(), begin + size);
    const exec::Outcome part = evaluator.evaluate(slice(batch, begin, end));
    exec::Trace trace;
    const exec::Outcome general = exec::evaluate(program, slice(batch, begin, end), &trace, &all);
    for (std::size_t row = begin; row < end; ++row) {
      const std::string forms = difference(general, row - begin, part, row - begin);
      if (!forms.empty()) report(run, rulebook, batch, row, program, nullptr, "the lean form in a batch of " + std::to_string(size) + " (called the reference here): " + forms);
    }
    for (std::size_t row = begin; row < end; ++row) {
      const std::string found = difference(whole, row, part, row - begin);
      if (!found.empty()) report(run, rulebook, batch, row, program, nullptr, "a batch of " + std::to_string(size) + " (called the reference here): " + found);
    }
  }
}

// The same in the general form of every step, and where no more is asked for than a line a unit.
void compare_forms(Run& run, const Rulebook& rulebook, const facts::Batch& batch, const plan::Program& program, const exec::Outcome& outcome) {
  exec::Trace trace;
  const exec::Outcome general = exec::evaluate(program, batch, &trace);
  const exec::Outcome brief = exec::evaluate(program, batch, nullptr, nullptr, exec::Detail::unit);
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    std::string found = difference(outcome, row, general, row);
    if (!found.empty()) report(run, rulebook, batch, row, program, nullptr, "every step in its general form (called the reference here): " + found);
    if (outcome.total.at(row) != brief.total.at(row)) report(run, rulebook, batch, row, program, nullptr, "a line a unit: another total");
    for (std::size_t d = 0; d < outcome.departments.size(); ++d)
      for (std::size_t t = 0; t < outcome.departments[d].targets.size(); ++t)
        if (outcome.departments[d].targets[t].status[row] != brief.departments[d].targets[t].status[row])
          report(run, rulebook, batch, row, program, nullptr, "a line a unit: another status");
  }
}

void compare_all(Run& run, const Rulebook& rulebook, const facts::Batch& batch, base::Date as_of, std::size_t part_size) {
  const semantics::Model& model = *rulebook.model;
  const plan::Program program = plan::lower(model, as_of);
  const exec::Outcome outcome = exec::evaluate(program, batch);
  const reference::Facts facts(model, batch);
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    const reference::Result expected = reference::evaluate(facts, row, as_of);
    run.constructs.count(expected);
    const semantics::Criterion* criterion = nullptr;
    const std::string found = difference(outcome, row, expected, model, &criterion);
    if (!found.empty()) report(run, rulebook, batch, row, program, criterion, found);
    for (const semantics::Department& d : model.departments)
      for (const semantics::Target& t : d.targets) run.pairs += t.criteria.size();
  }
  compare_sizes(run, rulebook, batch, program, outcome, part_size);
  compare_forms(run, rulebook, batch, program, outcome);
}

}  // namespace

TEST_CASE("the engine and the reference agree on random rulebooks and facts") {
  const std::uint64_t first_seed = seed();
  std::printf("seed %llu\n", static_cast<unsigned long long>(first_seed));
  Run run;
  const std::size_t count = rulebooks(500);
  for (std::size_t i = 0; i < count && run.mismatches < most_mismatches(); ++i) {
    Random random(first_seed + i);
    const auto rulebook = compile(random_rulebook(random));
    if (!rulebook->model) {
      if (++run.refused <= 3) std::printf("refused, seed %llu:\n%s\n", static_cast<unsigned long long>(first_seed + i), rulebook->problems.c_str());
      continue;
    }
    run.constructs.count(*rulebook->model);
    const std::size_t rows = random.chance(5) ? 130 : 20;
    facts::Batch batch = random_batch(*rulebook->model, rows, random_mix(random), random);
    if (random.chance(15)) {
      std::string problems;
      facts::Batch read = through_csv(*rulebook->model, batch, problems);
      if (read.rows() > 0) {
        batch = std::move(read);
        ++run.from_csv;
      } else if (run.from_csv == 0) {
        std::printf("CSV not read: %s\n", problems.c_str());
      }
    }
    const std::size_t sizes[] = {1, 2, 7};
    for (int k = 0; k < 2; ++k) compare_all(run, *rulebook, batch, random_as_of(random), sizes[random.below(3)]);
  }
  std::printf("%zu pairs of a criterion and a row, %zu rulebooks refused, %zu from CSV\n%s", run.pairs, run.refused, run.from_csv,
              run.constructs.table().c_str());
  CHECK(run.mismatches == 0);
  CHECK(run.refused * 20 <= count);
  if (count >= 500) {
    CHECK(run.constructs.missing() == "");
    CHECK(run.from_csv > 0);
    CHECK(run.pairs >= 100'000);
  }
}

// What holds for the season is said of the year and of its quarters.
TEST_CASE("the engine and the reference agree on yearly seasons") {
  const std::string rules = R"( yearly
unit 人
dimension 区 { 甲, 乙 }
scale S { 差 = 0%, 可 = 60%, 好 = 100% } pass 可
fact a : flow 人
fact b : level 人 quarterly
fact f : flag
fact g : flag per 区
fact h : flag quarterly
fact s : text
department D {
  target 1 { require x : f ; require y : f due 2022-06-30 ; judge z on S ; judge w on S due 2022-09-30 }
  target 2 { require x : every 区 has g ; require y : not f and a >= 100人 ; require z : f is missing ; require w : s == "甲" }
  target 3 applies when f { require x : b >= 50人 and f ; require y : h ; require z : previous(f) and f ; require w : b is missing or g[甲] }
  target 4 applies when not f { require x : b >= 30人 }
})";
  const std::uint64_t first_seed = seed() ^ 0x9ea51;
  Run run;
  for (const char* span : {"from 2022-01-01 to 2022-12-31", "from 2022-01-01 to 2023-12-31"}) {
    const auto rulebook = compile("season 2022 " + std::string(span) + rules);
    REQUIRE_MESSAGE(rulebook->model, rulebook->problems);
    for (std::size_t i = 0; i < rulebooks(500) / 25; ++i) {
      Random random(first_seed + i);
      const facts::Batch batch = random_batch(*rulebook->model, 20, random_mix(random), random);
      const base::Date to = rulebook->model->schema.season.to;
      for (const base::Date as_of : {to, base::Date{to.days - random.between(1, 370)}, day(2022, 6, 30), day(2021, 12, 31)}) compare_all(run, *rulebook, batch, as_of, 7);
    }
  }
  std::printf("%zu pairs of a criterion and a row in yearly seasons\n", run.pairs);
  CHECK(run.mismatches == 0);
}

// Its year is the season, whose parts are quarters of two calendar years.
TEST_CASE("the engine and the reference agree on seasons that are no calendar year") {
  const std::string rules = R"(
unit 人
dimension 区 { 甲, 乙 }
fact a : flow 人
fact b : flow 人 per 区 total sum
fact c : flow 人 yearly
fact d : level 人 yearly range 0人..500人
fact e : cumulative 人 yearly
fact f : flag
fact g : event
department D {
  target 1 { require x : a >= 100人 ; require y : a@2022 >= 100人 }
  target 2 { require x : every 区 has b >= 20人 ; require y : b >= 100人 due LAST }
  target 3 { require x : c@2022 >= 100人 ; require y : d@2022 >= 40人 ; require z : e@2022 >= 50人 }
  target 4 { require x : a >= previous(a) ; require y : f ; require z : g by LAST }
  target 5 { require x : c >= 100人 ; require y : every quarter has a@quarter >= 20人 }
})";
  struct Span { const char *season, *last; base::Date to; };
  const Span spans[] = {{"from 2022-07-01 to 2023-06-30 quarterly", "2023-03-31", day(2023, 6, 30)},
                        {"from 2022-04-01 to 2023-03-31 quarterly", "2022-12-31", day(2023, 3, 31)},
                        {"from 2022-02-01 to 2023-01-31 monthly", "2022-12-31", day(2023, 1, 31)}};
  const std::uint64_t first_seed = seed() ^ 0xf15ca1;
  Run run;
  for (const Span& span : spans) {
    std::string text = "season 2022 " + std::string(span.season) + rules;
    for (std::size_t at; (at = text.find("LAST")) != std::string::npos;) text.replace(at, 4, span.last);
    const bool monthly = text.find("monthly") != std::string::npos;
    if (monthly) text.replace(text.find("every quarter has a@quarter"), 27, "every month has a@month");
    const auto rulebook = compile(text);
    REQUIRE_MESSAGE(rulebook->model, rulebook->problems);
    for (std::size_t i = 0; i < rulebooks(500) / 25; ++i) {
      Random random(first_seed + i);
      const facts::Batch batch = random_batch(*rulebook->model, 20, random_mix(random), random);
      for (const base::Date as_of : {span.to, base::Date{span.to.days - random.between(1, 370)}, day(2022, 12, 31)}) compare_all(run, *rulebook, batch, as_of, 7);
    }
  }
  std::printf("%zu pairs of a criterion and a row in seasons that are no calendar year\n", run.pairs);
  CHECK(run.mismatches == 0);
}

namespace {

bool is_final(exec::Status status, bool provisional) {
  return !provisional && (status == exec::Status::met || status == exec::Status::missed || status == exec::Status::not_applicable);
}

}  // namespace

// What is certain at one date stays so at every later one, whatever is reported in between.
TEST_CASE("a final verdict is never reversed by what is reported later") {
  const std::uint64_t first_seed = seed() ^ 0x5eed;
  std::printf("seed %llu\n", static_cast<unsigned long long>(first_seed ^ 0x5eed));
  std::size_t finals = 0;
  std::size_t reversed = 0;
  const std::size_t count = rulebooks(150);
  for (std::size_t i = 0; i < count; ++i) {
    Random random(first_seed + i);
    const auto rulebook = compile(random_rulebook(random));
    if (!rulebook->model) continue;
    Mix mix;
    mix.missing = random.one_of<int>({0, 10, 40});
    mix.malformed = random.one_of<int>({0, 10, 30});
    mix.consistent = true;
    const facts::Batch batch = random_batch(*rulebook->model, 20, mix, random);
    std::vector<exec::Outcome> history;
    std::vector<base::Date> dates{day(2023, 3, 31), day(2023, 6, 30), day(2023, 9, 30), day(2023, 12, 31)};
    for (const base::Date as_of : dates) {
      // Lists grow until the season's end.
      const auto steps = static_cast<int>(std::count_if(dates.begin(), dates.end(), [&](base::Date d) { return d > as_of; }));
      history.push_back(exec::evaluate(plan::lower(*rulebook->model, as_of), earlier(*rulebook->model, batch, steps, first_seed + i)));
    }
    for (std::size_t d = 0; d < rulebook->model->departments.size(); ++d) {
      for (std::size_t t = 0; t < rulebook->model->departments[d].targets.size(); ++t) {
        const semantics::Target& target = rulebook->model->departments[d].targets[t];
        for (std::size_t row = 0; row < batch.rows(); ++row) {
          for (std::size_t q = 0; q + 1 < history.size(); ++q) {
            const exec::TargetOutcome& before = history[q].departments[d].targets[t];
            const exec::TargetOutcome& after = history[q + 1].departments[d].targets[t];
            if (!is_final(before.status[row], before.provisional.get(row))) continue;
            ++finals;
            if (before.status[row] == after.status[row] && !after.provisional.get(row)) continue;
            if (++reversed > most_mismatches()) continue;
            std::printf("---- reversed: target %s, %s to %s after %s, unit %s, seed %llu\n  facts:\n%s  rulebook:\n%s", target.id.c_str(),
                        show(before.status[row]).c_str(), show(after.status[row]).c_str(), base::to_string(dates[q]).c_str(), batch.units[row].c_str(),
                        static_cast<unsigned long long>((first_seed + i) ^ 0x5eed), describe(*rulebook->model, batch, row, nullptr).c_str(),
                        rulebook->text.c_str());
          }
        }
        for (std::size_t c = 0; c < target.criteria.size(); ++c) {
          for (std::size_t row = 0; row < batch.rows(); ++row) {
            for (std::size_t q = 0; q + 1 < history.size(); ++q) {
              const auto& before = history[q].departments[d].targets[t].criteria[c];
              const auto& after = history[q + 1].departments[d].targets[t].criteria[c];
              if (!is_final(before.status[row], before.provisional.get(row))) continue;
              ++finals;
              if (before.status[row] == after.status[row] && !after.provisional.get(row)) continue;
              if (++reversed > most_mismatches()) continue;
              std::printf("---- reversed: %s to %s after %s, unit %s, seed %llu\n  rule: %s\n  facts:\n%s  rulebook:\n%s", show(before.status[row]).c_str(),
                          show(after.status[row]).c_str(), base::to_string(dates[q]).c_str(), batch.units[row].c_str(),
                          static_cast<unsigned long long>((first_seed + i) ^ 0x5eed), std::string(rulebook->sources.slice(target.criteria[c].span)).c_str(),
                          describe(*rulebook->model, batch, row, &target.criteria[c]).c_str(), rulebook->text.c_str());
            }
          }
        }
      }
    }
  }
  std::printf("%zu final verdicts followed by another date\n", finals);
  CHECK(reversed == 0);
  CHECK(finals > count);
}

}  // namespace assay::differential
