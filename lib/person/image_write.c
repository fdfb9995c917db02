/* Writing images. What no table covers is found by looking: whatever is left of a struct once the
 * fields of its table are blanked must be nothing. */
#include "core/numbers.h"
#include "person/image.h"
#include <string.h>

size_t rsupi_image_room(size_t size) {
  return (size + 7) / 8 * 8;
}

/* ---- the pieces */

void rsupi_add_number(rsupi_text *out, uint64_t number) {
  for (; number > 127; number >>= 7) rsupi_add_bytes(out, (number & 127) | 128, 1);
  rsupi_add_bytes(out, number, 1);
}

/* Small in either direction is short: 0, -1, 1, -2 ... */
void rsupi_add_signed(rsupi_text *out, int64_t number) {
  const uint64_t twice = (uint64_t)number << 1;
  rsupi_add_number(out, number < 0 ? ~twice : twice);
}

void rsupi_add_bytes(rsupi_text *out, uint64_t value, size_t count) {
  char bytes[8];
  for (size_t i = 0; i < count; i++, value >>= 8) bytes[i] = (char)(unsigned char)(value & 255);
  rsupi_text_add(out, bytes, count);
}

/* Where a text stands among those of the entry; each stands there once. */
uint64_t rsupi_text_place(rsupi_encoding *e, const char *text) {
  const size_t len = strlen(text);
  for (size_t at = 0; at < e->texts.len; at += strlen(e->texts.data + at) + 1)
    if (strcmp(e->texts.data + at, text) == 0) return at;
  const size_t place = e->texts.len;
  rsupi_text_add(&e->texts, text, len + 1);
  return place;
}

/* ---- one field */

static const void *pointer_at(const unsigned char *field) {
  const void *pointer;
  memcpy(&pointer, field, sizeof pointer);
  return pointer;
}

static int32_t int_at(const unsigned char *field) {
  int32_t number;
  memcpy(&number, field, sizeof number);
  return number;
}

static int64_t long_at(const unsigned char *field) {
  int64_t number;
  memcpy(&number, field, sizeof number);
  return number;
}

static double number_at(const unsigned char *field) {
  double number;
  memcpy(&number, field, sizeof number);
  return number;
}

static int has_value(const rsupi_image_field *f, const unsigned char *bound) {
  const unsigned char *const at = bound + f->offset;
  switch (f->kind) {
  case RSUPI_IMAGE_DAY:
    return int_at(at) != INT32_MIN && !(f->count && long_at(bound + f->count) != INT64_MIN);
  case RSUPI_IMAGE_INT:
    return int_at(at) != INT32_MIN;
  case RSUPI_IMAGE_COUNT:
  case RSUPI_IMAGE_BITS:
    return int_at(at) != 0;
  case RSUPI_IMAGE_INSTANT:
    return long_at(at) != INT64_MIN;
  case RSUPI_IMAGE_NUMBER:
    return !rsupi_isnan(number_at(at));
  case RSUPI_IMAGE_TEXT:
  case RSUPI_IMAGE_SCALAR:
    return pointer_at(at) != NULL;
  case RSUPI_IMAGE_ONE:
    return pointer_at(at) != f->of->none;
  case RSUPI_IMAGE_ASKED:
    return pointer_at(at) != &rsupi_no_questions;
  case RSUPI_IMAGE_KEY:
  case RSUPI_IMAGE_FOUND:
    return 0;
  default:
    return rsupi_image_count(f, bound) != 0;
  }
}

static int add_struct(rsupi_encoding *e, const rsupi_image *image, const void *bound);

static int add_scalar(rsupi_encoding *e, const rsupi_node *node) {
  if (node->kind != RSUPI_SCALAR || strlen(node->text) != node->len) return 0;
  rsupi_add_number(&e->fields, node->style);
  rsupi_add_number(&e->fields, rsupi_text_place(e, node->text));
  e->room += rsupi_image_room(sizeof *node);
  return 1;
}

static int add_many(rsupi_encoding *e, const rsupi_image_field *f, const unsigned char *bound) {
  const void *const items = pointer_at(bound + f->offset);
  const size_t count = rsupi_image_count(f, bound);
  rsupi_add_number(&e->fields, count);
  if (f->kind == RSUPI_IMAGE_TEXTS) {
    const char *const *const texts = items;
    e->room += rsupi_image_room(count * sizeof *texts);
    for (size_t i = 0; i < count; i++) rsupi_add_number(&e->fields, rsupi_text_place(e, texts[i]));
    return 1;
  }
  if (f->kind == RSUPI_IMAGE_INTS) {
    const int32_t *const numbers = items;
    e->room += rsupi_image_room(count * sizeof *numbers);
    for (size_t i = 0; i < count; i++) rsupi_add_signed(&e->fields, numbers[i]);
    return 1;
  }
  e->room += rsupi_image_room(count * f->of->size);
  for (size_t i = 0; i < count; i++)
    if (!add_struct(e, f->of, (const unsigned char *)items + i * f->of->size)) return 0;
  return 1;
}

