// Slips of the hand in the Huzhou rulebook. ASSAY_SEED=n repeats a run, ASSAY_MUTANTS=n sets their number, ASSAY_TEST_LONG=1 takes twenty times as
// many from another seed each time, ASSAY_MUTANTS_SHOW=1 prints those that are no error and those whose error stands elsewhere.
#include "legal.h"
#include "mutation.h"

#include "diagnostics/diagnostics.h"
#include "diagnostics/kinds.h"
#include "lint/lint.h"
#include "semantics/analyze.h"
#include "semantics/dump.h"
#include "source/load.h"
#include "syntax/parse.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace assay::mutants {
namespace {

constexpr std::size_t kUsual = 1000;
constexpr std::size_t kNear = 1;             // lines
constexpr std::size_t kNearInPercent = 95;

// The rulebook's files, parsed once; a mutant is one of them written anew.
class Rulebook {
 public:
  Rulebook() {
    source::Loaded loaded = source::load_rulebook(std::string(ASSAY_SOURCE_DIR) + "/rules/huzhou-2023", {});
    diagnostics::Sink sink;
    for (source::LoadedFile& file : loaded.files) {
      const source::FileId id = files_.add(std::move(file.path), std::move(file.text));
      trees_.push_back(syntax::parse(files_, id, {}, sink));
    }
    const auto model = semantics::analyze(trees_, files_, sink);
    REQUIRE_MESSAGE(model, diagnostics::draw(sink, files_, {}));
    lint::lint(*model, files_, sink);
    REQUIRE_MESSAGE(sink.all().empty(), diagnostics::draw(sink, files_, {}));
    dumped_ = dump(*model, files_);
  }

  struct Result {
    std::optional<diagnostics::Diagnostic> first;  // in order of place
    std::vector<std::uint32_t> lines;              // that it shows of the file
    std::string drawn;
    std::string model;                             // dumped, without places; empty where there was an error
  };

  std::size_t size() const { return trees_.size(); }
  std::string text(std::size_t file) const { return std::string(files_.text(trees_[file].file)); }
  const std::string& model() const { return dumped_; }
  std::string place(std::size_t file, std::size_t at) const {
    return files_.place({trees_[file].file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at)});
  }

  Result with(std::size_t file, const std::string& text) const {
    source::Files files = files_;
    diagnostics::Sink sink;
    const source::FileId id = files.add(files_.path(trees_[file].file), text);
    std::vector<syntax::File> trees = trees_;
    trees[file] = syntax::parse(files, id, {}, sink);
    std::optional<semantics::Model> model;
    if (!sink.has_errors()) model = semantics::analyze(trees, files, sink);
    // What is right by the rules may still be doubtful.
    if (model && sink.all().empty() && dump(*model, files) != dumped_) lint::lint(*model, files, sink);
    Result result;
    sink.sort();
    const auto found = std::find_if(sink.all().begin(), sink.all().end(), [](const diagnostics::Diagnostic& each) {
      return diagnostics::info(each.kind).severity != diagnostics::Severity::note;
    });
    if (found != sink.all().end()) {
      result.first = *found;
      const auto see = [&](source::Span span) {
        if (span.valid() && span.file == id) result.lines.push_back(files.position(id, span.begin).line);
      };
      see(found->span);
      for (const diagnostics::Related& related : found->related) see(related.span);
    }
    result.drawn = diagnostics::draw(sink, files, {});
    if (model) result.model = dump(*model, files);
    return result;
  }

 private:
  static std::string dump(const semantics::Model& model, const source::Files& files) {
    const std::string whole = semantics::dump_model(model, files);
    std::string out;
    for (std::size_t begin = 0; begin < whole.size();) {
      const std::size_t end = whole.find('\n', begin);
      const std::string line = whole.substr(begin, end - begin);
      out += line.substr(0, line.rfind("  @ ")) + "\n";
      begin = end + 1;
    }
    return out;
  }

  source::Files files_;
  std::vector<syntax::File> trees_;
  std::string dumped_;
};

