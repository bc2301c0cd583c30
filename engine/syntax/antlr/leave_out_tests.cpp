#include "syntax/antlr/leave_out_tests.h"

#include "syntax/antlr/runtime.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay::syntax {

namespace {

bool is_name_of_test(std::uint16_t kind) { return kind == Parser::STRING || kind == Parser::FLAT || kind == Parser::TEXT_BLOCK; }

// Behind the brace that closes the test which begins at `at`; `at` where none does.
std::size_t behind_test(const std::vector<SourceToken>& tokens, std::size_t at) {
  // The end of the file is a token, so there are two more to look at.
  if (tokens[at].kind != Parser::TEST || tokens[at].braces != 0 || at + 2 >= tokens.size()) return at;
  if (!is_name_of_test(tokens[at + 1].kind) || tokens[at + 2].kind != Parser::LBRACE) return at;
  for (std::size_t end = at + 3; end < tokens.size(); ++end) {
    if (tokens[end].kind == Parser::RBRACE && tokens[end].braces == 1) return end + 1;
  }
  return at;
}

}  // namespace

void leave_out_tests(TokenStream& stream, const Scan& scan, Problems& problems) {
  if (!scan.damaged.empty() || scan.trusted_until != Scan::kToTheEnd) return;
  std::vector<SourceToken>& tokens = stream.tokens;
  std::size_t kept = 0;
  for (std::size_t at = 0; at < tokens.size();) {
    if (const std::size_t behind = behind_test(tokens, at); behind > at) {
      problems.forget(tokens[at].begin, tokens[behind - 1].end);
      at = behind;
      continue;
    }
    tokens[kept] = tokens[at++];
    tokens[kept].index = static_cast<std::uint32_t>(kept);
    ++kept;
  }
  tokens.resize(kept);
}

}  // namespace assay::syntax
