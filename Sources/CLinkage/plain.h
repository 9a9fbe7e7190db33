// A tile in plain C; included after TARGET and NAME.

TARGET INLINE uint64_t NAME(tile)(const int rows, const uint64_t *row, const uint16_t *row_bits, const uint64_t *block,
                                  const uint16_t *bits, const linkage_limit limit, uint16_t *common) {
    uint64_t mask = 0;
    for (int number = 0; number < rows; number++) {
        for (int lane = 0; lane < linkage_lanes; lane++) {
            uint64_t count = 0;
            for (int word = 0; word < linkage_words; word++)
                count += (uint64_t)__builtin_popcountll(row[number * linkage_words + word] &
                                                        block[word * linkage_lanes + lane]);
            const uint64_t sum = (uint64_t)row_bits[number] + bits[lane];
            const int place = number * linkage_lanes + lane;
            common[place] = (uint16_t)count;
            mask |= (uint64_t)(count * limit.scale >= limit.share * sum + limit.more) << place;
        }
    }
    return mask;
}
