#include "document.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace assay::documents {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFence = "```";

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

// `|` separates cells, `\|` is one.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> out;
  std::string cell;
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line[at] == '\\' && at + 1 < line.size() && line[at + 1] == '|') {
      cell += line[++at];
    } else if (line[at] == '|') {
      out.push_back(trimmed(cell));
      cell.clear();
    } else {
      cell += line[at];
    }
  }
  return out;
}

std::vector<std::string> words_of(std::string_view line) {
  std::istringstream in{std::string(line)};
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

}  // namespace

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> out;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Document read_document(const std::string& path, const std::string& text) {
  Document out{path, text, {}, {}};
  bool in_block = false;
  bool in_table = false;
  std::size_t number = 0;
  for (const std::string& line : split_lines(text)) {
    ++number;
    const bool fence = line.starts_with(kFence);
    if (in_block) {
      if (fence)
        in_block = false;
      else
        out.blocks.back().text += line + "\n";
      continue;
    }
    if (fence) {
      in_block = true;
      out.blocks.push_back({words_of(std::string_view(line).substr(kFence.size())), {}, number});
    }
    if (!line.starts_with('|')) {
      in_table = false;
      continue;
    }
    if (!in_table)
      out.tables.push_back({cells_of(line), {}});
    else if (!line.starts_with("|-"))
      out.tables.back().rows.push_back({cells_of(line), number});
    in_table = true;
  }
  return out;
}

std::vector<Document> all_documents() {
  const fs::path top = ASSAY_SOURCE_DIR;
  std::vector<std::string> paths;
  const auto add = [&](const fs::path& folder) {
    const fs::path path = folder / "README.md";
    if (fs::exists(path)) paths.push_back(fs::relative(path, top).string());
  };
  for (const char* folder : {"", "engine", "grammar"}) add(top / folder);
  for (const char* folder : {"rules", "examples"})
    for (const auto& entry : fs::directory_iterator(top / folder)) add(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<Document> out;
  for (const std::string& path : paths) out.push_back(read_document(path, read_file((top / path).string())));
  return out;
}

std::vector<std::string> code_spans(std::string_view cell) {
  std::vector<std::string> out;
  for (std::size_t at = cell.find('`'); at != std::string_view::npos; at = cell.find('`', at)) {
    const std::size_t begin = std::min(cell.find_first_not_of('`', at), cell.size());
    const std::string_view fence = cell.substr(at, begin - at);
    const std::size_t end = cell.find(fence, begin);
    if (end == std::string_view::npos) break;
    const std::string_view code = cell.substr(begin, end - begin);
    out.push_back(fence.size() > 1 ? trimmed(code) : std::string(code));
    at = end + fence.size();
  }
  return out;
}

}  // namespace assay::documents
