#include "api/rulebook.h"

#include "base/program_id.h"
#include "base/sha256.h"
#include "cache/kept.h"
#include "diagnostics/kinds.h"
#include "plan/lower.h"
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
    for (source::LoadedFile& file : loaded.files) add(std::move(file));
  }

  // Parses what was loaded, then loads and parses what that uses and is not there yet.
  void parse() {
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
  }

  Rulebook book;
  std::vector<std::string> used;  // what was loaded beside what was asked for, in order

 private:
  // Leaves out what is there already, or is too much.
  void add(source::LoadedFile file) {
    if (!paths_.insert(source::path_key(file.path)).second) return;
    total_ += file.text.size();
    if (total_ > limits_.load.rulebook) {
      // The folder's own total is the loader's to report; this is what the used files add to it.
      if (!sink_.has_limits()) report({source::LoadProblem::Kind::rulebook_too_large, file.path, total_, limits_.load.rulebook}, sink_);
      return;
    }
    book.marked.push_back(file.text.starts_with(kMark));
    book.files.add(std::move(file.path), std::move(file.text));
  }

  // Files see nothing of each other before the analysis, so they are parsed side by side; trees and problems come in the files' order.
  void parse_added() {
    const std::size_t first = book.trees.size(), added = book.files.size() - first;
    std::vector<syntax::File> trees(added);
    std::vector<diagnostics::Sink> sinks(added);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i = next++; i < added; i = next++)
        trees[i] = syntax::parse(book.files, source::FileId(first + i), limits_.syntax, sinks[i], tests_);
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

  const RulebookLimits& limits_;
  syntax::Tests tests_;
  diagnostics::Sink& sink_;
  base::Profile* profile_;
  std::set<std::string> paths_;  // as source::path_key
  std::uint64_t total_ = 0;
};

void parse(Loader& loader, diagnostics::Sink& sink) {
  loader.parse();
  if (sink.has_errors()) syntax::look_across_files(loader.book.trees, sink);
}

Rulebook read(const std::string& path, const RulebookLimits& limits, syntax::Tests tests, diagnostics::Sink& sink, base::Profile* profile) {
  Loader loader(limits, tests, sink, profile);
  loader.load(path);
  parse(loader, sink);
  return std::move(loader.book);
}

void analyze(Rulebook& book, const RulebookLimits& limits, diagnostics::Sink& sink) {
  if (!sink.has_errors()) book.model = semantics::analyze(book.trees, book.files, sink, limits.semantics);
  book.warnings = sink.warnings();
}

// The files as they were given and as they are, one after the other.
std::string digest_of(const Rulebook& book) {
  base::Sha256 sum;
  for (std::size_t i = 0; i < book.files.size(); ++i) {
    const std::string& path = book.files.path(source::FileId(i));
    const std::string_view text = book.files.text(source::FileId(i));
    sum.update(std::to_string(path.size()) + ":" + path + (book.marked[i] ? "m" : "-") + std::to_string(text.size()) + ":");
    sum.update(text);
  }
  return sum.hex();
}

// All that a model is made of: the program, what it was allowed, and the files that the path names, of which this is the digest. Those that these use are
// told by what is kept.
std::string name_of(const std::string& digest, const RulebookLimits& limits) {
  const auto& [load, syntax, semantics] = limits;
  const auto& [file, rulebook] = load;
  const auto& [nesting, errors, identifier, string, targets, criteria, syntax_depth] = syntax;
  const auto& [parts, depth, members] = semantics;
  std::string head = base::program_id();
  for (const std::uint64_t limit : {file, rulebook, static_cast<std::uint64_t>(nesting), static_cast<std::uint64_t>(errors),
                                    static_cast<std::uint64_t>(identifier), static_cast<std::uint64_t>(string), static_cast<std::uint64_t>(targets),
                                    static_cast<std::uint64_t>(criteria), static_cast<std::uint64_t>(syntax_depth), static_cast<std::uint64_t>(parts),
                                    static_cast<std::uint64_t>(depth), static_cast<std::uint64_t>(members)})
    head += " " + std::to_string(limit);
  return base::sha256_hex(head + " " + digest);
}

// What is made of the model rests on the files that are used, too.
std::string name_with(const std::string& name, const std::string& files) { return base::sha256_hex(name + " " + files); }

// Gives the rulebook the model that is kept under the name, once the files that it used besides are loaded, too, and all are those that it was made of.
bool find_model(const std::string& name, const std::string& digest, Loader& loader, const cache::Folder& folder, diagnostics::Sink& of_folder) {
  const std::optional<std::string> bytes = folder.find(name, of_folder);
  std::optional<cache::Kept> kept = bytes ? cache::kept_of(*bytes) : std::nullopt;
  if (!kept) return false;
  for (const std::string& path : kept->used) loader.load(path);
  if ((kept->used.empty() ? digest : digest_of(loader.book)) != kept->files) return false;
  loader.book.model = std::move(kept->model);
  loader.book.warnings = static_cast<std::size_t>(kept->warnings);
  loader.book.kept_as = name_with(name, kept->files);
  return true;
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
  analyze(book, limits, sink);
  return book;
}

Rulebook load_kept_rulebook(const std::string& path, const RulebookLimits& limits, const cache::Folder& folder, diagnostics::Sink& sink,
                            diagnostics::Sink& of_folder, base::Profile* profile) {
  const base::Stretch stretch(profile, base::Spent::rules);
  std::string name;
  {
    diagnostics::Sink problems;
    Loader loader(limits, syntax::Tests::left_out, problems, profile);
    loader.load(path);
    if (problems.all().empty() && !base::program_id().empty()) {
      const std::string digest = digest_of(loader.book);
      name = name_of(digest, limits);
      if (find_model(name, digest, loader, folder, of_folder) && problems.all().empty()) return std::move(loader.book);
    }
  }
  // Loaded anew, as what was kept may have named files that nothing uses by now.
  Loader loader(limits, syntax::Tests::left_out, sink, profile);
  loader.load(path);
  const bool same = !name.empty() && sink.all().empty() && name_of(digest_of(loader.book), limits) == name;
  parse(loader, sink);
  Rulebook& book = loader.book;
  analyze(book, limits, sink);
  if (same && book.model && !sink.has_errors()) {
    cache::Kept kept{std::move(loader.used), digest_of(book), book.warnings, std::move(*book.model)};
    folder.keep(name, cache::to_bytes(kept), of_folder);
    book.model = std::move(kept.model);
    book.kept_as = name_with(name, kept.files);
  }
  return std::move(book);
}

plan::Program kept_program(const Rulebook& book, base::Date as_of, const cache::Folder& folder, diagnostics::Sink& of_folder) {
  if (book.kept_as.empty()) return plan::lower(*book.model, as_of);
  const std::string name = book.kept_as + "-" + base::to_string(as_of);
  if (const std::optional<std::string> bytes = folder.find(name, of_folder))
    if (std::optional<plan::Program> program = cache::program_of(*bytes, *book.model)) return std::move(*program);
  plan::Program program = plan::lower(*book.model, as_of);
  folder.keep(name, cache::to_bytes(program), of_folder);
  return program;
}

}  // namespace assay::api
