/* Opening images. Nothing is believed: every place is looked up within what is there, every number
 * is held against its range, every name against the config. What is no image at all sets `broken`;
 * what does not fit this config is judged from its text. */
#include "core/numbers.h"
#include "person/image.h"
#include <string.h>

/* 0001-01-01 to 9999-12-31, and instants a day around them. */
enum { FIRST_DAY = -719162, LAST_DAY = 2932896 };

/* ---- the pieces */

int64_t rsupi_take_signed(rsupi_decoding *d) {
  const uint64_t twice = rsupi_take_number(d);
  return twice & 1 ? -(int64_t)(twice >> 1) - 1 : (int64_t)(twice >> 1);
}

uint64_t rsupi_take_bytes(rsupi_decoding *d, size_t count) {
  if ((size_t)(d->end - d->next) < count) {
    d->broken = 1;
    return 0;
  }
  uint64_t value = 0;
  for (size_t i = count; i > 0; i--) value = value << 8 | d->next[i - 1];
  d->next += count;
  return value;
}

/* Texts stand behind each other, each with its NUL, and the last one ends what there is. */
const char *rsupi_take_text(rsupi_decoding *d) {
  const uint64_t place = rsupi_take_number(d);
  if (place < d->text_len && (place == 0 || !d->texts[place - 1])) return d->texts + place;
  d->broken = 1;
  return "";
}

void *rsupi_take_room(rsupi_decoding *d, size_t count, size_t size) {
  const size_t left = (size_t)(d->room_end - d->room);
  if (d->broken || count > left / size || rsupi_image_room(count * size) > left) {
    d->broken = 1;
    return NULL;
  }
  void *const room = d->room;
  d->room += rsupi_image_room(count * size);
  return room;
}

/* ---- one field */

static int32_t take_int(rsupi_decoding *d, const rsupi_image_field *f) {
  const int64_t number = rsupi_take_signed(d);
  if ((double)number >= f->low && (double)number <= f->high) return (int32_t)number;
  d->broken = 1;
  return 0;
}

/* An excuse that has no end ends with the last day there is. */
static rsup_day take_day(rsupi_decoding *d) {
  const int64_t day = rsupi_take_signed(d);
  if ((day >= FIRST_DAY && day <= LAST_DAY) || day == INT32_MAX) return (rsup_day)day;
  d->broken = 1;
  return 0;
}

static rsup_instant take_instant(rsupi_decoding *d) {
  const rsup_instant at = rsupi_take_signed(d);
  if (at < (FIRST_DAY - 1) * RSUPI_MS_PER_DAY || at > (LAST_DAY + 2) * RSUPI_MS_PER_DAY)
    d->broken = 1;
  return at;
}

static double take_double(rsupi_decoding *d, const rsupi_image_field *f) {
  const uint64_t bits = rsupi_take_bytes(d, 8);
  double number;
  memcpy(&number, &bits, sizeof number);
  if (!(number >= f->low && number <= f->high)) d->broken = 1;
  return number;
}

static const rsupi_node *take_scalar(rsupi_decoding *d) {
  const uint64_t style = rsupi_take_number(d);
  const char *const text = rsupi_take_text(d);
  rsupi_node *const node = rsupi_take_room(d, 1, sizeof *node);
  if (style < RSUPI_PLAIN || style > RSUPI_QUOTED) d->broken = 1;
  if (!node) return NULL;
  *node = (rsupi_node){
      .kind = RSUPI_SCALAR, .style = (uint8_t)style, .text = text, .len = (uint32_t)strlen(text)};
  return node;
}

static void fill(rsupi_decoding *d, const rsupi_image *image, unsigned char *bound);

static void *take_many(rsupi_decoding *d, const rsupi_image_field *f, size_t *out_count) {
  const size_t count = (size_t)rsupi_take_number(d);
  const size_t size = f->kind == RSUPI_IMAGE_TEXTS  ? sizeof(char *)
                      : f->kind == RSUPI_IMAGE_INTS ? sizeof(int32_t)
                                                    : f->of->size;
  unsigned char *const items = rsupi_take_room(d, count, size);
  for (size_t i = 0; items && i < count && !d->broken; i++) {
    if (f->kind == RSUPI_IMAGE_TEXTS)
      ((const char **)(void *)items)[i] = rsupi_take_text(d);
    else if (f->kind == RSUPI_IMAGE_INTS)
      ((int32_t *)(void *)items)[i] = take_int(d, f);
    else
      fill(d, f->of, items + i * size);
  }
  *out_count = count;
  return items;
}

