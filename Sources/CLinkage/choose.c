#include "kernels.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

int linkage_has_kernel(linkage_kernel kernel) {
    switch (kernel) {
    case linkage_portable: return 1;
#if defined(__x86_64__)
    case linkage_popcnt: return __builtin_cpu_supports("popcnt") != 0;
    case linkage_avx2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
    case linkage_avx512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("popcnt");
#endif
    default: return 0;
    }
}

static linkage_kernel fastest;

static void choose(void) {
    fastest = linkage_avx512;
    while (!linkage_has_kernel(fastest)) fastest--;
}

linkage_kernel linkage_fastest_kernel(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, choose);
    return fastest;
}

void linkage_push(linkage_hits *hits, linkage_hit hit) {
    if (hits->count == hits->capacity) {
        const size_t capacity = hits->capacity ? hits->capacity * 2 : 1024;
        linkage_hit *items = realloc(hits->items, capacity * sizeof *items);
        if (!items) {
            hits->failed = 1;
            return;
        }
        hits->items = items;
        hits->capacity = capacity;
    }
    hits->items[hits->count++] = hit;
}

void linkage_free(linkage_hits *hits) {
    free(hits->items);
    memset(hits, 0, sizeof *hits);
}

uint16_t linkage_count_bits(const uint64_t *fingerprint) {
    int count = 0;
    for (int word = 0; word < linkage_words; word++) count += __builtin_popcountll(fingerprint[word]);
    return (uint16_t)count;
}

void linkage_put(uint64_t *blocks, uint16_t *bits, size_t index, const uint64_t *fingerprint) {
    uint64_t *lane = blocks + index / linkage_lanes * linkage_words * linkage_lanes + index % linkage_lanes;
    for (int word = 0; word < linkage_words; word++) lane[word * linkage_lanes] = fingerprint[word];
    bits[index] = linkage_count_bits(fingerprint);
}

void linkage_get(const uint64_t *blocks, size_t index, uint64_t *fingerprint) {
    const uint64_t *lane = blocks + index / linkage_lanes * linkage_words * linkage_lanes + index % linkage_lanes;
    for (int word = 0; word < linkage_words; word++) fingerprint[word] = lane[word * linkage_lanes];
}

typedef struct {
    linkage_slice slice;
    linkage_kernel kernel;
    linkage_hits hits;
} task;

static void *run(void *argument) {
    task *one = argument;
    one->slice.out = &one->hits;
    switch (one->kernel) {
#if defined(__x86_64__)
    case linkage_popcnt: linkage_pairs_popcnt(&one->slice); break;
    case linkage_avx2: linkage_pairs_avx2(&one->slice); break;
    case linkage_avx512: linkage_pairs_avx512(&one->slice); break;
#endif
    default: linkage_pairs_portable(&one->slice);
    }
    return NULL;
}

// Where the slice of a thread begins: shares of the same area, where only pairs with a higher number are wanted.
static size_t bound(size_t rows, int part, int parts, int upper) {
    if (part == 0) return 0;
    if (part == parts) return rows;
    double share = (double)part / parts;
    if (upper) {
        // 1 - sqrt(1 - share), by Newton's steps: no need of the mathematics library for once.
        double root = 1 - share;
        for (int step = 0; step < 30; step++) root = (root + (1 - share) / root) / 2;
        share = 1 - root;
    }
    return (size_t)((double)rows * share) / linkage_tile_rows * linkage_tile_rows;
}

void linkage_pairs(linkage_kernel kernel, const uint64_t *rows, size_t row_count, linkage_list list, uint32_t share,
                   int upper, int threads, linkage_hits *out) {
    enum { most = 64 };
    if (threads < 1) threads = 1;
    if (threads > most) threads = most;
    uint16_t *row_bits = malloc((row_count ? row_count : 1) * sizeof *row_bits);
    if (!row_bits) {
        out->failed = 1;
        return;
    }
    for (size_t row = 0; row < row_count; row++) row_bits[row] = linkage_count_bits(rows + row * linkage_words);
    task tasks[most];
    pthread_t handles[most];
    int started[most];
    for (int part = 0; part < threads; part++) {
        tasks[part] = (task){.slice = {.rows = rows,
                                       .row_bits = row_bits,
                                       .from = bound(row_count, part, threads, upper),
                                       .to = bound(row_count, part + 1, threads, upper),
                                       .list = list,
                                       // Dice is twice the common bits over the sum of both.
                                       .limit = {share, 2 * 65536, 0},
                                       .upper = upper},
                             .kernel = kernel};
        // The last part, and any that finds no thread, runs here.
        started[part] = part + 1 < threads && pthread_create(&handles[part], NULL, run, &tasks[part]) == 0;
    }
    for (int part = 0; part < threads; part++)
        if (!started[part]) run(&tasks[part]);
    for (int part = 0; part < threads; part++) {
        if (started[part]) pthread_join(handles[part], NULL);
        const linkage_hits *hits = &tasks[part].hits;
        out->failed |= hits->failed;
        if (part == 0) {
            *out = (linkage_hits){hits->items, hits->count, hits->capacity, out->failed};
            continue;
        }
        const size_t count = out->count + hits->count;
        if (count > out->capacity) {
            linkage_hit *items = realloc(out->items, count * sizeof *items);
            if (items) {
                out->items = items;
                out->capacity = count;
            } else {
                out->failed = 1;
            }
        }
        if (!out->failed && hits->count) {
            memcpy(out->items + out->count, hits->items, hits->count * sizeof *hits->items);
            out->count = count;
        }
        linkage_free(&tasks[part].hits);
    }
    free(row_bits);
}

void linkage_search(linkage_kernel kernel, const uint64_t *row, linkage_list list, uint32_t share, size_t most,
                    linkage_hits *out) {
    const uint16_t bits = linkage_count_bits(row);
    const linkage_slice slice = {
        .rows = row, .row_bits = &bits, .to = 1, .list = list, .limit = {share, 2 * 65536, 0}, .out = out};
    if (most == 0) return;
    switch (kernel) {
#if defined(__x86_64__)
    case linkage_popcnt: linkage_search_popcnt(&slice, most); break;
    case linkage_avx2: linkage_search_avx2(&slice, most); break;
    case linkage_avx512: linkage_search_avx512(&slice, most); break;
#endif
    default: linkage_search_portable(&slice, most);
    }
}
