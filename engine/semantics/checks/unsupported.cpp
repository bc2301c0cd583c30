// What the language can say and the evaluators cannot compute yet: refused by name.
#include "semantics/checks/checker.h"

namespace assay::semantics {

using syntax::ExprKind;

Checked Checker::check_unsupported(const syntax::Expr& e) {
  std::string construct;
  switch (e.kind) {
    case ExprKind::in_set: construct = "in {…}"; break;
    case ExprKind::in_range: construct = "in a..b"; break;
    case ExprKind::within: construct = "within … of …"; break;
    case ExprKind::is_missing: construct = "is missing"; break;
    case ExprKind::is_reported: construct = "is reported"; break;
    case ExprKind::at_least_of: construct = "at least … of {…}"; break;
    case ExprKind::unknown: construct = "unknown"; break;
    case ExprKind::set: construct = "{…}"; break;
    default: construct = words(e); break;
  }
  a_.not_supported(e.span, construct);
  return {};
}

}  // namespace assay::semantics
