// Reads one reported file into the store.
#pragma once

#include "base/sha256.h"
#include "facts/binding/heading.h"
#include "facts/binding/names.h"
#include "facts/facts.h"
#include "facts/read/seen.h"
#include "facts/store/store.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace assay::facts::read {

void read_file(const types::Schema& schema, const binding::Names& names, const std::string& path, const Options& options,
               Store& store, Seen& seen, base::Sha256& digest, diagnostics::Sink& sink);

// The heading alone, of a text that begins a file; nothing after an error was reported.
struct Heading {
  binding::Layout layout;
  std::size_t end = 0;  // where the first row begins
};
std::optional<Heading> read_heading(const types::Schema& schema, const binding::Names& names, const std::string& path, const Options& options,
                                    std::string_view text, diagnostics::Sink& sink);

}  // namespace assay::facts::read
