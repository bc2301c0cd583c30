// Whole numbers of any length, over libcrypto, for the few results whose steps do not fit 256 bits.
#pragma once

#include "base/number.h"

#include <openssl/bn.h>

#include <memory>
#include <optional>

namespace assay::base {

struct FreeBig {
  void operator()(BIGNUM* b) const { BN_free(b); }
};
struct FreeContext {
  void operator()(BN_CTX* c) const { BN_CTX_free(c); }
};
using Big = std::unique_ptr<BIGNUM, FreeBig>;
using BigContext = std::unique_ptr<BN_CTX, FreeContext>;

Big to_big(Int128 value);
// Nothing where it has more than 38 digits.
std::optional<Int128> from_big(const BIGNUM* value);

}  // namespace assay::base
