#include "grammar/texts.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string_view>
#include <vector>

namespace assay::tests {

namespace {

namespace fs = std::filesystem;

constexpr auto kPieces = std::to_array<std::string_view>(
    {"\"", "\"\"\"", "“", "”", "`", "@", "2023-06", "2023-06-30", "2023年6月30日", ".", "..", "1.5", "1_000", "1.", "16.6万人", "%", "‰", "=", "==", "===",
     "=>", "=<", ">=", "≥", "≤", "≠", "<>", "!", "!=", "&", "&&", "|", "||", "*", "**", "×", "÷", "−", "＠", "（", "）", "｛", "}", "{", "(", ")", "[", "]",
     ";", "；", ",", "、", ":", "#", "\\", "\n", "\r\n", "\r", "\t", "　", "$", "?", "_", "a", "全", "１", "Ａ", " and ", " 且 ", " not ", " every ", " any x has ",
     " if ", " then ", " else ", " of ", " at least 2 of {", " rank of x among units", " within ", " in ", " is missing", " score ", " weight 3 ",
     " due 2023-01-01 ", " judge ", " on ", " require ", " target ", " fact ", " flow ", " per ", " pass ", " where ", " stretch ", " up to ", " distinct "});

std::string damaged(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % std::max<std::size_t>(n, 1)); };
  const auto boundary = [&] {
    std::size_t at = below(text.size() + 1);
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    return at;
  };
  for (std::size_t times = 1 + below(6); times > 0; --times) {
    const std::size_t at = boundary();
    if (below(3) == 0) {
      std::size_t end = std::min(at + below(40), text.size());
      while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
      text.erase(at, end - at);
    } else {
      text.insert(at, kPieces[below(kPieces.size())]);
    }
  }
  return text;
}

}  // namespace

void each_text(const std::function<void(const std::string& name, const std::string& text)>& see) {
  std::vector<fs::path> paths;
  for (const char* folder : {"rules", "examples", "grammar", "tests/golden/cases", "tests/fuzz/regressions/rules", "engine/diagnostics/pages"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ASSAY_SOURCE_DIR) / folder)) {
      if (entry.is_regular_file() && entry.file_size() < (1U << 20)) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::mt19937 random(2023);
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    see(path.string(), text);
    const bool rules = path.extension() == ".assay";
    for (int i = 0; i < (rules ? 20 : 2); ++i) see(path.string() + ", damaged, " + std::to_string(i), damaged(text, random));
  }
}

}  // namespace assay::tests
