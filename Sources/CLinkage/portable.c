#include "kernels.h"

#define KERNEL portable
#define TARGET
#define NAME(name) portable_##name

#include "plain.h"
#include "scan.h"
