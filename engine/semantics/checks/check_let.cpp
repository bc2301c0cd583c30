#include "semantics/checks/checker.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <utility>

namespace assay::semantics {

Checked Checker::use_let(const syntax::Expr& e, std::uint32_t index) {
  LetEntry& let = a_.lets[index];
  let.used = true;
  if (std::find(lets_.begin(), lets_.end(), index) != lets_.end()) {
    a_.report(Problem::let_cycle, e.span, {let.name.text}).related.push_back({let.name.span, {}, kDeclaredHere});
    return {};
  }
  const syntax::File* const file = file_;
  const Scope* const scope = scope_;
  const Bindings* const bindings = std::exchange(bindings_, nullptr);
  const bool outermost = lets_.empty();
  if (outermost) use_ = here(e.span);
  lets_.push_back(index);
  file_ = let.file;
  scope_ = let.scope;
  const Checked out = check(let.value);
  file_ = file;
  scope_ = scope;
  bindings_ = bindings;
  lets_.pop_back();
  if (outermost) use_.reset();
  return out;
}

void Checker::check_unused(const LetEntry& let) {
  lenient_ = true;
  check(let.value);
  lenient_ = false;
}

}  // namespace assay::semantics