static int add_field(rsupi_encoding *e, const rsupi_image_field *f, const unsigned char *bound) {
  const unsigned char *const at = bound + f->offset;
  uint64_t bits;
  switch (f->kind) {
  case RSUPI_IMAGE_INT:
  case RSUPI_IMAGE_DAY:
  case RSUPI_IMAGE_COUNT:
    rsupi_add_signed(&e->fields, int_at(at));
    return 1;
  case RSUPI_IMAGE_BITS:
    rsupi_add_number(&e->fields, (uint32_t)int_at(at));
    return 1;
  case RSUPI_IMAGE_INSTANT:
    rsupi_add_signed(&e->fields, long_at(at));
    return 1;
  case RSUPI_IMAGE_NUMBER:
    memcpy(&bits, at, sizeof bits);
    rsupi_add_bytes(&e->fields, bits, 8);
    return 1;
  case RSUPI_IMAGE_TEXT:
    rsupi_add_number(&e->fields, rsupi_text_place(e, pointer_at(at)));
    return 1;
  case RSUPI_IMAGE_SCALAR:
    return add_scalar(e, pointer_at(at));
  case RSUPI_IMAGE_ASKED:
    return rsupi_asked_encode(e, (const void *)bound);
  case RSUPI_IMAGE_ONE:
    e->room += rsupi_image_room(f->of->size);
    return add_struct(e, f->of, pointer_at(at));
  default:
    return add_many(e, f, bound);
  }
}

/* ---- a struct */

static void blank(const rsupi_image_field *f, unsigned char *copy) {
  size_t size = sizeof(void *);
  if (f->kind == RSUPI_IMAGE_INT || f->kind == RSUPI_IMAGE_DAY || f->kind == RSUPI_IMAGE_COUNT ||
      f->kind == RSUPI_IMAGE_BITS)
    size = sizeof(int32_t);
  if (f->kind == RSUPI_IMAGE_INSTANT || f->kind == RSUPI_IMAGE_NUMBER) size = 8;
  if (f->kind == RSUPI_IMAGE_FOUND) size = f->count;
  memset(copy + f->offset, 0, size);
  if (f->count && f->kind != RSUPI_IMAGE_FOUND && f->kind != RSUPI_IMAGE_DAY)
    memset(copy + f->count, 0, sizeof(size_t));
}

static int is_covered(const rsupi_image *image, const void *bound) {
  unsigned char copy[RSUPI_IMAGE_LARGEST];
  if (image->size > sizeof copy) return 0;
  memcpy(copy, bound, image->size);
  for (size_t i = 0; i < image->field_count; i++) blank(&image->fields[i], copy);
  for (size_t i = 0; i < image->size; i++)
    if (copy[i]) return 0;
  return 1;
}

static int add_struct(rsupi_encoding *e, const rsupi_image *image, const void *bound) {
  uint64_t present = 0;
  if (!is_covered(image, bound)) return 0;
  for (size_t i = 0; i < image->field_count; i++) {
    const rsupi_image_field *const f = &image->fields[i];
    if (f->kind == RSUPI_IMAGE_KEY) {
      const char *const id = pointer_at((const unsigned char *)bound + f->offset);
      if (!id || strcmp(id, e->key) != 0) return 0;
    }
    if (!has_value(f, bound)) continue;
    if (i >= 64) return 0;
    present |= UINT64_C(1) << i;
  }
  rsupi_add_number(&e->fields, present);
  for (size_t i = 0; i < image->field_count && i < 64; i++)
    if ((present >> i & 1) && !add_field(e, &image->fields[i], bound)) return 0;
  return 1;
}

int rsupi_image_encode(rsupi_encoding *e, const rsupi_image *image, const rsupi_entry *entry) {
  const size_t room = e->room;
  e->texts.len = e->fields.len = 0;
  e->key = entry->head.id;
  rsupi_text_add(&e->texts, e->key, strlen(e->key) + 1);
  if (!e->texts.failed && add_struct(e, image, rsupi_entry_bound(entry))) {
    e->text_at = e->texts.len;
    rsupi_entry_write_packed(entry, &e->texts);
    e->room += rsupi_image_room(offsetof(rsupi_entry, head)) + rsupi_image_room(image->size) +
               rsupi_image_room(e->texts.len);
    return !e->texts.failed && !e->fields.failed && !e->arena.failed;
  }
  e->room = room;
  return 0;
}
