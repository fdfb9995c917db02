/* The answers of one event in an image: most of a record, so they have a form of their own. The
 * first byte of each says what follows. */
#include "core/numbers.h"
#include "person/image.h"
#include <string.h>

enum {
  STATE = 3,      /* RSUPI_ANSWER_… less one */
  ITS_TARGET = 4, /* the target that its item speaks of, or none where that has none */
  HAS_TARGET = 8, /* a text */
  WHOLE = 16,     /* its number, from 0 on; else: */
  BITS = 32,      /* its number as it is; else it has none */
  HAS_TEXTS = 64, /* their count, and each */
  OWN_ITEM = 128  /* a text; else the number of its item among the snapshot's */
};

_Static_assert(sizeof(rsupi_answer) == 56 || sizeof(void *) != 8, "every field is written below");

/* ---- writing */

static int place_item(rsupi_encoding *e, const rsupi_item *item, rsupi_item_place *out) {
  for (uint32_t i = 0; i < e->config->form_count; i++) {
    const rsupi_form *const form = &e->config->forms[i];
    for (uint32_t k = 0; k <= form->earlier_count; k++) {
      const rsupi_form *const version = k ? &form->earlier[k - 1] : form;
      if (item < version->items || item >= version->items + version->item_count) continue;
      *out = (rsupi_item_place){i, k, (uint32_t)(item - version->items), item};
      return 1;
    }
  }
  return 0;
}

/* The number of an item among those that the snapshot names; SIZE_MAX: it can't be named. */
static size_t number_of(rsupi_encoding *e, const rsupi_item *item) {
  for (size_t i = 0; i < e->places.count; i++)
    if (((const rsupi_item_place *)e->places.items[i])->found == item) return i;
  rsupi_item_place *const place = rsupi_arena_alloc(&e->arena, sizeof *place);
  if (!place || !place_item(e, item, place) || !rsupi_list_push(&e->arena, &e->places, place))
    return SIZE_MAX;
  return e->places.count - 1;
}

/* Zero below zero is no whole number: it would come back as another. */
static int is_whole(double number) {
  if (!(number >= 0 && number < 4294967296.0)) return 0;
  const double whole = (double)(uint32_t)number;
  return memcmp(&whole, &number, sizeof whole) == 0;
}

static int add_answer(rsupi_encoding *e, const rsupi_answer *a) {
  const rsupi_item *const item = a->definition;
  if (a->state < RSUPI_ANSWER_VALUE || a->state > RSUPI_ANSWER_UNKNOWN) return 0;
  if (item ? a->item != item->id : !a->item) return 0;
  const size_t number = item ? number_of(e, item) : 0;
  if (number == SIZE_MAX) return 0;
  uint32_t head = (uint32_t)a->state - 1;
  if (!item) head |= OWN_ITEM;
  if (a->target) head |= item && a->target == item->target ? ITS_TARGET : HAS_TARGET;
  if (!rsupi_isnan(a->number)) head |= is_whole(a->number) ? WHOLE : BITS;
  if (a->text_count) head |= HAS_TEXTS;
  rsupi_add_bytes(&e->fields, head, 1);
  rsupi_add_number(&e->fields, item ? number : rsupi_text_place(e, a->item));
  if (head & HAS_TARGET) rsupi_add_number(&e->fields, rsupi_text_place(e, a->target));
  uint64_t bits;
  memcpy(&bits, &a->number, sizeof bits);
  if (head & WHOLE) rsupi_add_number(&e->fields, (uint32_t)a->number);
  if (head & BITS) rsupi_add_bytes(&e->fields, bits, 8);
  if (!a->text_count) return 1;
  rsupi_add_number(&e->fields, a->text_count);
  e->room += rsupi_image_room(a->text_count * sizeof *a->texts);
  for (size_t i = 0; i < a->text_count; i++)
    rsupi_add_number(&e->fields, rsupi_text_place(e, a->texts[i]));
  return 1;
}

int rsupi_answers_encode(rsupi_encoding *e, const rsupi_answer *answers, size_t count) {
  e->room += rsupi_image_room(count * sizeof *answers);
  for (size_t i = 0; i < count; i++)
    if (!add_answer(e, &answers[i])) return 0;
  return 1;
}

/* ---- opening */

static void take_texts(rsupi_decoding *d, rsupi_answer *a) {
  a->text_count = (size_t)rsupi_take_number(d);
  a->texts = rsupi_take_room(d, a->text_count, sizeof *a->texts);
  for (size_t i = 0; a->texts && i < a->text_count; i++) a->texts[i] = rsupi_take_text(d);
}

static void take_item(rsupi_decoding *d, uint32_t head, rsupi_answer *a) {
  if (head & OWN_ITEM) {
    a->item = rsupi_take_text(d);
    return;
  }
  const uint64_t number = rsupi_take_number(d);
  if (number >= d->item_count) {
    d->broken = 1;
    return;
  }
  a->definition = d->items[number];
  a->item = a->definition->id;
  if (head & ITS_TARGET) a->target = a->definition->target;
}

static void take_answer(rsupi_decoding *d, rsupi_answer *a) {
  const uint32_t head = (uint32_t)rsupi_take_bytes(d, 1);
  *a = (rsupi_answer){.state = (int32_t)(head & STATE) + 1, .number = rsupi_nan()};
  take_item(d, head, a);
  if (head & HAS_TARGET) a->target = rsupi_take_text(d);
  if (head & WHOLE) {
    a->number = (double)rsupi_take_number(d);
  } else if (head & BITS) {
    const uint64_t bits = rsupi_take_bytes(d, 8);
    memcpy(&a->number, &bits, sizeof bits);
  }
  if (head & HAS_TEXTS) take_texts(d, a);
}

rsupi_answer *rsupi_answers_decode(rsupi_decoding *d, size_t *out_count) {
  const size_t count = (size_t)rsupi_take_number(d);
  rsupi_answer *const answers = rsupi_take_room(d, count, sizeof *answers);
  if (!answers) return NULL;
  for (size_t i = 0; i < count && !d->broken; i++) take_answer(d, &answers[i]);
  *out_count = count;
  return answers;
}
