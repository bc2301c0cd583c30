#include "examples.h"

#include "document.h"

#include <algorithm>
#include <set>
#include <vector>

namespace assay::documents {

namespace {

using Words = std::set<std::string, std::less<>>;

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

}  // namespace

std::string prelude() { return read_file(ASSAY_SOURCE_DIR "/tests/documents/prelude.assay"); }

std::string as_rulebook(std::string_view example) {
  std::vector<std::string> firsts;
  for (const std::string& line : split_lines(example))
    if (std::string each = first_word(line); !each.empty()) firsts.push_back(std::move(each));
  const auto begins = [&](std::string_view word) {
    return std::find(firsts.begin(), firsts.end(), word) != firsts.end();
  };
  if (begins("season") || begins("年度") || begins("use") || begins("引用")) return std::string(example);
  const std::string first = firsts.empty() ? std::string() : firsts.front();
  std::string inside(example);
  const bool condition = !openers().contains(first) && !kInDepartment.contains(first);
  if (condition) inside = "require : " + inside;
  if (condition || kInTarget.contains(first)) inside = "target 1 {\n" + inside + "\n}";
  if (condition || kInTarget.contains(first) || kInDepartment.contains(first))
    inside = "department Example {\n" + inside + "\n}";
  return prelude() + inside + "\n";
}

}  // namespace assay::documents
