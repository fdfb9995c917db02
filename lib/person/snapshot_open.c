/* Opening a snapshot. The checksum stands between us and damage, not between us and malice: every
 * length and place is checked against what is there all the same. */
#include "document/schema_read.h"
#include "person/image.h"
#include "person/person_copy.h"
#include "person/person_reading.h"
#include "person/snapshot.h"
#include <string.h>

/* No byte of a snapshot takes more memory than this; what says so was not written by us. */
enum { MOST_ROOM_PER_BYTE = 64 };

typedef struct opening {
  rsupi_decoding d; /* of the body, and of one entry's fields */
  rsup_person *person;
  rsupi_arena arena; /* of the tables */
  rsupi_arena work;  /* of one entry */
  rsupi_reader reader;
  rsupi_batch batch;
  rsupi_text text;             /* of an entry that is judged anew */
  int32_t same;                /* made under this library, these tables and this config */
  const rsupi_image **images;  /* that occur; NULL where their tables are others */
  const char **image_sections; /* of the same */
  size_t image_count;
  rsupi_pattern **patterns; /* each is held */
  size_t pattern_count;
  rsupi_text unpacked; /* of an entry that is judged anew */
  rsupi_entry blank;
} opening;

static rsup_status damaged(rsup_error *err) {
  return rsupi_fail(err, RSUP_E_FORMAT, "the snapshot is damaged");
}

static uint64_t number_at(const unsigned char *at, int count) {
  uint64_t value = 0;
  for (int i = count - 1; i >= 0; i--) value = value << 8 | at[i];
  return value;
}

static rsup_status check_head(const unsigned char *bytes, size_t len, rsup_error *err) {
  if (len < RSUPI_SNAPSHOT_HEAD || memcmp(bytes, "rsupsnap", 8) != 0)
    return rsupi_fail(err, RSUP_E_FORMAT, "no snapshot of a record");
  if (number_at(bytes + RSUPI_SNAPSHOT_SUM_AT, 8) != rsupi_snapshot_sum(bytes, len))
    return damaged(err);
  if (number_at(bytes + 8, 4) != RSUPI_SNAPSHOT_VERSION)
    return rsupi_fail(err, RSUP_E_VERSION, "a snapshot of another version of the library");
  if (number_at(bytes + 12, 4) || number_at(bytes + 16, 8) != len - RSUPI_SNAPSHOT_HEAD)
    return damaged(err);
  return RSUP_OK;
}

/* ---- the pieces of the body */

static const char *take_text(rsupi_decoding *d, size_t *out_len) {
  const uint64_t len = rsupi_take_number(d);
  const char *const text = (const char *)d->next;
  if (!d->broken && len < (uint64_t)(d->end - d->next) && len < UINT32_MAX && !text[len] &&
      rsupi_utf8_check(text, (size_t)len) == len && !memchr(text, 0, (size_t)len)) {
    *out_len = (size_t)len;
    d->next += len + 1;
    return text;
  }
  d->broken = 1;
  *out_len = 0;
  return "";
}

/* A count of things that each take a byte or more. */
static size_t take_count(rsupi_decoding *d) {
  const uint64_t count = rsupi_take_number(d);
  if (count > (uint64_t)(d->end - d->next)) d->broken = 1;
  return d->broken ? 0 : (size_t)count;
}

static int is_text(rsupi_decoding *d, const char *expected) {
  size_t len;
  return strcmp(take_text(d, &len), expected) == 0;
}

/* ---- the tables */

static const rsupi_item *item_at(const rsup_config *config, uint64_t form, uint64_t earlier,
                                 uint64_t item) {
  if (form >= config->form_count) return NULL;
  const rsupi_form *const present = &config->forms[form];
  if (earlier > present->earlier_count) return NULL;
  const rsupi_form *const version = earlier ? &present->earlier[earlier - 1] : present;
  return item < version->item_count ? &version->items[item] : NULL;
}

static int take_items(opening *o) {
  rsupi_decoding *const d = &o->d;
  const size_t count = take_count(d);
  const rsupi_item **const items = rsupi_arena_array(&o->arena, count, sizeof *items);
  if (!items) return 0;
  for (size_t i = 0; i < count; i++) {
    const uint64_t form = rsupi_take_number(d), earlier = rsupi_take_number(d);
    items[i] = item_at(d->config, form, earlier, rsupi_take_number(d));
    if (!items[i]) o->same = 0;
  }
  d->items = items;
  d->item_count = count;
  return 1;
}

