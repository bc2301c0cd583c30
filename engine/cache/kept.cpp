#include "cache/kept.h"

#include "cache/bytes.h"

#include <tuple>
#include <utility>

namespace assay::cache {

namespace {

auto tied(Like<Kept> auto& kept) {
  auto& [used, files, warnings, model] = kept;
  return std::tie(used, files, warnings, model);
}

}  // namespace

std::string to_bytes(const Kept& kept) {
  Writer writer;
  std::apply([&](const auto&... each) { (writer.put(each), ...); }, tied(kept));
  return std::move(writer.bytes());
}

std::optional<Kept> kept_of(std::string_view bytes) {
  Kept kept;
  Reader reader(bytes);
  std::apply([&](auto&... each) { (reader.get(each), ...); }, tied(kept));
  if (!reader.sound() || !reader.at_end()) return std::nullopt;
  return kept;
}

std::string to_bytes(const plan::Program& program) {
  Writer writer;
  writer.put(program);
  return std::move(writer.bytes());
}

std::optional<plan::Program> program_of(std::string_view bytes, const semantics::Model& model) {
  plan::Program program;
  Reader reader(bytes);
  reader.get(program);
  if (!reader.sound() || !reader.at_end()) return std::nullopt;
  program.model = &model;
  return program;
}

}  // namespace assay::cache
