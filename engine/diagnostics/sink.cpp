#include "diagnostics/diagnostics.h"

#include <algorithm>
#include <utility>

namespace assay::diagnostics {

namespace {

// Rules before cells before arguments of the command; then by place, then by code.
int compare(const Diagnostic& a, const Diagnostic& b) {
  const auto sign = [](auto order) { return order < 0 ? -1 : order > 0 ? 1 : 0; };
  const auto group = [](const Diagnostic& d) { return d.span.valid() ? 0 : d.cell ? 1 : 2; };
  if (const int groups = group(a) - group(b); groups != 0) return groups;
  if (const int spans = sign(a.span <=> b.span); spans != 0) return spans;
  if (a.cell && b.cell) {
    if (const int paths = a.cell->path.compare(b.cell->path); paths != 0) return paths;
    if (const int rows = sign(a.cell->row <=> b.cell->row); rows != 0) return rows;
    if (const int columns = sign(a.cell->column <=> b.cell->column); columns != 0) return columns;
  }
  return info(a.kind).code.compare(info(b.kind).code);
}

bool before(const Diagnostic& a, const Diagnostic& b) { return compare(a, b) < 0; }

bool same(const Diagnostic& a, const Diagnostic& b) {
  return compare(a, b) == 0 && a.arguments == b.arguments && a.suggestion == b.suggestion;
}

}  // namespace

void Sink::count(Severity severity, std::size_t many) {
  switch (severity) {
    case Severity::limit: limits_ += many; [[fallthrough]];
    case Severity::error: errors_ += many; break;
    case Severity::warning: warnings_ += many; break;
    case Severity::note: break;
  }
}

void Sink::revise(const std::function<void(Diagnostic&)>& change) {
  for (Diagnostic& each : all_) change(each);
}

bool Sink::keeps(Kind kind) {
  OfKind& found = of_cells_[kind];
  const bool keep = found.kept < most_of_a_kind_;
  ++(keep ? found.kept : found.dropped);
  return keep;
}

void Sink::add(Diagnostic diagnostic) {
  count(info(diagnostic.kind).severity, 1);
  if (!diagnostic.cell || keeps(diagnostic.kind)) all_.push_back(std::move(diagnostic));
}

void Sink::merge(Sink&& other) {
  for (Diagnostic& each : other.all_) add(std::move(each));
  for (const auto& [kind, found] : other.of_cells_) {
    of_cells_[kind].dropped += found.dropped;
    count(info(kind).severity, found.dropped);
  }
}

std::size_t Sink::faults() const {
  std::size_t out = 0;
  for (const auto& [kind, found] : of_cells_)
    if (info(kind).severity != Severity::note) out += found.kept + found.dropped;
  return out;
}

std::size_t Sink::dropped() const {
  std::size_t out = 0;
  for (const auto& [kind, found] : of_cells_) out += found.dropped;
  return out;
}

Diagnostic& Sink::report(Kind kind, source::Span span, std::vector<std::string> arguments) {
  Diagnostic made;
  made.kind = kind;
  made.span = span;
  made.arguments = std::move(arguments);
  add(std::move(made));
  return all_.back();
}

Diagnostic& Sink::report(Kind kind, Cell cell, std::vector<std::string> arguments) {
  count(info(kind).severity, 1);
  Diagnostic& made = keeps(kind) ? all_.emplace_back() : (unkept_ = Diagnostic{});
  made.kind = kind;
  made.cell = std::move(cell);
  made.arguments = std::move(arguments);
  return made;
}

Diagnostic& Sink::report(Kind kind, std::vector<std::string> arguments) {
  return report(kind, source::Span{}, std::move(arguments));
}

void Sink::sort() {
  std::stable_sort(all_.begin(), all_.end(), before);
  std::vector<Diagnostic> kept;
  kept.reserve(all_.size());
  for (Diagnostic& each : all_) {
    // Equal ones stand side by side only within the same place and code, so a short look back is enough.
    bool repeated = false;
    for (auto earlier = kept.rbegin(); earlier != kept.rend() && !before(*earlier, each); ++earlier) {
      if (same(*earlier, each)) {
        repeated = true;
        break;
      }
    }
    if (!repeated) kept.push_back(std::move(each));
  }
  all_.clear();
  errors_ = limits_ = warnings_ = 0;
  for (auto& [kind, found] : of_cells_) {
    found.kept = 0;
    count(info(kind).severity, found.dropped);
  }
  for (Diagnostic& each : kept) {
    count(info(each.kind).severity, 1);
    if (each.cell) ++of_cells_[each.kind].kept;
    all_.push_back(std::move(each));
  }
}

}  // namespace assay::diagnostics
