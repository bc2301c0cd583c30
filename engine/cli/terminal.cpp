#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace assay::cli {

namespace {

constexpr std::size_t kNarrowest = 60;
constexpr std::size_t kWidest = 160;

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidest);
}

}  // namespace

Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("zh") ? Language::zh : Language::en;
  }
  return Language::en;
}

std::optional<Language> find_language(const std::string& name) {
  if (name == "zh") return Language::zh;
  if (name == "en") return Language::en;
  return std::nullopt;
}

Terminal look_at_terminal(Language language, const std::string& colour, bool to_file) {
  Terminal terminal;
  terminal.language = language;
  terminal.out_is_terminal = !to_file && isatty(STDOUT_FILENO) != 0;
  const char* no_colour = std::getenv("NO_COLOR");
  const bool wanted = colour != "never" && (colour == "always" || no_colour == nullptr || *no_colour == '\0');
  terminal.colour_out = wanted && (colour == "always" || terminal.out_is_terminal);
  terminal.colour_err = wanted && (colour == "always" || isatty(STDERR_FILENO) != 0);
  if (terminal.out_is_terminal) terminal.width = terminal_width();
  return terminal;
}

}  // namespace assay::cli
