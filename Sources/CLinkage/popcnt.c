#include "kernels.h"

#if defined(__x86_64__)

#define KERNEL popcnt
#define TARGET __attribute__((target("popcnt")))
#define NAME(name) popcnt_##name

#include "plain.h"
#include "scan.h"

#endif
