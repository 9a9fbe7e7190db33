#include "CLinkage.h"

#include <string.h>

enum { longest = 31 };

static inline int32_t least_of(int32_t one, int32_t other) { return one < other ? one : other; }

int32_t linkage_sound_distance(const uint8_t *one, int32_t rows, const uint8_t *other, int32_t columns,
                               const uint8_t *alone, const uint8_t *between, int32_t exchange, int32_t weak_end,
                               int32_t ends, int32_t most) {
    int32_t table[3][longest + 1];
    int32_t *above_that = table[0], *above = table[1], *current = table[2];
    int32_t costs[longest];
    above[0] = 0;
    for (int32_t column = 0; column < columns; column++) {
        costs[column] = alone[other[column]];
        above[column + 1] = above[column] + costs[column];
    }
    memset(above_that, 0, sizeof table[0]);
    int32_t least_above = 0;
    for (int32_t row = 0; row < rows; row++) {
        const uint8_t sound = one[row];
        const int32_t cost = alone[sound];
        const uint8_t *const near = between + ((size_t)sound << 8);
        current[0] = above[0] + cost;
        int32_t least = current[0];
        for (int32_t column = 0; column < columns; column++) {
            int32_t best = above[column] + near[other[column]];
            best = least_of(best, above[column + 1] + cost);
            best = least_of(best, current[column] + costs[column]);
            if (row > 0 && column > 0 && sound == other[column - 1] && one[row - 1] == other[column] &&
                sound != one[row - 1])
                best = least_of(best, above_that[column - 1] + exchange);
            current[column + 1] = best;
            least = least_of(least, best);
        }
        // No way on costs less than where it comes from.
        if (least > most && least_above > most) return most + 1;
        least_above = least;
        int32_t *const free = above_that;
        above_that = above;
        above = current;
        current = free;
    }
    int32_t distance = above[columns];
    if (ends & 1) distance = least_of(distance, above_that[columns] + weak_end);
    if (ends & 2) distance = least_of(distance, above[columns - 1] + weak_end);
    return distance;
}

int32_t linkage_edit_distance(const uint8_t *pattern, int32_t length, const uint8_t *text, int32_t count) {
    // Where each letter occurs in the pattern; letters that share a place are told apart by the pattern itself.
    uint64_t places[64] = {0};
    uint64_t shared = 0;
    uint8_t letters[64];
    for (int32_t index = 0; index < length; index++) {
        const uint8_t place = pattern[index] & 63;
        if (places[place] != 0 && letters[place] != pattern[index]) shared |= 1ULL << place;
        letters[place] = pattern[index];
        places[place] |= 1ULL << index;
    }
    const uint64_t last = 1ULL << (length - 1);
    uint64_t positive = ~0ULL, negative = 0, diagonal = 0, before = 0;
    int32_t distance = length;
    for (int32_t position = 0; position < count; position++) {
        const uint8_t letter = text[position], place = letter & 63;
        uint64_t match = 0;
        if (shared >> place & 1) {
            for (int32_t index = 0; index < length; index++) match |= (uint64_t)(pattern[index] == letter) << index;
        } else if (places[place] != 0 && letters[place] == letter) {
            match = places[place];
        }
        const uint64_t exchanged = ((~diagonal & match) << 1) & before;
        diagonal = (((match & positive) + positive) ^ positive) | match | negative | exchanged;
        uint64_t up = negative | ~(diagonal | positive);
        uint64_t down = diagonal & positive;
        distance += (up & last) != 0;
        distance -= (down & last) != 0;
        up = up << 1 | 1;
        down <<= 1;
        positive = down | ~(diagonal | up);
        negative = up & diagonal;
        before = match;
    }
    return distance;
}
