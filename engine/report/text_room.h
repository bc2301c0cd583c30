// A text that grows by what is written straight into it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace assay::report {

class TextRoom {
 public:
  explicit TextRoom(std::size_t expected) { text_.resize(expected); }

  // Where the text ends; so many bytes may be written there.
  char* more(std::size_t bytes) {
    if (text_.size() - used_ < bytes) text_.resize(std::max(text_.size() * 2, used_ + bytes));
    return text_.data() + used_;
  }
  // It ends here now: not beyond what `more` gave.
  void end_at(const char* end) { used_ = static_cast<std::size_t>(end - text_.data()); }
  std::string take() {
    text_.resize(used_);
    return std::move(text_);
  }

 private:
  std::string text_;
  std::size_t used_ = 0;
};

}  // namespace assay::report
