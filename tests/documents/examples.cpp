#include "examples.h"

#include "document.h"

#include <algorithm>
#include <set>
#include <vector>

namespace assay::documents {

namespace {

using Words = std::set<std::string, std::less<>>;

const Words kSeason{"season", "年度"};
const Words kUse{"use", "引用"};
const Words kInDepartment{"target", "目标", "difficulty", "难度系数"};
const Words kInTarget{"require", "要求", "aim", "力争", "judge", "评判", "text", "原文"};

const Words& openers() {
  static const Words kAll = [] {
    Words all;
#define reserved 0
#define opener 1
#define word 0
#define ASSAY_WORD(token, kind, english, chinese) \
  if constexpr (kind == 1) all.insert({english, chinese});
#include "syntax/keywords.def"
#undef ASSAY_WORD
#undef reserved
#undef opener
#undef word
    all.erase("");
    return all;
  }();
  return kAll;
}

std::string first_word(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string_view::npos || line[begin] == '#') return {};
  const std::string_view rest = line.substr(begin);
  return std::string(rest.substr(0, rest.find_first_of(" ,;")));
}

std::vector<std::string> first_words(std::string_view example) {
  std::vector<std::string> firsts;
  for (const std::string& line : split_lines(example))
    if (std::string each = first_word(line); !each.empty()) firsts.push_back(std::move(each));
  return firsts;
}

bool any_begins_with(std::string_view example, const Words& words) {
  const std::vector<std::string> firsts = first_words(example);
  return std::any_of(firsts.begin(), firsts.end(), [&](const std::string& word) { return words.contains(word); });
}

}  // namespace

std::string prelude() { return read_file(ASSAY_SOURCE_DIR "/tests/documents/prelude.assay"); }

bool states_season(std::string_view example) { return any_begins_with(example, kSeason); }

bool stands_alone(std::string_view example) { return any_begins_with(example, kSeason) || any_begins_with(example, kUse); }

std::string in_place(std::string_view example) {
  if (stands_alone(example)) return std::string(example);
  const std::vector<std::string> firsts = first_words(example);
  const std::string first = firsts.empty() ? std::string() : firsts.front();
  std::string inside(example);
  const bool condition = !openers().contains(first) && !kInDepartment.contains(first);
  if (condition) inside = "require : " + inside;
  if (condition || kInTarget.contains(first)) inside = "target 1 {\n" + inside + "\n}";
  if (condition || kInTarget.contains(first) || kInDepartment.contains(first))
    inside = "department Example {\n" + inside + "\n}";
  return inside + "\n";
}

std::string as_rulebook(std::string_view example) {
  return stands_alone(example) ? std::string(example) : prelude() + in_place(example);
}

}  // namespace assay::documents
