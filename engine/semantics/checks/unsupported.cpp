// What the language can say and the evaluators cannot compute yet: refused by name.
#include "semantics/checks/checker.h"

namespace assay::semantics {

using syntax::ExprKind;

Checked Checker::check_unsupported(const syntax::Expr& e) {
  std::string construct;
  switch (e.kind) {
    default: construct = words(e); break;
  }
  a_.not_supported(e.span, construct);
  return {};
}

}  // namespace assay::semantics
