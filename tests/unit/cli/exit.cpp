#include "cli/exit.h"

#include "diagnostics/kinds.h"

#include <doctest/doctest.h>

namespace assay::cli {
namespace {

TEST_CASE("exit: unusable before limit before findings before done") {
  CHECK(worse(Exit::done, Exit::findings) == Exit::findings);
  CHECK(worse(Exit::limit, Exit::findings) == Exit::limit);
  CHECK(worse(Exit::limit, Exit::unusable) == Exit::unusable);
  CHECK(worse(Exit::done, Exit::done) == Exit::done);
}

TEST_CASE("exit: a limit alone is 3, beside an error 2, a warning nothing") {
  diagnostics::Sink sink;
  sink.report(diagnostics::Kind::file_empty);
  CHECK(exit_of(sink) == Exit::done);
  sink.report(diagnostics::Kind::file_too_large);
  CHECK(exit_of(sink) == Exit::limit);
  sink.report(diagnostics::Kind::path_missing);
  CHECK(exit_of(sink) == Exit::unusable);
}

}  // namespace
}  // namespace assay::cli
