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

static void sip_round(uint64_t v[4]) {
  v[0] += v[1];
  v[1] = rotate(v[1], 13) ^ v[0];
  v[0] = rotate(v[0], 32);
  v[2] += v[3];
  v[3] = rotate(v[3], 16) ^ v[2];
  v[0] += v[3];
  v[3] = rotate(v[3], 21) ^ v[0];
  v[2] += v[1];
  v[1] = rotate(v[1], 17) ^ v[2];
  v[2] = rotate(v[2], 32);
}

static void sip_word(uint64_t v[4], uint64_t word) {
  v[3] ^= word;
  sip_round(v);
  v[0] ^= word;
}

static uint32_t hash_key(const rsupi_map_slot *slots, const char *key, size_t len) {
  const uint64_t k0 = (uint64_t)(uintptr_t)slots,
                 k1 = rotate(k0, 29) ^ UINT64_C(0x9E3779B97F4A7C15);
  uint64_t v[4] = {k0 ^ UINT64_C(0x736F6D6570736575), k1 ^ UINT64_C(0x646F72616E646F6D),
                   k0 ^ UINT64_C(0x6C7967656E657261), k1 ^ UINT64_C(0x7465646279746573)};
  size_t at = 0;
  uint64_t word;
  for (; len - at >= sizeof word; at += sizeof word) {
    memcpy(&word, key + at, sizeof word);
    sip_word(v, word);
  }
  word = 0;
  for (size_t i = len; i > at; i--) word = word << 8 | (unsigned char)key[i - 1];
  sip_word(v, word ^ (uint64_t)len << 56); /* the last word; it may be empty */
  v[2] ^= 0xFF;
  for (int i = 0; i < 3; i++) sip_round(v);
  return (uint32_t)(v[0] ^ v[1] ^ v[2] ^ v[3]);
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

int rsupi_map_put(rsupi_arena *arena, rsupi_map *map, const char *key, size_t len, uint32_t value) {
  if (map->count >= map->capacity / 4 * 3 && !rsupi_map_reserve(arena, map, map->count)) return -1;
  const uint32_t hash = hash_key(map->slots, key, len);
  rsupi_map_slot *const slot = find(map->slots, map->capacity, key, len, hash);
  if (slot->key) return 0;
  *slot = (rsupi_map_slot){key, len, hash, value};
  map->count++;
  return 1;
}

uint32_t rsupi_map_get(const rsupi_map *map, const char *key, size_t len) {
  if (map->count == 0) return UINT32_MAX;
  const uint32_t hash = hash_key(map->slots, key, len);
  const rsupi_map_slot *const slot = find(map->slots, map->capacity, key, len, hash);
  return slot->key ? slot->value : UINT32_MAX;
}
