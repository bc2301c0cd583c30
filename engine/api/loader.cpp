#include "api/loader.h"

#include "diagnostics/kinds.h"
#include "semantics/analyze.h"
#include "syntax/across_files.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <filesystem>
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

constexpr std::size_t kMostThreads = 8;

}  // namespace

void Loader::load(const std::string& path) {
  source::Loaded loaded = source::load_rulebook(path, limits_.load);
  for (const source::LoadProblem& problem : loaded.problems) report(problem, sink_);
  for (source::LoadedFile& file : loaded.files) add(std::move(file));
  for (std::string& file : loaded.passed_over) passed_over.push_back(std::move(file));
}

void Loader::parse() {
  parse_added();
  for (std::size_t i = 0; i < book.trees.size(); ++i) {
    std::vector<std::string> named;
    const std::string& file = book.files.path(book.trees[i].file);
    for (const syntax::Statement& statement : book.trees[i].statements)
      if (const auto* use = std::get_if<syntax::Use>(&statement)) named.push_back(source::used_path(file, use->path.value));
    for (const std::string& path : named) {
      std::error_code error;
      // One that is not there is for the analysis to report, where it is written.
      if (paths_.contains(source::path_key(path)) || !std::filesystem::is_regular_file(path, error)) continue;
      load(path);
      used.push_back(path);
      parse_added();
    }
  }
  if (sink_.has_errors()) syntax::look_across_files(book.trees, sink_);
}

void Loader::analyze() {
  for (const std::string& file : passed_over)
    if (!paths_.contains(source::path_key(file))) sink_.report(Kind::rules_passed_over, Words{file});
  if (!sink_.has_errors()) book.model = semantics::analyze(book.trees, book.files, sink_, limits_.semantics);
  book.warnings = sink_.warnings();
}

// Leaves out what is there already, or is too much.
void Loader::add(source::LoadedFile file) {
  if (!paths_.insert(source::path_key(file.path)).second) return;
  total_ += file.text.size();
  if (total_ > limits_.load.rulebook) {
    // The folder's own total is the loader's to report; this is what the used files add to it.
    if (!sink_.has_limits()) report({source::LoadProblem::Kind::rulebook_too_large, file.path, total_, limits_.load.rulebook}, sink_);
    return;
  }
  book.marked.push_back(file.text.starts_with(kByteOrderMark));
  book.files.add(std::move(file.path), std::move(file.text));
}

// Files see nothing of each other before the analysis, so they are parsed side by side; trees and problems come in the files' order.
void Loader::parse_added() {
  const std::size_t first = book.trees.size(), added = book.files.size() - first;
  std::vector<syntax::File> trees(added);
  std::vector<diagnostics::Sink> sinks(added);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < added; i = next++) trees[i] = syntax::parse(book.files, source::FileId(first + i), limits_.syntax, sinks[i], tests_);
  };
  const std::size_t threads = std::min<std::size_t>({added, std::thread::hardware_concurrency(), kMostThreads});
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i)
    others.emplace_back([&] {
      const base::Stretch here(profile_, base::Spent::helping);
      const base::Stretch stretch(profile_, base::Spent::rules);
      work();
    });
  work();
  others.clear();
  for (std::size_t i = 0; i < added; ++i) {
    book.trees.push_back(std::move(trees[i]));
    sink_.merge(std::move(sinks[i]));
  }
}

}  // namespace assay::api
