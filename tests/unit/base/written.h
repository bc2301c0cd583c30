// Numbers as they are written.
#pragma once

#include "base/number.h"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace assay::base {

inline Number n(std::string_view text) {
  const auto value = Number::parse(text);
  REQUIRE_MESSAGE(value.has_value(), std::string(text));
  return *value;
}

}  // namespace assay::base
