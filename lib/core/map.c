/* Open addressing with linear probing. Keys come from documents that anybody may have written, so
 * the hash is keyed (SipHash-1-3, J.-P. Aumasson and D. J. Bernstein, 2012; the key is the address
 * of the slots): nobody can prepare keys that all fall together. Nothing depends on the order. */
#include "core/map.h"
#include <string.h>

struct rsupi_map_slot {
  const char *key; /* NULL: free */
  size_t len;
  uint32_t hash, value;
};

enum { FIRST_CAPACITY = 16 };

static uint64_t rotate(uint64_t x, int bits) {
  return x << bits | x >> (64 - bits);
}

/* In variables of their own, which stay in registers. */
typedef struct sip {
  uint64_t a, b, c, d;
} sip;

static inline sip sip_round(sip v) {
  v.a += v.b;
  v.b = rotate(v.b, 13) ^ v.a;
  v.a = rotate(v.a, 32);
  v.c += v.d;
  v.d = rotate(v.d, 16) ^ v.c;
  v.a += v.d;
  v.d = rotate(v.d, 21) ^ v.a;
  v.c += v.b;
  v.b = rotate(v.b, 17) ^ v.c;
  v.c = rotate(v.c, 32);
  return v;
}

static inline sip sip_word(sip v, uint64_t word) {
  v.d ^= word;
  v = sip_round(v);
  v.a ^= word;
  return v;
}

/* The last bytes, fewer than eight, as one word: reads of four that overlap, or three bytes of
 * which some are the same. Which, follows from their number, which is hashed as well. */
static uint64_t short_word(const char *bytes, size_t count) {
  uint32_t first, last;
  if (count >= sizeof first) {
    memcpy(&first, bytes, sizeof first);
    memcpy(&last, bytes + count - sizeof last, sizeof last);
    return first | (uint64_t)last << 8 * (count - sizeof last);
  }
  if (count == 0) return 0;
  return (unsigned char)bytes[0] | (uint64_t)(unsigned char)bytes[count / 2] << 8 |
         (uint64_t)(unsigned char)bytes[count - 1] << 16;
}

static uint32_t hash_key(const rsupi_map_slot *slots, const char *key, size_t len) {
  const uint64_t k0 = (uint64_t)(uintptr_t)slots,
                 k1 = rotate(k0, 29) ^ UINT64_C(0x9E3779B97F4A7C15);
  sip v = {k0 ^ UINT64_C(0x736F6D6570736575), k1 ^ UINT64_C(0x646F72616E646F6D),
           k0 ^ UINT64_C(0x6C7967656E657261), k1 ^ UINT64_C(0x7465646279746573)};
  size_t at = 0;
  uint64_t word;
  for (; len - at >= sizeof word; at += sizeof word) {
    memcpy(&word, key + at, sizeof word);
    v = sip_word(v, word);
  }
  v = sip_word(v, short_word(key + at, len - at) ^ (uint64_t)len << 56); /* it may be empty */
  v.c ^= 0xFF;
  v = sip_round(sip_round(sip_round(v)));
  return (uint32_t)(v.a ^ v.b ^ v.c ^ v.d);
}

/* The slot of the key, or the free one where it belongs. At least one is always free. */
static rsupi_map_slot *find(rsupi_map_slot *slots, size_t capacity, const char *key, size_t len,
                            uint32_t hash) {
  for (size_t at = hash & (capacity - 1);; at = (at + 1) & (capacity - 1)) {
    rsupi_map_slot *const slot = &slots[at];
    if (!slot->key) return slot;
    if (slot->hash == hash && slot->len == len && memcmp(slot->key, key, len) == 0) return slot;
  }
}

static int resize(rsupi_arena *arena, rsupi_map *map, size_t capacity) {
  rsupi_map_slot *const slots = rsupi_arena_array(arena, capacity, sizeof *slots);
  if (!slots) return 0;
  for (size_t i = 0; i < map->capacity; i++) {
    const rsupi_map_slot old = map->slots[i];
    if (!old.key) continue;
    const uint32_t hash = hash_key(slots, old.key, old.len);
    *find(slots, capacity, old.key, old.len, hash) =
        (rsupi_map_slot){old.key, old.len, hash, old.value};
  }
  map->slots = slots;
  map->capacity = capacity;
  return 1;
}

int rsupi_map_reserve(rsupi_arena *arena, rsupi_map *map, size_t count) {
  size_t capacity = map->capacity ? map->capacity : FIRST_CAPACITY;
  while (capacity / 4 * 3 <= count) {
    if (capacity > SIZE_MAX / 2) return 0;
    capacity *= 2;
  }
  return capacity == map->capacity || resize(arena, map, capacity);
}

/* NULL out of memory; *is_new: it holds `value` since now. */
static const rsupi_map_slot *claim(rsupi_arena *arena, rsupi_map *map, const char *key, size_t len,
                                   uint32_t value, int *is_new) {
  if (map->count >= map->capacity / 4 * 3 && !rsupi_map_reserve(arena, map, map->count))
    return NULL;
  const uint32_t hash = hash_key(map->slots, key, len);
  rsupi_map_slot *const slot = find(map->slots, map->capacity, key, len, hash);
  *is_new = !slot->key;
  if (*is_new) {
    *slot = (rsupi_map_slot){key, len, hash, value};
    map->count++;
  }
  return slot;
}

int rsupi_map_put(rsupi_arena *arena, rsupi_map *map, const char *key, size_t len, uint32_t value) {
  int is_new;
  return claim(arena, map, key, len, value, &is_new) ? is_new : -1;
}

uint32_t rsupi_map_claim(rsupi_arena *arena, rsupi_map *map, const char *key, size_t len,
                         uint32_t value) {
  int is_new;
  const rsupi_map_slot *const slot = claim(arena, map, key, len, value, &is_new);
  return slot ? slot->value : UINT32_MAX;
}

uint32_t rsupi_map_get(const rsupi_map *map, const char *key, size_t len) {
  if (map->count == 0) return UINT32_MAX;
  const uint32_t hash = hash_key(map->slots, key, len);
  const rsupi_map_slot *const slot = find(map->slots, map->capacity, key, len, hash);
  return slot->key ? slot->value : UINT32_MAX;
}
