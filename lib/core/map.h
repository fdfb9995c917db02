/* A hash map from text to a number (an index), for vocabularies and duplicate keys. Keys are
 * borrowed. */
#ifndef RSUPI_MAP_H
#define RSUPI_MAP_H
#include "core/memory.h"

typedef struct rsupi_map_slot rsupi_map_slot;
typedef struct rsupi_map {
  rsupi_map_slot *slots;
  size_t count, capacity; /* capacity is a power of two */
} rsupi_map;
/* Grows inside the arena. Returns 1 when the key is new, 0 when it was there (its value is kept),
 * -1 out of memory. */
int rsupi_map_put(rsupi_arena *arena, rsupi_map *map, const char *key, size_t len, uint32_t value);
/* The value of the key, which is `value` from now on when it was not there. UINT32_MAX out of
 * memory. */
uint32_t rsupi_map_claim(rsupi_arena *arena, rsupi_map *map, const char *key, size_t len,
                         uint32_t value);
/* Room for `count` keys, so that putting them in does not grow the map again and again. 0 out of
 * memory. */
int rsupi_map_reserve(rsupi_arena *arena, rsupi_map *map, size_t count);
/* UINT32_MAX when the key is not there. */
uint32_t rsupi_map_get(const rsupi_map *map, const char *key, size_t len);
#endif
