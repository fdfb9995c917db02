/* Writing a snapshot: each entry as its image and its text, so that opening it neither parses nor
 * judges. What has no image, or was noted in the report, goes as its text alone. */
#include "core/result.h"
#include "person/image.h"
#include "person/person_records.h"
#include "person/snapshot.h"
#include <string.h>

static const rsup_field snapshot_fields[] = {
    RSUPI_FIELD(rsup_snapshot, length, INT64, "bytes", "length of the blob"),
    RSUPI_FIELD(rsup_snapshot, entries, INT64, "", "entries in it, superseded ones too"),
};
const rsup_record_type rsupi_snapshot_type = RSUPI_RECORD_TYPE(
    "snapshot", rsup_snapshot, snapshot_fields, "a record as a blob, without its bytes");

typedef struct writing {
  const rsup_person *person;
  rsupi_encoding e;
  rsupi_text entries, *out;
  rsupi_list patterns; /* const rsupi_pattern * */
  uint32_t images[64]; /* that occur, in the order of their first entry */
  size_t image_count;
} writing;

static void add_text(rsupi_text *out, const char *text, size_t len) {
  rsupi_add_number(out, len);
  rsupi_text_add(out, text, len);
  rsupi_text_add(out, "", 1);
}

/* ---- one entry */

/* What opening works out by itself must be what it was. */
static int is_plain(const rsupi_entry *entry, const rsupi_image *image) {
  if (entry->noted || entry->doubled || entry->alone || strlen(entry->head.id) > UINT32_MAX / 4)
    return 0;
  if (entry->text_len > UINT32_MAX / 4) return 0;
  return !entry->recorded_when_it_happened ||
         (image->event_type && entry->head.recorded_at == RSUPI_NO_INSTANT);
}

static size_t image_index(writing *w, size_t number) {
  for (size_t i = 0; i < w->image_count; i++)
    if (w->images[i] == number) return i;
  if (w->image_count == sizeof w->images / sizeof *w->images) return SIZE_MAX;
  w->images[w->image_count] = (uint32_t)number;
  return w->image_count++;
}

/* Its number among the patterns; one that was used long ago may stand there twice. */
static int pattern_index(writing *w, const rsupi_pattern *pattern, size_t *out) {
  enum { LOOK_BACK = 64 };
  const size_t count = w->patterns.count;
  for (*out = count; *out > 0 && count - *out < LOOK_BACK; --*out)
    if (w->patterns.items[*out - 1] == pattern) {
      --*out;
      return 1;
    }
  *out = count;
  return rsupi_list_push(&w->e.arena, &w->patterns, pattern);
}

static int add_image(writing *w, const rsupi_entry *entry) {
  const size_t number = rsupi_image_of(entry);
  const rsupi_image *const image = rsupi_image_at(number);
  rsupi_text *const out = &w->entries;
  if (!image || !is_plain(entry, image)) return 0;
  const size_t index = image_index(w, number);
  if (index == SIZE_MAX || !rsupi_image_encode(&w->e, image, entry)) return 0;
  const rsupi_pattern *const pattern = rsupi_entry_pattern(entry);
  size_t pattern_number = 0;
  if (pattern && !pattern_index(w, pattern, &pattern_number)) return 0;
  const int dated = entry->known_day != RSUPI_NO_DAY;
  rsupi_add_bytes(
      out,
      (uint64_t)entry->key_kind << RSUPI_SNAPSHOT_KEY_SHIFT |
          (entry->names_only ? (uint64_t)RSUPI_SNAPSHOT_NAMES_ONLY : 0) |
          (pattern ? (uint64_t)RSUPI_SNAPSHOT_PACKED : 0) |
          (entry->recorded_when_it_happened ? (uint64_t)RSUPI_SNAPSHOT_WHEN_IT_HAPPENED : 0) |
          (dated ? (uint64_t)RSUPI_SNAPSHOT_KNOWN_DAY : 0),
      1);
  rsupi_add_number(out, index);
  if (dated) rsupi_add_signed(out, entry->known_day);
  if (pattern) rsupi_add_number(out, pattern_number);
  rsupi_add_number(out, w->e.texts.len);
  rsupi_add_number(out, w->e.texts.len - w->e.text_at);
  rsupi_add_number(out, w->e.fields.len);
  rsupi_text_add(out, w->e.texts.data, w->e.texts.len);
  rsupi_text_add(out, w->e.fields.data, w->e.fields.len);
  return 1;
}

static void add_alone(writing *w, const rsupi_entry *entry) {
  const char *const section = rsupi_entry_section_name(entry);
  rsupi_add_bytes(
      &w->entries,
      (uint64_t)RSUPI_SNAPSHOT_TEXT_ALONE | (entry->alone ? (uint64_t)RSUPI_SNAPSHOT_ALONE : 0), 1);
  add_text(&w->entries, section, strlen(section));
  rsupi_add_number(&w->entries, entry->text_len);
  rsupi_entry_write(entry, &w->entries);
  rsupi_text_add(&w->entries, "", 1);
}

/* ---- the whole */