static int take_images(opening *o) {
  rsupi_decoding *const d = &o->d;
  size_t len;
  const size_t count = take_count(d);
  o->images = rsupi_arena_array(&o->arena, count, sizeof *o->images);
  o->image_sections = rsupi_arena_array(&o->arena, count, sizeof *o->image_sections);
  if (!o->images || !o->image_sections) return 0;
  for (size_t i = 0; i < count; i++) {
    const uint64_t number = rsupi_take_number(d);
    o->images[i] = rsupi_image_at(number < SIZE_MAX ? (size_t)number : SIZE_MAX);
    o->image_sections[i] = take_text(d, &len);
    if (o->same && !o->images[i]) d->broken = 1;
  }
  o->image_count = count;
  return 1;
}

static int take_patterns(opening *o) {
  rsupi_decoding *const d = &o->d;
  size_t len;
  const size_t count = take_count(d);
  o->patterns = rsupi_arena_array(&o->arena, count, sizeof *o->patterns);
  if (!o->patterns) return 0;
  for (size_t i = 0; i < count && !d->broken; i++) {
    const char *const text = take_text(d, &len);
    if (text[0] != '{') d->broken = 1;
    o->patterns[i] = rsupi_pattern_new(&d->config->allocator, text, len);
    if (!o->patterns[i]) return 0;
    o->pattern_count++;
  }
  return 1;
}

/* Memory for all images at once; it is not read before it is written. */
static rsup_status take_memory(opening *o, uint64_t room, rsup_error *err) {
  rsup_person *const person = o->person;
  const size_t body = (size_t)(o->d.end - o->d.next);
  if (room / MOST_ROOM_PER_BYTE > body) return damaged(err);
  if (!o->same || !room) return RSUP_OK;
  person->block = person->allocator.alloc(person->allocator.user, (size_t)room);
  if (!person->block) return rsupi_fail_memory(err);
  person->block_size = (size_t)room;
  o->d.room = person->block;
  o->d.room_end = o->d.room + room;
  return RSUP_OK;
}

/* ---- entries */

static rsup_status judge(opening *o, const char *section, int32_t alone, const char *json,
                         size_t len, rsup_error *err) {
  const rsupi_section *const known = rsupi_section_named(section);
  rsupi_node *node = NULL;
  rsupi_arena tree;
  rsupi_entry *entry = NULL;
  rsupi_arena_init(&tree, &o->person->allocator, 4096);
  rsup_status status =
      rsupi_canonical_tree(&tree, &o->text, o->person->source, json, len, &node, err);
  if (status && status != RSUP_E_MEMORY) status = damaged(err);
  if (!status && (!node || node->next)) status = damaged(err);
  if (!status)
    status = rsupi_entry_read(&o->reader, known ? known->id : RSUPI_SECTION_OTHER, section, node,
                              alone, &entry, err);
  if (!status && entry) entry->line = entry->column = 0;
  rsupi_arena_free(&tree);
  if (status) return status;
  return rsupi_batch_add(&o->batch, entry) ? RSUP_OK : rsupi_fail_memory(err);
}

static rsup_status take_alone(opening *o, uint32_t flags, rsup_error *err) {
  size_t len;
  const char *const section = take_text(&o->d, &len), *const json = take_text(&o->d, &len);
  if (o->d.broken) return damaged(err);
  return judge(o, section, (flags & RSUPI_SNAPSHOT_ALONE) != 0, json, len, err);
}

typedef struct entry_text {
  const char *texts;     /* the key first; behind the last NUL what is kept of the canonical JSON */
  size_t size, own_size; /* of the texts, and of the JSON or its digits */
  size_t own_len;        /* of the JSON */
  rsupi_pattern *pattern;
} entry_text;

static int check_texts(entry_text *t) {
  if (t->own_size > t->size || t->size - t->own_size < 2) return 0;
  const size_t at = t->size - t->own_size;
  size_t size = t->own_size;
  if (t->texts[at - 1] || rsupi_utf8_check(t->texts, at) != at) return 0;
  if (t->pattern)
    return rsupi_digits_fit(t->pattern, t->texts + at, t->own_size, &t->own_len, &size) &&
           size == t->own_size && t->own_len < UINT32_MAX;
  t->own_len = t->own_size - 1;
  return t->own_size > 1 && t->texts[at] == '{' && !t->texts[t->size - 1] &&
         rsupi_utf8_check(t->texts + at, t->own_size) == t->own_size;
}

