#include "api/limits.h"

#include "diagnostics/kinds.h"

#include <array>

namespace assay::api {

namespace {

using diagnostics::Kind;

// Where deep recursion follows, no further than the stack allows.
constexpr std::uint64_t kDeepest = 4'000;

struct Row {
  LimitRow row;
  void (*set)(Limits&, std::uint64_t);
};

const auto& rows() {
  static const Limits usual;
  static const std::array<Row, 13> kRows{{
      {{"file", Kind::file_too_large, usual.rulebook.load.file, 1ULL << 30}, [](Limits& l, std::uint64_t n) { l.rulebook.load.file = n; }},
      {{"rulebook", Kind::rulebook_too_large, usual.rulebook.load.rulebook, 4ULL << 30}, [](Limits& l, std::uint64_t n) { l.rulebook.load.rulebook = n; }},
      {{"nesting", Kind::nesting_limit, usual.rulebook.syntax.nesting, 1'000}, [](Limits& l, std::uint64_t n) { l.rulebook.syntax.nesting = n; }},
      {{"name", Kind::identifier_limit, usual.rulebook.syntax.identifier, 10'000}, [](Limits& l, std::uint64_t n) { l.rulebook.syntax.identifier = n; }},
      {{"string", Kind::string_limit, usual.rulebook.syntax.string, 1ULL << 26}, [](Limits& l, std::uint64_t n) { l.rulebook.syntax.string = n; }},
      {{"depth", Kind::expression_depth_limit, usual.rulebook.syntax.depth, kDeepest}, [](Limits& l, std::uint64_t n) { l.rulebook.syntax.depth = n; }},
      {{"targets", Kind::target_limit, usual.rulebook.syntax.targets, 10'000'000}, [](Limits& l, std::uint64_t n) { l.rulebook.syntax.targets = n; }},
      {{"criteria", Kind::criteria_limit, usual.rulebook.syntax.criteria, 1'000'000}, [](Limits& l, std::uint64_t n) { l.rulebook.syntax.criteria = n; }},
      {{"parts", Kind::expansion_limit, usual.rulebook.semantics.parts, 50'000'000}, [](Limits& l, std::uint64_t n) { l.rulebook.semantics.parts = n; }},
      {{"let-depth", Kind::depth_limit, usual.rulebook.semantics.depth, kDeepest}, [](Limits& l, std::uint64_t n) { l.rulebook.semantics.depth = n; }},
      {{"members", Kind::too_many_members, usual.rulebook.semantics.members, 100'000'000}, [](Limits& l, std::uint64_t n) { l.rulebook.semantics.members = n; }},
      {{"cell", Kind::facts_field_limit, usual.cell, 1ULL << 30}, [](Limits& l, std::uint64_t n) { l.cell = n; }},
      {{"columns", Kind::facts_column_limit, usual.columns, 1'000'000}, [](Limits& l, std::uint64_t n) { l.columns = n; }},
  }};
  return kRows;
}

}  // namespace

std::span<const LimitRow> limit_rows() {
  static const auto kOnly = [] {
    std::array<LimitRow, 13> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = rows()[i].row;
    return out;
  }();
  return kOnly;
}

LimitChange raise_limit(Limits& limits, std::string_view name, std::uint64_t value) {
  for (const Row& each : rows()) {
    if (each.row.name != name) continue;
    if (value < each.row.usual) return LimitChange::too_low;
    if (value > each.row.most) return LimitChange::too_high;
    each.set(limits, value);
    return LimitChange::made;
  }
  return LimitChange::unknown;
}

}  // namespace assay::api
