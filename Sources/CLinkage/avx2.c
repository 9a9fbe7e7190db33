#include "kernels.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define KERNEL avx2
#define TARGET __attribute__((target("avx2,popcnt")))
#define NAME(name) avx2_##name

// Bits are counted by halves of bytes, from a table; sixteen words make at most 128 a byte.
TARGET INLINE uint64_t avx2_half(const uint64_t *row, uint64_t row_bits, const uint64_t *block, const uint16_t *bits,
                                 const linkage_limit limit, uint16_t *common) {
    const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2,
                                           2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_set1_epi8(15);
    __m256i bytes = _mm256_setzero_si256();
    for (int word = 0; word < linkage_words; word++) {
        const __m256i both = _mm256_and_si256(_mm256_loadu_si256((const __m256i *)(block + word * linkage_lanes)),
                                              _mm256_set1_epi64x((long long)row[word]));
        bytes = _mm256_add_epi8(bytes, _mm256_shuffle_epi8(table, _mm256_and_si256(both, low)));
        bytes = _mm256_add_epi8(
            bytes, _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(both, 4), low)));
    }
    const __m256i count = _mm256_sad_epu8(bytes, _mm256_setzero_si256());
    const __m256i sum = _mm256_add_epi64(_mm256_cvtepu16_epi64(_mm_loadl_epi64((const __m128i *)bits)),
                                         _mm256_set1_epi64x((long long)row_bits));
    const __m256i reached = _mm256_mul_epu32(count, _mm256_set1_epi64x(limit.scale));
    const __m256i needed = _mm256_add_epi64(_mm256_mul_epu32(sum, _mm256_set1_epi64x(limit.share)),
                                            _mm256_set1_epi64x(limit.more));
    const __m256i below = _mm256_cmpgt_epi64(needed, reached);
    const uint64_t mask = ~(unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(below)) & 15;
    if (mask) {
        uint64_t counts[4];
        _mm256_storeu_si256((__m256i *)counts, count);
        for (int lane = 0; lane < 4; lane++) common[lane] = (uint16_t)counts[lane];
    }
    return mask;
}

TARGET INLINE uint64_t avx2_tile(const int rows, const uint64_t *row, const uint16_t *row_bits, const uint64_t *block,
                                 const uint16_t *bits, const linkage_limit limit, uint16_t *common) {
    uint64_t mask = 0;
    for (int half = 0; half < 2 * rows; half++) {
        const int number = half / 2, lane = half % 2 * 4;
        mask |= avx2_half(row + number * linkage_words, row_bits[number], block + lane, bits + lane, limit,
                          common + half * 4)
                << half * 4;
    }
    return mask;
}

#include "scan.h"

#endif
