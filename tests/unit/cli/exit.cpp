#include "cli/exit.h"

#include "diagnostics/kinds.h"

#include <doctest/doctest.h>

#include <new>
#include <stdexcept>

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

TEST_CASE("exit: no more memory is a limit, anything else that nobody caught a fault of the program") {
  diagnostics::Sink none, other;
  report_failure(std::bad_alloc(), none);
  CHECK(exit_of(none) == Exit::limit);
  CHECK(none.all().front().kind == diagnostics::Kind::out_of_memory);
  report_failure(std::runtime_error("x"), other);
  CHECK(exit_of(other) == Exit::unusable);
  CHECK(other.all().front().kind == diagnostics::Kind::unexpected);
}

}  // namespace
}  // namespace assay::cli
