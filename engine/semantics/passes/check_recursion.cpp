#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

#include <utility>
#include <vector>

namespace assay::semantics {

namespace {

struct Call {
  std::size_t to;
  Span span;
};

void calls_under(const Analysis& a, const FunctionEntry& from, syntax::ExprId id, std::vector<Call>& out) {
  if (!id.valid()) return;
  const syntax::Expr& e = (*from.file)[id];
  if (e.kind == syntax::ExprKind::call) {
    const Symbol* symbol = from.scope->find(e.text);
    if (symbol != nullptr && symbol->kind == Symbol::Kind::function) out.push_back({symbol->index, e.op_span.valid() ? e.op_span : e.span});
  }
  for (const syntax::ExprId child : e.children) calls_under(a, from, child, out);
  calls_under(a, from, e.where, out);
  calls_under(a, from, e.axis.where, out);
}

}  // namespace

// Depth first, with a list of its own instead of recursion. A function on a circle is broken: its calls are not analysed.
void check_recursion(Analysis& a) {
  std::vector<std::vector<Call>> calls;
  for (const FunctionEntry& each : a.functions) calls_under(a, each, each.function->body, calls.emplace_back());
  enum class State { fresh, open, done };
  std::vector<State> state(calls.size(), State::fresh);
  for (std::size_t start = 0; start < calls.size(); ++start) {
    if (state[start] != State::fresh) continue;
    std::vector<std::pair<std::size_t, std::size_t>> path{{start, 0}};
    state[start] = State::open;
    while (!path.empty()) {
      auto& [at, next] = path.back();
      if (next == calls[at].size()) {
        state[at] = State::done;
        path.pop_back();
        continue;
      }
      const Call call = calls[at][next++];
      if (state[call.to] == State::open) {
        const syntax::Name& name = a.functions[call.to].function->name;
        a.report(Problem::function_recursive, call.span, {name.text}).related.push_back({name.span, {}, kDeclaredHere});
        for (std::size_t i = path.size(); i-- > 0;) {
          a.functions[path[i].first].broken = true;
          if (path[i].first == call.to) break;
        }
      } else if (state[call.to] == State::fresh) {
        state[call.to] = State::open;
        path.emplace_back(call.to, 0);
      }
    }
  }
}

}  // namespace assay::semantics
