// Standard input line by line.
#pragma once

#include <optional>
#include <string>

namespace assay::cli {

class Lines {
 public:
  // Without its line end; nothing at the end of the input.
  std::optional<std::string> next();

 private:
  std::string buffer_;
  std::size_t begin_ = 0;
  bool ended_ = false;
};

}  // namespace assay::cli
