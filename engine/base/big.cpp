#include "base/big.h"

namespace assay::base {

Big to_big(Int128 value) {
  unsigned char bytes[16];
  UInt128 magnitude = value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
  for (std::size_t i = sizeof bytes; i-- > 0; magnitude >>= 8U) bytes[i] = static_cast<unsigned char>(magnitude & 0xFFU);
  Big out(BN_bin2bn(bytes, sizeof bytes, nullptr));
  BN_set_negative(out.get(), value < 0 ? 1 : 0);
  return out;
}

std::optional<Int128> from_big(const BIGNUM* value) {
  if (BN_num_bytes(value) > 16) return std::nullopt;
  unsigned char bytes[16];
  BN_bn2binpad(value, bytes, sizeof bytes);
  UInt128 magnitude = 0;
  for (const unsigned char b : bytes) magnitude = (magnitude << 8U) | b;
  if (magnitude > static_cast<UInt128>(Number::kLimit)) return std::nullopt;
  return BN_is_negative(value) != 0 ? -static_cast<Int128>(magnitude) : static_cast<Int128>(magnitude);
}

}  // namespace assay::base
