/* See canaries.h. */
#include "promises/canaries.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- markers */

static int marker_at(const unsigned char *b) {
  return b[1] == 'q' && isdigit(b[2]) && isdigit(b[3]) && isdigit(b[4]) && b[5] == 'z';
}

void markers_find(markers *found, const void *bytes, size_t len) {
  const unsigned char *b = bytes, *const end = b + len;
  while (end - b >= 6 && (b = memchr(b, 'z', (size_t)(end - b) - 5)) != NULL) {
    if (marker_at(b)) found->has[(b[2] - '0') * 100 + (b[3] - '0') * 10 + b[4] - '0'] = 1;
    b++;
  }
}

markers markers_of(const char *text) {
  markers found = {{0}};
  markers_find(&found, text, strlen(text));
  return found;
}

/* A day of the record; "such as 2026-03-04" is an example. */
static int holds_day(const char *text) {
  return strstr(text, "2024-") || strstr(text, "2025-");
}

void expect_silent(const char *where, const char *text) {
  const char *const marks[] = {"zq", "Zq", "ZQ", "7919", "not_a_name"};
  if (!text) return;
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    if (strstr(text, marks[i])) fail_msg("%s speaks of the record: %s", where, text);
  if (holds_day(text)) fail_msg("%s speaks of a day: %s", where, text);
}

void expect_silent_error(const char *where, const rsup_error *err) {
  expect_silent(where, err->message);
  expect_silent(where, err->path);
  expect_silent(where, err->source);
  for (size_t i = 0; i < sizeof err->reserved; i++) assert_int_equal(err->reserved[i], 0);
}

char *canary_text(void) {
  enum { MOST = 1 << 15 };
  FILE *const file = fopen("tests/promises/canaries.json", "rb");
  char *const text = malloc(MOST);
  assert_non_null(file);
  assert_non_null(text);
  text[fread(text, 1, MOST - 1, file)] = '\0';
  (void)fclose(file);
  return text;
}

/* ---- blocks */

struct kept {
  struct kept *next, *previous;
  size_t size, padding;
};

static void *keeper_alloc(void *user, size_t size) {
  keeper *const k = user;
  struct kept *const block = malloc(sizeof *block + size);
  if (!block) return NULL;
  memset(block + 1, 0xA5, size);
  *block = (struct kept){k->blocks, NULL, size, 0};
  if (k->blocks) k->blocks->previous = block;
  k->blocks = block;
  k->live++;
  return block + 1;
}

static void keeper_release(void *user, void *bytes, size_t size) {
  keeper *const k = user;
  struct kept *const block = (struct kept *)bytes - 1;
  const unsigned char *const byte = bytes;
  int clean = size == block->size;
  for (size_t i = 0; i < block->size; i++) clean = clean && byte[i] == 0;
  k->unclean += !clean;
  if (block->next) block->next->previous = block->previous;
  if (block->previous) block->previous->next = block->next;
  if (k->blocks == block) k->blocks = block->next;
  k->live--;
  free(block);
}

rsup_allocator keeper_allocator(keeper *k) {
  *k = (keeper){0};
  return (rsup_allocator){k, keeper_alloc, NULL, keeper_release};
}

void keeper_find(const keeper *k, markers *found) {
  for (const struct kept *block = k->blocks; block; block = block->next)
    markers_find(found, block + 1, block->size);
}

/* ---- objects */

rsup_config *canary_config(keeper *k) {
  rsup_allocator allocator;
  rsup_config_options options = {.struct_size = sizeof options};
  rsup_config *config = NULL;
  rsup_error err;
  if (k) {
    allocator = keeper_allocator(k);
    options.allocator = &allocator;
  }
  if (rsup_config_default(&options, &config, &err)) fail_msg("%s", err.message);
  return config;
}

rsup_person *canary_person(rsup_config *config, const char *text) {
  rsup_person *person = NULL;
  rsup_error err;
  if (rsup_person_load(config, "record", text, strlen(text), &person, NULL, &err))
    fail_msg("%u:%u: %s: %s", err.line, err.column, err.path, err.message);
  return person;
}

char *taken(rsup_status status, rsup_result *result, const rsup_error *err) {
  const char *text = NULL;
  size_t len = 0;
  if (status) fail_msg("%s: %s", err->path, err->message);
  if (rsup_document_get(result))
    text = rsup_document_get(result)->text;
  else
    assert_int_equal(rsup_result_json(result, &text, &len, NULL), RSUP_OK);
  char *const copy = malloc(strlen(text) + 1);
  assert_non_null(copy);
  memcpy(copy, text, strlen(text) + 1);
  rsup_result_free(result);
  return copy;
}
