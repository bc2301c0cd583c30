#include "cli/arguments.h"

#include "cli/command.h"
#include "diagnostics/kinds.h"

#include <doctest/doctest.h>

namespace assay::cli {
namespace {

using Given = std::vector<std::string>;

struct Parsed {
  Arguments arguments;
  diagnostics::Sink sink;
};

Parsed parse(const char* command, Given given) {
  Parsed parsed;
  parsed.arguments = parse_arguments(*find_command(command), std::move(given), Language::en, parsed.sink);
  return parsed;
}

TEST_CASE("arguments: options in any order, the last one counts") {
  const Parsed p = parse("run", {"--as-of", "2023-06-30", "rules", "--facts", "a.csv", "--as-of=2023-12-31"});
  CHECK(!p.sink.has_errors());
  CHECK(p.arguments.positional == Given{"rules"});
  CHECK(p.arguments.all(Option::facts) == Given{"a.csv"});
  CHECK(p.arguments.text(Option::as_of) == "2023-12-31");
}

TEST_CASE("arguments: a list takes several, and gives back what the command needs") {
  CHECK(parse("run", {"rules", "--facts", "a.csv", "b.csv"}).arguments.all(Option::facts) == Given{"a.csv", "b.csv"});
  CHECK(parse("run", {"rules", "-f", "a.csv", "-f", "b.csv"}).arguments.all(Option::facts) == Given{"a.csv", "b.csv"});
  const Parsed last = parse("explain", {"rules", "--facts", "a.csv", "b.csv", "A.1"});
  CHECK(last.arguments.positional == Given{"rules", "A.1"});
  CHECK(last.arguments.all(Option::facts) == Given{"a.csv", "b.csv"});
  CHECK(parse("run", {"--facts", "a.csv", "rules"}).arguments.positional == Given{"rules"});
  CHECK(parse("eval", {"1 + 1", "--facts", "a.csv", "rules"}).arguments.positional == Given{"1 + 1", "rules"});
}

TEST_CASE("arguments: expressions may begin with a minus") {
  CHECK(parse("eval", {"-3 + 2"}).arguments.positional == Given{"-3 + 2"});
  CHECK(parse("eval", {"-"}).arguments.positional == Given{"-"});
  CHECK(parse("eval", {"-x * 2"}).arguments.positional == Given{"-x * 2"});
  CHECK(parse("eval", {"--", "--x"}).arguments.positional == Given{"--x"});
}

TEST_CASE("arguments: what is wrong has a kind and a suggestion") {
  const Parsed unknown = parse("run", {"rules", "--fact", "a.csv"});
  REQUIRE(unknown.sink.errors() == 1);
  CHECK(unknown.sink.all().front().kind == diagnostics::Kind::unknown_option);
  CHECK(unknown.sink.all().front().suggestion == "--facts");
  CHECK(parse("run", {}).sink.all().front().kind == diagnostics::Kind::argument_missing);
  CHECK(parse("run", {"a", "b"}).sink.all().front().kind == diagnostics::Kind::argument_too_many);
  CHECK(parse("run", {"a", "--as-of"}).sink.all().front().kind == diagnostics::Kind::option_without_value);
}

TEST_CASE("commands: every one has an example that begins with its name") {
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    CHECK(command.example.find(command.name) != std::string_view::npos);
    CHECK(find_command(command.name) == &command);
    CHECK((command.options & bit(Option::help)) != 0);
  }
}

}  // namespace
}  // namespace assay::cli
