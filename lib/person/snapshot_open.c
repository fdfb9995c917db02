/* Opening a snapshot. The checksum stands between us and damage, not between us and malice: every
 * length is checked against what is there all the same. */
#include "document/schema_read.h"
#include "person/person_reading.h"
#include "person/snapshot.h"
#include <string.h>

typedef struct opening {
  const unsigned char *next, *end;
  int broken;
  rsup_allocator allocator;
  rsupi_node *nodes; /* of the entry being read; room for `capacity` */
  size_t capacity;
  rsupi_reader reader;
  rsupi_batch batch;
} opening;

static uint64_t read_bytes(const unsigned char *at, int count) {
  uint64_t value = 0;
  for (int i = count - 1; i >= 0; i--) value = value << 8 | at[i];
  return value;
}

static rsup_status damaged(rsup_error *err) {
  return rsupi_fail(err, RSUP_E_FORMAT, "the snapshot is damaged");
}

static rsup_status check_head(const unsigned char *bytes, size_t len, rsup_error *err) {
  if (len < RSUPI_SNAPSHOT_HEAD || memcmp(bytes, "rsupsnap", 8) != 0)
    return rsupi_fail(err, RSUP_E_FORMAT, "no snapshot of a record");
  if (read_bytes(bytes + RSUPI_SNAPSHOT_SUM_AT, 8) != rsupi_snapshot_sum(bytes, len))
    return damaged(err);
  if (read_bytes(bytes + 8, 4) != RSUPI_SNAPSHOT_VERSION)
    return rsupi_fail(err, RSUP_E_VERSION, "a snapshot of another version of the library");
  if (read_bytes(bytes + 12, 4) || read_bytes(bytes + 16, 8) != len - RSUPI_SNAPSHOT_HEAD)
    return damaged(err);
  return RSUP_OK;
}

/* ---- the pieces: after a broken one all that follows is nothing */

static uint32_t take_byte(opening *o) {
  if (o->broken || o->next == o->end) {
    o->broken = 1;
    return 0;
  }
  return *o->next++;
}

static size_t take_number(opening *o) {
  uint64_t number = 0;
  for (int shift = 0; shift < 63; shift += 7) {
    const uint32_t byte = take_byte(o);
    number |= (uint64_t)(byte & 127) << shift;
    if (byte < 128) return (size_t)number;
  }
  o->broken = 1;
  return 0;
}

static const char *take_string(opening *o, uint32_t *out_len) {
  const size_t len = take_number(o);
  const char *const text = (const char *)o->next;
  *out_len = 0;
  if (!o->broken && len < (size_t)(o->end - o->next) && len < UINT32_MAX && !text[len] &&
      rsupi_utf8_check(text, len) == len && !memchr(text, 0, len)) {
    *out_len = (uint32_t)len;
    o->next += len + 1;
    return text;
  }
  o->broken = 1;
  return "";
}

static void take_node(opening *o, rsupi_node *node) {
  const uint32_t head = take_byte(o);
  *node = (rsupi_node){.kind = (uint8_t)(head & RSUPI_SNAPSHOT_KIND),
                       .style = (uint8_t)((head & RSUPI_SNAPSHOT_STYLE) >> 2)};
  if (head & RSUPI_SNAPSHOT_KEY) node->key = take_string(o, &node->key_len);
  if (node->kind == RSUPI_SCALAR) {
    node->text = take_string(o, &node->len);
  } else {
    const size_t count = take_number(o);
    if (count > (size_t)(o->end - o->next) || count >= UINT32_MAX) o->broken = 1;
    node->count = o->broken ? 0 : (uint32_t)count;
  }
  if (node->kind == 0 || node->style == 3) o->broken = 1;
}