/* A bare list of names is the values of its map. */
static int is_names_only(const rsupi_entry *entry, const rsupi_image *image) {
  static const char values[] = "{\"values\":";
  return rsupi_section_of(image->section)->written == RSUPI_WRITTEN_NAMES &&
         entry->text_len > sizeof values && memcmp(entry->text, values, sizeof values - 1) == 0;
}

/* Lay the entry, its struct and its texts into the block. NULL: it does not fit. */
static rsupi_entry *take_image(opening *o, const rsupi_image *image, uint32_t flags,
                               const entry_text *t) {
  rsupi_decoding *const d = &o->d;
  unsigned char *const start = d->room;
  rsupi_entry *const entry = rsupi_take_room(d, 1, offsetof(rsupi_entry, head));
  void *const bound = rsupi_take_room(d, 1, image->size); /* which begins with the head */
  char *const kept = rsupi_take_room(d, 1, t->size);
  if (!entry || !bound || !kept) return NULL;
  memcpy(kept, t->texts, t->size);
  memcpy(entry, &o->blank, offsetof(rsupi_entry, head));
  entry->section = (uint8_t)image->section;
  d->key = d->texts = kept;
  d->text_len = t->size - t->own_size;
  entry->text = kept + d->text_len;
  entry->text_len = (uint32_t)t->own_len;
  entry->key_kind = (uint8_t)(flags >> RSUPI_SNAPSHOT_KEY_SHIFT & 3);
  entry->recorded_when_it_happened = (flags & RSUPI_SNAPSHOT_WHEN_IT_HAPPENED) != 0;
  entry->names_only = (flags & RSUPI_SNAPSHOT_NAMES_ONLY) != 0;
  if (t->pattern ? !image->event_type || entry->key_kind != RSUPI_KEY_ID || entry->names_only
                 : !entry->key_kind || (entry->names_only && !is_names_only(entry, image)))
    d->broken = 1;
  if (!rsupi_image_decode(d, image, bound)) return NULL;
  entry->usable = 1;
  entry->event_type = (uint8_t)image->event_type;
  if (t->pattern) entry->beside.pattern = rsupi_pattern_use(t->pattern);
  entry->lodged = 1;
  entry->size = (uint32_t)(d->room - start);
  return entry;
}

/* The text of an entry with an image, as one without is. */
static rsup_status judge_kept(opening *o, uint64_t image, const entry_text *t, rsup_error *err) {
  rsupi_unpacking from = rsupi_unpack(t->pattern, t->texts + t->size - t->own_size, t->own_len);
  o->unpacked.len = 0;
  for (int byte; (byte = rsupi_unpack_next(&from)) >= 0;)
    rsupi_text_add_char(&o->unpacked, (char)byte);
  if (o->unpacked.failed) return rsupi_fail_memory(err);
  return judge(o, o->image_sections[image], 0, o->unpacked.data, o->unpacked.len, err);
}

/* Which pattern, and how much of what follows is what. */
static int take_lengths(opening *o, uint32_t flags, entry_text *t, size_t *out_fields) {
  rsupi_decoding *const d = &o->d;
  const uint64_t pattern = flags & RSUPI_SNAPSHOT_PACKED ? rsupi_take_number(d) : 0;
  t->size = take_count(d);
  t->own_size = take_count(d);
  *out_fields = take_count(d);
  t->texts = (const char *)d->next;
  const size_t left = (size_t)(d->end - d->next);
  if (d->broken || t->size > left || *out_fields > left - t->size) return 0;
  if (flags & RSUPI_SNAPSHOT_PACKED) {
    if (pattern >= o->pattern_count) return 0;
    t->pattern = o->patterns[pattern];
  }
  return check_texts(t);
}

