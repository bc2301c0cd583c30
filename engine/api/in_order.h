// Several threads, the caller's among them, that work on pieces in any order and deliver what came of them one at a time, in the order of the pieces.
// Each has one batch, and what is evaluated of it, for all its pieces: that memory stays near it.
#pragma once

#include "api/run.h"
#include "base/profile.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace assay::api {

struct InOrder {
  std::size_t threads = 1;
  std::function<bool(facts::Piece&)> claim;    // the next piece, if there is one; on one thread at a time
  std::function<Delivery(Evaluated&)> work;    // several at once; begun in the order of the pieces
  base::Profile* profile = nullptr;
};

struct DoneInOrder {
  bool stopped = false;                            // by a delivery
  std::vector<std::unique_ptr<Evaluated>> spent;   // what the threads had, to be freed some time
};

DoneInOrder run_in_order(const InOrder& what);

}  // namespace assay::api
