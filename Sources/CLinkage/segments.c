// Segment by segment, for the few pairs that the scan lets through.
#include "kernels.h"

INLINE uint16_t common(const uint64_t *one, const uint64_t *other, const size_t words) {
    int count = 0;
    for (size_t word = 0; word < words; word++) count += __builtin_popcountll(one[word] & other[word]);
    return (uint16_t)count;
}

INLINE void overlaps(const uint64_t *ones, const uint64_t *others, const linkage_hit *hits, size_t count,
                     linkage_overlap *out) {
    for (size_t index = 0; index < count; index++) {
        const uint64_t *one = ones + (size_t)hits[index].one * linkage_words;
        const uint64_t *other = others + (size_t)hits[index].other * linkage_words;
        out[index] = (linkage_overlap){
            .given = common(one + linkage_given, other + linkage_given, 4),
            .surname = common(one + linkage_surname, other + linkage_surname, 4),
            .birth = common(one + linkage_birth, other + linkage_birth, 4),
            .code = common(one + linkage_code, other + linkage_code, 1),
            .given_surname = common(one + linkage_given, other + linkage_surname, 4),
            .surname_given = common(one + linkage_surname, other + linkage_given, 4),
        };
    }
}

INLINE void levels(const uint64_t *value, const uint64_t *samples, size_t count, const size_t words,
                   const uint32_t *edges, size_t edge_count, uint32_t *out) {
    const uint64_t bits = common(value, value, words);
    for (size_t index = 0; index < count; index++) {
        const uint64_t *sample = samples + index * words;
        const uint64_t both = common(value, sample, words), own = common(sample, sample, words);
        if (own == 0) continue;
        size_t level = 0;
        if (both != own || both != bits)
            for (level = 1; level <= edge_count; level++)
                if (both * 2 * 65536 >= edges[level - 1] * (own + bits)) break;
        out[level]++;
    }
}

// Written once, compiled with and without the instruction that counts bits.
#if defined(__x86_64__)
__attribute__((target("popcnt"))) static void fast_overlaps(const uint64_t *ones, const uint64_t *others,
                                                            const linkage_hit *hits, size_t count,
                                                            linkage_overlap *out) {
    overlaps(ones, others, hits, count, out);
}

__attribute__((target("popcnt"))) static void fast_levels(const uint64_t *value, const uint64_t *samples, size_t count,
                                                          size_t words, const uint32_t *edges, size_t edge_count,
                                                          uint32_t *out) {
    if (words == 4) levels(value, samples, count, 4, edges, edge_count, out);
    else levels(value, samples, count, words, edges, edge_count, out);
}
#endif

void linkage_overlaps(const uint64_t *ones, const uint64_t *others, const linkage_hit *hits, size_t count,
                      linkage_overlap *out) {
#if defined(__x86_64__)
    if (linkage_has_kernel(linkage_popcnt)) {
        fast_overlaps(ones, others, hits, count, out);
        return;
    }
#endif
    overlaps(ones, others, hits, count, out);
}

void linkage_levels(const uint64_t *value, const uint64_t *samples, size_t count, size_t words, const uint32_t *edges,
                    size_t edge_count, uint32_t *out) {
#if defined(__x86_64__)
    if (linkage_has_kernel(linkage_popcnt)) {
        fast_levels(value, samples, count, words, edges, edge_count, out);
        return;
    }
#endif
    levels(value, samples, count, words, edges, edge_count, out);
}
