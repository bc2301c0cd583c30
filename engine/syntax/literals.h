// What the words of the language hold: strings without their quotes and escapes, numbers, names and days in their normal spelling.
#pragma once

#include "base/calendar.h"
#include "syntax/problems.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay::syntax {

// `written` is the whole token with its quotes, at byte `begin`. Problems are reported if a place is given for them.
std::string string_value(std::string_view written, std::size_t begin, Problems* problems);
// Full-width twins replaced; without back-quotes; in NFC.
std::string name_text(std::string_view written);
std::string twins(std::string_view written);
// 2023-12-31 and 2023年12月31日 after twins; nothing if the text has not that shape; `exists` says whether there is such a day.
struct WrittenDay {
  base::Date date;
  bool exists = false;
};
std::optional<WrittenDay> written_day(std::string_view text);
// Reports a misplaced underscore; whether there is none, and the number begins with a 0 that it may not have.
bool check_number(std::string_view text, source::Span span, Problems& problems);
void report_leading_zero(std::string_view text, source::Span span, Problems& problems);

}  // namespace assay::syntax
