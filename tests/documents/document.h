// A Markdown document, as far as its examples are concerned: fenced blocks, tables, code in back-quotes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::documents {

struct Block {
  std::vector<std::string> info;  // the words behind the opening fence
  std::string text;
  std::size_t line = 0;  // of the opening fence, from 1
};

struct TableRow {
  std::vector<std::string> cells;
  std::size_t line = 0;
};

struct Table {
  std::vector<std::string> head;
  std::vector<TableRow> rows;
};

struct Document {
  std::string path;  // from the top of the tree
  std::string text;
  std::vector<Block> blocks;
  std::vector<Table> tables;
};

Document read_document(const std::string& path, const std::string& text);
// Every document whose examples are run, in order of path.
std::vector<Document> all_documents();

// The code in a table's cell; `` stands around what holds a back-quote.
std::vector<std::string> code_spans(std::string_view cell);
std::vector<std::string> split_lines(std::string_view text);
std::string read_file(const std::string& path);

}  // namespace assay::documents
