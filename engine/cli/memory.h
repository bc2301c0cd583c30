// How a command takes its memory.
#pragma once

namespace assay::cli {

// Tells the allocator how a command lives: it allocates much, frees much and ends. What it has freed is not given back to the system in
// between, and the heap comes in large pages where the system has them. Called once, before anything is allocated; where the system knows
// nothing of this, nothing happens.
void keep_memory();

}  // namespace assay::cli
