/* The public writer: builds a tree value by value and encodes it. Whatever goes wrong on the way is
 * kept and told at the end, so that a caller may write without looking. */
#include "core/numbers.h"
#include "document/tree_build.h"
#include "recovery-support/document.h"
#include <string.h>

struct rsup_writer {
  rsup_allocator allocator;
  rsupi_arena arena;
  rsupi_builder build;
  rsup_status status;   /* of the first mistake */
  const char *sentence; /* static */
  rsupi_text json, yaml;
};

/* Our own caps: what is written may be larger than what is read as a config. */
static const rsupi_limits writer_limits = {SIZE_MAX, RSUPI_DEPTH, UINT32_MAX - 1, UINT32_MAX - 1,
                                           UINT32_MAX};

rsup_status rsup_writer_new(const rsup_allocator *allocator, rsup_writer **out_writer,
                            rsup_error *err) {
  if (out_writer == NULL) return rsupi_fail(err, RSUP_E_ARGUMENT, "out_writer is NULL");
  *out_writer = NULL;
  rsup_allocator used = rsupi_allocator_or_default(allocator);
  rsup_writer *writer = rsupi_alloc(&used, sizeof(*writer));
  if (writer == NULL) return rsupi_fail_memory(err);
  writer->allocator = used;
  rsupi_arena_init(&writer->arena, &used, 0);
  rsupi_build_start(&writer->build, &writer->arena, &writer_limits);
  rsupi_text_init(&writer->json, &used);
  rsupi_text_init(&writer->yaml, &used);
  *out_writer = writer;
  rsupi_error_clear(err);
  return RSUP_OK;
}

static void mistake(rsup_writer *writer, rsup_status status, const char *sentence) {
  if (writer->status != RSUP_OK) return;
  writer->status = status;
  writer->sentence = sentence;
}

static void built(rsup_writer *writer, rsupi_built why) {
  switch (why) {
  case RSUPI_BUILT:
    break;
  case RSUPI_BUILD_MEMORY:
    mistake(writer, RSUP_E_MEMORY, NULL);
    break;
  case RSUPI_BUILD_NODES:
    mistake(writer, RSUP_E_LIMIT, "too many values");
    break;
  case RSUPI_BUILD_DEPTH:
    mistake(writer, RSUP_E_LIMIT, "nested deeper than 32 levels");
    break;
  case RSUPI_BUILD_TWICE:
    mistake(writer, RSUP_E_STATE, "a key was given twice");
    break;
  }
}

static int in_map(const rsup_writer *writer) {
  const rsupi_node *open = writer->build.open;
  return open != NULL && open->kind == RSUPI_MAP_NODE;
}

/* Whether a value may come now; a mistake otherwise. */
static int value_may_come(rsup_writer *writer) {
  if (writer == NULL || writer->status != RSUP_OK) return 0;
  if (writer->build.open == NULL && writer->build.root != NULL) {
    mistake(writer, RSUP_E_STATE, "a value after the end of the tree");
  } else if (in_map(writer) && writer->build.key == NULL) {
    mistake(writer, RSUP_E_STATE, "a value without a key in a map");
  }
  return writer->status == RSUP_OK;
}

/* A copy of a text from the host, or NULL after a mistake. */
static const char *take_text(rsup_writer *writer, const char *text, size_t len) {
  if (text == NULL && len > 0) {
    mistake(writer, RSUP_E_ARGUMENT, "a text is NULL");
    return NULL;
  }
  if (len > writer_limits.scalar) {
    mistake(writer, RSUP_E_LIMIT, "a text is too long");
    return NULL;
  }
  if (len > 0 && (rsupi_utf8_check(text, len) != len || memchr(text, '\0', len) != NULL)) {
    mistake(writer, RSUP_E_ENCODING, "a text is not clean UTF-8, or holds U+0000");
    return NULL;
  }
  const char *copy = rsupi_build_text(&writer->build, text, len);
  if (copy == NULL) mistake(writer, RSUP_E_MEMORY, NULL);
  return copy;
}

static void add_scalar(rsup_writer *writer, rsupi_style style, const char *text, size_t len) {
  if (!value_may_come(writer)) return;
  const char *copy = take_text(writer, text, len);
  if (copy == NULL) return;
  built(writer, rsupi_build_scalar(&writer->build, style, copy, (uint32_t)len, 0, 0));
}

void rsup_writer_map(rsup_writer *writer) {
  if (value_may_come(writer)) built(writer, rsupi_build_open(&writer->build, RSUPI_MAP_NODE, 0, 0));
}

