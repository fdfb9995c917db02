/* What the tests of documents share: one text read into a tree, and refusals as tables. */
#ifndef DOCUMENT_SUPPORT_H
#define DOCUMENT_SUPPORT_H
#include "document/schema.h"
#include "document/tree_build.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A text that ends where its memory ends, so that a sanitizer sees a step too far. */
static inline char *exact_copy(const char *text, size_t len) {
  char *copy = malloc(len > 0 ? len : 1);
  assert_non_null(copy);
  if (len > 0) memcpy(copy, text, len);
  return copy;
}

static inline rsup_status read_text(rsupi_arena *arena, const char *text, size_t len,
                                    const rsupi_node **out, rsup_error *err) {
  rsupi_arena_init(arena, NULL, 0);
  char *copy = exact_copy(text, len);
  rsup_status status = rsupi_tree_read(arena, RSUPI_DOCUMENT_CONFIG, "test", copy, len, out, err);
  free(copy);
  return status;
}

/* The tree of a text that must be fine; the caller frees the arena. */
static inline const rsupi_node *read_fine(rsupi_arena *arena, const char *text) {
  const rsupi_node *root;
  rsup_error err;
  if (read_text(arena, text, strlen(text), &root, &err) != RSUP_OK) {
    fail_msg("%u:%u: %s in: %s", err.line, err.column, err.message, text);
  }
  assert_non_null(root);
  return root;
}

typedef struct refusal {
  const char *text;
  rsup_status status;
  uint32_t line, column;
  const char *message; /* a part of it */
} refusal;

static inline void check_refusal(const refusal *expected, size_t len) {
  rsupi_arena arena;
  const rsupi_node *root;
  rsup_error err;
  rsup_status status = read_text(&arena, expected->text, len, &root, &err);
  if (status != expected->status || err.status != status || err.line != expected->line ||
      err.column != expected->column || strstr(err.message, expected->message) == NULL) {
    fail_msg("%s: got %s at %u:%u: %s", expected->text, rsup_status_name(status), err.line,
             err.column, err.message);
  }
  assert_null(root);
  assert_string_equal(err.source, "test");
  rsupi_arena_free(&arena);
}

static inline void check_refusals(const refusal *table, size_t count) {
  for (size_t i = 0; i < count; i++) check_refusal(&table[i], strlen(table[i].text));
}
#define CHECK_REFUSALS(table) check_refusals(table, sizeof(table) / sizeof((table)[0]))

static inline void check_scalar(const rsupi_node *node, rsupi_style style, const char *text) {
  assert_non_null(node);
  assert_int_equal(node->kind, RSUPI_SCALAR);
  assert_int_equal(node->style, style);
  assert_string_equal(node->text, text);
  assert_int_equal(node->len, strlen(text));
}
#endif
