// What the kernels share.
#ifndef CLINKAGE_KERNELS_H
#define CLINKAGE_KERNELS_H

#include "CLinkage.h"

#define INLINE static inline __attribute__((always_inline))

// A hit has common * scale >= share * (bits of both) + more.
//
// Whole numbers below 2^40, so that every kernel decides the same.
typedef struct {
    uint32_t share;
    uint32_t scale;
    uint32_t more;
} linkage_limit;

typedef struct {
    const uint64_t *rows;
    const uint16_t *row_bits;
    size_t from, to;
    linkage_list list;
    linkage_limit limit;
    int upper;
    linkage_hits *out;
} linkage_slice;

// Eight blocks of 1 KiB and the rows fit beside each other into the fastest cache.
enum { linkage_tile_rows = 4, linkage_tile_blocks = 24 };

void linkage_push(linkage_hits *hits, linkage_hit hit);
uint16_t linkage_count_bits(const uint64_t *fingerprint);

#define DECLARE(kernel)                                                                                                \
    void linkage_pairs_##kernel(const linkage_slice *slice);                                                           \
    void linkage_search_##kernel(const linkage_slice *slice, size_t most);

DECLARE(portable)
DECLARE(popcnt)
DECLARE(avx2)
DECLARE(avx512)

#endif