void rsup_writer_list(rsup_writer *writer) {
  if (value_may_come(writer))
    built(writer, rsupi_build_open(&writer->build, RSUPI_LIST_NODE, 0, 0));
}

void rsup_writer_end(rsup_writer *writer) {
  if (writer == NULL || writer->status != RSUP_OK) return;
  if (writer->build.open == NULL) {
    mistake(writer, RSUP_E_STATE, "an end without a map or list");
  } else if (writer->build.key != NULL) {
    mistake(writer, RSUP_E_STATE, "a key without a value");
  } else {
    built(writer, rsupi_build_close(&writer->build));
  }
}

void rsup_writer_key(rsup_writer *writer, const char *key, size_t len) {
  if (writer == NULL || writer->status != RSUP_OK) return;
  if (!in_map(writer)) {
    mistake(writer, RSUP_E_STATE, "a key outside a map");
    return;
  }
  if (writer->build.key != NULL) {
    mistake(writer, RSUP_E_STATE, "a key after a key");
    return;
  }
  const char *copy = take_text(writer, key, len);
  if (copy != NULL) rsupi_build_key(&writer->build, copy, (uint32_t)len, 0, 0);
}

void rsup_writer_text(rsup_writer *writer, const char *text, size_t len) {
  add_scalar(writer, RSUPI_QUOTED, text, len);
}

void rsup_writer_int(rsup_writer *writer, int64_t value) {
  char digits[24];
  add_scalar(writer, RSUPI_PLAIN, digits, rsupi_print_int64(value, digits));
}

void rsup_writer_double(rsup_writer *writer, double value) {
  char digits[32];
  if (rsupi_isnan(value) || value - value != 0) {
    rsup_writer_null(writer);
    return;
  }
  add_scalar(writer, RSUPI_PLAIN, digits, rsupi_print_double(value, digits));
}

void rsup_writer_bool(rsup_writer *writer, int32_t value) {
  add_scalar(writer, RSUPI_PLAIN, value != 0 ? "true" : "false", value != 0 ? 4 : 5);
}

void rsup_writer_null(rsup_writer *writer) {
  add_scalar(writer, RSUPI_PLAIN, "null", 4);
}

static rsup_status check_finished(const rsup_writer *writer, int32_t format, rsup_error *err) {
  if (writer->status == RSUP_E_MEMORY) return rsupi_fail_memory(err);
  if (writer->status != RSUP_OK) return rsupi_fail(err, writer->status, "%s", writer->sentence);
  if (writer->build.open != NULL) {
    return rsupi_fail(err, RSUP_E_STATE, "a map or list was not ended");
  }
  if (writer->build.root == NULL) return rsupi_fail(err, RSUP_E_STATE, "nothing was written");
  if (format != RSUP_FORMAT_JSON && format != RSUP_FORMAT_YAML) {
    return rsupi_fail(err, RSUP_E_ARGUMENT, "unknown format");
  }
  return RSUP_OK;
}

rsup_status rsup_writer_finish(rsup_writer *writer, int32_t format, const char **out_text,
                               size_t *out_len, rsup_error *err) {
  if (out_text != NULL) *out_text = NULL;
  if (out_len != NULL) *out_len = 0;
  if (writer == NULL || out_text == NULL) {
    return rsupi_fail(err, RSUP_E_ARGUMENT, "writer or out_text is NULL");
  }
  rsup_status status = check_finished(writer, format, err);
  if (status != RSUP_OK) return status;
  rsupi_text *text = format == RSUP_FORMAT_JSON ? &writer->json : &writer->yaml;
  if (text->failed) {
    rsupi_text_free(text);
    rsupi_text_init(text, &writer->allocator);
  }
  if (text->len == 0 && format == RSUP_FORMAT_JSON) {
    rsupi_tree_write_json(text, writer->build.root, 0);
  } else if (text->len == 0) {
    rsupi_tree_write_yaml(text, writer->build.root);
  }
  if (text->failed) return rsupi_fail_memory(err);
  *out_text = text->data;
  if (out_len != NULL) *out_len = text->len;
  rsupi_error_clear(err);
  return RSUP_OK;
}

void rsup_writer_free(rsup_writer *writer) {
  if (writer == NULL) return;
  rsup_allocator allocator = writer->allocator;
  rsupi_text_free(&writer->json);
  rsupi_text_free(&writer->yaml);
  rsupi_arena_free(&writer->arena);
  rsupi_release(&allocator, writer, sizeof(*writer));
}
