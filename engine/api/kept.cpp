#include "api/kept.h"

#include "api/loader.h"
#include "base/program_id.h"
#include "base/sha256.h"
#include "cache/kept.h"
#include "diagnostics/kinds.h"
#include "plan/lower.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace assay::api {

namespace {

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

// All that a model is made of: the program, what it was allowed, where it runs, as paths may lead out of there and back, and the files that the path names,
// of which this is the digest. Those that these use are told by what is kept.
std::string name_of(const std::string& digest, const RulebookLimits& limits) {
  const auto& [load, syntax, semantics] = limits;
  const auto& [file, rulebook] = load;
  const auto& [nesting, errors, identifier, string, targets, criteria, syntax_depth] = syntax;
  const auto& [parts, depth, members] = semantics;
  std::error_code error;
  std::string all = base::program_id() + " " + digest + " " + std::filesystem::current_path(error).string();
  for (const std::uint64_t limit : {file, rulebook}) all += " " + std::to_string(limit);
  for (const std::size_t limit : {nesting, errors, identifier, string, targets, criteria, syntax_depth, parts, depth, members})
    all += " " + std::to_string(limit);
  return base::sha256_hex(all);
}

// What is made of the model rests on the files that are used, too.
std::string name_with(const std::string& name, const std::string& files) { return base::sha256_hex(name + " " + files); }

// Gives the rulebook the model that is kept, once the files that it used besides are loaded, too, and all are those that it was made of.
bool take(cache::Kept& kept, const std::string& name, const std::string& digest, Loader& loader) {
  for (const std::string& path : kept.used) loader.load(path);
  if ((kept.used.empty() ? digest : digest_of(loader.book)) != kept.files) return false;
  loader.book.model = std::move(kept.model);
  loader.book.warnings = static_cast<std::size_t>(kept.warnings);
  loader.book.kept_as = name_with(name, kept.files);
  loader.book.found = true;
  return true;
}

std::optional<cache::Kept> find(const std::string& name, const cache::Folder& folder, diagnostics::Sink& of_folder) {
  const std::optional<std::string> bytes = folder.find(name, of_folder);
  return bytes ? cache::kept_of(*bytes) : std::nullopt;
}

// Compiles what is loaded, and keeps it under the name, if there is one.
void make(Loader& loader, const std::string& name, diagnostics::Sink& sink, cache::Folder& folder, diagnostics::Sink& of_folder) {
  loader.parse();
  loader.analyze();
  Rulebook& book = loader.book;
  if (name.empty() || !book.model || sink.has_errors()) return;
  cache::Kept kept{std::move(loader.used), digest_of(book), book.warnings, std::move(*book.model)};
  folder.keep(name, cache::to_bytes(kept), of_folder);
  book.model = std::move(kept.model);
  book.kept_as = name_with(name, kept.files);
}

}  // namespace

Rulebook load_kept_rulebook(const std::string& path, const RulebookLimits& limits, cache::Folder& folder, diagnostics::Sink& sink,
                            diagnostics::Sink& of_folder, base::Profile* profile) {
  const base::Stretch stretch(profile, base::Spent::rules);
  diagnostics::Sink problems;
  Loader loader(limits, syntax::Tests::left_out, problems, profile);
  loader.load(path);
  if (base::program_id().empty()) of_folder.report(diagnostics::Kind::cache_unusable, std::vector<std::string>{folder.path(), "no build id"});
  const bool sound = problems.all().empty() && loader.passed_over.empty() && !base::program_id().empty();
  const std::string digest = sound ? digest_of(loader.book) : std::string();
  const std::string name = sound ? name_of(digest, limits) : std::string();
  std::optional<cache::Kept> kept = sound ? find(name, folder, of_folder) : std::nullopt;
  const bool alone = !kept || kept->used.empty();
  if (kept && take(*kept, name, digest, loader) && problems.all().empty()) return std::move(loader.book);
  if (alone) {
    make(loader, name, problems, folder, of_folder);
    sink.merge(std::move(problems));
    return std::move(loader.book);
  }
  // Loaded anew, as what was kept has named files that nothing may use by now.
  diagnostics::Sink of_anew;
  Loader anew(limits, syntax::Tests::left_out, of_anew, profile);
  anew.load(path);
  make(anew, of_anew.all().empty() && anew.passed_over.empty() ? name_of(digest_of(anew.book), limits) : std::string(), of_anew, folder, of_folder);
  sink.merge(std::move(of_anew));
  return std::move(anew.book);
}

plan::Program kept_program(const Rulebook& book, base::Date as_of, cache::Folder& folder, diagnostics::Sink& of_folder) {
  if (book.kept_as.empty()) return plan::lower(*book.model, as_of);
  const std::string name = book.kept_as + "-" + base::to_string(as_of);
  if (const std::optional<std::string> bytes = folder.find(name, of_folder))
    if (std::optional<plan::Program> program = cache::program_of(*bytes, *book.model)) return std::move(*program);
  plan::Program program = plan::lower(*book.model, as_of);
  folder.keep(name, cache::to_bytes(program), of_folder);
  return program;
}

}  // namespace assay::api
