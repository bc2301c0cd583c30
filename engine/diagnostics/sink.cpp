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

void Sink::add(Diagnostic diagnostic) {
  switch (info(diagnostic.kind).severity) {
    case Severity::limit: ++limits_; [[fallthrough]];
    case Severity::error: ++errors_; break;
    case Severity::warning: ++warnings_; break;
    case Severity::note: break;
  }
  all_.push_back(std::move(diagnostic));
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
  Diagnostic made;
  made.kind = kind;
  made.cell = std::move(cell);
  made.arguments = std::move(arguments);
  add(std::move(made));
  return all_.back();
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
  for (Diagnostic& each : kept) add(std::move(each));
}

}  // namespace assay::diagnostics
