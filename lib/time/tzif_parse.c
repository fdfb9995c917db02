/* From the bytes of a TZif file (RFC 9636, versions 1 to 4) to a zone. The bytes are not trusted:
 * every count is checked against the length before anything is read, and what makes no sense is an
 * error. Files that count leap seconds are brought back to POSIX time. */
#include "time/zone_data.h"
#include <string.h>

enum { HEADER_SIZE = 44, SMALLEST_OFFSET = -89999, LARGEST_OFFSET = 93599 /* RFC 9636, 3.2 */ };

/* The counts of one header, and where its block's parts stand. */
typedef struct block {
  int version;      /* 1, or 2 and above */
  size_t time_size; /* 4 or 8 bytes */
  size_t ut_count, standard_count, leap_count, time_count, type_count, char_count;
  const unsigned char *times, *indices, *types, *leaps, *end;
} block;

static uint32_t read_u32(const unsigned char *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int32_t read_i32(const unsigned char *p) {
  const uint32_t u = read_u32(p);
  return u <= INT32_MAX ? (int32_t)u : -(int32_t)(UINT32_MAX - u) - 1;
}

static int64_t read_time(const block *b, const unsigned char *array, size_t index, size_t stride) {
  const unsigned char *p = array + index * stride;
  if (b->time_size == 4) return read_i32(p);
  const uint64_t u = (uint64_t)read_u32(p) << 32 | read_u32(p + 4);
  return u <= INT64_MAX ? (int64_t)u : -(int64_t)(UINT64_MAX - u) - 1;
}

/* 0 unless a header and all the parts it announces lie within the bytes. */
static int read_block(const unsigned char *bytes, size_t len, size_t time_size, block *b) {
  if (len < HEADER_SIZE || memcmp(bytes, "TZif", 4) != 0) return 0;
  if (bytes[4] != 0 && (bytes[4] < '2' || bytes[4] > '9')) return 0; /* later ones read as 4 */
  b->version = bytes[4] == 0 ? 1 : bytes[4] - '0';
  b->time_size = time_size;
  b->ut_count = read_u32(bytes + 20);
  b->standard_count = read_u32(bytes + 24);
  b->leap_count = read_u32(bytes + 28);
  b->time_count = read_u32(bytes + 32);
  b->type_count = read_u32(bytes + 36);
  b->char_count = read_u32(bytes + 40);
  /* Each count is below 2^32 and the factors are small: no sum overflows 64 bits. */
  const uint64_t need = (uint64_t)b->time_count * (time_size + 1) + (uint64_t)b->type_count * 6 +
                        b->char_count + (uint64_t)b->leap_count * (time_size + 4) +
                        b->standard_count + b->ut_count;
  if (need > len - HEADER_SIZE) return 0;
  b->times = bytes + HEADER_SIZE;
  b->indices = b->times + b->time_count * time_size;
  b->types = b->indices + b->time_count;
  b->leaps = b->types + b->type_count * 6 + b->char_count;
  b->end = bytes + HEADER_SIZE + (size_t)need;
  return 1;
}

static int32_t type_offset(const block *b, size_t type) {
  return read_i32(b->types + type * 6);
}

static int check_types(const block *b) {
  if (b->type_count < 1 || b->type_count > 256 || b->char_count < 1) return 0;
  if (b->ut_count != 0 && b->ut_count != b->type_count) return 0;
  if (b->standard_count != 0 && b->standard_count != b->type_count) return 0;
  for (size_t i = 0; i < b->type_count; i++) {
    const unsigned char *type = b->types + i * 6;
    if (type_offset(b, i) < SMALLEST_OFFSET || type_offset(b, i) > LARGEST_OFFSET) return 0;
    if (type[4] > 1 || type[5] >= b->char_count) return 0;
  }
  return 1;
}

static int check_times(const block *b) {
  for (size_t i = 0; i < b->time_count; i++) {
    if (b->indices[i] >= b->type_count) return 0;
    if (i > 0 &&
        read_time(b, b->times, i - 1, b->time_size) >= read_time(b, b->times, i, b->time_size))
      return 0;
  }
  const size_t stride = b->time_size + 4;
  for (size_t i = 1; i < b->leap_count; i++)
    if (read_time(b, b->leaps, i - 1, stride) >= read_time(b, b->leaps, i, stride)) return 0;
  return 1;
}

/* Leap seconds counted up to `time`, which the file counts too and POSIX doesn't. *next walks along
 * the table with the ascending times. */
static int64_t leap_seconds(const block *b, int64_t time, size_t *next) {
  const size_t stride = b->time_size + 4;
  while (*next < b->leap_count && read_time(b, b->leaps, *next, stride) <= time) (*next)++;
  return *next == 0 ? 0 : read_i32(b->leaps + (*next - 1) * stride + b->time_size);
}

/* Old files begin at the Big Bang, which milliseconds don't reach. */
static rsup_instant seconds_to_instant(int64_t seconds, int64_t leaps) {
  const int64_t limit = INT64_MAX / 1000 - INT64_C(0x100000000);
  if (seconds < -limit) return INT64_MIN;
  if (seconds > limit) return INT64_MAX;
  return (seconds - leaps) * 1000;
}

/* 0 when the leap seconds of the file turn the order of its transitions around. */
static int fill(rsupi_zone *zone, const block *b) {
  zone->offsets[0] = type_offset(b, 0);
  zone->rule_from = INT64_MIN;
  size_t next_leap = 0;
  for (size_t i = 0; i < b->time_count; i++) {
    const int64_t time = read_time(b, b->times, i, b->time_size);
    const int32_t offset = type_offset(b, b->indices[i]);
    const rsup_instant at = seconds_to_instant(time, leap_seconds(b, time, &next_leap));
    if (at < zone->rule_from) return 0;
    zone->rule_from = at;
    if (at == INT64_MIN) {
      zone->offsets[0] = offset;
    } else if (offset != zone->offsets[zone->count]) {
      zone->instants[zone->count++] = at;
      zone->offsets[zone->count] = offset;
    }
  }
  return 1;
}

static rsup_status fail_damaged(rsup_error *err) {
  return rsupi_fail(err, RSUP_E_ZONE_DATA,
                    "the data of a time zone is damaged (no valid TZif file); install the tzdata "
                    "package again");
}

static rsup_status zone_new(const rsup_allocator *allocator, const char *name, const block *b,
                            const rsupi_zone_rule *rule, rsupi_zone **out, rsup_error *err) {
  size_t arrays;
  if (!rsupi_size_multiply(b->time_count + 1, sizeof(rsup_instant) + sizeof(int32_t), &arrays))
    return rsupi_fail_memory(err);
  const size_t size = sizeof(rsupi_zone) + arrays;
  rsupi_zone *zone = rsupi_alloc(allocator, size);
  if (!zone) return rsupi_fail_memory(err);
  zone->block_size = size;
  zone->instants = (rsup_instant *)(void *)(zone + 1);
  zone->offsets = (int32_t *)(void *)(zone->instants + b->time_count + 1);
  memcpy(zone->name, name, strlen(name) + 1);
  zone->rule = *rule;
  if (!fill(zone, b)) {
    rsupi_zone_free(allocator, zone);
    return fail_damaged(err);
  }
  *out = zone;
  return RSUP_OK;
}

/* The block that counts (64-bit where there is one) and the rule behind it. */
static int read_file(const unsigned char *bytes, size_t len, block *b, rsupi_zone_rule *rule) {
  if (!read_block(bytes, len, 4, b)) return 0;
  memset(rule, 0, sizeof *rule);
  if (b->version >= 2) {
    const unsigned char *end = bytes + len, *second = b->end;
    if (!read_block(second, (size_t)(end - second), 8, b) || b->version < 2) return 0;
    if (b->end == end || *b->end != '\n') return 0;
    const unsigned char *text = b->end + 1;
    const unsigned char *newline = memchr(text, '\n', (size_t)(end - text));
    if (!newline || !rsupi_zone_rule_parse((const char *)text, (size_t)(newline - text), rule))
      return 0;
  }
  return check_types(b) && check_times(b);
}

rsup_status rsupi_zone_parse(const rsup_allocator *allocator, const char *name, const void *bytes,
                             size_t len, rsupi_zone **out, rsup_error *err) {
  rsupi_error_clear(err);
  if (!out) return rsupi_fail(err, RSUP_E_ARGUMENT, "out is NULL");
  *out = NULL;
  if (!allocator || !name || !bytes || strlen(name) >= RSUPI_ZONE_NAME_SIZE)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "a zone needs an allocator, a name and its bytes");
  block b;
  rsupi_zone_rule rule;
  if (!read_file(bytes, len, &b, &rule)) return fail_damaged(err);
  return zone_new(allocator, name, &b, &rule, out, err);
}

void rsupi_zone_free(const rsup_allocator *allocator, rsupi_zone *zone) {
  if (zone) rsupi_release(allocator, zone, zone->block_size);
}

const char *rsupi_zone_name(const rsupi_zone *zone) {
  return zone->name;
}
