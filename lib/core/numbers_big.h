/* Unsigned integers of up to 4,224 bits on the stack: exact arithmetic for reading and printing
 * doubles. The largest that occurs is 10^1126 (3,741 bits), times at most 2^60; see
 * numbers_read.c. */
#ifndef RSUPI_NUMBERS_BIG_H
#define RSUPI_NUMBERS_BIG_H
#include <stdint.h>

enum { RSUPI_BIG_LIMBS = 132 };
typedef struct rsupi_big {
  int32_t count; /* limbs in use; the highest is not 0 */
  uint32_t limb[RSUPI_BIG_LIMBS];
} rsupi_big;

void rsupi_big_set(rsupi_big *big, uint64_t value);
void rsupi_big_multiply_add(rsupi_big *big, uint32_t factor, uint32_t addend);
void rsupi_big_multiply_ten(rsupi_big *big, int32_t exponent); /* by 10^exponent, exponent >= 0 */
void rsupi_big_shift(rsupi_big *big, int32_t bits);            /* left; bits >= 0 */
void rsupi_big_add(rsupi_big *a, const rsupi_big *b);
void rsupi_big_subtract(rsupi_big *a, const rsupi_big *b); /* a >= b */
int rsupi_big_compare(const rsupi_big *a, const rsupi_big *b);
int32_t rsupi_big_bits(const rsupi_big *big); /* length in bits; 0 for 0 */
#endif
