// Hands out what stands, batch by batch of units.
#pragma once

#include "facts/facts.h"
#include "facts/store/store.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace assay::facts::deliver {

class Delivery {
 public:
  // `units`: which of the store's units, in what order; ascending.
  Delivery(const types::Schema& schema, const Store& store, std::vector<Series> series, std::vector<std::uint32_t> units,
           const Options& options, bool self, std::shared_ptr<const Remarks> remarks);  // self: lists as the units reported them, else as reviewed
  bool next(Batch& batch);

 private:
  void fill_cells(Batch& batch, std::uint32_t from, std::uint32_t to);
  void fill_list(Batch& batch, std::size_t list, std::uint32_t from, std::uint32_t to);

  const types::Schema& schema_;
  const Store& store_;
  std::vector<Series> series_;
  std::vector<int> scales_;          // as series_
  std::vector<std::size_t> cursors_;  // as series_: the first entry not handed out
  std::vector<std::uint32_t> units_;
  std::size_t at_ = 0;
  std::size_t batch_rows_;
  bool keep_raw_;
  std::shared_ptr<const Remarks> remarks_;

  struct ListState {
    std::vector<std::uint32_t> order;  // items by unit, then as they came
    std::size_t cursor = 0;
    std::vector<int> scales;           // as List::fields
  };
  std::vector<ListState> lists_;
};

}  // namespace assay::facts::deliver
