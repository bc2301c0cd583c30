// How a command takes its memory.
#pragma once

namespace assay::cli {

// Tells the allocator how a command lives: it allocates much, frees much and ends. What it has freed is not given back to the system in
// between, and the heap comes in large pages where the system has them. Called once, before anything is allocated; where the system knows
// nothing of this, nothing happens.
void keep_memory();

// Before a second thread begins, where little is to be done: all threads take from the one heap. A heap of its own, which keeps threads out of each
// other's way, comes in small pages, each of which costs more than the work that is done in it.
void share_memory();

}  // namespace assay::cli