static void add_head(writing *w) {
  const rsup_person *const person = w->person;
  const char *const library = rsup_version(), *const digest = rsup_config_digest(person->config);
  add_text(w->out, library, strlen(library));
  rsupi_add_bytes(w->out, rsupi_image_layout(), 8);
  add_text(w->out, digest, strlen(digest));
  rsupi_add_number(w->out, w->e.room);
  rsupi_add_number(w->out, w->e.places.count);
  for (size_t i = 0; i < w->e.places.count; i++) {
    const rsupi_item_place *const place = w->e.places.items[i];
    rsupi_add_number(w->out, place->form);
    rsupi_add_number(w->out, place->earlier);
    rsupi_add_number(w->out, place->item);
  }
  rsupi_add_number(w->out, w->image_count);
  for (size_t i = 0; i < w->image_count; i++) {
    const char *const section = rsupi_section_of(rsupi_image_at(w->images[i])->section)->name;
    rsupi_add_number(w->out, w->images[i]);
    add_text(w->out, section, strlen(section));
  }
  rsupi_add_number(w->out, w->patterns.count);
  for (size_t i = 0; i < w->patterns.count; i++) {
    const rsupi_pattern *const pattern = w->patterns.items[i];
    add_text(w->out, pattern->text, pattern->len);
  }
  add_text(w->out, person->id, strlen(person->id));
  rsupi_add_number(w->out, person->records->count);
}

static void add_timeline(writing *w) {
  const rsupi_records *const records = w->person->records;
  rsupi_add_number(w->out, records->timeline_count);
  for (size_t i = 0; i < records->timeline_count; i++)
    rsupi_add_number(w->out, rsupi_records_event(records, i)->index);
}

static int add_body(const rsup_person *person, rsupi_text *out) {
  writing w = {.person = person, .e = {.config = person->config}, .out = out};
  const rsupi_records *const records = person->records;
  rsupi_arena_init(&w.e.arena, &person->allocator, 1024);
  rsupi_text_init(&w.e.texts, &person->allocator);
  rsupi_text_init(&w.e.fields, &person->allocator);
  rsupi_text_init(&w.entries, &person->allocator);
  for (size_t i = 0; i < records->count; i++)
    if (!add_image(&w, records->entries[i])) add_alone(&w, records->entries[i]);
  const int failed = w.e.arena.failed || w.e.texts.failed || w.e.fields.failed || w.entries.failed;
  if (!failed) {
    add_head(&w);
    rsupi_text_add(out, w.entries.data ? w.entries.data : "", w.entries.len);
    add_timeline(&w);
  }
  rsupi_text_free(&w.entries);
  rsupi_text_free(&w.e.fields);
  rsupi_text_free(&w.e.texts);
  rsupi_arena_free(&w.e.arena);
  return !failed && !out->failed;
}

/* ---- the call */

static void put_bytes(unsigned char *at, uint64_t value, int count) {
  for (int i = 0; i < count; i++, value >>= 8) at[i] = (unsigned char)(value & 255);
}

/* The bytes lie in the result's arena and go with it. */
static void stays(void *bytes) {
  (void)bytes;
}

static rsup_status fill(const rsup_person *person, rsupi_text *text, rsup_result *result,
                        rsup_error *err) {
  unsigned char head[RSUPI_SNAPSHOT_HEAD] = "rsupsnap";
  rsupi_text_add(text, (const char *)head, sizeof head);
  if (!add_body(person, text)) return rsupi_fail_memory(err);
  unsigned char *const bytes = rsupi_arena_alloc(&result->arena, text->len);
  if (!bytes) return rsupi_fail_memory(err);
  memcpy(bytes, text->data, text->len);
  put_bytes(bytes + 8, RSUPI_SNAPSHOT_VERSION, 4);
  put_bytes(bytes + 16, text->len - sizeof head, 8);
  put_bytes(bytes + RSUPI_SNAPSHOT_SUM_AT, rsupi_snapshot_sum(bytes, text->len), 8);
  rsupi_result_keep(result, bytes, stays);
  *(rsup_snapshot *)result->root =
      (rsup_snapshot){(int64_t)text->len, (int64_t)person->records->count};
  return RSUP_OK;
}

rsup_status rsup_person_snapshot(const rsup_person *person, rsup_result **out_snapshot,
                                 rsup_error *err) {
  rsupi_error_clear(err);
  if (!out_snapshot) return rsupi_fail(err, RSUP_E_ARGUMENT, "out_snapshot is NULL");
  *out_snapshot = NULL;
  if (!person) return rsupi_fail(err, RSUP_E_ARGUMENT, "person is NULL");
  rsup_result *result = NULL;
  rsup_status status = rsupi_result_new(&person->allocator, &rsupi_snapshot_type, &result, err);
  if (status) return status;
  rsupi_text text;
  rsupi_text_init(&text, &person->allocator);
  status = fill(person, &text, result, err);
  rsupi_text_free(&text);
  if (status)
    rsup_result_free(result);
  else
    *out_snapshot = result;
  return status;
}

const rsup_snapshot *rsup_snapshot_get(const rsup_result *result) {
  return result && result->type == &rsupi_snapshot_type ? result->root : NULL;
}

const unsigned char *rsup_snapshot_bytes(const rsup_result *result) {
  return rsup_snapshot_get(result) ? result->kept : NULL;
}
