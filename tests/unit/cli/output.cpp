#include "cli/output.h"

#include "support/scratch.h"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace assay::cli {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Standard output is that of the program under test while it lives.
class InPlaceOfOutput {
 public:
  explicit InPlaceOfOutput(int descriptor) : kept_(::dup(STDOUT_FILENO)) {
    ::dup2(descriptor, STDOUT_FILENO);
    ::close(descriptor);
  }
  ~InPlaceOfOutput() {
    ::dup2(kept_, STDOUT_FILENO);
    ::close(kept_);
  }
  InPlaceOfOutput(const InPlaceOfOutput&) = delete;
  InPlaceOfOutput& operator=(const InPlaceOfOutput&) = delete;

 private:
  int kept_;
};

const std::string kMuch(std::size_t{1} << 17, 'x');  // more than is kept back

TEST_CASE("output: what is taken back leaves nothing in a file, and what follows stands at its beginning") {
  const tests::Scratch folder;
  const std::string path = folder.put("out.csv", "old");
  Output output(path);
  CHECK(output.may_take_back());
  REQUIRE(output.write(kMuch));
  CHECK(output.wrote());
  REQUIRE(output.take_back());
  CHECK_FALSE(output.wrote());
  REQUIRE(output.write("new"));
  CHECK(text_of(path) == "old");
  REQUIRE(output.finish());
  CHECK(text_of(path) == "new");
}

TEST_CASE("output: of standard output into a file only what was written is taken back, and nothing of what others wrote") {
  const tests::Scratch folder;
  const std::string path = folder.put("out.csv", "");
  bool may = false, taken = false, again = true;
  int problem = 0;
  {
    const int file = ::open(path.c_str(), O_WRONLY | O_TRUNC);
    REQUIRE(::write(file, "before\n", 7) == 7);
    const InPlaceOfOutput place(file);
    Output output({});
    may = output.may_take_back();
    output.write(kMuch);
    taken = output.take_back() && output.write("after\n") && output.flush();
    // Another program writes behind it.
    std::ofstream(path, std::ios::binary | std::ios::app) << "theirs\n";
    again = output.take_back();
    problem = output.problem();
  }
  CHECK(may);
  CHECK(taken);
  CHECK_FALSE(again);
  CHECK(problem == EBUSY);
  CHECK(text_of(path) == "before\nafter\ntheirs\n");
}

TEST_CASE("output: what went to a device, a pipe or the end of a file that others write, too, cannot be taken back") {
  const tests::Scratch folder;
  CHECK_FALSE(Output(std::string("/dev/null")).may_take_back());
  const std::string path = folder.put("out.csv", "old\n");
  const auto may = [](int descriptor) {
    const InPlaceOfOutput place(descriptor);
    return Output({}).may_take_back();
  };
  CHECK_FALSE(may(::open(path.c_str(), O_WRONLY | O_APPEND)));
  CHECK_FALSE(may(::open(path.c_str(), O_WRONLY)));  // what stands there would go, too
  CHECK_FALSE(may(::open("/dev/null", O_WRONLY)));
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  CHECK_FALSE(may(ends[1]));
  ::close(ends[0]);
}

}  // namespace
}  // namespace assay::cli
