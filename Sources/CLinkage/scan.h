// The loops around a kernel's tile; included by each kernel after it has defined TARGET, NAME and the tile:
//
//     uint64_t NAME(tile)(int rows, const uint64_t *row, const uint16_t *row_bits, const uint64_t *block,
//                         const uint16_t *bits, linkage_limit limit, uint16_t *common)
//
// which compares up to eight rows with a block, returns a bit for each hit (row * 8 + lane) and, where there is one,
// writes how many bits are common.

#include <string.h>

#define CONCATENATE_(one, other) one##other
#define CONCATENATE(one, other) CONCATENATE_(one, other)

TARGET INLINE void NAME(run)(const linkage_slice *slice, const int rows, size_t row, size_t block, size_t end,
                             const uint64_t *tile) {
    const size_t count = slice->list.count;
    for (; block < end; block++, tile += linkage_words * linkage_lanes) {
        uint16_t common[linkage_tile_rows * linkage_lanes];
        uint64_t mask = NAME(tile)(rows, slice->rows + row * linkage_words, slice->row_bits + row,
                                   tile, slice->list.bits + block * linkage_lanes, slice->limit, common);
        for (; __builtin_expect(mask != 0, 0); mask &= mask - 1) {
            const int bit = __builtin_ctzll(mask);
            const size_t one = row + (size_t)(bit / linkage_lanes);
            const size_t other = block * linkage_lanes + (size_t)(bit % linkage_lanes);
            if (other >= count || common[bit] == 0 || (slice->upper && other <= one)) continue;
            linkage_push(slice->out, (linkage_hit){(uint32_t)one, (uint32_t)other, common[bit]});
        }
    }
}

TARGET void CONCATENATE(linkage_pairs_, KERNEL)(const linkage_slice *slice) {
    const size_t blocks = (slice->list.count + linkage_lanes - 1) / linkage_lanes;
    for (size_t block = 0; block < blocks; block += linkage_tile_blocks) {
        const size_t end = block + linkage_tile_blocks < blocks ? block + linkage_tile_blocks : blocks;
        // On cache lines of its own; where the list lies its owner doesn't know.
        _Alignas(64) uint64_t tile[linkage_tile_blocks * linkage_words * linkage_lanes];
        memcpy(tile, slice->list.blocks + block * linkage_words * linkage_lanes,
               (end - block) * linkage_words * linkage_lanes * sizeof *tile);
        // Rows from here on have no pair with a higher number in these blocks.
        size_t to = slice->to;
        if (slice->upper && end * linkage_lanes < to) to = end * linkage_lanes;
        size_t row = slice->from;
        for (; row + linkage_tile_rows <= to; row += linkage_tile_rows)
            NAME(run)(slice, linkage_tile_rows, row, block, end, tile);
        for (; row < to; row++) NAME(run)(slice, 1, row, block, end, tile);
    }
}

TARGET void CONCATENATE(linkage_search_, KERNEL)(const linkage_slice *slice, size_t most) {
    const size_t blocks = (slice->list.count + linkage_lanes - 1) / linkage_lanes;
    linkage_limit limit = slice->limit;
    linkage_hits *out = slice->out;
    const uint32_t row_bits = slice->row_bits[0];
    for (size_t block = 0; block < blocks; block++) {
        uint16_t common[linkage_lanes];
        const uint16_t *bits = slice->list.bits + block * linkage_lanes;
        uint64_t mask = NAME(tile)(1, slice->rows, slice->row_bits,
                                   slice->list.blocks + block * linkage_words * linkage_lanes, bits, limit, common);
        for (; __builtin_expect(mask != 0, 0); mask &= mask - 1) {
            const int lane = __builtin_ctzll(mask);
            const size_t other = block * linkage_lanes + (size_t)lane;
            const uint64_t sum = row_bits + bits[lane];
            if (other >= slice->list.count || common[lane] == 0) continue;
            // Another of this block may have raised the limit.
            if ((uint64_t)common[lane] * limit.scale < limit.share * sum + limit.more) continue;
            if (out->count < most) linkage_push(out, (linkage_hit){0, 0, 0});
            if (out->failed) return;
            // Behind all that are as good: found by halves, for hundreds are kept where thousands pass.
            size_t place = 0;
            for (size_t rest = out->count - 1; rest > 0;) {
                const size_t half = rest / 2;
                const linkage_hit middle = out->items[place + half];
                const uint64_t middle_sum = row_bits + slice->list.bits[middle.other];
                if (common[lane] * middle_sum <= middle.common * sum) {
                    place += half + 1;
                    rest -= half + 1;
                } else {
                    rest = half;
                }
            }
            memmove(out->items + place + 1, out->items + place, (out->count - 1 - place) * sizeof *out->items);
            out->items[place] = (linkage_hit){0, (uint32_t)other, common[lane]};
            if (out->count == most) {
                const linkage_hit last = out->items[most - 1];
                limit = (linkage_limit){last.common, row_bits + slice->list.bits[last.other], 1};
            }
        }
    }
}
