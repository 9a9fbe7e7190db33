#include "kernels.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define KERNEL avx512
#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vpopcntdq,popcnt")))
#define NAME(name) avx512_##name

TARGET INLINE uint64_t avx512_tile(const int rows, const uint64_t *row, const uint16_t *row_bits, const uint64_t *block,
                                   const uint16_t *bits, const linkage_limit limit, uint16_t *common) {
    __m512i count[linkage_tile_rows];
#pragma unroll
    for (int number = 0; number < rows; number++) count[number] = _mm512_setzero_si512();
#pragma unroll
    for (int word = 0; word < linkage_words; word++) {
        const __m512i eight = _mm512_loadu_si512(block + word * linkage_lanes);
#pragma unroll
        for (int number = 0; number < rows; number++) {
            const __m512i one = _mm512_set1_epi64((long long)row[number * linkage_words + word]);
            count[number] = _mm512_add_epi64(count[number], _mm512_popcnt_epi64(_mm512_and_si512(eight, one)));
        }
    }
    const __m512i eight_bits = _mm512_cvtepu16_epi64(_mm_loadu_si128((const __m128i *)bits));
    uint64_t mask = 0;
#pragma unroll
    for (int number = 0; number < rows; number++) {
        const __m512i sum = _mm512_add_epi64(eight_bits, _mm512_set1_epi64(row_bits[number]));
        const __m512i reached = _mm512_mul_epu32(count[number], _mm512_set1_epi64(limit.scale));
        const __m512i needed = _mm512_add_epi64(_mm512_mul_epu32(sum, _mm512_set1_epi64(limit.share)),
                                                _mm512_set1_epi64(limit.more));
        mask |= (uint64_t)_mm512_cmpge_epu64_mask(reached, needed) << (number * linkage_lanes);
    }
    if (__builtin_expect(mask != 0, 0)) {
#pragma unroll
        for (int number = 0; number < rows; number++)
            _mm_storeu_si128((__m128i *)(common + number * linkage_lanes), _mm512_cvtepi64_epi16(count[number]));
    }
    return mask;
}

#include "scan.h"

#endif