static void take_pointer(rsupi_decoding *d, const rsupi_image_field *f, unsigned char *bound) {
  const void *pointer = NULL;
  size_t count = 0;
  if (f->kind == RSUPI_IMAGE_TEXT) {
    pointer = rsupi_take_text(d);
  } else if (f->kind == RSUPI_IMAGE_SCALAR) {
    pointer = take_scalar(d);
  } else if (f->kind == RSUPI_IMAGE_ONE) {
    unsigned char *const one = rsupi_take_room(d, 1, f->of->size);
    if (one) fill(d, f->of, one);
    pointer = one;
  } else {
    pointer = take_many(d, f, &count);
    memcpy(bound + f->count, &count, sizeof count);
  }
  memcpy(bound + f->offset, &pointer, sizeof pointer);
}

static void take_field(rsupi_decoding *d, const rsupi_image_field *f, unsigned char *bound) {
  unsigned char *const at = bound + f->offset;
  int32_t number;
  int64_t wide;
  double real;
  switch (f->kind) {
  case RSUPI_IMAGE_INT:
  case RSUPI_IMAGE_COUNT:
    number = take_int(d, f);
    memcpy(at, &number, sizeof number);
    break;
  case RSUPI_IMAGE_DAY:
    number = take_day(d);
    memcpy(at, &number, sizeof number);
    break;
  case RSUPI_IMAGE_BITS:
    number = (int32_t)(uint32_t)rsupi_take_number(d);
    memcpy(at, &number, sizeof number);
    break;
  case RSUPI_IMAGE_INSTANT:
    wide = take_instant(d);
    memcpy(at, &wide, sizeof wide);
    break;
  case RSUPI_IMAGE_NUMBER:
    real = take_double(d, f);
    memcpy(at, &real, sizeof real);
    break;
  case RSUPI_IMAGE_ASKED:
    rsupi_asked_decode(d);
    break;
  case RSUPI_IMAGE_KEY:
  case RSUPI_IMAGE_FOUND:
    d->broken = 1;
    break;
  default:
    take_pointer(d, f, bound);
  }
}

/* ---- a struct */

/* All fields without a value. */
static void make_fresh(const rsupi_image *image, unsigned char *bound) {
  static const int32_t no_int = INT32_MIN;
  static const int64_t no_instant = INT64_MIN;
  const rsupi_questions *const no_questions = &rsupi_no_questions;
  const double nan = rsupi_nan();
  memset(bound, 0, image->size);
  for (size_t i = 0; i < image->field_count; i++) {
    const rsupi_image_field *const f = &image->fields[i];
    unsigned char *const at = bound + f->offset;
    if (f->kind == RSUPI_IMAGE_INT || f->kind == RSUPI_IMAGE_DAY)
      memcpy(at, &no_int, sizeof no_int);
    if (f->kind == RSUPI_IMAGE_INSTANT) memcpy(at, &no_instant, sizeof no_instant);
    if (f->kind == RSUPI_IMAGE_NUMBER) memcpy(at, &nan, sizeof nan);
    if (f->kind == RSUPI_IMAGE_ONE) memcpy(at, &f->of->none, sizeof f->of->none);
    if (f->kind == RSUPI_IMAGE_ASKED) memcpy(at, &no_questions, sizeof no_questions);
  }
}

static uint64_t needed_of(const rsupi_image *image) {
  uint64_t needed = 0;
  for (size_t i = 0; i < image->field_count; i++)
    if (image->fields[i].needed) needed |= UINT64_C(1) << i;
  return needed;
}

static void fill_present(rsupi_decoding *d, const rsupi_image *image, uint64_t needed,
                         unsigned char *bound) {
  const uint64_t present = rsupi_take_number(d);
  if ((image->field_count < 64 && present >> image->field_count) || (needed & ~present))
    d->broken = 1;
  uint64_t left = present;
  for (size_t i = 0; left && !d->broken; i++, left >>= 1)
    if (left & 1) take_field(d, &image->fields[i], bound);
}

static void fill(rsupi_decoding *d, const rsupi_image *image, unsigned char *bound) {
  if (image->none) /* which needs nothing */
    memcpy(bound, image->none, image->size);
  else
    make_fresh(image, bound);
  fill_present(d, image, image->none ? 0 : needed_of(image), bound);
}

/* Entries of a kind stand together: what they share is made once. */
static void prepare(rsupi_decoding *d, const rsupi_image *image) {
  if (d->like == image->fields) return;
  make_fresh(image, (unsigned char *)d->fresh);
  d->like = image->fields;
  d->needed = needed_of(image);
  for (size_t i = 0; i < image->field_count; i++)
    if (image->fields[i].kind == RSUPI_IMAGE_KEY) d->key_at = image->fields[i].offset;
}

int rsupi_image_decode(rsupi_decoding *d, const rsupi_image *image, void *bound) {
  prepare(d, image);
  d->sheet = (rsupi_sheet){.form_version = INT32_MIN, .shown = INT32_MIN};
  memcpy(bound, d->fresh, image->size);
  memcpy((unsigned char *)bound + d->key_at, &d->key, sizeof d->key);
  fill_present(d, image, d->needed, bound);
  if (d->broken) return 0;
  return !image->finish || image->finish(d, image->event_type, bound);
}
