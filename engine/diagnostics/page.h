// The long text about each kind of diagnostic: what it means, what to do, an example that draws it and its repair.
//
// Pages are the sections of pages/*.md, one a code:
//
//   ## AS0301
//
//   What it means, in a paragraph of English.
//
//   和一段中文。
//
//   ```assay wrong             rules that draw exactly this code
//   ```assay right             the same repaired: nothing is reported
//   ```csv wrong               a reported file
//   ```console right           commands, each behind `$ `
//   ```assay wrong b.assay     a file of this name; without one example.assay or facts.csv
//   ```assay both              what both examples have in common
//   ```csv right AS0722        what else is reported, or what remains to be
#pragma once

#include "diagnostics/diagnostics.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::diagnostics {

struct ExamplePart {
  enum class Kind : std::uint8_t { assay, csv, console };
  Kind kind{};
  std::string file;  // its name; empty for commands
  std::string text;
};

struct Example {
  std::vector<ExamplePart> parts;
  std::vector<std::string> codes;  // others that it draws, or that remain
};

struct Page {
  std::string code;  // "AS0301"
  std::string en;
  std::string zh;
  Example wrong;
  Example right;
};

// The pages of one file, and what is wrong with its form.
struct PageFile {
  std::vector<Page> pages;
  std::vector<std::string> problems;
};
PageFile read_pages(std::string_view text);

std::span<const std::string_view> page_texts();  // the files, as they were built in
const std::vector<Page>& all_pages();            // in order of code
const Page* page_of(std::string_view code);      // nothing where there is none

}  // namespace assay::diagnostics