std::uint64_t seed() {
  if (const char* text = std::getenv("ASSAY_SEED")) return std::strtoull(text, nullptr, 10);
  if (std::getenv("ASSAY_TEST_LONG") == nullptr) return 20230101;
  return static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
}

std::size_t count() {
  if (const char* text = std::getenv("ASSAY_MUTANTS")) return std::strtoull(text, nullptr, 10);
  return std::getenv("ASSAY_TEST_LONG") != nullptr ? 20 * kUsual : kUsual;
}

std::string described(const Rulebook& book, std::size_t file, const Mutant& mutant) {
  std::string line;
  for (const std::string& word : mutant.context) line += (line.empty() ? "" : " ") + word;
  return book.place(file, mutant.begin) + ": " + std::string(name(mutant.slip)) + ": `" + mutant.before + "` -> `" + mutant.after + "` in `" + line + "`";
}

TEST_CASE("mutants: each slip is reported near its place, or makes another legal rule of a known kind") {
  const Rulebook book;
  const std::uint64_t from = seed();
  std::cout << "mutants: ASSAY_SEED=" << from << "\n";
  const bool show = std::getenv("ASSAY_MUTANTS_SHOW") != nullptr;
  Mutator mutator(from);
  std::vector<std::string> texts;
  std::vector<std::vector<Token>> tokens;
  std::vector<std::size_t> weights;  // a file is chosen by its words
  for (std::size_t i = 0; i < book.size(); ++i) {
    texts.push_back(book.text(i));
    tokens.push_back(tokens_of(texts.back()));
    weights.insert(weights.end(), tokens.back().size(), i);
  }
  std::size_t reported = 0, near = 0, same = 0;
  std::map<std::string, std::size_t> legal;
  for (std::size_t i = 0; i < count(); ++i) {
    const std::size_t file = weights[mutator.below(weights.size())];
    const Mutant mutant = mutator.mutate(texts[file], tokens[file]);
    const Rulebook::Result result = book.with(file, mutant.text);
    if (result.first) {
      ++reported;
      const auto lines = [&](std::size_t at) {
        return static_cast<std::uint32_t>(1 + std::count(texts[file].begin(), texts[file].begin() + static_cast<std::ptrdiff_t>(at), '\n'));
      };
      const bool close = std::any_of(result.lines.begin(), result.lines.end(), [&](std::uint32_t line) {
        return line + kNear >= lines(mutant.begin) && line <= lines(mutant.end) + kNear;
      });
      if (close) ++near;
      else if (show) std::cout << "FAR " << described(book, file, mutant) << "\n" << result.drawn.substr(0, result.drawn.find("\n\n") + 1) << "\n";
      continue;
    }
    REQUIRE(!result.model.empty());
    if (result.model == book.model()) {
      ++same;
      continue;
    }
    const std::string kind = legal_change(mutant, book.model(), result.model);
    ++legal[kind];
    if (show || kind.empty()) std::cout << (kind.empty() ? "SILENT " : "legal, " + kind + ": ") << described(book, file, mutant) << "\n";
    CHECK_MESSAGE(!kind.empty(), described(book, file, mutant));
  }
  std::cout << "mutants: " << reported << " reported, " << near << " of them at their place; " << same << " mean the same\n";
  for (const auto& [kind, times] : legal) std::cout << "mutants: " << times << " " << (kind.empty() ? "IN SILENCE" : kind) << "\n";
  CHECK(reported > count() / 2);
  CHECK(near * 100 >= reported * kNearInPercent);
}

TEST_CASE("mutants: the words of a file are seen as they are") {
  const std::string text = "要求 a \"b\\\"c\" : x ≥ 16.6万人 # no\n`5·8` by 2023-12-31 “x” \"\"\"t\n\"\"\" sum(y)";
  std::vector<std::string> words;
  for (const Token& token : tokens_of(text)) words.push_back(text.substr(token.begin, token.end - token.begin));
  CHECK(words == std::vector<std::string>{"要求", "a", "\"b\\\"c\"", ":", "x", "≥", "16.6万人", "`5·8`", "by", "2023-12-31", "“x”", "\"\"\"t\n\"\"\"",
                                          "sum", "(", "y", ")"});
}

}  // namespace
}  // namespace assay::mutants
