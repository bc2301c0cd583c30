// The digest's own functions and not the library's general ones: those look the algorithm up and read the machine's configuration first,
// which takes longer than the digest of a rulebook.
#include "base/sha256.h"

#include <openssl/sha.h>

#include <array>
#include <cstddef>
#include <stdexcept>

// The library calls them deprecated in favour of the general ones.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace assay::base {
namespace {

void require(int openssl_result) {
  if (openssl_result != 1) throw std::runtime_error("libcrypto cannot compute SHA-256");
}

}  // namespace

struct Sha256::State {
  SHA256_CTX context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { require(SHA256_Init(&state_->context)); }

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) { require(SHA256_Update(&state_->context, bytes.data(), bytes.size())); }

std::string Sha256::hex() {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  require(SHA256_Final(digest.data(), &state_->context));
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(digest.size() * 2);
  for (const unsigned char byte : digest) {
    text.push_back(kDigits[byte >> 4U]);
    text.push_back(kDigits[byte & 0xFU]);
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 digest;
  digest.update(bytes);
  return digest.hex();
}

}  // namespace assay::base

#pragma GCC diagnostic pop
