// The scan over fingerprints of 1,024 bits, and the keyed hash that makes them.
//
// Fingerprints are scanned in blocks of eight, word by word: word k of eight fingerprints lies in one cache line. Each
// kernel gives exactly the same hits in the same order; which of them a processor has is asked once.
#ifndef CLINKAGE_H
#define CLINKAGE_H

#include <stddef.h>
#include <stdint.h>

enum { linkage_words = 16, linkage_lanes = 8 };

typedef enum {
    linkage_portable = 0,
    linkage_popcnt = 1,
    linkage_avx2 = 2,
    linkage_avx512 = 3,
} linkage_kernel;

// 1 where this processor has the kernel.
int linkage_has_kernel(linkage_kernel kernel);
// The fastest that this processor has.
linkage_kernel linkage_fastest_kernel(void);

// Two fingerprints and how many bits are set in both.
typedef struct {
    uint32_t one;
    uint32_t other;
    uint32_t common;
} linkage_hit;

typedef struct {
    linkage_hit *items;
    size_t count;
    size_t capacity;
    // Memory ran out: what is here is not all.
    int failed;
} linkage_hits;

void linkage_free(linkage_hits *hits);

// Fingerprints in blocks: `blocks` holds 128 words for each eight of them and `bits` how many bits each one has;
// both filled up with zeros to a whole block.
typedef struct {
    const uint64_t *blocks;
    const uint16_t *bits;
    size_t count;
} linkage_list;

// Writes fingerprint number `index` into its block.
void linkage_put(uint64_t *blocks, uint16_t *bits, size_t index, const uint64_t *fingerprint);

// Reads fingerprint number `index` from its block.
void linkage_get(const uint64_t *blocks, size_t index, uint64_t *fingerprint);

// All pairs of one of `rows` (16 words each) and one of `list` whose Dice similarity is at least `share` / 65,536.
//
// With `upper` the list is the rows themselves and each pair is given once, the lower number first. Fingerprints without
// a bit have no pairs.
void linkage_pairs(linkage_kernel kernel, const uint64_t *rows, size_t row_count, linkage_list list, uint32_t share,
                   int upper, int threads, linkage_hits *out);

// The `most` fingerprints most like `row`, of those at least as similar as `share`: the best first, of equals the first.
void linkage_search(linkage_kernel kernel, const uint64_t *row, linkage_list list, uint32_t share, size_t most,
                    linkage_hits *out);

// Segments of a fingerprint that are compared by themselves, in words.
enum {
    linkage_given = 0,
    linkage_surname = 4,
    linkage_birth = 8,
    linkage_shared = 12,
    linkage_code = 15,
};

// Bits that two fingerprints have in common in each segment, and in the names read crosswise.
typedef struct {
    uint16_t given, surname, birth, code, given_surname, surname_given;
} linkage_overlap;

// The overlap of each hit.
void linkage_overlaps(const uint64_t *ones, const uint64_t *others, const linkage_hit *hits, size_t count,
                      linkage_overlap *out);

// How many of `samples` (`words` words each) are in each level of similarity to `value`.
//
// Level 0 is the same, level n at least `edges[n - 1]` / 65,536, the last level the rest; samples without a bit count
// nowhere.
void linkage_levels(const uint64_t *value, const uint64_t *samples, size_t count, size_t words, const uint32_t *edges,
                    size_t edge_count, uint32_t *levels);

// SipHash-2-4 of one word, as eight bytes with the lowest first.
//
// Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012).
static inline uint64_t linkage_hash(uint64_t k0, uint64_t k1, uint64_t word) {
    uint64_t v0 = k0 ^ 0x736f6d6570736575, v1 = k1 ^ 0x646f72616e646f6d;
    uint64_t v2 = k0 ^ 0x6c7967656e657261, v3 = k1 ^ 0x7465646279746573;
#define LINKAGE_TURN(x, n) (((x) << (n)) | ((x) >> (64 - (n))))
#define LINKAGE_ROUND                                                                                                  \
    v0 += v1; v1 = LINKAGE_TURN(v1, 13) ^ v0; v0 = LINKAGE_TURN(v0, 32);                                               \
    v2 += v3; v3 = LINKAGE_TURN(v3, 16) ^ v2;                                                                          \
    v0 += v3; v3 = LINKAGE_TURN(v3, 21) ^ v0;                                                                          \
    v2 += v1; v1 = LINKAGE_TURN(v1, 17) ^ v2; v2 = LINKAGE_TURN(v2, 32);
    v3 ^= word;
    LINKAGE_ROUND LINKAGE_ROUND
    v0 ^= word;
    // The last block: nothing left over of eight bytes.
    const uint64_t last = (uint64_t)8 << 56;
    v3 ^= last;
    LINKAGE_ROUND LINKAGE_ROUND
    v0 ^= last;
    v2 ^= 0xff;
    LINKAGE_ROUND LINKAGE_ROUND LINKAGE_ROUND LINKAGE_ROUND
#undef LINKAGE_ROUND
#undef LINKAGE_TURN
    return v0 ^ v1 ^ v2 ^ v3;
}

// What it costs to make one word's sounds the other's, or more than `most` where it costs more than that.
//
// Words are of 31 sounds at the most. `alone` is what leaving out a sound costs, `between` what exchanging two costs, at
// 256 times one and the other; `exchange` what two neighbours exchanged cost. Bits 0 and 1 of `ends`: whether the last
// sound of the first word, of the other, may be left out for `weak_end`.
int32_t linkage_sound_distance(const uint8_t *one, int32_t rows, const uint8_t *other, int32_t columns,
                               const uint8_t *alone, const uint8_t *between, int32_t exchange, int32_t weak_end,
                               int32_t ends, int32_t most);

// How many edits make a text the pattern, neighbours exchanged being one; the pattern has 1 to 64 bytes.
//
// Source: Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003).
int32_t linkage_edit_distance(const uint8_t *pattern, int32_t length, const uint8_t *text, int32_t count);

#endif
