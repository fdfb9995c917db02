/* Exact integers on the stack, little-endian limbs of 32 bits. */
#include "core/numbers_big.h"
#include <string.h>

static void push(rsupi_big *big, uint32_t limb) {
  if (limb && big->count < RSUPI_BIG_LIMBS) big->limb[big->count++] = limb;
}

static void trim(rsupi_big *big) {
  while (big->count > 0 && big->limb[big->count - 1] == 0) big->count--;
}

void rsupi_big_set(rsupi_big *big, uint64_t value) {
  big->limb[0] = (uint32_t)value;
  big->limb[1] = (uint32_t)(value >> 32);
  big->count = 2;
  trim(big);
}

void rsupi_big_multiply_add(rsupi_big *big, uint32_t factor, uint32_t addend) {
  uint64_t carry = addend;
  for (int32_t i = 0; i < big->count; i++) {
    carry += (uint64_t)big->limb[i] * factor;
    big->limb[i] = (uint32_t)carry;
    carry >>= 32;
  }
  push(big, (uint32_t)carry);
}

void rsupi_big_multiply_ten(rsupi_big *big, int32_t exponent) {
  for (int32_t left = exponent; left > 0;) {
    uint32_t five = 1;
    for (int32_t i = 0; i < 13 && left > 0; i++, left--) five *= 5; /* 5^13 < 2^32 */
    rsupi_big_multiply_add(big, five, 0);
  }
  rsupi_big_shift(big, exponent);
}

void rsupi_big_shift(rsupi_big *big, int32_t bits) {
  const int32_t whole = bits / 32;
  if (big->count == 0) return;
  if (bits % 32) rsupi_big_multiply_add(big, UINT32_C(1) << (bits % 32), 0);
  if (whole == 0 || big->count + whole > RSUPI_BIG_LIMBS) return;
  memmove(big->limb + whole, big->limb, (size_t)big->count * sizeof big->limb[0]);
  memset(big->limb, 0, (size_t)whole * sizeof big->limb[0]);
  big->count += whole;
}

void rsupi_big_add(rsupi_big *a, const rsupi_big *b) {
  uint64_t carry = 0;
  while (a->count < b->count) a->limb[a->count++] = 0;
  for (int32_t i = 0; i < a->count; i++) {
    carry += (uint64_t)a->limb[i] + (i < b->count ? b->limb[i] : 0);
    a->limb[i] = (uint32_t)carry;
    carry >>= 32;
  }
  push(a, (uint32_t)carry);
}

void rsupi_big_subtract(rsupi_big *a, const rsupi_big *b) {
  uint64_t borrow = 0;
  for (int32_t i = 0; i < a->count; i++) {
    const uint64_t take = (uint64_t)(i < b->count ? b->limb[i] : 0) + borrow;
    borrow = a->limb[i] < take;
    a->limb[i] = (uint32_t)(a->limb[i] - take);
  }
  trim(a);
}

int rsupi_big_compare(const rsupi_big *a, const rsupi_big *b) {
  if (a->count != b->count) return a->count < b->count ? -1 : 1;
  for (int32_t i = a->count; i-- > 0;)
    if (a->limb[i] != b->limb[i]) return a->limb[i] < b->limb[i] ? -1 : 1;
  return 0;
}

int32_t rsupi_big_bits(const rsupi_big *big) {
  if (big->count == 0) return 0;
  int32_t bits = (big->count - 1) * 32;
  for (uint32_t top = big->limb[big->count - 1]; top; top >>= 1) bits++;
  return bits;
}
