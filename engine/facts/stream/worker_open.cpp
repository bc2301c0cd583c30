// How a piece is taken up: the bytes that the survey says it has, or those that are looked at now.
#include "facts/stream/worker.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::facts::stream {

bool Worker::open(std::size_t number) {
  span_ = &r_.survey.pieces[number];
  source_ = &r_.sources[span_->file];
  keep_raw_ = r_.options.keep_raw && (!r_.options.only_unit || r_.survey.only == number);
  returns_ = r_.survey.returns;
  return r_.survey.looked ? read_text() : look();
}

bool Worker::read_text() {
  length_ = static_cast<std::size_t>(span_->end - span_->offset);
  block_.resize(std::max(block_.size(), length_ + 1 + 2 * csv::kMargin));
  char* const text = block_.data() + csv::kMargin;
  text_ = text;
  if (!source_->file.read(span_->offset, {text, length_})) return false;
  if (length_ == 0) return span_->units == 0;
  if (text[length_ - 1] != '\n' && !r_.survey.quoted) {
    if (source_->shape.fed || span_->end != source_->shape.end) return false;
    text[length_++] = '\n';
  }
  return true;
}

bool Worker::look() {
  constexpr std::size_t kMore = 1 << 12;
  // A unit of one row is a line.
  if (r_.groups.size() == 1) {
    if (!look_at_lines()) return false;
  } else {
    range_ = Range{};
    range_.run_whole(source_->file, source_->shape, r_.options, span_->offset, span_->end, 2 * r_.survey.of_unit + kMore, block_);
    if (!range_.sound) return false;
    own_ = range_.whole();
    returns_ = range_.returns;
    text_ = block_.data() + range_.place();
  }
  own_.file = span_->file;
  span_ = &own_;
  length_ = static_cast<std::size_t>(own_.end - own_.offset);
  // Its block has a line feed behind the last row.
  if (length_ > 0 && text_[length_ - 1] != '\n') ++length_;
  return true;
}

// All lines that begin in the piece, and whether they are sound rows.
bool Worker::look_at_lines() {
  const Shape& shape = source_->shape;
  const std::uint64_t from = span_->offset - (span_->offset == shape.begin ? 0 : 1);  // a line begins behind a line feed
  std::size_t more = r_.survey.of_unit;
  for (;; more *= 4) {
    const auto size = static_cast<std::size_t>(std::min(span_->end - from + more, shape.end - from));
    if (size > kMostBlock) return false;
    block_.resize(std::max(block_.size(), 2 * csv::kMargin + size + 1));
    char* const text = block_.data() + csv::kMargin;
    if (!source_->file.read(from, {text, size})) return false;
    const bool last = from + size == shape.end;
    std::size_t length = size;
    if (last && !shape.fed) text[length++] = '\n';
    const std::string_view all(text, length);
    const auto behind_feed = [&](std::size_t at) { return std::min(all.find('\n', at), length - 1) + 1; };
    const std::size_t begin = span_->offset == shape.begin ? 0 : behind_feed(0);
    const auto to = static_cast<std::size_t>(span_->end - from);
    std::size_t end = begin;
    if (begin < to) {
      if (!last && all.find('\n', to - 1) == std::string_view::npos) continue;
      end = behind_feed(to - 1);
    }
    text_ = text + begin;
    lines_.ends.clear();
    lines_.sound = true;
    lines_.returns = false;
    lines_.commas = shape.layout.columns - 1;
    csv::kernels().survey(all.substr(begin, end - begin), lines_);
    returns_ = lines_.returns;
    own_ = {from + begin, std::min(from + end, shape.end), 0, lines_.ends.size(), static_cast<std::uint32_t>(lines_.ends.size()), 0, 0};
    // A row that begins with an empty cell may be empty.
    std::size_t at = 0;
    for (const std::uint32_t feed : lines_.ends) {
      if (text_[at] == ',' || feed - at > r_.options.field_limit) return false;
      at = feed + 1;
    }
    return lines_.sound;
  }
}

}  // namespace assay::facts::stream
