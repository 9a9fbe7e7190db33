// What the kernel tells of its clock: Swift's own Glibc module leaves sys/timex.h out.
#include <sys/timex.h>

// 1 where something keeps the clock right, 0 where nothing does, -1 where the kernel won't say.
static inline int clinux_is_clock_synchronised(void) {
    struct timex state = {0};
    int code = adjtimex(&state);
    if (code < 0) return -1;
    return code != TIME_ERROR && !(state.status & STA_UNSYNC);
}