/* What no longer fits the config is judged like what was made under another one. */
static rsup_status take_kept(opening *o, uint32_t flags, rsup_error *err) {
  rsupi_decoding *const d = &o->d;
  const uint64_t index = rsupi_take_number(d);
  const int64_t day =
      flags & RSUPI_SNAPSHOT_KNOWN_DAY ? rsupi_take_signed(d) : (int64_t)RSUPI_NO_DAY;
  entry_text text = {.pattern = NULL};
  size_t fields;
  if (d->broken || index >= o->image_count || day < INT32_MIN || day > INT32_MAX ||
      !take_lengths(o, flags, &text, &fields))
    return damaged(err);
  const unsigned char *const end = d->end;
  d->next += text.size;
  d->end = d->next + fields;
  rsupi_entry *entry = NULL;
  if (o->same) {
    unsigned char *const room = d->room;
    entry = take_image(o, o->images[index], flags, &text);
    if (d->status) return rsupi_fail_memory(err);
    if (d->broken || (entry && d->next != d->end)) {
      rsupi_entry_free(&o->person->allocator, entry);
      return damaged(err);
    }
    if (!entry) d->room = room;
  }
  d->next = d->end;
  d->end = end;
  if (!entry) return judge_kept(o, index, &text, err);
  entry->known_day = (rsup_day)day;
  return rsupi_batch_add(&o->batch, entry) ? RSUP_OK : rsupi_fail_memory(err);
}

static rsup_status take_entries(opening *o, rsup_error *err) {
  const size_t count = take_count(&o->d);
  rsup_status status = o->d.broken ? damaged(err) : RSUP_OK;
  for (size_t i = 0; i < count && !status; i++) {
    const uint32_t flags = (uint32_t)rsupi_take_bytes(&o->d, 1);
    if (o->d.broken) return damaged(err);
    status =
        flags & RSUPI_SNAPSHOT_TEXT_ALONE ? take_alone(o, flags, err) : take_kept(o, flags, err);
  }
  return status;
}

/* ---- the record */

static rsup_status take_records(opening *o, rsup_error *err) {
  rsupi_decoding *const d = &o->d;
  const size_t count = take_count(d);
  uint32_t *const timeline = rsupi_arena_array(&o->arena, count, sizeof *timeline);
  if (!timeline) return rsupi_fail_memory(err);
  for (size_t i = 0; i < count; i++) {
    const uint64_t place = rsupi_take_number(d);
    timeline[i] = place < UINT32_MAX ? (uint32_t)place : UINT32_MAX;
  }
  if (d->broken || d->next != d->end) return damaged(err);
  int taken = 0;
  const rsup_status status =
      rsupi_records_adopt(o->person, &o->batch, timeline, count, &taken, err);
  if (status || taken) return status;
  return rsupi_records_take(o->person, &o->batch, RSUPI_TAKE_ALL, o->person->source, err);
}

static rsup_status take_body(opening *o, rsup_config *config, rsup_error *err) {
  rsupi_decoding *const d = &o->d;
  size_t len;
  o->same = is_text(d, rsup_version());
  o->same &= rsupi_take_bytes(d, 8) == rsupi_image_layout();
  o->same &= is_text(d, rsup_config_digest(config));
  const uint64_t room = rsupi_take_number(d);
  if (!take_items(o) || !take_images(o) || !take_patterns(o)) return rsupi_fail_memory(err);
  const char *const id = take_text(d, &len);
  if (d->broken || !rsupi_is_id(id, len)) return damaged(err);
  rsup_status status = rsupi_person_new(config, id, "snapshot", &o->person, err);
  if (status) return status;
  o->blank.known_day = RSUPI_NO_DAY;
  o->blank.fresh = 1;
  rsupi_reader_start(&o->reader, config, o->person->source, 0);
  rsupi_batch_start(&o->batch, &config->allocator);
  status = take_memory(o, room, err);
  if (!status) status = take_entries(o, err);
  if (!status) status = take_records(o, err);
  rsupi_batch_end(&o->batch);
  rsupi_reader_end(&o->reader);
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
  opening o = {.d = {.config = config, .next = from + RSUPI_SNAPSHOT_HEAD, .end = from + len}};
  rsupi_arena_init(&o.arena, &config->allocator, 4096);
  rsupi_arena_init(&o.work, &config->allocator, 4096);
  o.d.work = &o.work;
  rsupi_text_init(&o.text, &config->allocator);
  rsupi_text_init(&o.unpacked, &config->allocator);
  status = take_body(&o, config, err);
  for (size_t i = 0; i < o.pattern_count; i++)
    rsupi_pattern_drop(&config->allocator, o.patterns[i]);
  rsupi_text_free(&o.unpacked);
  rsupi_text_free(&o.text);
  rsupi_arena_free(&o.arena);
  rsupi_arena_free(&o.work);
  rsupi_sharing_end(&o.d.sharing, &config->allocator);
  if (status)
    rsup_person_free(o.person);
  else
    *out_person = o.person;
  return status;
}
