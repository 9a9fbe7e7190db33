// Of the C library's mathematics, what pure targets use: they may not import all of the C library.
#ifndef CMATH_SHIM_H
#define CMATH_SHIM_H

#include <math.h>

static inline double cmath_log(double value) { return log(value); }
static inline double cmath_exp(double value) { return exp(value); }
static inline float cmath_logf(float value) { return logf(value); }

#endif
