// Reads the pages from the texts that are built in.
#include "diagnostics/page.h"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace assay::diagnostics {

namespace {

constexpr std::string_view kHeading = "## ";
constexpr std::string_view kFence = "```";

bool is_code(std::string_view word) {
  return word.size() == 6 && word.starts_with("AS") && word.find_first_not_of("0123456789", 2) == std::string_view::npos;
}

class Reader {
 public:
  explicit Reader(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    end_page();
  }

  PageFile done() && { return std::move(file_); }

 private:
  void problem(const std::string& words) { file_.problems.push_back((open_ ? page_.code : std::string("before the first page")) + ": " + words); }

  void line(std::string_view text) {
    if (fenced_) {
      if (text == kFence) {
        end_part();
      } else {
        part_.text += std::string(text) + "\n";
      }
    } else if (text.starts_with(kHeading)) {
      end_page();
      open_ = true;
      page_.code = text.substr(kHeading.size());
      if (!is_code(page_.code)) problem("a page is headed by its code alone");
    } else if (text.starts_with(kFence)) {
      begin_part(text.substr(kFence.size()));
    } else if (!text.empty()) {
      paragraph(text);
    }
  }

  // The first is English, the second Chinese.
  void paragraph(std::string_view text) {
    if (!open_) return;  // the file's own heading
    std::string& language = page_.en.empty() ? page_.en : page_.zh;
    if (!language.empty()) problem("more than a paragraph of each language, each on one line: " + std::string(text));
    language = text;
  }

  void begin_part(std::string_view info) {
    fenced_ = true;
    part_ = {};
    role_.clear();
    codes_.clear();
    std::istringstream words{std::string(info)};
    std::string kind;
    words >> kind >> role_;
    if (kind == "assay") part_ = {ExamplePart::Kind::assay, "example.assay", {}};
    else if (kind == "csv") part_ = {ExamplePart::Kind::csv, "facts.csv", {}};
    else if (kind == "console") part_ = {ExamplePart::Kind::console, {}, {}};
    else problem("an example is `assay`, `csv` or `console`, not `" + kind + "`");
    if (role_ != "wrong" && role_ != "right" && role_ != "both") problem("an example is `wrong`, `right` or `both`, not `" + role_ + "`");
    for (std::string word; words >> word;) {
      if (is_code(word)) codes_.push_back(word);
      else part_.file = word;
    }
  }

  void end_part() {
    fenced_ = false;
    if (role_ != "right") add(page_.wrong);
    if (role_ != "wrong") add(page_.right);
  }

  void add(Example& example) const {
    example.parts.push_back(part_);
    example.codes.insert(example.codes.end(), codes_.begin(), codes_.end());
  }

  void end_page() {
    if (fenced_) problem("an example is not closed");
    fenced_ = false;
    if (open_) {
      if (page_.en.empty() || page_.zh.empty()) problem("a paragraph of each language is needed");
      file_.pages.push_back(std::move(page_));
    }
    page_ = {};
    open_ = false;
  }

  PageFile file_;
  Page page_;
  bool open_ = false;
  bool fenced_ = false;
  ExamplePart part_;
  std::string role_;
  std::vector<std::string> codes_;
};

}  // namespace

PageFile read_pages(std::string_view text) { return Reader(text).done(); }

const std::vector<Page>& all_pages() {
  static const std::vector<Page> kAll = [] {
    std::vector<Page> all;
    for (const std::string_view text : page_texts()) {
      PageFile file = read_pages(text);
      std::move(file.pages.begin(), file.pages.end(), std::back_inserter(all));
    }
    std::stable_sort(all.begin(), all.end(), [](const Page& a, const Page& b) { return a.code < b.code; });
    return all;
  }();
  return kAll;
}

const Page* page_of(std::string_view code) {
  const std::vector<Page>& all = all_pages();
  const auto found = std::lower_bound(all.begin(), all.end(), code, [](const Page& page, std::string_view sought) { return page.code < sought; });
  return found != all.end() && found->code == code ? &*found : nullptr;
}

}  // namespace assay::diagnostics
