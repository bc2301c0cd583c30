// How a kernel is compiled: for several generations of the processor, the best of which is taken when the program starts.
#pragma once

#include <cstdint>

// The sanitizers look at a program before it can choose among versions of a function.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define ASSAY_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), optimize("O3")))
#else
#define ASSAY_KERNEL
#endif

// What lies past the rows that count may be anything: it wraps.
#define ASSAY_WRAP(x) static_cast<std::uint64_t>(x)
