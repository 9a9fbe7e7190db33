#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own loop; it comes with the toolchain when linking with -sanitize=fuzzer.
int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*callback)(const uint8_t *bytes, size_t count));
