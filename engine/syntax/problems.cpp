#include "syntax/problems.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::syntax {

using diagnostics::Severity;

Diagnostic& Problems::report(Kind kind, source::Span span, std::vector<std::string> arguments) {
  Diagnostic made;
  made.kind = kind;
  made.span = span;
  made.arguments = std::move(arguments);
  found_.push_back(std::move(made));
  return found_.back();
}

bool Problems::has_errors() const {
  return std::any_of(found_.begin(), found_.end(), [](const Diagnostic& each) { return diagnostics::info(each.kind).severity == Severity::error; });
}

bool Problems::told_of(Kind kind, source::Span at) const {
  return std::any_of(found_.begin(), found_.end(), [&](const Diagnostic& each) { return each.kind == kind && each.span.begin <= at.end && at.begin <= each.span.end; });
}

void Problems::hand_over(diagnostics::Sink& sink, const std::string& path) {
  std::stable_sort(found_.begin(), found_.end(), [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
  std::size_t errors = 0;
  for (Diagnostic& each : found_) {
    const Severity severity = diagnostics::info(each.kind).severity;
    if (severity == Severity::error && ++errors > limit_) {
      if (errors == limit_ + 1) sink.report(Kind::more_errors, {std::to_string(limit_), path});
      continue;
    }
    sink.add(std::move(each));
  }
  found_.clear();
}

}  // namespace assay::syntax