/* Nodes in the order of the text: each goes to the innermost map or list that still lacks some. */
static const rsupi_node *take_tree(opening *o, size_t count) {
  rsupi_node *parent = NULL, *last[RSUPI_SNAPSHOT_DEPTH];
  uint32_t missing[RSUPI_SNAPSHOT_DEPTH], depth = 0;
  for (size_t i = 0; i < count && !o->broken; i++) {
    rsupi_node *const node = &o->nodes[i];
    take_node(o, node);
    if (depth ? (parent->kind == RSUPI_MAP_NODE) != (node->key != NULL) : i || node->key) {
      o->broken = 1;
      break;
    }
    if (depth) {
      node->parent = parent;
      node->position = parent->count - missing[depth - 1];
      if (last[depth - 1])
        last[depth - 1]->next = node;
      else
        parent->first = node;
      last[depth - 1] = node;
      missing[depth - 1]--;
    }
    if (node->count && depth == RSUPI_SNAPSHOT_DEPTH) o->broken = 1;
    if (node->count && !o->broken) {
      missing[depth] = node->count;
      last[depth++] = NULL;
      parent = node;
    }
    while (depth && !missing[depth - 1]) {
      depth--;
      parent = parent->parent;
    }
  }
  if (depth || !count) o->broken = 1;
  return o->nodes;
}

static int have_room(opening *o, size_t nodes) {
  if (nodes <= o->capacity) return 1;
  size_t size = 0;
  if (!rsupi_size_multiply(nodes, sizeof *o->nodes, &size)) return 0;
  rsupi_node *const room = rsupi_alloc(&o->allocator, size);
  if (!room) return 0;
  rsupi_release(&o->allocator, o->nodes, o->capacity * sizeof *o->nodes);
  o->nodes = room;
  o->capacity = nodes;
  return 1;
}

/* ---- the entries */

static rsup_status take_entry(opening *o, const char **section, rsup_error *err) {
  const uint32_t flags = take_byte(o);
  uint32_t len = 0;
  if (!(flags & RSUPI_SNAPSHOT_SAME_SECTION)) *section = take_string(o, &len);
  const size_t nodes = take_number(o);
  if (nodes > (size_t)(o->end - o->next)) o->broken = 1; /* each takes a byte or more */
  if (o->broken || !*section) return damaged(err);
  if (!have_room(o, nodes)) return rsupi_fail_memory(err);
  const rsupi_node *const root = take_tree(o, nodes);
  if (o->broken) return damaged(err);
  const rsupi_section *const known = rsupi_section_named(*section);
  rsupi_entry *entry = NULL;
  const rsup_status status =
      rsupi_entry_read(&o->reader, known ? known->id : RSUPI_SECTION_OTHER, *section, root,
                       (flags & RSUPI_SNAPSHOT_ALONE) != 0, &entry, err);
  if (status) return status;
  return rsupi_batch_add(&o->batch, entry) ? RSUP_OK : rsupi_fail_memory(err);
}

static rsup_status take_entries(opening *o, rsup_error *err) {
  const size_t count = take_number(o);
  const char *section = NULL;
  rsup_status status = o->broken ? damaged(err) : RSUP_OK;
  for (size_t i = 0; i < count && !status; i++) status = take_entry(o, &section, err);
  if (!status && o->next != o->end) status = damaged(err);
  return status;
}

static rsup_status open_body(opening *o, const rsup_config *config, rsup_person **out,
                             rsup_error *err) {
  uint32_t len = 0;
  const char *const id = take_string(o, &len);
  rsup_person *person = NULL;
  if (o->broken || !rsupi_is_id(id, len)) return damaged(err);
  rsup_status status = rsupi_person_new(config, id, "snapshot", &person, err);
  if (status) return status;
  rsupi_reader_start(&o->reader, config, person->source, 0);
  rsupi_batch_start(&o->batch, &config->allocator);
  status = take_entries(o, err);
  if (!status) status = rsupi_records_take(person, &o->batch, RSUPI_TAKE_ALL, person->source, err);
  rsupi_batch_end(&o->batch);
  rsupi_reader_end(&o->reader);
  if (status)
    rsup_person_free(person);
  else
    *out = person;
  return status;
}

rsup_status rsup_person_open_snapshot(rsup_config *config, const void *bytes, size_t len,
                                      rsup_person **out_person, rsup_error *err) {
  rsupi_error_clear(err);
  if (out_person) *out_person = NULL;
  if (!config || !out_person || (!bytes && len))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "config, bytes or out_person is NULL");
  const unsigned char *const from = bytes;
  rsup_status status = check_head(from, bytes ? len : 0, err);
  if (status) return status;
  opening o = {
      .next = from + RSUPI_SNAPSHOT_HEAD, .end = from + len, .allocator = config->allocator};
  status = open_body(&o, config, out_person, err);
  rsupi_release(&o.allocator, o.nodes, o.capacity * sizeof *o.nodes);
  return status;
}
