/* What a bound entry consists of, field by field, so that a snapshot can carry it as bytes and put
 * it together again without judging it. A field that no table names is noticed when a snapshot is
 * written (image_write.c): the entry then goes as its text alone, and is judged when it is opened.
 */
#ifndef RSUPI_IMAGE_H
#define RSUPI_IMAGE_H
#include "person/records.h"

typedef enum rsupi_image_kind {
  RSUPI_IMAGE_INT = 1, /* int32_t; INT32_MIN: no value */
  RSUPI_IMAGE_COUNT,   /* int32_t; 0: no value */
  RSUPI_IMAGE_BITS,    /* uint32_t */
  RSUPI_IMAGE_DAY,     /* rsup_day */
  RSUPI_IMAGE_INSTANT, /* rsup_instant */
  RSUPI_IMAGE_NUMBER,  /* double; NaN: no value */
  RSUPI_IMAGE_TEXT,    /* const char *; NULL: none */
  RSUPI_IMAGE_TEXTS,   /* const char ** and their count */
  RSUPI_IMAGE_INTS,    /* int32_t * and their count */
  RSUPI_IMAGE_LIST,    /* structs and their count */
  RSUPI_IMAGE_ONE,     /* a struct; the image's own `none`: none */
  RSUPI_IMAGE_SCALAR,  /* const rsupi_node *: a scalar without a place */
  RSUPI_IMAGE_ASKED,   /* the questions of an event, and what was given */
  RSUPI_IMAGE_KEY,     /* const char *: the entry's own key, not written */
  RSUPI_IMAGE_FOUND    /* bytes that are found anew when it is opened, or that nobody reads */
} rsupi_image_kind;

typedef struct rsupi_image rsupi_image;
typedef struct rsupi_image_field {
  uint8_t kind;
  uint8_t needed;   /* a text or scalar that must be there */
  uint16_t offset;  /* of the value or pointer */
  uint16_t count;   /* offset of the count; of FOUND: how many bytes; of DAY: 0, or offset of an
                       instant that says the day when it has a value */
  double low, high; /* of numbers that have a value */
  const rsupi_image *of;
} rsupi_image_field;

typedef struct rsupi_decoding rsupi_decoding;
/* What the table can't say: names of the config, zones, what belongs together. 0: it does not fit;
 * the entry is judged from its text. */
typedef int rsupi_image_finish(rsupi_decoding *d, int32_t event_type, void *bound);

enum { RSUPI_IMAGE_LARGEST = 768 };
struct rsupi_image {
  const char *name; /* of the section or event type; NULL: a part of another */
  const void *none; /* of a part: what stands for no such part; NULL */
  size_t size;
  const rsupi_image_field *fields; /* of the first 64 each has a bit: those behind have no value */
  size_t field_count;
  rsupi_image_finish *finish;
  int32_t section, event_type;
};
/* How many there are, of a field that has a count. */
size_t rsupi_image_count(const rsupi_image_field *f, const void *bound);
/* By number; NULL past the last. */
const rsupi_image *rsupi_image_at(size_t number);
/* The number of the image of an entry; SIZE_MAX: none. */
size_t rsupi_image_of(const rsupi_entry *entry);
/* Changes when any table does. */
uint64_t rsupi_image_layout(void);

/* ---- writing */

/* An item that answers were given to: how to find it in the config. */
typedef struct rsupi_item_place {
  uint32_t form, earlier, item; /* earlier: 0 the present version, else its number from 1 */
  const rsupi_item *found;
} rsupi_item_place;
typedef struct rsupi_encoding {
  const rsup_config *config;
  rsupi_arena arena;        /* of the places */
  rsupi_list places;        /* rsupi_item_place * */
  rsupi_text texts, fields; /* of the entry being written */
  size_t text_at;           /* where its own text begins, or the digits of it */
  const char *key;
  size_t room; /* bytes of memory that opening all of them takes */
} rsupi_encoding;
/* Write an entry into e->texts and e->fields. 0: it can't be written so (or there is no memory:
 * then one of the texts, or the arena, says so). */
int rsupi_image_encode(rsupi_encoding *e, const rsupi_image *image, const rsupi_entry *entry);
uint64_t rsupi_text_place(rsupi_encoding *e, const char *text);
void rsupi_add_number(rsupi_text *out, uint64_t number);
void rsupi_add_signed(rsupi_text *out, int64_t number);
void rsupi_add_bytes(rsupi_text *out, uint64_t value, size_t count);
int rsupi_asked_encode(rsupi_encoding *e, const rsupi_event *event);
size_t rsupi_image_room(size_t size); /* rounded up, as it is laid out */

/* ---- opening: after a broken piece all that follows is nothing */
struct rsupi_decoding {
  const rsup_config *config;
  const unsigned char *next, *end;
  int32_t broken;     /* nothing that this library has written */
  rsup_status status; /* RSUP_E_MEMORY, when there was none */
  const rsupi_item *const *items;
  size_t item_count;
  unsigned char *room, *room_end; /* memory that is left */
  const char *texts, *key;        /* of the entry being read */
  size_t text_len;
  const rsupi_image_field *like; /* `fresh` is a struct of these fields without any value */
  uint64_t needed;               /* bits of the fields that must be there */
  size_t key_at;                 /* offset of the key */
  const rsupi_form *form;        /* the one looked up last */
  rsupi_sheet sheet;             /* of the entry being read */
  rsupi_arena *work;             /* of its answers */
  rsupi_sharing sharing;
  uint64_t fresh[RSUPI_IMAGE_LARGEST / 8];
};
static inline uint64_t rsupi_take_number(rsupi_decoding *d) { /* mostly one byte */
  uint64_t number = 0;
  for (int shift = 0; shift < 64 && d->next < d->end; shift += 7) {
    const uint64_t byte = *d->next++;
    number |= (byte & 127) << shift;
    if (byte < 128) return number;
  }
  d->broken = 1;
  return 0;
}
int64_t rsupi_take_signed(rsupi_decoding *d);
uint64_t rsupi_take_bytes(rsupi_decoding *d, size_t count);
const char *rsupi_take_text(rsupi_decoding *d); /* by its place among the entry's texts */
void *rsupi_take_room(rsupi_decoding *d, size_t count, size_t size);
/* Fill `bound`, which has room for image->size. 0: it does not fit, see above. */
int rsupi_image_decode(rsupi_decoding *d, const rsupi_image *image, void *bound);
/* Into d->sheet. */
void rsupi_asked_decode(rsupi_decoding *d);
/* What d->sheet says, into the event. 0: out of memory, or no room. */
int rsupi_asked_keep(rsupi_decoding *d, rsupi_event *event);

rsupi_image_finish rsupi_image_finish_zone, rsupi_image_finish_tie, rsupi_image_finish_self,
    rsupi_image_finish_aim, rsupi_image_finish_care, rsupi_image_finish_service,
    rsupi_image_finish_appointment, rsupi_image_finish_condition, rsupi_image_finish_event,
    rsupi_image_finish_void;
#endif
