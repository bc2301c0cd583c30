#include "api/rulebook.h"

#include "api/loader.h"
#include "base/sha256.h"

#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

namespace assay::api {

namespace {

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
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
    const std::string_view mark = marked[file.index()] ? kByteOrderMark : std::string_view();
    const std::string_view text = files.text(file);
    sum.update(std::to_string(name.size()) + ":" + name + std::to_string(mark.size() + text.size()) + ":");
    sum.update(mark);
    sum.update(text);
  }
  return sum.hex();
}

Rulebook parse_rulebook(const std::string& path, const RulebookLimits& limits, diagnostics::Sink& sink) {
  Loader loader(limits, syntax::Tests::read, sink, nullptr);
  loader.load(path);
  loader.parse();
  return std::move(loader.book);
}

Rulebook load_rulebook(const std::string& path, const RulebookLimits& limits, diagnostics::Sink& sink, syntax::Tests tests, base::Profile* profile) {
  const base::Stretch stretch(profile, base::Spent::rules);
  Loader loader(limits, tests, sink, profile);
  loader.load(path);
  loader.parse();
  loader.analyze();
  return std::move(loader.book);
}

}  // namespace assay::api
