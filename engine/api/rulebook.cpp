#include "api/rulebook.h"

#include "base/sha256.h"
#include "diagnostics/kinds.h"
#include "semantics/analyze.h"
#include "syntax/across_files.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <variant>

namespace assay::api {

namespace {

using diagnostics::Kind;
using Words = std::vector<std::string>;

void report(const source::LoadProblem& problem, diagnostics::Sink& sink) {
  using Problem = source::LoadProblem::Kind;
  switch (problem.kind) {
    case Problem::missing: sink.report(Kind::path_missing, Words{problem.path}); return;
    case Problem::unreadable: sink.report(Kind::path_unreadable, Words{problem.path}); return;
    case Problem::empty_folder: sink.report(Kind::folder_empty, Words{problem.path}); return;
    case Problem::file_too_large:
      sink.report(Kind::file_too_large, Words{problem.path, std::to_string(problem.size), std::to_string(problem.limit)});
      return;
    case Problem::rulebook_too_large:
      sink.report(Kind::rulebook_too_large, Words{problem.path, std::to_string(problem.size), std::to_string(problem.limit)});
      return;
  }
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

constexpr std::size_t kMostThreads = 8;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

// Loads and parses, and then whatever the trees say they use and is not there yet.
class Loader {
 public:
  Loader(const RulebookLimits& limits, syntax::Tests tests, diagnostics::Sink& sink, base::Profile* profile)
      : limits_(limits), tests_(tests), sink_(sink), profile_(profile) {}

  void load(const std::string& path) {
    source::Loaded loaded = source::load_rulebook(path, limits_.load);
    for (const source::LoadProblem& problem : loaded.problems) report(problem, sink_);
    std::vector<source::FileId> added;
    for (source::LoadedFile& file : loaded.files)
      if (const auto id = add(std::move(file))) added.push_back(*id);
    parse(added);
  }

  void load_used() {
    for (std::size_t i = 0; i < book.trees.size(); ++i) {
      std::vector<std::string> used;
      const std::string& file = book.files.path(book.trees[i].file);
      for (const syntax::Statement& statement : book.trees[i].statements)
        if (const auto* use = std::get_if<syntax::Use>(&statement)) used.push_back(source::used_path(file, use->path.value));
      for (const std::string& path : used) {
        std::error_code error;
        // One that is not there is for the analysis to report, where it is written.
        if (paths_.contains(source::path_key(path)) || !std::filesystem::is_regular_file(path, error)) continue;
        load(path);
      }
    }
  }

  Rulebook book;

 private:
  // Nothing where it is there already, or is too much.
  std::optional<source::FileId> add(source::LoadedFile file) {
    if (!paths_.insert(source::path_key(file.path)).second) return std::nullopt;
    total_ += file.text.size();
    if (total_ > limits_.load.rulebook) {
      // The folder's own total is the loader's to report; this is what the used files add to it.
      if (!sink_.has_limits()) report({source::LoadProblem::Kind::rulebook_too_large, file.path, total_, limits_.load.rulebook}, sink_);
      return std::nullopt;
    }
    book.marked.push_back(file.text.starts_with(kMark));
    return book.files.add(std::move(file.path), std::move(file.text));
  }

  // Files see nothing of each other before the analysis, so they are parsed side by side; trees and problems come in the files' order.
  void parse(const std::vector<source::FileId>& added) {
    std::vector<syntax::File> trees(added.size());
    std::vector<diagnostics::Sink> sinks(added.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i = next++; i < added.size(); i = next++) trees[i] = syntax::parse(book.files, added[i], limits_.syntax, sinks[i], tests_);
    };
    const std::size_t threads = std::min<std::size_t>({added.size(), std::thread::hardware_concurrency(), kMostThreads});
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i)
      others.emplace_back([&] {
        const base::Stretch here(profile_, base::Spent::helping);
        const base::Stretch stretch(profile_, base::Spent::rules);
        work();
      });
    work();
    others.clear();
    for (std::size_t i = 0; i < added.size(); ++i) {
      book.trees.push_back(std::move(trees[i]));
      sink_.merge(std::move(sinks[i]));
    }
  }

  const RulebookLimits& limits_;
  syntax::Tests tests_;
  diagnostics::Sink& sink_;
  base::Profile* profile_;
  std::set<std::string> paths_;  // as source::path_key
  std::uint64_t total_ = 0;
};

Rulebook read(const std::string& path, const RulebookLimits& limits, syntax::Tests tests, diagnostics::Sink& sink, base::Profile* profile) {
  Loader loader(limits, tests, sink, profile);
  loader.load(path);
  loader.load_used();
  if (sink.has_errors()) syntax::look_across_files(loader.book.trees, sink);
  return std::move(loader.book);
}

}  // namespace

std::string Rulebook::digest() const {
  std::multimap<std::string, source::FileId> named;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string& path = files.path(source::FileId(i));
    named.emplace(path.substr(folder_of(path).size()), source::FileId(i));
  }
  base::Sha256 sum;
  for (const auto& [name, file] : named) {
    const std::string_view mark = marked[file.index()] ? kMark : std::string_view();
    const std::string_view text = files.text(file);
    sum.update(std::to_string(name.size()) + ":" + name + std::to_string(mark.size() + text.size()) + ":");
    sum.update(mark);
    sum.update(text);
  }
  return sum.hex();
}

Rulebook parse_rulebook(const std::string& path, const RulebookLimits& limits, diagnostics::Sink& sink) {
  return read(path, limits, syntax::Tests::read, sink, nullptr);
}

Rulebook load_rulebook(const std::string& path, const RulebookLimits& limits, diagnostics::Sink& sink, syntax::Tests tests,
                       base::Profile* profile) {
  const base::Stretch stretch(profile, base::Spent::rules);
  Rulebook book = read(path, limits, tests, sink, profile);
  if (!sink.has_errors()) book.model = semantics::analyze(book.trees, book.files, sink, limits.semantics);
  return book;
}

}  // namespace assay::api
