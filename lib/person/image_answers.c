/* What was asked and answered, of one event in an image: most of a record, so it has a form of its
 * own. The first byte of each answer says what follows. */
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

/* The first byte of the whole. */
enum { HAS_FORM = 1, HAS_VERSION = 2, HAS_SHOWN = 4, HAS_REPORTS = 8 };

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

/* What rsupi_asked_keep() will take. */
static void add_room(rsupi_encoding *e, const rsupi_event *event) {
  const uint32_t count = event->questions->count;
  if (!count) return;
  const int any = memchr(event->codes, RSUPI_CODE_ODD, count) != NULL;
  const size_t odd_count = any ? rsupi_odd_of(event->codes)->count : 0;
  e->room += rsupi_image_room(rsupi_codes_size(count, odd_count));
  if (any) e->room += rsupi_image_room(rsupi_odd_size(odd_count));
}

int rsupi_asked_encode(rsupi_encoding *e, const rsupi_event *event) {
  const rsupi_questions *const q = event->questions;
  const uint32_t said = (q->form ? (uint32_t)HAS_FORM : 0) |
                        (q->form_version != INT32_MIN ? (uint32_t)HAS_VERSION : 0) |
                        (q->shown != INT32_MIN ? (uint32_t)HAS_SHOWN : 0) |
                        (q->reports_until ? (uint32_t)HAS_REPORTS : 0);
  rsupi_add_bytes(&e->fields, said, 1);
  if (q->form) rsupi_add_number(&e->fields, rsupi_text_place(e, q->form));
  if (said & HAS_VERSION) rsupi_add_signed(&e->fields, q->form_version);
  if (said & HAS_SHOWN) rsupi_add_signed(&e->fields, q->shown);
  if (said & HAS_REPORTS) {
    rsupi_add_number(&e->fields, q->reports_from);
    rsupi_add_number(&e->fields, q->reports_until);
  }
  rsupi_add_number(&e->fields, q->count);
  add_room(e, event);
  for (uint32_t i = 0; i < q->count; i++) {
    const rsupi_answer answer = rsupi_answer_at(event, i);
    if (!add_answer(e, &answer)) return 0;
  }
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

static int32_t take_int(rsupi_decoding *d, int64_t low, int64_t high) {
  const int64_t number = rsupi_take_signed(d);
  if (number < low || number > high) d->broken = 1;
  return d->broken ? 0 : (int32_t)number;
}

static uint32_t take_count(rsupi_decoding *d, uint64_t most) {
  const uint64_t count = rsupi_take_number(d);
  if (count > most) d->broken = 1;
  return d->broken ? 0 : (uint32_t)count;
}

void rsupi_asked_decode(rsupi_decoding *d) {
  rsupi_sheet *const sheet = &d->sheet;
  const uint32_t said = (uint32_t)rsupi_take_bytes(d, 1);
  if (said & HAS_FORM) sheet->form = rsupi_take_text(d);
  if (said & HAS_VERSION) sheet->form_version = take_int(d, 1, 1000000);
  if (said & HAS_SHOWN) sheet->shown = take_int(d, 0, 1);
  if (said & HAS_REPORTS) {
    sheet->reports_from = take_count(d, UINT32_MAX);
    sheet->reports_until = take_count(d, UINT32_MAX);
  }
  const size_t left = (size_t)(d->end - d->next); /* each takes a byte or more */
  const uint32_t count = take_count(d, left < UINT32_MAX ? left : UINT32_MAX);
  rsupi_arena_reset(d->work);
  sheet->answers = rsupi_arena_room(d->work, count * sizeof *sheet->answers);
  if (!sheet->answers) {
    d->status = RSUP_E_MEMORY;
    d->broken = 1;
    return;
  }
  for (uint32_t i = 0; i < count && !d->broken; i++) take_answer(d, &sheet->answers[i]);
  sheet->count = count;
}

int rsupi_asked_keep(rsupi_decoding *d, rsupi_event *event) {
  const rsupi_sheet *const sheet = &d->sheet;
  if (sheet->count) {
    const size_t odd_count = rsupi_count_odd(sheet);
    void *const codes = rsupi_take_room(d, 1, rsupi_codes_size(sheet->count, odd_count));
    rsupi_odd_answers *const odd =
        odd_count ? rsupi_take_room(d, 1, rsupi_odd_size(odd_count)) : NULL;
    if (d->broken) return 0;
    event->codes = rsupi_fill_codes(sheet, codes, odd);
  }
  event->questions = rsupi_questions_share(&d->sharing, &d->config->allocator, &d->sheet);
  if (!event->questions) d->status = RSUP_E_MEMORY;
  return event->questions != NULL;
}
