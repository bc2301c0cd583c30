// Why the system did not do what it was asked for, in the user's language: the C library has words in English, or in that of the machine.
#pragma once

#include "diagnostics/diagnostics.h"

#include <string>

namespace assay::diagnostics {

// In the order of Words. Of what seldom stops a file from being read or written only the system's own words are known, for both.
struct SystemReason {
  std::string en, zh;
};
SystemReason system_reason(int error);  // `errno` of the call

// Adds the reason to the arguments of a diagnostic, as the last one.
void add_system_reason(Diagnostic& diagnostic, int error);

}  // namespace assay::diagnostics
