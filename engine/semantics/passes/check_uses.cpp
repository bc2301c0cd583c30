#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"
#include "source/load.h"

#include <unordered_map>

namespace assay::semantics {

namespace {

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string{} : path.substr(0, slash + 1);
}

}  // namespace

void check_uses(Analysis& a) {
  struct Link {
    std::size_t to;
    const syntax::Use* use;
  };
  std::vector<std::vector<Link>> links(a.files.size());
  std::vector<std::string> names;
  std::unordered_map<std::string, std::size_t> by_path;
  for (const syntax::File& file : a.files) {
    const std::string& path = a.sources.path(file.file);
    by_path.emplace(source::path_key(path), names.size());
    names.push_back(path.substr(folder_of(path).size()));
  }
  for (std::size_t from = 0; from < a.files.size(); ++from) {
    const std::string& path = a.sources.path(a.files[from].file);
    for (const syntax::Statement& statement : a.files[from].statements) {
      const auto* use = std::get_if<syntax::Use>(&statement);
      if (use == nullptr) continue;
      const auto to = by_path.find(source::path_key(source::used_path(path, use->path.value)));
      if (to != by_path.end()) links[from].push_back({to->second, use});
      else a.unknown(Problem::missing_use, use->path.span, {use->path.value}, names);
    }
  }
  // Depth first, with a list of its own instead of recursion: a rulebook may have many files.
  enum class State { fresh, open, done };
  std::vector<State> state(a.files.size(), State::fresh);
  for (std::size_t start = 0; start < a.files.size(); ++start) {
    if (state[start] != State::fresh) continue;
    std::vector<std::pair<std::size_t, std::size_t>> path{{start, 0}};
    state[start] = State::open;
    while (!path.empty()) {
      auto& [at, next] = path.back();
      if (next == links[at].size()) {
        state[at] = State::done;
        path.pop_back();
        continue;
      }
      const Link link = links[at][next++];
      if (state[link.to] == State::open) {
        a.report(Problem::use_cycle, link.use->path.span, {link.use->path.value});
      } else if (state[link.to] == State::fresh) {
        state[link.to] = State::open;
        path.emplace_back(link.to, 0);
      }
    }
  }
}

}  // namespace assay::semantics
