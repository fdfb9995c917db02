/* See person_support.h. */
#include "person/person_support.h"

struct vault_block {
  struct vault_block *next, *previous;
  size_t size;
  size_t padding;
};

static void *vault_alloc(void *user, size_t size) {
  vault *const v = user;
  if (++v->allocations == v->fail_at) return NULL;
  struct vault_block *const block = malloc(sizeof *block + size);
  if (!block) return NULL;
  memset(block + 1, 0xA5, size);
  *block = (struct vault_block){v->blocks, NULL, size, 0};
  if (v->blocks) v->blocks->previous = block;
  v->blocks = block;
  v->live++;
  return block + 1;
}

static void vault_release(void *user, void *bytes, size_t size) {
  vault *const v = user;
  struct vault_block *const block = (struct vault_block *)bytes - 1;
  const unsigned char *const byte = bytes;
  int wiped = size == block->size;
  for (size_t i = 0; i < block->size; i++) wiped = wiped && byte[i] == 0;
  v->not_wiped += !wiped;
  if (block->next) block->next->previous = block->previous;
  if (block->previous) block->previous->next = block->next;
  if (v->blocks == block) v->blocks = block->next;
  v->live--;
  free(block);
}

static void *vault_resize(void *user, void *block, size_t old_size, size_t new_size) {
  void *const fresh = vault_alloc(user, new_size);
  if (!fresh) return NULL;
  memcpy(fresh, block, old_size < new_size ? old_size : new_size);
  vault_release(user, block, old_size);
  return fresh;
}

rsup_allocator vault_allocator(vault *v) {
  memset(v, 0, sizeof *v);
  return (rsup_allocator){v, vault_alloc, vault_resize, vault_release};
}

static int block_holds(const struct vault_block *block, const char *bytes, size_t len) {
  const char *const data = (const char *)(block + 1);
  for (size_t i = 0; i + len <= block->size; i++)
    if (memcmp(data + i, bytes, len) == 0) return 1;
  return 0;
}

int vault_holds(const vault *v, const char *bytes) {
  for (const struct vault_block *block = v->blocks; block; block = block->next)
    if (block_holds(block, bytes, strlen(bytes))) return 1;
  return 0;
}

rsup_config *vault_config_with(vault *v, const char *yaml) {
  const rsup_allocator allocator = vault_allocator(v);
  const rsup_config_options options = {.struct_size = sizeof options, .allocator = &allocator};
  rsup_config *config = NULL;
  rsup_error err;
  const rsup_status status =
      yaml ? rsup_config_load("test.yaml", yaml, strlen(yaml), &options, &config, NULL, &err)
           : rsup_config_default(&options, &config, &err);
  if (status) fail_msg("%s: %s", err.path, err.message);
  return config;
}

rsup_config *vault_config(vault *v) {
  return vault_config_with(v, NULL);
}

rsup_person *load_text(rsup_config *config, const char *text) {
  rsup_person *person = NULL;
  rsup_error err;
  if (rsup_person_load(config, "test", text, strlen(text), &person, NULL, &err))
    fail_msg("%u:%u: %s: %s", err.line, err.column, err.path, err.message);
  return person;
}

char *read_full(size_t *out_len) {
  FILE *const file = fopen("tests/data/person/full.yaml", "rb");
  assert_non_null(file);
  char *const text = malloc(1 << 16);
  assert_non_null(text);
  *out_len = fread(text, 1, 1 << 16, file);
  (void)fclose(file);
  text[*out_len] = '\0';
  return text;
}

rsup_person *load_full(rsup_config *config) {
  size_t len;
  char *const text = read_full(&len);
  rsup_person *const person = load_text(config, text);
  free(text);
  return person;
}

rsup_person *load_events(rsup_config *config, const char *events) {
  char *const text = malloc(strlen(events) + 300);
  assert_non_null(text);
  (void)sprintf(text,
                "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"m3k9\","
                "\"zones\":[{\"from\":\"2024-01-01T00:00Z\",\"zone\":\"Europe/Lisbon\"}],"
                "\"events\":[%s]}",
                events);
  rsup_person *const person = load_text(config, text);
  free(text);
  return person;
}

rsup_status append(rsup_person *person, const char *text, rsup_safety *safety, rsup_error *err) {
  return rsup_person_append(person, text, strlen(text), safety, err);
}

void append_fine(rsup_person *person, const char *text) {
  rsup_error err;
  if (append(person, text, NULL, &err)) fail_msg("%s: %s in %s", err.path, err.message, text);
}

static char *text_of(rsup_result *result, int64_t *cursor) {
  const rsup_document *const document = rsup_document_get(result);
  assert_non_null(document);
  char *const copy = malloc((size_t)document->length + 1);
  assert_non_null(copy);
  memcpy(copy, document->text, (size_t)document->length + 1);
  if (cursor) *cursor = document->cursor;
  rsup_result_free(result);
  return copy;
}

char *written(const rsup_person *person) {
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_write(person, &result, NULL), RSUP_OK);
  return text_of(result, NULL);
}

char *changes(const rsup_person *person, int64_t cursor, int64_t *next) {
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_changes_since(person, cursor, &result, NULL), RSUP_OK);
  return text_of(result, next);
}

rsup_instant instant(const char *text) {
  rsup_instant at;
  rsup_day written_day;
  assert_int_equal(rsupi_instant_parse(text, strlen(text), &at, &written_day), 1);
  return at;
}

rsup_day day(const char *text) {
  rsup_day found;
  assert_int_equal(rsupi_day_parse(text, strlen(text), &found), 1);
  return found;
}

rsupi_asof ask(const rsup_person *person, const char *now, const char *known_at,
               rsupi_arena *arena) {
  rsupi_asof question;
  rsup_error err;
  rsupi_arena_init(arena, NULL, 4096);
  const rsup_instant known = known_at ? instant(known_at) : INT64_MAX;
  if (rsupi_asof_open(person, instant(now), known, NULL, NULL, arena, &question, &err))
    fail_msg("%s", err.message);
  return question;
}

const rsupi_event *event_named(const rsupi_view *view, const char *id) {
  for (size_t i = 0; i < view->event_count; i++)
    if (strcmp(view->events[i]->head.id, id) == 0) return view->events[i];
  return NULL;
}
