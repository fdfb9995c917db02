/* The steps of 16-bit rows for processors with AVX2: the same arithmetic, four at a time instead of
 * two. No fused multiply-add, so the same bits. */
#include "core/numbers.h"
#include "network/structure_shape.h"
#include <string.h>

#if defined(__GNUC__) && defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif
#define RSUPI_NARROW_STEP(step) rsupi_narrow_##step##_avx2
#include "network/structure_narrow_steps.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int rsupi_no_avx2_here; /* a file is never empty */
#endif
