#include "cli/assessment.h"

#include "cli/memory.h"
#include "cli/values.h"
#include "diagnostics/kinds.h"

#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace assay::cli {

using diagnostics::Kind;
using Words = std::vector<std::string>;

namespace {

constexpr std::size_t kMostUnits = 8;  // named of those to choose from

std::string listed(const std::vector<std::string>& names, std::size_t all) {
  std::string out;
  for (const std::string& each : names) out += (out.empty() ? "`" : ", `") + each + "`";
  return all > names.size() ? out + " … (" + std::to_string(all) + ")" : out;
}

// Whether the files are so small that threads are together for some milliseconds only.
bool are_few(const std::vector<std::string>& facts) {
  constexpr std::uintmax_t kFew = 1 << 20;
  std::uintmax_t bytes = 0;
  for (const std::string& path : facts) {
    std::error_code no_size;
    const std::uintmax_t size = std::filesystem::file_size(path, no_size);
    if (no_size || size > kFew || (bytes += size) > kFew) return false;
  }
  return true;
}

// The command as it was typed, for one unit; of a long one only the option.
std::string with_unit(const Arguments& arguments, const std::string& unit) {
  constexpr std::size_t kMostWords = 12;
  std::vector<std::string> words = arguments.typed;
  if (words.size() > kMostWords) return "--unit " + unit;
  words.emplace_back("--unit");
  words.push_back(unit);
  return command_line(words);
}

}  // namespace

bool prepare(Assessment& assessment, const std::string& rules, const Arguments& arguments, diagnostics::Language language) {
  diagnostics::Sink& sink = assessment.sink;
  const api::Limits limits = limits_of(arguments, language, sink);
  assessment.reading = reading_options(arguments, limits, sink);
  assessment.reading.profile = assessment.profile;
  if (!arguments.has(Option::facts)) sink.report(Kind::facts_not_given, Words{});
  check_output(arguments, rules, arguments.all(Option::facts), sink);
  if (sink.has_errors()) return false;
  // With rules that are kept there seldom is a second thread.
  if (!arguments.has(Option::cache) && are_few(arguments.all(Option::facts))) share_memory();
  diagnostics::Sink of_rules;
  if (const auto folder = arguments.text(Option::cache)) {
    if (std::optional<cache::Folder> cache = cache::Folder::open(*folder, sink)) assessment.cache.emplace(std::move(*cache));
  }
  assessment.book = assessment.cache ? api::load_kept_rulebook(rules, limits.rulebook, *assessment.cache, of_rules, sink, assessment.profile)
                                     : api::load_rulebook(rules, limits.rulebook, of_rules, syntax::Tests::left_out, assessment.profile);
  // What is doubtful in rules that can be used is told once, by `check`; whoever asks for a result is told that there is something.
  if (of_rules.has_errors()) sink.merge(std::move(of_rules));
  else if (assessment.book.warnings > 0) sink.report(Kind::rules_in_doubt, Words{std::to_string(assessment.book.warnings), rules});
  if (!assessment.book.model) return false;
  assessment.as_of = as_of_date(arguments, assessment.book.model->schema.season, sink);
  return !sink.has_errors();
}

api::RunResult judge(Assessment& assessment, const api::RunOptions& options, const api::Work& work) {
  // To find a program is done sooner than to begin a thread.
  const bool alone = !api::has_help(options.threads) || assessment.book.found;
  diagnostics::Sink of_cache;
  std::future<void> made = std::async(alone ? std::launch::deferred : std::launch::async, [&, alone, digest = options.reading.digest] {
    const base::Stretch here(alone ? nullptr : assessment.profile, base::Spent::helping);
    const base::Stretch stretch(assessment.profile, base::Spent::plan);
    const api::Rulebook& book = assessment.book;
    assessment.program = assessment.cache ? api::kept_program(book, assessment.as_of, *assessment.cache, of_cache) : plan::lower(*book.model, assessment.as_of);
    if (digest) assessment.rules_digest = assessment.book.digest();
  });
  const auto program = [&]() -> const plan::Program& {
    made.get();
    assessment.sink.merge(std::move(of_cache));
    return *assessment.program;
  };
  return api::run({assessment.book.model->schema, assessment.as_of, program}, options, assessment.sink, work);
}

std::unique_ptr<api::Evaluated> evaluate_one_unit(Assessment& assessment, const Arguments& arguments) {
  api::RunOptions options;
  options.facts = arguments.all(Option::facts);
  options.reading = assessment.reading;
  options.reading.keep_raw = true;
  options.reading.digest = false;
  options.threads = 1;
  options.trace = true;
  std::unique_ptr<api::Evaluated> found;
  std::size_t units = 0;
  std::vector<std::string> names;  // of the first few
  const auto keep = [&](api::Evaluated& evaluated) -> api::Delivery {
    units += evaluated.batch.rows();
    for (std::size_t i = 0; i < evaluated.batch.rows() && names.size() < kMostUnits; ++i) names.push_back(evaluated.batch.units[i]);
    if (!found && evaluated.batch.rows() > 0) found = std::make_unique<api::Evaluated>(std::move(evaluated));
    return [] { return true; };
  };
  const api::RunResult result = judge(assessment, options, keep);
  if (result.unusable) return nullptr;
  if (units > 1) assessment.sink.report(Kind::unit_not_chosen, Words{listed(names, units), with_unit(arguments, names.front())});
  if (units == 0) assessment.sink.report(Kind::unit_not_found, Words{});
  return units == 1 ? std::move(found) : nullptr;
}

}  // namespace assay::cli
