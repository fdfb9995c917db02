/* The zone database of a root: finds a zone's bytes (the host's, else a folder's), parses them once
 * and keeps the zone. One lock guards the cache; zones themselves never change. */
#include "core/map.h"
#include "time/zone_data.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION_SIZE = 32 };

struct rsupi_zones {
  rsup_allocator allocator;
  rsupi_zones_source source; /* dir is NULL when there is no folder of zone data */
  char version[VERSION_SIZE];
  pthread_mutex_t lock;
  /* Guarded by the lock: */
  rsupi_arena arena;
  rsupi_map index; /* name -> position in loaded */
  rsupi_list loaded;
};

/* ---- where the data is */

/* Something that every folder of zone data has one of. */
static int has_zone_data(const char *dir) {
  static const char *const signs[] = {"tzdata.zi", "+VERSION", "zone1970.tab", "zone.tab",
                                      "UTC",       "Etc/UTC",  "Europe/London"};
  char byte;
  for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
    if (rsupi_zone_file_head(dir, signs[i], &byte, 1) == 1) return 1;
  return 0;
}

static const char *find_dir(const char *given) {
  static const char *const folders[] = {"/usr/share/zoneinfo", "/usr/lib/zoneinfo",
                                        "/usr/share/lib/zoneinfo", "/etc/zoneinfo"};
  const char *dir = given;
  if (!dir) {
    dir = getenv("TZDIR");
    if (dir && *dir == '\0') dir = NULL;
  }
  if (dir) return has_zone_data(dir) ? dir : NULL;
  for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
    if (has_zone_data(folders[i])) return folders[i];
  return NULL;
}

/* "2025b\n", or the first line of tzdata.zi: "# version 2025b". */
static void set_version(rsupi_zones *zones, const char *text, size_t len) {
  static const char prefix[] = "# version ";
  const size_t prefix_len = sizeof prefix - 1;
  if (len > prefix_len && memcmp(text, prefix, prefix_len) == 0) {
    text += prefix_len;
    len -= prefix_len;
  }
  size_t end = 0;
  while (end < len && text[end] > ' ' && text[end] <= '~') end++;
  if (end == 0 || end >= VERSION_SIZE) return;
  memcpy(zones->version, text, end);
  zones->version[end] = '\0';
}

/* A host that hands in zones also answers for their version, under the name "+VERSION". */
static void read_version(rsupi_zones *zones) {
  memcpy(zones->version, "unknown", sizeof "unknown");
  if (zones->source.bytes) {
    const void *text = NULL;
    const size_t len = zones->source.bytes(zones->source.user, "+VERSION", &text);
    if (text && len > 0) set_version(zones, text, len);
  } else if (zones->source.dir) {
    char head[VERSION_SIZE + 16];
    size_t len = rsupi_zone_file_head(zones->source.dir, "+VERSION", head, sizeof head);
    if (len == 0) len = rsupi_zone_file_head(zones->source.dir, "tzdata.zi", head, sizeof head);
    set_version(zones, head, len);
  }
}

/* ---- life */

rsup_status rsupi_zones_new(const rsup_allocator *allocator, const rsupi_zones_source *source,
                            rsupi_zones **out, rsup_error *err) {
  rsupi_error_clear(err);
  if (!out) return rsupi_fail(err, RSUP_E_ARGUMENT, "out is NULL");
  *out = NULL;
  const rsup_allocator own = rsupi_allocator_or_default(allocator);
  rsupi_zones *zones = rsupi_alloc(&own, sizeof *zones);
  if (!zones) return rsupi_fail_memory(err);
  if (pthread_mutex_init(&zones->lock, NULL) != 0) {
    rsupi_release(&own, zones, sizeof *zones);
    return rsupi_fail_memory(err);
  }
  zones->allocator = own;
  if (source) zones->source = *source;
  rsupi_arena_init(&zones->arena, &own, 1024);
  const char *dir = find_dir(zones->source.dir);
  zones->source.dir = rsupi_arena_copy(&zones->arena, dir);
  if (zones->arena.failed) {
    rsupi_zones_free(zones);
    return rsupi_fail_memory(err);
  }
  read_version(zones);
  *out = zones;
  return RSUP_OK;
}

void rsupi_zones_free(rsupi_zones *zones) {
  if (!zones) return;
  const rsup_allocator own = zones->allocator;
  for (size_t i = 0; i < zones->loaded.count; i++)
    rsupi_zone_free(&own, (rsupi_zone *)(uintptr_t)zones->loaded.items[i]);
  rsupi_arena_free(&zones->arena);
  (void)pthread_mutex_destroy(&zones->lock);
  rsupi_release(&own, zones, sizeof *zones);
}

const char *rsupi_zones_version(const rsupi_zones *zones) {
  return zones->version;
}

/* ---- names */

static int is_name_char(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '+' || c == '-';
}

/* Files in the folder that are no zones: what they hold differs from machine to machine, or counts
 * leap seconds. */
static int is_machine_name(const char *name) {
  return strcmp(name, "localtime") == 0 || strcmp(name, "posixrules") == 0 ||
         strcmp(name, "Factory") == 0 || strncmp(name, "posix/", 6) == 0 ||
         strncmp(name, "right/", 6) == 0;
}

/* Parts of [A-Za-z0-9_+-] between single slashes: without dots no name leads out of the folder. */
static int is_zone_name(const char *name) {
  size_t len = 0;
  for (; name[len] != '\0'; len++) {
    const int slash = name[len] == '/';
    if (len + 1 >= RSUPI_ZONE_NAME_SIZE || (!slash && !is_name_char(name[len]))) return 0;
    if (slash && (len == 0 || name[len - 1] == '/' || name[len + 1] == '\0')) return 0;
  }
  return len > 0 && !is_machine_name(name) && name[0] != '+';
}

/* ---- loading */

/* The zone `name` from the data that is called `data_name`; *out stays NULL when there is none. */
static rsup_status load(rsupi_zones *zones, const char *name, const char *data_name,
                        rsupi_zone **out, rsup_error *err) {
  if (zones->source.bytes) {
    const void *bytes = NULL;
    const size_t len = zones->source.bytes(zones->source.user, data_name, &bytes);
    if (bytes && len > 0) return rsupi_zone_parse(&zones->allocator, name, bytes, len, out, err);
  }
  if (!zones->source.dir) return RSUP_OK;
  unsigned char *bytes;
  int failed;
  const size_t len =
      rsupi_zone_file_read(&zones->allocator, zones->source.dir, data_name, &bytes, &failed);
  if (failed) return rsupi_fail_memory(err);
  if (len == 0) return RSUP_OK;
  const rsup_status status = rsupi_zone_parse(&zones->allocator, name, bytes, len, out, err);
  rsupi_release(&zones->allocator, bytes, len);
  return status;
}

/* Whether there is any data at all: a wrong name must not read as a missing package. */
static int has_any_zone(rsupi_zones *zones) {
  static const char *const names[] = {"UTC", "Etc/UTC", "Europe/London", "America/New_York"};
  if (zones->loaded.count > 0 || zones->source.dir) return 1;
  for (size_t i = 0; zones->source.bytes && i < sizeof names / sizeof names[0]; i++) {
    const void *bytes = NULL;
    if (zones->source.bytes(zones->source.user, names[i], &bytes) > 0 && bytes) return 1;
  }
  return 0;
}

static rsup_status fail_missing(rsupi_zones *zones, rsup_error *err) {
  if (has_any_zone(zones))
    return rsupi_fail(err, RSUP_E_UNKNOWN_ZONE, "no time zone of this name is known");
  return rsupi_fail(err, RSUP_E_ZONE_DATA,
                    "no time zone data on this machine: install the tzdata package, set TZDIR, or "
                    "hand the bytes in through zone_bytes");
}

/* Takes over the zone, or frees it. */
static rsup_status remember(rsupi_zones *zones, rsupi_zone *zone, rsup_error *err) {
  if (!rsupi_list_push(&zones->arena, &zones->loaded, zone)) {
    rsupi_zone_free(&zones->allocator, zone);
    return rsupi_fail_memory(err);
  }
  const uint32_t position = (uint32_t)(zones->loaded.count - 1);
  if (rsupi_map_put(&zones->arena, &zones->index, zone->name, strlen(zone->name), position) < 0) {
    zones->loaded.count--;
    rsupi_zone_free(&zones->allocator, zone);
    return rsupi_fail_memory(err);
  }
  return RSUP_OK;
}

static rsup_status get_locked(rsupi_zones *zones, const char *name, const rsupi_zone **out,
                              rsup_error *err) {
  const uint32_t position = rsupi_map_get(&zones->index, name, strlen(name));
  if (position != UINT32_MAX) {
    *out = zones->loaded.items[position];
    return RSUP_OK;
  }
  rsupi_zone *zone = NULL;
  rsup_status status = load(zones, name, name, &zone, err);
  const char *target = rsupi_zone_alias(name);
  if (status == RSUP_OK && !zone && target) status = load(zones, name, target, &zone, err);
  if (status == RSUP_OK && !zone) status = fail_missing(zones, err);
  if (status == RSUP_OK) status = remember(zones, zone, err);
  if (status == RSUP_OK) *out = zone;
  return status;
}

rsup_status rsupi_zones_get(rsupi_zones *zones, const char *name, const rsupi_zone **out,
                            rsup_error *err) {
  rsupi_error_clear(err);
  if (!out) return rsupi_fail(err, RSUP_E_ARGUMENT, "out is NULL");
  *out = NULL;
  if (!zones || !name) return rsupi_fail(err, RSUP_E_ARGUMENT, "zones or name is NULL");
  if (!is_zone_name(name))
    return rsupi_fail(err, RSUP_E_UNKNOWN_ZONE, "this is no name of a time zone");
  if (pthread_mutex_lock(&zones->lock) != 0)
    return rsupi_fail(err, RSUP_E_STATE, "the lock of the zone database cannot be taken");
  const rsup_status status = get_locked(zones, name, out, err);
  (void)pthread_mutex_unlock(&zones->lock);
  return status;
}
